"""One line of a replay: what goes out for a timeline, and for everything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replaying import Replayer
from bot.timelines import Defaults
from pricing.ratecards import RateBook
from tests.cases.load import cases

REPLAYER = Replayer(RateBook.packaged(), Defaults(), "en")
EVENT_FIELDS = "index at type category opens charged free_reason sendable conversation expires_at amount rules flags"
FIELDS = "id era rate_cards events conversations_opened total currency unpriced"
MARKETING = {"at": "2024-03-05T10:00:07+01:00", "type": "template", "category": "marketing"}


def answer(line: Any, replayer: Replayer = REPLAYER) -> dict[str, Any]:
    """Return the answer to a line, given as an object or as text."""
    text = line if isinstance(line, bytes) else json.dumps(line).encode()
    read: dict[str, Any] = json.loads(replayer.answer(text).text)
    return read


@pytest.mark.parametrize("case", cases("replay/errors.toml")["case"], ids=lambda case: str(case["says"]))
def test_line_that_is_no_timeline(case: dict[str, Any]) -> None:
    """It is answered by an error object that names code and field, in words; the id goes out if it can."""
    sent = REPLAYER.answer(case["line"].encode())
    assert sent.unread is None
    said = json.loads(sent.text)
    assert list(said) == ["id", "error"]
    assert said["id"] == ("t" if case.get("id", True) else None)
    assert (said["error"]["code"], said["error"]["field"]) == (case["code"], case.get("field"))
    assert len(said["error"]["message"]) > 10
    assert case["code"] not in said["error"]["message"]


NOT_JSON = [
    b"not json",
    b"{",
    b"NaN",
    b'{"id": "t", "free_used": NaN, "events": []}',
    b'{"id": "t", "free_used": -Infinity, "events": []}',
    b'{"id": "t", "events": []} {}',
    b'{"events": 5, and so on',
    b"{'id': 't', 'events': []}",
    b'{"id": "t", "events": [],}',
    b'{"id": "\xff", "events": []}',
    b'{"id": "a\x00b", "events": []}',
]


@pytest.mark.parametrize("line", NOT_JSON)
def test_line_that_is_no_json(line: bytes) -> None:
    """It is answered without an id, and known as unread."""
    sent = REPLAYER.answer(line)
    assert sent.unread == "invalid_json"
    said = json.loads(sent.text)
    assert (said["id"], said["error"]["code"], said["error"]["field"]) == (None, "invalid_json", None)


def test_deep_nesting() -> None:
    """JSON deeper than any timeline is refused, not followed down."""
    line = b'{"id": "t", "customer": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    assert answer(line)["error"]["code"] in ("wrong_type", "too_deep")
    assert answer(b"[" * 200_000)["error"]["code"] in ("invalid_json", "too_deep")


@pytest.mark.parametrize("digits", [20, 5000])
def test_huge_numbers(digits: int) -> None:
    """A number of any length is a number: too many units used are as many as there are, or out of range."""
    line = b'{"id": "t", "free_used": ' + b"9" * digits + b', "events": []}'
    said = answer(line)
    assert said.get("total") == "0.0000" or said["error"]["code"] == "out_of_range"


def test_longest_id() -> None:
    """An id of 200 characters goes out, a longer one is refused and does not."""
    assert answer({"id": "é" * 200, "events": []})["id"] == "é" * 200
    said = answer({"id": "é" * 201, "events": []})
    assert (said["id"], said["error"]["code"], said["error"]["field"]) == (None, "too_long", "id")


def test_endless_field_name() -> None:
    """Of an unknown field's name only the beginning goes out."""
    said = answer({"id": "t", "events": [], "x" * 100_000: 1})["error"]
    assert said["field"] == "x" * 200
    assert len(said["message"]) < 1000


def test_field_given_twice() -> None:
    """The last one counts."""
    assert answer(b'{"rules": "2023-06", "rules": "2026-10", "events": []}')["era"] == "2026-10"


@pytest.mark.parametrize("identifier", ["", "t1", "line\nbreak", "ñandú 🙂", 0, -7, 10**30, None])
def test_id_goes_out_as_it_came(identifier: object) -> None:
    """Strings, whole numbers and nothing."""
    assert answer({"id": identifier, "events": []})["id"] == identifier


def test_no_id() -> None:
    """A line without an id is answered with null, in errors too."""
    assert answer({"events": []})["id"] is None
    assert answer({})["id"] is None


def test_fields_in_order() -> None:
    """An answer has the fields of the machine contract, in its order."""
    said = answer({"id": "t", "customer": {"country": "ES"}, "events": [MARKETING]})
    assert list(said) == FIELDS.split()
    assert list(said["events"][0]) == EVENT_FIELDS.split()


def test_an_answer() -> None:
    """Amounts are strings with the card's decimals, ends are told in the account's zone, dates as dates."""
    said = answer({"id": "t", "timezone": "Europe/Madrid", "customer": "+34612345678", "events": [MARKETING]})
    assert said == {
        "id": "t",
        "era": "2023-06",
        "rate_cards": ["2023-06-01"],
        "events": [
            {
                "index": 0,
                "at": "2024-03-05T10:00:07+01:00",
                "type": "template",
                "category": "marketing",
                "opens": True,
                "charged": True,
                "free_reason": None,
                "sendable": True,
                "conversation": 1,
                "expires_at": "2024-03-06T10:01:00+01:00",
                "amount": "0.0615",
                "rules": ["C5", "C22"],
                "flags": [],
            }
        ],
        "conversations_opened": 1,
        "total": "0.0615",
        "currency": "USD",
        "unpriced": 0,
    }


@pytest.mark.parametrize(
    "at",
    [
        "2024-03-05T10:00:00Z",
        "2024-03-05T10:00:00+00:00",
        "2024-03-05 10:00:00+01:00",
        "2024-03-05T10:00-06:00",
        "2024-03-05T10:00:00.500000+05:45",
        "2024-03-05T10:00:00,5Z",
        "20240305T100000Z",
    ],
)
def test_instant_goes_out_as_it_came(at: str) -> None:
    """Every way of writing an instant with an offset is read, and echoed to the letter."""
    assert answer({"events": [{"at": at, "type": "inbound"}]})["events"][0]["at"] == at


def test_null_is_nothing_said() -> None:
    """`null` is as good as leaving a field out."""
    nulls = dict.fromkeys(["id", "rules", "currency", "timezone", "customer"])
    event = {**MARKETING, "entry_point": None, "device": None, "free_entry_point_expires_at": None}
    assert answer({**nulls, "events": [event]}) == answer({"events": [MARKETING]})


def test_unknown_units_used() -> None:
    """`free_used` null means unknown: whether service is charged is then null, and so is the total."""
    service = [{"at": "2024-03-05T10:00:00Z", "type": "inbound"}, {"at": "2024-03-05T11:00:00Z", "type": "freeform"}]
    said = answer({"free_used": None, "customer": {"country": "ES"}, "events": service})
    assert (said["events"][1]["charged"], said["events"][1]["amount"]) == (None, None)
    assert (said["total"], said["unpriced"]) == (None, 0)
    assert answer({"customer": {"country": "ES"}, "events": service})["total"] == "0.0000"


def test_defaults() -> None:
    """What a line does not say is taken from the defaults; what it says wins."""
    replayer = Replayer(RateBook.packaged(), Defaults(rules="2025-07", currency="EUR", timezone="Asia/Tokyo"), "en")
    said = answer({"customer": {"country": "CO"}, "events": [MARKETING]}, replayer)
    assert (said["era"], said["currency"], said["rate_cards"]) == ("2025-07", "EUR", ["2026-07-01"])
    own = {"rules": "2023-06", "currency": "USD", "timezone": "UTC", "events": [MARKETING]}
    assert answer(own, replayer) == answer(own)


def test_several_eras() -> None:
    """A chat across a change has the list of eras it used, one that stays within has its name."""
    before, after = {"at": "2025-06-30T12:00:00Z", "type": "inbound"}, {"at": "2025-07-01T12:00:00Z", "type": "inbound"}
    assert answer({"events": [before, after]})["era"] == ["2025-04", "2025-07"]
    assert answer({"events": [after]})["era"] == "2025-07"
    assert answer({"events": []})["era"] == []


def test_business_and_volumes() -> None:
    """Eligibility for authentication-international comes in with the line."""
    start = {"country": "IN", "start": "2024-07-01T00:00:00+02:00"}
    line = {
        "customer": {"country": "IN"},
        "business": {"country": "US", "authentication_international": [start], "served_by_partner": True},
        "volumes_used": [{"market": "India", "category": "authentication", "units": 3}],
        "events": [{**MARKETING, "category": "authentication", "at": "2024-09-05T10:00:00Z"}],
    }
    event = answer(line)["events"][0]
    assert (event["category"], event["amount"]) == ("authentication_international", "0.0280")


def test_reported_end() -> None:
    """The end of a free entry point that a webhook reported comes in with its message."""
    ad = {"at": "2026-10-13T10:00:00Z", "type": "inbound", "entry_point": "ctwa_ad"}
    reported = "2026-10-20T11:00:00+02:00"
    free = {"at": "2026-10-13T11:00:00Z", "type": "freeform", "free_entry_point_expires_at": reported}
    late = {**MARKETING, "at": "2026-10-19T10:00:00Z"}
    said = answer({"timezone": "Europe/Madrid", "events": [ad, free, late]})
    assert [event["free_reason"] for event in said["events"]] == ["inbound", "free_entry_point", "free_entry_point"]
    assert said["events"][2]["expires_at"] == reported


def test_flags_go_out() -> None:
    """The judgement calls that a verdict rests on stand beside it."""
    page = {"at": "2026-10-13T10:00:00Z", "type": "inbound", "entry_point": "page_cta"}
    assert answer({"events": [page]})["events"][0]["flags"] == ["page_button_unconfirmed"]


def test_errors_in_the_readers_language() -> None:
    """Words of errors are in the language that was asked for."""
    spanish = Replayer(RateBook.packaged(), Defaults(), "es")
    assert answer(b"x", spanish)["error"]["message"] != answer(b"x")["error"]["message"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["id", "events", "rules", "currency", "timezone", "customer", "free_used", "business"])


@given(st.dictionaries(KEYS, JSON, max_size=8) | JSON)
def test_any_json_gets_one_answer(line: object) -> None:
    """Whatever valid JSON comes in, one object goes out, and nothing raises."""
    sent = REPLAYER.answer(json.dumps(line).encode())
    said = json.loads(sent.text)
    assert sent.unread is None
    assert b"\n" not in sent.text
    assert ("error" in said) != ("events" in said)


@given(st.binary(max_size=80))
def test_any_bytes_get_one_answer(line: bytes) -> None:
    """Whatever comes in, one object goes out."""
    assert set(json.loads(REPLAYER.answer(line).text)) in ({"id", "error"}, set(FIELDS.split()))


EVENT_JSON = st.fixed_dictionaries(
    {},
    optional={
        "at": st.sampled_from(["2024-03-05T10:00:00Z", "2022-01-01T00:00:00Z", "2026-11-01T00:00:00+14:00", "now", ""]),
        "type": st.sampled_from(["inbound", "freeform", "template", "reaction", "call", "x"]),
        "category": st.sampled_from(["marketing", "utility", "authentication", "service", None]),
        "entry_point": st.sampled_from(["ctwa_ad", "page_cta", None]),
        "device": st.sampled_from(["android", "ios", "web", None]),
        "status": st.sampled_from(["delivered", "failed"]),
    },
)


@given(
    st.lists(EVENT_JSON, max_size=4),
    st.sampled_from([None, "2022-02", "2023-06", "2026-10", "2025-07-01", "2019"]),
    st.sampled_from([None, "+34612345678", {"country": "US"}, {"country": None}]),
    st.sampled_from([0, 1000, None]),
)
def test_any_almost_timeline_gets_one_answer(events: object, rules: object, customer: object, used: object) -> None:
    """Timelines that are nearly right are answered or refused, never half of each."""
    line = {"id": "t", "events": events, "rules": rules, "customer": customer, "free_used": used}
    said = answer(line)
    assert said["id"] == "t"
    assert ("error" in said) != ("events" in said)
