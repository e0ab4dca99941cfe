"""Names on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents import catalog
from intents.catalog import UNKNOWN
from intents.dialogflow.account import Account
from intents.dialogflow.blueprint import context_of, event_of
from intents.dialogflow.names import SESSION_ID, AgentPath, catalog_name, root_language, session_id
from intents.dialogflow.standin import limits


@given(st.text())
def test_ids_of_sessions(conversation: str) -> None:
    """An id has 36 signs, says nothing of the conversation, and is the same each time for one that has a name."""
    found = session_id(conversation)
    assert len(found) == SESSION_ID
    assert set(found) <= set("0123456789abcdef")
    assert (session_id(conversation) == found) is bool(conversation)


@given(st.text(min_size=1), st.text(min_size=1))
def test_conversations_do_not_share_a_session(one: str, other: str) -> None:
    """Two conversations have two ids."""
    assert (session_id(one) == session_id(other)) is (one == other)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("es", "es"),
        ("es-419", "es"),
        ("es_MX", "es"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("pt-BR", "es"),
        ("", "es"),
    ],
)
def test_a_locale_speaks_its_language(code: str, language: str) -> None:
    """The agent knows languages, not locales; what it does not speak gets the default."""
    assert root_language(code) == language


@pytest.mark.parametrize(
    ("display_name", "action", "intent"),
    [
        ("rate.lookup", "rate.lookup", "rate.lookup"),
        ("rate.lookup - followup", "rate.lookup", "rate.lookup"),
        ("rate.lookup", "", "rate.lookup"),
        ("Precio de un mensaje", "rate.lookup", "rate.lookup"),
        ("Default Welcome Intent", "input.welcome", "smalltalk.greeting"),
        ("Bienvenida", "input.welcome", "smalltalk.greeting"),
        ("Default Fallback Intent", "input.unknown", UNKNOWN),
        ("No entendí", "input.unknown", UNKNOWN),
        ("promo.navidad", "", "promo.navidad"),
        ("", "", ""),
    ],
)
def test_intents_of_the_agent_are_intents_of_the_catalog(display_name: str, action: str, intent: str) -> None:
    """By name, by action where somebody renamed it in the console, and by themselves where the catalog has none."""
    assert catalog_name(display_name, action) == intent


def test_events_and_contexts_are_named_as_google_allows() -> None:
    """Letters, digits and `_-%`, and an event of its own for each intent."""
    names = list(catalog.load().intents)
    assert len({event_of(name) for name in names}) == len(names)
    for name in names:
        assert limits.context(AgentPath("p").context(context_of(name))) == context_of(name).lower()
        assert context_of(name) == context_of(name).lower()


@pytest.mark.parametrize(
    ("account", "address", "agent"),
    [
        (Account(path=AgentPath("p")), "dialogflow.googleapis.com:443", "projects/p/agent"),
        (
            Account(path=AgentPath("p", "europe-west1")),
            "europe-west1-dialogflow.googleapis.com:443",
            "projects/p/locations/europe-west1/agent",
        ),
        (Account(path=AgentPath("p"), endpoint="http://127.0.0.1:8123"), "127.0.0.1:8123", "projects/p/agent"),
        (Account(path=AgentPath("p"), endpoint="https://proxy.example/"), "proxy.example:443", "projects/p/agent"),
    ],
)
def test_a_region_has_its_own_host_and_names(account: Account, address: str, agent: str) -> None:
    """Host and names agree; another endpoint goes before both."""
    assert account.address == address
    assert account.path.agent == agent
    assert account.plain is account.endpoint.startswith("http://")
