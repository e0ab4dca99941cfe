"""Contexts at the stand-in: how long they live, and the service that lists and changes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from google.api_core import exceptions as api
from google.cloud.dialogflow_v2 import types
from google.protobuf.json_format import MessageToDict

from tests.intents.dialogflow.running import PATH
from tests.intents.dialogflow.wiring import LOOKUP, Wire


def _contexts(found: types.QueryResult) -> dict[str, types.Context]:
    return {context.name.rpartition("/")[2]: context for context in found.output_contexts}


def _ids(found: types.QueryResult) -> dict[str, int]:
    return {id: context.lifespan_count for id, context in _contexts(found).items()}


async def test_contexts_live_for_their_turns(wire: Wire) -> None:
    """A question opens its context for two turns; after them nothing follows it up."""
    assert _ids(await wire.say(LOOKUP)) == {"rate_lookup-followup": 2}
    assert _ids(await wire.say("gracias por todo, esto no es nada qwerty")) == {"rate_lookup-followup": 1}
    assert _ids(await wire.say("gracias por todo, esto no es nada qwerty")) == {}


async def test_contexts_live_for_twenty_minutes(wire: Wire) -> None:
    """After so long without a word they are gone."""
    await wire.say(LOOKUP)
    wire.running.now += timedelta(minutes=19, seconds=59)
    found = await wire.say("¿y en Perú?")
    assert found.intent.display_name == "rate.lookup - followup"
    wire.running.now += timedelta(minutes=20)
    assert (await wire.say("¿y en Perú?")).intent.display_name != "rate.lookup - followup"


async def test_contexts_sent_with_the_query(wire: Wire) -> None:
    """They are active before it is matched; resetting drops the others first."""
    context = types.Context(name=PATH.context("rate_lookup-followup", "t"), lifespan_count=1, parameters={"a": "b"})
    found = await wire.say("¿y en Perú?", "t", query_params=types.QueryParameters(contexts=[context]))
    assert found.intent.display_name == "rate.lookup - followup"
    held = MessageToDict(types.Context.pb(found.output_contexts[0]).parameters)
    assert (held["a"], held["country"], held["country.original"]) == ("b", ["PE"], ["Perú"])
    reset = types.QueryParameters(reset_contexts=True)
    assert (await wire.say("¿y en Chile?", "t", query_params=reset)).intent.display_name != "rate.lookup - followup"


async def test_the_service_of_contexts(wire: Wire) -> None:
    """Contexts are listed, fetched, made, changed and deleted by themselves."""
    name = PATH.context("needs_country", "s")
    made = await wire.contexts.create_context(
        parent=PATH.session("s"), context=types.Context(name=name, lifespan_count=3, parameters={"a": 1})
    )
    assert made.lifespan_count == 3
    made.lifespan_count = 5
    assert (await wire.contexts.update_context(context=made)).lifespan_count == 5
    assert [one.name async for one in await wire.contexts.list_contexts(parent=PATH.session("s"))] == [name]
    assert (await wire.contexts.get_context(name=name)).lifespan_count == 5
    await wire.contexts.delete_context(name=name)
    with pytest.raises(api.NotFound):
        await wire.contexts.get_context(name=name)
    await wire.say(LOOKUP)
    await wire.contexts.delete_all_contexts(parent=PATH.session("s"))
    assert [one async for one in await wire.contexts.list_contexts(parent=PATH.session("s"))] == []
