"""What the drivers raise becomes one of four errors, and never says more than a code."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.store.errors import Clash, translated
from bot.store.port import StoreBroken, StoreBusy, StoreError, StoreFull, StoreGone

SQLITE = {
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_BUSY_SNAPSHOT": StoreBusy,
    "SQLITE_LOCKED_SHAREDCACHE": StoreBusy,
    "SQLITE_FULL": StoreFull,
    "SQLITE_IOERR_WRITE": StoreGone,
    "SQLITE_CANTOPEN": StoreGone,
    "SQLITE_READONLY_DBMOVED": StoreGone,
    "SQLITE_CORRUPT": StoreBroken,
    "SQLITE_NOTADB": StoreBroken,
    "SQLITE_ERROR": StoreBroken,
    "SQLITE_CONSTRAINT_PRIMARYKEY": StoreBroken,
}
POSTGRESQL = {
    "08006": StoreGone,
    "28P01": StoreGone,
    "3D000": StoreGone,
    "40001": Clash,
    "40P01": Clash,
    "53100": StoreFull,
    "53300": StoreGone,
    "55P03": StoreBusy,
    "57014": StoreBusy,
    "57P01": StoreGone,
    "57P03": StoreGone,
    "25006": StoreGone,
    "42P01": StoreBroken,
    "23505": StoreBroken,
}
PRIVATE = "INSERT ... '+52 55 1234 5678'"


def _sqlite(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError(PRIVATE)
    error.sqlite_errorname = name
    return error


class _Asyncpg(Exception):
    def __init__(self, state: str | None) -> None:
        super().__init__(PRIVATE)
        self.sqlstate = state


def _wrapped(original: Exception, *, invalidated: bool = False) -> DBAPIError:
    return DBAPIError("SELECT 1", {}, original, connection_invalidated=invalidated)


@pytest.mark.parametrize("name", SQLITE)
def test_every_code_of_sqlite_has_its_kind(name: str) -> None:
    """By SQLite's own name of the error, from the library or straight from the driver."""
    for error in (_wrapped(_sqlite(name)), _sqlite(name)):
        with pytest.raises(StoreError) as caught, translated():
            raise error
        assert type(caught.value) is SQLITE[name]
        assert "1234" not in str(caught.value)


@pytest.mark.parametrize("state", POSTGRESQL)
def test_every_state_of_postgresql_has_its_kind(state: str) -> None:
    """By SQLSTATE, the exact one before its class."""
    with pytest.raises(StoreError) as caught, translated():
        raise _wrapped(_Asyncpg(state))
    assert type(caught.value) is POSTGRESQL[state]
    assert "1234" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_wrapped(_Asyncpg(None), invalidated=True), StoreGone),
        (_wrapped(_Asyncpg(None)), StoreBroken),
        (ConnectionRefusedError(PRIVATE), StoreGone),
        (TimeoutError(PRIVATE), StoreGone),
        (PoolTimeout(PRIVATE), StoreBusy),
        (InvalidRequestError(PRIVATE), StoreBroken),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_other_troubles_have_a_kind_too(error: Exception, kind: type[StoreError]) -> None:
    """Lost connections and refusals are outages, a full pool is business; no message is passed on."""
    with pytest.raises(StoreError) as caught, translated():
        raise error
    assert type(caught.value) is kind
    assert "1234" not in str(caught.value)


def test_mistakes_of_ours_pass() -> None:
    """What is no trouble with the database stays what it is."""
    with pytest.raises(KeyError), translated():
        raise KeyError("x")
