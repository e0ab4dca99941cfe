"""Turns what Google's libraries raise into our own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import grpc
from google.api_core import exceptions as api
from google.auth.exceptions import GoogleAuthError

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

KINDS: tuple[tuple[type[Exception], type[DialogflowError]], ...] = (
    (api.ServiceUnavailable, Unreachable),
    (api.DeadlineExceeded, TooSlow),
    (TimeoutError, TooSlow),
    (api.ResourceExhausted, QuotaUsedUp),
    (api.Unauthenticated, NotAllowed),
    (api.PermissionDenied, NotAllowed),
    (GoogleAuthError, NotAllowed),
    (OSError, NotAllowed),  # the file of the credentials
    (api.NotFound, NoAgent),
    (api.InvalidArgument, Refused),
    (api.FailedPrecondition, Refused),
    (api.OutOfRange, Refused),
    (api.GoogleAPIError, Failed),
    (grpc.RpcError, Failed),
    (ValueError, Failed),  # credentials that are no JSON
)
"""The first that fits."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise a `DialogflowError` in place of whatever the libraries raise inside."""
    try:
        yield
    except tuple(kind for kind, _ in KINDS) as error:
        raise ours(error) from error


def ours(error: Exception) -> DialogflowError:
    """Return our error for one of theirs; what a text of theirs says is kept, but never a text of somebody's."""
    kind = next(ours for theirs, ours in KINDS if isinstance(error, theirs))
    message = getattr(error, "message", None) or str(error)
    return kind(f"{type(error).__name__}: {message}"[:300])
