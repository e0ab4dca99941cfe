"""What is out of step between two agents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from intents.dialogflow.agent import Agent, AgentEntity, AgentIntent, Parameter, Part, Phrase
from intents.dialogflow.comparing import Plan, Sign, compare

PLAIN: Phrase = (Part("precio en México"),)
MARKED: Phrase = (Part("precio en "), Part("México", "country", "country"))
INTENT = AgentIntent(
    name="rate.lookup",
    action="rate.lookup",
    events=("rate_lookup",),
    inputs=("a",),
    outputs={"b": 2},
    parameters=(Parameter("country", "country"),),
    phrases={"es": (MARKED,), "en": ((Part("price"),),)},
    replies={"es": ("no",), "en": ("no",)},
)
ENTITY = AgentEntity(name="country", entries={"es": {"MX": ("México",)}, "en": {"MX": ("Mexico",)}})


def _agent(intent: AgentIntent | None = INTENT, entity: AgentEntity | None = ENTITY) -> Agent:
    return Agent(
        languages=("es", "en"),
        intents={intent.name: intent} if intent else {},
        entities={entity.name: entity} if entity else {},
    )


def _details(plan: Plan) -> list[tuple[str, str, str, str]]:
    (change,) = plan.changes
    return [(str(one.sign), one.field, one.language, one.value) for one in change.details]


def test_equal_agents_are_in_step() -> None:
    """Nothing to do, whatever the order of phrases and synonyms."""
    assert compare(_agent(), _agent()) == Plan()
    two = replace(INTENT, phrases={"es": (MARKED, PLAIN), "en": INTENT.phrases["en"]})
    swapped = replace(INTENT, phrases={"es": (PLAIN, MARKED), "en": INTENT.phrases["en"]})
    assert compare(_agent(two), _agent(swapped)) == Plan()


def test_what_only_one_side_has() -> None:
    """Ours is created, theirs is deleted; entities come before the intents that use them."""
    plan = compare(_agent(None, None), _agent())
    assert [(change.sign, change.kind, change.name) for change in plan.changes] == [
        (Sign.CREATE, "entity", "country"),
        (Sign.CREATE, "intent", "rate.lookup"),
    ]
    gone = compare(_agent(), _agent(None, None))
    assert {change.sign for change in gone.changes} == {Sign.DELETE}
    assert gone.deletions == gone.changes


@pytest.mark.parametrize(
    ("field", "value", "details"),
    [
        ("action", "x", [("~", "action", "", "rate.lookup")]),
        ("fallback", True, [("~", "fallback", "", "False")]),
        ("webhook", True, [("~", "webhook", "", "False")]),
        ("events", ("x",), [("+", "events", "", "rate_lookup"), ("-", "events", "", "x")]),
        ("inputs", (), [("+", "inputs", "", "a")]),
        ("outputs", {"b": 5}, [("+", "outputs", "", "b (2)"), ("-", "outputs", "", "b (5)")]),
        (
            "parameters",
            (Parameter("country", "country", many=False),),
            [("+", "parameters", "", "country: @country[]"), ("-", "parameters", "", "country: @country")],
        ),
        ("replies", {"es": ("no", "sí"), "en": ("no",)}, [("-", "replies", "es", "sí")]),
        (
            "phrases",
            {"es": (PLAIN,), "en": INTENT.phrases["en"]},
            [
                ("+", "phrases", "es", "precio en [México](@country:country)"),
                ("-", "phrases", "es", "precio en México"),
            ],
        ),
        ("phrases", {"es": (MARKED,), "en": ()}, [("+", "phrases", "en", "price")]),
    ],
)
def test_each_field_of_an_intent(field: str, value: Any, details: list[tuple[str, str, str, str]]) -> None:
    """What somebody changed in the live agent is named, with its language, and what a push would do about it."""
    live = replace(INTENT, **{field: value})
    plan = compare(_agent(live), _agent())
    assert _details(plan) == details
    assert plan.changes[0].fields == {field}


def test_synonyms() -> None:
    """By value and language; a value that only one side has is all its synonyms."""
    entries = {"es": {"MX": ("México", "la tierra azteca"), "XX": ("Narnia",)}, "en": {}}
    live = replace(ENTITY, entries=entries)
    plan = compare(_agent(entity=live), _agent())
    (change,) = plan.changes
    assert [(str(one.sign), one.language, one.entry, one.value) for one in change.details] == [
        ("-", "es", "MX", "la tierra azteca"),
        ("-", "es", "XX", "Narnia"),
        ("+", "en", "MX", "Mexico"),
    ]


def test_a_language_that_the_agent_lacks() -> None:
    """It is switched on first; everything said in it is missing."""
    live = replace(_agent(), languages=("es",))
    plan = compare(live, _agent())
    assert [(change.kind, change.name) for change in plan.of("language", Sign.CREATE)] == [("language", "en")]
    assert plan.changes[0].kind == "language"


def test_a_language_that_we_lack_does_not_matter() -> None:
    """What somebody says in French in the console is theirs."""
    french = replace(INTENT, phrases={**INTENT.phrases, "fr": ((Part("prix"),),)})
    live = replace(_agent(french), languages=("es", "en", "fr"))
    assert compare(live, _agent()) == Plan()


WORDS = st.sampled_from(("uno", "dos", "tres", "cuatro"))
SAID = st.lists(WORDS, max_size=4, unique=True).map(lambda words: tuple((Part(word),) for word in words))


@given(SAID, SAID)
def test_a_plan_leads_from_one_to_the_other(before: tuple[Phrase, ...], after: tuple[Phrase, ...]) -> None:
    """What is there, less what goes, plus what comes, is what is wanted."""
    live, wanted = (
        _agent(replace(INTENT, phrases={"es": said, "en": INTENT.phrases["en"]})) for said in (before, after)
    )
    details = [one for change in compare(live, wanted).changes for one in change.details]
    words = {part.text for (part,) in before}
    for one in details:
        assert (one.text in words) is (one.sign is Sign.DELETE)
        words ^= {one.text}
    assert words == {part.text for (part,) in after}
