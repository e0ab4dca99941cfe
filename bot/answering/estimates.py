"""Bills for volumes, what a budget buys, and the same month under every era's rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from bot.answering.desk import Desk, Point
from bot.findings import EraLine, Finding, Item, Summary
from intents.recognizer import Recognition
from intents.requests import EstimateRequest, Volume
from pricing import parameters
from pricing.bills import Bill, BillItem, EraBill, Terms
from pricing.bills import Volume as Charge
from pricing.estimate import bills_by_era, buys
from pricing.estimate import estimate as bill_for
from pricing.markets import country_of, market_of
from pricing.types import Category, Customer, FreeReason, Price

_RATES = ("A10", "C22")


def estimate(request: EstimateRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """Work out a bill; what is missing for it is asked back."""
    meant = tuple(replace(volume, category=point.category(volume.category)) for volume in request.volumes)
    request = replace(request, volumes=meant, assumptions=(*request.assumptions, *_joined(request, point)))
    if request.budget is not None:
        return _budget(request, recognition, desk, point)
    if not request.volumes or any(volume.category is None for volume in request.volumes):
        return _incomplete(request, recognition, desk, point)
    return _billed(request, recognition, desk, point)


def _charged_units(volume: Volume, *, by_conversation: bool) -> Volume:
    """A volume in the units that are charged: messages that fall in one conversation count once (rule C4)."""
    joined = Decimal(volume.per_conversation if by_conversation else 1)
    return replace(volume, low=volume.low / joined, high=volume.high / joined)


def _by_conversation(day: date) -> bool:
    return parameters.at(day).charged_unit == "conversation"


def _joined(request: EstimateRequest, point: Point) -> tuple[str, ...]:
    joined = _by_conversation(point.day) and any(volume.per_conversation > 1 for volume in request.volumes)
    return ("same_day_one_conversation",) if joined else ()


def _finding(request: EstimateRequest, recognition: Recognition, desk: Desk, point: Point, **facts: object) -> Finding:
    assumed = ("default_era",) if point.assumed else ()
    return Finding(
        **{  # type: ignore[arg-type]  # the facts are fields of Finding, the ones given here its defaults
            "request": request,
            "recognition": recognition,
            "era": point.era,
            "rate_card": desk.book.card_in_force(point.day, desk.currency_of(request)),
            "asked_at": desk.now,
            "timezone": desk.timezone,
            "topic": _topic(request),
            "assumptions": (*assumed, *request.assumptions),
            **facts,
        }
    )


def _topic(request: EstimateRequest) -> str:
    return {"estimate.free_tier": "free_tier_1000_service"}.get(request.intent, "bill_estimate")


def _needs(request: EstimateRequest) -> tuple[str, ...]:
    countries = request.country or request.phone or all(volume.country for volume in request.volumes or ())
    there = {
        "country": bool(countries) and bool(request.country or request.phone or request.volumes),
        "category": all(volume.category for volume in request.volumes) if request.volumes else bool(request.category),
        "quantity": bool(request.volumes) or request.budget is not None,
    }
    return tuple(name for name, given in there.items() if not given)


def _incomplete(request: EstimateRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    units = [_charged_units(volume, by_conversation=_by_conversation(point.day)) for volume in request.volumes]
    quantity = sum((volume.high for volume in units), Decimal(0)) if units else None
    categories = {volume.category for volume in request.volumes}
    return _finding(
        request,
        recognition,
        desk,
        point,
        summary=Summary(
            category=next(iter(categories)) if len(categories) == 1 else point.category(request.category),
            currency=desk.currency_of(request),
            country=request.country,
            quantity=quantity,
        ),
        needs=_needs(request),
    )


def _billed(request: EstimateRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    bill = bill_for(_charges(request, by_conversation=_by_conversation(point.day)), _terms(request, desk, point))
    items = tuple(_item(item) for item in bill.items)
    return _finding(
        request,
        recognition,
        desk,
        point,
        rate_card=bill.card,
        summary=_summary(bill, request, desk),
        items=items,
        needs=_needs(request) if _price_matters(bill) else (),
        rules=bill.rules or _RATES,
        comparison=_comparison(request, desk, point) if request.compare_eras else (),
        assumptions=(*(("default_era",) if point.assumed else ()), *request.assumptions, *bill.flags),
    )


def _price_matters(bill: Bill) -> bool:
    return bill.billable_high > 0


def _charges(request: EstimateRequest, *, by_conversation: bool) -> list[Charge]:
    units = [_charged_units(volume, by_conversation=by_conversation) for volume in request.volumes]
    return [
        Charge(
            customer=_customer(request, volume),
            category=volume.category or Category.SERVICE,
            low=volume.low,
            high=volume.high,
            free_entry_point=volume.free_entry_point,
        )
        for volume in units
    ]


def _customer(request: EstimateRequest, volume: Volume) -> Customer:
    country = volume.country or request.country
    return Customer(country=country) if country else Customer(phone=request.phone)


def _terms(request: EstimateRequest, desk: Desk, point: Point) -> Terms:
    return Terms(
        day=point.day,
        currency=desk.currency_of(request),
        book=desk.book,
        free_used=request.free_used,
        accounts=request.accounts,
        numbers=request.numbers,
    )


def _item(item: BillItem) -> Item:
    entry = item.free_reason is FreeReason.FREE_ENTRY_POINT
    return Item(
        country=item.country,
        market=item.market,
        category=None if entry else item.category,
        price=item.price,
        low=item.low,
        high=item.high,
        billable_low=item.billable_low,
        billable_high=item.billable_high,
        total_low=item.total_low,
        total_high=item.total_high,
    )


def _one(values: set[object]) -> object:
    return next(iter(values)) if len(values) == 1 else None


def _exact(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    return low if low == high else None


def _summary(bill: Bill, request: EstimateRequest, desk: Desk) -> Summary:
    items = _asked(bill)
    single = items[0] if len(items) == 1 else None
    none = bill.billable_high == 0
    entry = all(item.free_reason is FreeReason.FREE_ENTRY_POINT for item in items)
    return Summary(
        category=None if entry else _one({item.category for item in items}),  # type: ignore[arg-type]  # all of one type
        charged=False if none else True if bill.billable_low > 0 else None,
        free_reason=next((item.free_reason for item in items if item.free_reason), None) if none else None,
        price=single.price if single and not none else None,
        currency=bill.currency,
        country=_one({item.country for item in items}),  # type: ignore[arg-type]  # as above
        market=_one({item.market for item in items}),  # type: ignore[arg-type]  # as above
        quantity=_exact(sum((i.low for i in items), Decimal(0)), sum((i.high for i in items), Decimal(0))),
        billable_quantity=_exact(bill.billable_low, bill.billable_high),
        total=_exact(bill.total_low, bill.total_high),
    )


def _asked(bill: Bill) -> list[BillItem]:
    """The parts that have a category; those of a free entry point, which has none, only where there are no others."""
    others = [item for item in bill.items if item.free_reason is not FreeReason.FREE_ENTRY_POINT]
    return others or list(bill.items)


def _comparison(request: EstimateRequest, desk: Desk, point: Point) -> tuple[EraLine, ...]:
    lines: list[EraLine] = []
    for era in _by_era(request, _terms(request, desk, point)):
        total, before = era.bill.total_high, lines[-1].total if lines else None
        lines.append(
            EraLine(
                era=era.era,
                card=era.bill.card,
                opens=0,
                charged=era.bill.billable_high,
                total=total,
                difference=total - before if total is not None and before is not None else None,
            )
        )
    return tuple(lines)


def _by_era(request: EstimateRequest, terms: Terms) -> list[EraBill]:
    """The bill of every era, in the units that it charges."""
    ways = [bills_by_era(_charges(request, by_conversation=unit), terms) for unit in (False, True)]
    return [pair[_by_conversation(pair[0].bill.day)] for pair in zip(*ways, strict=True)]


def _budget(request: EstimateRequest, recognition: Recognition, desk: Desk, point: Point) -> Finding:
    """How many units a budget pays for (whole ones, at the list price)."""
    named = [volume.category for volume in request.volumes if volume.category]
    country = request.country or next((volume.country for volume in request.volumes if volume.country), None)
    category = point.category(request.category) or next(iter(named), None)
    customer = Customer(country=country)
    market = market_of(customer, point.day) if country else None
    needs = tuple(name for name, there in (("country", country), ("category", category)) if not there)
    if needs or category is None or request.budget is None:
        summary = Summary(category=category, currency=desk.currency_of(request), country=country)
        return _finding(request, recognition, desk, point, summary=summary, needs=needs)
    price = desk.book.quote(market, category, desk.currency_of(request), point.day)
    count = buys(request.budget, price) if isinstance(price, Price) else None
    item = Item(country=country_of(customer), market=market, category=category, price=price, low=count, high=count)
    summary = Summary(
        category=category,
        price=price,
        currency=desk.currency_of(request),
        country=item.country,
        market=market,
        quantity=count,
    )
    return _finding(request, recognition, desk, point, summary=summary, items=(item,), budget_buys=count, rules=_RATES)
