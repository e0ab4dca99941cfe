"""`/`: the page to ask in. Its box works without a script; with one, only the new answer is fetched."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from bot.questions import Question
from bot.store.port import NoAnswer, StoreError
from bot.web import builder
from bot.web.again import conversation_of, seed
from bot.web.ask_form import Form, form_of, shown_ids
from bot.web.chosen import chosen_language
from bot.web.countries import countries
from bot.web.languages import browser_language, reader_language
from bot.web.limits import check
from bot.web.parts import Parts, parts
from bot.web.problems import Problem, problem_of, words_of
from bot.web.rendering import languages, page
from bot.web.turn import Turn, turn_of, turn_of_served
from locales.translate import LANGUAGES, translator

EXAMPLES = 5
FRAGMENT = "X-Fragment"
"""A request with this header wants only the new answer, to add it to the page it has."""


async def page_to_ask(request: Request) -> Response:
    """`GET /`: the page, with the answers that its address names, and a question in the box if it brings one."""
    explicit = chosen_language(request)
    language = explicit or reader_language(request)
    shown = shown_ids(request.query_params.get("shown", ""))
    turns = await _turns(parts(request), shown, explicit)
    talk, _ = conversation_of(request.query_params.get("talk", ""))
    text = request.query_params.get("q", "")[:8000]
    return _page(request, turns, language=language, explicit=explicit, talk=talk, text=text)


async def asked(request: Request) -> Response:
    """`POST /`: a question from the box, the builder or a button, answered."""
    try:
        check(parts(request).page_limit, request)
        form = await form_of(request)
        turns = await _answered(form, request)
    except (Problem, NoAnswer, StoreError) as error:
        return _refused(request, problem_of(error))
    if FRAGMENT in request.headers:
        return page(
            "fragment.html", request, form.page_language, turn=turns[-1], explicit=form.language, talk=form.talk
        )
    return _page(request, turns, language=form.page_language, explicit=form.language, talk=form.talk)


async def _answered(form: Form, request: Request) -> list[Turn]:
    made_of, shown = parts(request), form.shown
    if form.source:
        kept = await seed(made_of, form.source, form.slot, form.conversation)
        shown = (*(id for id in shown if id != kept.id), kept.id)
    question = Question(
        text=form.text,
        now=made_of.clock(),
        conversation=form.conversation,
        language=form.language,
        client_language=browser_language(request),
        country=form.country or None,
        channel="web",
    )
    served = await made_of.service.ask(question)
    before = [] if FRAGMENT in request.headers else await _turns(made_of, shown, form.language)
    return [*before, turn_of_served(form.text, served)]


async def _turns(made_of: Parts, ids: Iterable[str], language: str | None) -> list[Turn]:
    """Kept answers, in the language chosen or else each in its own; what is no longer there is left out."""
    turns = []
    for id in ids:
        try:
            kept = await made_of.store.get(id)
        except (NoAnswer, StoreError):
            continue  # the page is for the next question; the answer's own page says what became of it
        turns.append(turn_of(kept, language or kept.language))
    return turns


def _page(
    request: Request,
    turns: list[Turn],
    *,
    language: str,
    explicit: str | None,
    talk: str,
    text: str = "",
    notice: Problem | None = None,
) -> Response:
    shown = ".".join(turn.id for turn in turns if turn.id)
    return page(
        "home.html",
        request,
        language,
        status=notice.status if notice else 200,
        headers=notice.headers if notice else None,
        turns=turns,
        explicit=explicit,
        talk=talk,
        shown=shown,
        text=text,
        notice=words_of(notice, language) if notice else None,
        others=_others(talk, shown),
        countries=countries(language),
        builder=builder.picks(language),
        examples=_examples(language),
    )


def _others(talk: str, shown: str) -> list[tuple[str, str, str]]:
    """This page in each language, with its conversation."""
    kept = {"talk": talk, "shown": shown} if shown else {}
    return languages({code: "/?" + urlencode({"lang": code, **kept}) for code in LANGUAGES})


def _examples(language: str) -> list[str]:
    return [translator(language)(f"web.example.{number}") for number in range(1, EXAMPLES + 1)]


def _refused(request: Request, problem: Problem) -> Response:
    """Say what is wrong on the page to ask in, where it can be asked again."""
    language = reader_language(request)
    if FRAGMENT in request.headers:
        words = words_of(problem, language)
        return page("refused.html", request, language, status=problem.status, headers=problem.headers, words=words)
    talk, _ = conversation_of("")
    return _page(request, [], language=language, explicit=None, talk=talk, notice=problem)
