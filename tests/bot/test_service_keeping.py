"""What is kept of an answer: whole enough to be shown years later, with nothing of who asked or whom they called."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from bot import bootstrap
from bot.replies import BlockKind
from bot.settings import Secret, Settings, SettingsError
from bot.store.sql import SqlStore
from tests.bot.servicing import CHEAPER, NOW, PRICE, STORY, Office, question

QUESTIONS = Path(__file__).parents[1] / "cases" / "questions"
SECRETS = ("600 123 456", "600123456", "+34", "slack:T1:U1", "slack:C1")


def _some_questions() -> list[str]:
    """Every seventh question of each language."""
    lines = [
        line for language in ("es", "en") for line in (QUESTIONS / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]
    return [json.loads(line)["text"] for line in lines[::7]]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """A real store, since writing out is what is tested."""
    opened = SqlStore(tmp_path / "cuanto.sqlite3")
    yield opened
    await opened.close()


async def test_real_answers_come_back_from_the_disk(store: SqlStore) -> None:
    """Answers to questions of every kind are read back equal to what the fake holds in memory."""
    office, on_disk = Office(), Office(store)
    for text in _some_questions():
        asked = question(text, conversation="")
        served = await on_disk.service.ask(asked)
        assert served.id is not None
        kept = await store.get(served.id)
        in_memory = await office.service.ask(asked)
        assert in_memory.id is not None
        expected = await office.fake.get(in_memory.id)
        assert kept.request == expected.request
        assert kept.object | {"link": None} == json.loads(json.dumps(expected.object)) | {"link": None}
        assert kept.replies["es"].blocks == expected.replies["es"].blocks
        assert kept.replies["en"].blocks == expected.replies["en"].blocks


async def test_follow_ups_of_real_memories_are_the_same(store: SqlStore) -> None:
    """A conversation goes on from the disk exactly as it does from memory, stories with times included."""
    talks = ((STORY, "¿y si es utilidad?"), (STORY, "¿y después de 30 horas?"), (PRICE, CHEAPER))
    for place, (first, second) in enumerate(talks):
        asked = [question(text, conversation=f"c{place}") for text in (first, second)]
        remembered = Office().answerer.answer(asked[0]).remember
        office = Office(store)
        expected = office.answerer.answer(asked[1], remembered)
        await office.service.ask(asked[0])
        answered = (await office.service.ask(asked[1], keep=False)).answer
        assert answered.object["verdict"] == expected.object["verdict"]
        assert answered.object["events"] == expected.object["events"]


async def test_neither_numbers_nor_names_are_kept(store: SqlStore) -> None:
    """The customer's number is masked in the question and everywhere it recurs; nothing names who asked, or where."""
    office = Office(store)
    served = await office.service.ask(question(STORY))
    assert served.id is not None
    kept = await store.get(served.id)
    written = msgspec.json.encode(kept).decode()
    assert not [secret for secret in SECRETS if secret in written]
    assert "+•• ••• ••• •••" in kept.question
    assert (kept.request.phone, kept.request.country) == (None, "ES")
    assert kept.object["verdict"]["market"] == "Spain"


async def test_neither_is_a_number_remembered(store: SqlStore) -> None:
    """The memory of a conversation holds the number's country instead of the number."""
    office = Office(store)
    await office.service.ask(question(STORY), keep=False)
    about = await store.recall("slack:C1:1", NOW)
    assert about is not None
    assert (about.request.phone, about.request.country) == (None, "ES")
    assert "600" not in msgspec.json.encode(about).decode()


async def test_wording_of_a_judged_message_is_masked(store: SqlStore) -> None:
    """A message that is to be judged may hold numbers and addresses too."""
    office = Office(store)
    text = '¿qué categoría es "Hola Ana, su cita es el lunes; llame al 55 1234 5678 o escriba a ana@clinica.mx"?'
    served = await office.service.ask(question(text))
    assert served.id is not None
    written = msgspec.json.encode(await store.get(served.id)).decode()
    assert not [secret for secret in ("5678", "ana@clinica.mx") if secret in written]


async def test_reply_is_kept_in_both_languages(store: SqlStore) -> None:
    """Whatever the language of the question, both are there, with the same parts and the link in both."""
    office = Office(store)
    for text, language in ((STORY, "es"), ("how much is a marketing conversation in Spain?", "en")):
        served = await office.service.ask(question(text, conversation=""))
        assert served.id is not None
        kept = await store.get(served.id)
        assert kept.language == language
        assert kept.replies[language].blocks == served.answer.reply.blocks
        spanish, english = (kept.replies[other] for other in ("es", "en"))
        assert (spanish.language, english.language) == ("es", "en")
        assert [block.kind for block in spanish.blocks] == [block.kind for block in english.blocks]
        assert spanish.block(BlockKind.VERDICT) != english.block(BlockKind.VERDICT)
        assert spanish.link == english.link == served.link


ODD = ("\ud800 cuánto cuesta marketing en México", "precio \x00 de marketing en México", "🙂 precio en México 🙂")


@pytest.mark.parametrize("text", ODD)
async def test_odd_texts_are_kept(store: SqlStore, text: str) -> None:
    """Halves of signs, control signs and signs outside of every alphabet harm nothing."""
    served = await Office(store).service.ask(question(text))
    assert served.id is not None
    assert (await store.get(served.id)).question == text.replace("\ud800", "?")


async def test_storm_of_questions_leaves_every_link_good(tmp_path: Path) -> None:
    """Hundreds of questions at once, to two services on one database: each link leads to its own answer."""
    stores = [SqlStore(tmp_path / "cuanto.sqlite3") for _ in range(2)]
    offices = [Office(store) for store in stores]
    texts = (PRICE, CHEAPER, STORY, "hola", "how much is utility in Spain?")
    asked = [question(texts[place % 5], id=f"q{place}", conversation=f"c{place % 40}") for place in range(300)]
    served = await asyncio.gather(*(offices[place % 2].service.ask(one) for place, one in enumerate(asked)))
    for one, answered in zip(asked, served, strict=True):
        assert answered.problem is None
        assert answered.id is not None
        kept = await stores[0].get(answered.id)
        assert (kept.object["id"], kept.object["link"]) == (one.id, answered.link)
    assert (await stores[1].stats()).answers == 300
    for store in stores:
        await store.close()


async def test_link_outlives_the_service(tmp_path: Path) -> None:
    """What the settings join: a link that was given leads to its answer after a restart, in the folder they name."""
    settings = Settings(cuanto_data_dir=str(tmp_path / "kept"))
    store = bootstrap.store(settings)
    office = Office()
    service = bootstrap.service(settings, store, office.metrics)
    served = await service.ask(question())
    await store.close()
    assert served.link == f"http://127.0.0.1:8080/a/{served.id}"
    assert (tmp_path / "kept" / "cuanto.sqlite3").is_file()
    again = bootstrap.store(settings)
    assert served.id is not None
    assert (await again.get(served.id)).object == json.loads(json.dumps(served.answer.object))
    await again.close()


def test_wrong_address_is_a_setting_error_without_the_address() -> None:
    """A database that is not supported is said to be so by the setting's name; its password stays unsaid."""
    with pytest.raises(SettingsError) as caught:
        bootstrap.store(Settings(database_url=Secret("mysql://me:pass-word@host/db")))
    assert caught.value.name == "DATABASE_URL"
    assert "pass-word" not in str(caught.value)
