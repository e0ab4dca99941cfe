"""Whatever Google's libraries raise is one of our errors."""

from __future__ import annotations

import grpc
import pytest
from google.api_core import exceptions as api
from google.auth.exceptions import DefaultCredentialsError, RefreshError, TransportError

from intents.dialogflow.errors import (
    DialogflowError,
    Failed,
    NoAgent,
    NotAllowed,
    QuotaUsedUp,
    Refused,
    TooSlow,
    Unreachable,
)
from intents.dialogflow.failures import translated
from locales.translate import LANGUAGES, translator

KINDS = (Unreachable, TooSlow, QuotaUsedUp, NotAllowed, NoAgent, Refused, Failed)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (api.ServiceUnavailable("x"), Unreachable),
        (api.DeadlineExceeded("x"), TooSlow),
        (TimeoutError("x"), TooSlow),
        (api.ResourceExhausted("x"), QuotaUsedUp),
        (api.Unauthenticated("x"), NotAllowed),
        (api.PermissionDenied("x"), NotAllowed),
        (DefaultCredentialsError("x"), NotAllowed),
        (RefreshError("x"), NotAllowed),
        (TransportError("x"), NotAllowed),
        (FileNotFoundError("x"), NotAllowed),
        (PermissionError("x"), NotAllowed),
        (api.NotFound("x"), NoAgent),
        (api.InvalidArgument("x"), Refused),
        (api.FailedPrecondition("x"), Refused),
        (api.InternalServerError("x"), Failed),
        (api.Unknown("x"), Failed),
        (api.RetryError("x", None), Failed),
        (grpc.RpcError("x"), Failed),
        (ValueError("x"), Failed),
    ],
    ids=lambda one: getattr(one, "__name__", type(one).__name__),
)
def test_each_error_has_its_kind(theirs: Exception, ours: type[DialogflowError]) -> None:
    """With what it said, for the logs, and the original behind it."""
    with pytest.raises(ours) as caught, translated():
        raise theirs
    assert type(theirs).__name__ in caught.value.detail
    assert caught.value.__cause__ is theirs


def test_what_is_a_mistake_of_ours_stays_one() -> None:
    """A bug is not taken for an outage."""
    with pytest.raises(KeyError), translated():
        raise KeyError("x")


def test_long_messages_are_cut() -> None:
    """A log line is no place for a whole page."""
    with pytest.raises(Failed) as caught, translated():
        raise api.InternalServerError("x" * 10_000)
    assert len(caught.value.detail) == 300


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_words(kind: type[DialogflowError], language: str) -> None:
    """In both languages, under its code, which no other kind has."""
    assert translator(language)(f"dialogflow.error.{kind.code}")
    assert [one.code for one in KINDS].count(kind.code) == 1


def test_only_a_refusal_says_nothing_of_the_next_question() -> None:
    """Everything else will most likely happen again."""
    assert [kind for kind in KINDS if not kind.outage] == [Refused]
