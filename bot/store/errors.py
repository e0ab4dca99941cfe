"""What the drivers raise, as errors of the port. The message names the kind of trouble, never a value or an address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.store.port import StoreBroken, StoreBusy, StoreError, StoreFull, StoreGone


class Clash(StoreBusy):
    """Two transactions waited for each other; run again one by one they will not."""


_SQLITE = {
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
    "SQLITE_INTERRUPT": StoreBusy,
    "SQLITE_FULL": StoreFull,
    "SQLITE_CANTOPEN": StoreGone,
    "SQLITE_IOERR": StoreGone,
    "SQLITE_READONLY": StoreGone,
    "SQLITE_PERM": StoreGone,
    "SQLITE_AUTH": StoreGone,
    "SQLITE_PROTOCOL": StoreBusy,
}
"""By the primary result code, sqlite.org/rescode.html."""

_POSTGRESQL = {
    "08": StoreGone,  # connection exception
    "28": StoreGone,  # invalid authorization
    "3D": StoreGone,  # no such database
    "40": Clash,  # serialization failure, deadlock
    "53": StoreGone,  # out of connections or memory
    "53100": StoreFull,
    "55": StoreBusy,  # lock not available
    "57": StoreGone,  # shutting down, starting up
    "57014": StoreBusy,  # statement timeout
    "58": StoreGone,  # the server's own trouble with its files
    "25006": StoreGone,  # read-only: a standby
}
"""By SQLSTATE or its first two signs, postgresql.org/docs/current/errcodes-appendix.html."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what goes wrong inside into a `StoreError`; anything else is a mistake of ours and passes as it is."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy("no connection became free in time") from error
    except DBAPIError as error:
        raise of(error) from error
    except sqlite3.Error as error:
        raise _sqlite(error) from error
    except SQLAlchemyError as error:
        raise StoreBroken(type(error).__name__) from error
    except OSError as error:
        raise StoreGone(type(error).__name__) from error


def of(error: DBAPIError) -> StoreError:
    """Return the error of the port that an error of a driver is."""
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return _sqlite(original)
    state = getattr(original, "sqlstate", None) or ""
    kind = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    if kind is None:
        kind = StoreGone if error.connection_invalidated else StoreBroken
    return kind(state or type(original).__name__)


def _sqlite(error: sqlite3.Error) -> StoreError:
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    primary = "_".join(name.split("_")[:2])
    return _SQLITE.get(primary, StoreBroken)(name)
