"""From a text and what the recognizer said of it to a typed request. The reader's facts fill what the intent needs."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from intents.content.judge import judge
from intents.reader.acts import acts_in
from intents.reader.chunks import Chunk, chunks_of
from intents.reader.focus import asked_of, copies_of
from intents.reader.frame import Frame
from intents.reader.frames import frames_of
from intents.reader.instants import StoryClock
from intents.reader.lexer import mark_mended
from intents.reader.marks import Marked, MarkKind
from intents.reader.parts import part_positions
from intents.reader.situations import allowance_counts, situation_of
from intents.reader.story import Story, tell
from intents.reader.volumes import volumes_of
from intents.reader.whose import of_customers
from intents.recognizer import Recognition
from intents.requests import (
    CategoryRequest,
    EstimateRequest,
    RateItem,
    RateRequest,
    Request,
    RuleRequest,
    ScenarioRequest,
    TalkRequest,
    UnknownRequest,
    Volume,
    When,
)
from intents.when import when_of, whens_of
from pricing.types import Category, EventType

BILL = "estimate.bill"
PRICE = "rate.lookup"
STORY = "scenario.story"
COMPARE_ERAS = "estimate.compare_eras"
"""What changes for me: the same under the rules of every era."""
_INITIATORS = (Category.USER_INITIATED, Category.BUSINESS_INITIATED)
"""Who begins is beside the point where a category is named as well: `de utilidad, iniciado por la empresa`."""


class Setting(Struct, frozen=True, kw_only=True):
    """What is known of a question beside its words."""

    now: datetime
    """The moment of asking, aware."""
    zone: ZoneInfo
    """The account's zone."""
    language: str


class Text(Struct, frozen=True, kw_only=True):
    """A text, read once: everything that the requests are built from."""

    marked: Marked
    chunks: tuple[Chunk, ...]
    setting: Setting
    when: When

    def first(self, kind: MarkKind) -> object | None:
        """The value of the first mark of a kind."""
        marks = self.marked.of(kind)
        return marks[0].value if marks else None

    def all(self, kind: MarkKind) -> tuple[object, ...]:
        """The values of all marks of a kind, without repeats."""
        return tuple(dict.fromkeys(mark.value for mark in self.marked.of(kind)))

    @property
    def categories(self) -> tuple[Category, ...]:
        """Categories named; where none is, those that follow from what is sent."""
        named = self.all(MarkKind.CATEGORY)
        kinds = dict.fromkeys(kind.category for chunk in self.chunks for kind in chunk.kinds if kind.category)
        found = tuple(value for value in named or kinds if isinstance(value, Category))
        return tuple(value for value in found if value not in _INITIATORS) or found

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of customers, as ISO codes."""
        return tuple(dict.fromkeys(str(mark.value) for mark in self.marked.of(MarkKind.COUNTRY)))


_ONE_PAIR = 2
_A_STORY = 2


def read(text: str, setting: Setting) -> Text:
    """Read a text once, of its places those that decide a price; its language matters to `3/5` alone."""
    marked = of_customers(mark_mended(text, setting.language if "/" in text else None))
    today = setting.now.astimezone(setting.zone).date()
    return Text(marked=marked, chunks=chunks_of(marked), setting=setting, when=when_of(marked, today))


def request_of(text: Text, recognition: Recognition) -> Request:
    """Build the request that the recognized intent stands for, from what was read."""
    if not recognition.believed:
        return UnknownRequest(intent="smalltalk.unknown", language=text.setting.language)
    build = {
        "scenario": _scenario,
        "category": _category,
        "rate": _rate,
        "estimate": _estimate,
        "rule": _rule,
    }.get(recognition.kind, _talk)
    return build(text, recognition)


def _common(text: Text, recognition: Recognition) -> dict[str, object]:
    country = text.countries[0] if text.countries else None
    return {
        "intent": recognition.intent,
        "language": text.setting.language,
        "when": text.when,
        "country": country,
        "phone": text.first(MarkKind.PHONE),
        "currency": text.first(MarkKind.CURRENCY),
    }


def story_of(text: Text) -> tuple[Story, int | None, int]:
    """The story of a text, which message is asked about, and to how many customers it goes."""
    frames = frames_of(text.chunks)
    situation = situation_of(text.chunks, ())
    clock = StoryClock.start(text.setting.now, text.setting.zone)
    story = tell(text.marked, frames, clock, window_closed=situation.window_open is False)
    return story, asked_of(story, frames, text.chunks), copies_of(text.chunks)


def _scenario(text: Text, recognition: Recognition) -> Request:
    story, asked, copies = story_of(text)
    if not story.messages:
        return _rule(text, recognition)
    opened = [message.category for message in story.messages]
    if opened_service(story):
        opened.append(Category.SERVICE)
    return ScenarioRequest(
        **_common(text, recognition),  # type: ignore[arg-type]  # the keys are the shared fields of Request
        messages=story.messages,
        asked=asked,
        copies=copies,
        situation=situation_of(text.chunks, opened, told=True),
        topic=_topic(recognition),
    )


def opened_service(story: Story) -> bool:
    """Whether a service conversation that is said to be open is one of the story: it was replied to more than once."""
    return sum(message.type is EventType.FREEFORM for message in story.messages) > 1


def _category(text: Text, recognition: Recognition) -> Request:
    judged = judge(text.marked.text, text.setting.language)
    if judged.category is Category.SERVICE and text.countries:
        return _scenario(text, recognition)  # what a reply costs depends on more than its category
    return CategoryRequest(
        **_common(text, recognition),  # type: ignore[arg-type]  # as above
        category=judged.category,
        reason=judged.reason,
        contested=judged.contested,
        wording=judged.evidence,
    )


def _rate(text: Text, recognition: Recognition) -> Request:
    today = text.setting.now.astimezone(text.setting.zone).date()
    return RateRequest(
        **_common(text, recognition),  # type: ignore[arg-type]  # as above
        items=_rate_items(text),
        dates=whens_of(text.marked, today),
        topic=_topic(recognition),
    )


def _rate_items(text: Text) -> tuple[RateItem, ...]:
    """Every country with every category, or each with its own where they take turns; what is not named stays open."""
    countries, categories = text.countries or (None,), text.categories or (None,)
    named = [mark for mark in text.marked.marks if mark.kind in (MarkKind.COUNTRY, MarkKind.CATEGORY)]
    turns = all(one.kind is not next_.kind for one, next_ in pairwise(named))
    if turns and len(named) == 2 * len(countries) == 2 * len(categories) > _ONE_PAIR:
        return tuple(RateItem(country=c, category=k) for c, k in zip(countries, categories, strict=True))
    return tuple(RateItem(country=country, category=category) for country in countries for category in categories)


def _estimate(text: Text, recognition: Recognition) -> Request:
    if recognition.intent == COMPARE_ERAS and not text.all(MarkKind.QUANTITY):
        story = _scenario(text, recognition)
        if isinstance(story, ScenarioRequest):
            return replace(story, compare_eras=True, when=When())
    volumes = volumes_of(text.chunks, _counted_category(text), _no_volumes(text))
    situation = situation_of(text.chunks, ())
    budget = text.first(MarkKind.MONEY)
    if recognition.intent == BILL and not volumes.items and budget is None and _asks_a_price(text):
        return _rate(text, replace(recognition, intent=PRICE))
    if _is_unsplit(text, volumes.items):
        return _rate(text, replace(recognition, intent=PRICE))
    return EstimateRequest(
        **_common(text, recognition),  # type: ignore[arg-type]  # as above
        volumes=volumes.items,
        budget=getattr(budget, "amount", None),
        category=text.categories[0] if text.categories else None,
        free_used=situation.free_used or 0,
        accounts=volumes.accounts,
        numbers=volumes.numbers,
        assumptions=volumes.assumptions,
        compare_eras=recognition.intent == COMPARE_ERAS,
        topic=_topic(recognition),
    )


def _no_volumes(text: Text) -> frozenset[int]:
    """Counts that say how many free ones are used or left; `the remaining 300` of a count are a volume."""
    return allowance_counts(text.chunks) - part_positions(text.chunks)


def _is_unsplit(text: Text, items: tuple[Volume, ...]) -> bool:
    """One count for several countries: whoever said how many go to each could be given a bill, others the prices."""
    return bool(items) and len(text.countries) > 1 and len({item.country for item in items}) == 1


def _asks_a_price(text: Text) -> bool:
    """A category and a country with nothing counted, and no month: what one costs is all that can be meant."""
    places = text.countries or text.all(MarkKind.PHONE)
    return bool(text.categories and places) and not text.all(MarkKind.PER)


def _counted_category(text: Text) -> Category | None:
    """What counts without a category are of: the first category of the text, or service where people are answered."""
    if text.categories:
        return text.categories[0]
    answered = any(chunk.has("reply_noun", "freeform") or _answers(chunk) for chunk in text.chunks)
    templates = any(chunk.has("template") for chunk in text.chunks)
    return Category.SERVICE if answered and not templates else None


def _answers(chunk: Chunk) -> bool:
    """`me escriben`, `answered`, `customer-initiated`: customers write first and are answered."""
    return any(verb.verb and verb.verb.act in ("write", "reply") for verb in acts_in(chunk, timed=False))


def _rule(text: Text, recognition: Recognition) -> Request:
    """A rule to be explained; where messages are told with their times of day, what came of them is what is asked."""
    if recognition.kind == "rule" and sum(map(_has_clock, frames_of(text.chunks))) >= _A_STORY:
        return replace(_scenario(text, recognition), intent=STORY)
    return RuleRequest(**_common(text, recognition), topic=_topic(recognition) or "")  # type: ignore[arg-type]  # as above


def _has_clock(frame: Frame) -> bool:
    return any(mark.kind is MarkKind.CLOCK for mark in frame.times)


def _talk(text: Text, recognition: Recognition) -> Request:
    return TalkRequest(intent=recognition.intent, language=text.setting.language, topic=_topic(recognition) or "")


def _topic(recognition: Recognition) -> str | None:
    """The rule topic nearest to the question: the intent itself, or the best rule among the alternatives."""
    names = (recognition.intent, *(name for name, _ in recognition.alternatives))
    rules = [name.partition(".")[2] for name in names if name.startswith("rule.")]
    return rules[0] if rules and recognition.kind in ("rule", "scenario") else recognition.intent.partition(".")[2]
