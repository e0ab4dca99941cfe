"""A PostgreSQL server of the tests' own, from the binaries of the machine, on a port of the loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path

_USERS = ("postgres", "nobody")
"""Whoever of these exists runs the server where the tests run as root: PostgreSQL refuses to."""


def binaries() -> Path | None:
    """The folder with `initdb`, of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


_QUICK = "-c deadlock_timeout=100ms"
_EMPTY = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('TRUNCATE %I CASCADE', name);
    END LOOP;
END $$
"""


class Server:
    """A server with its files in a folder of its own; `close` stops it and removes them."""

    def __init__(self, bin: Path) -> None:
        self._bin = bin
        self._folder = Path(tempfile.mkdtemp(prefix="cuanto-pg-"))
        self._user = next(user for user in _USERS if _exists(user)) if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._folder, self._user)
        self.port = _free_port()
        self._numbers = count(1)
        self._shared: str | None = None
        self._run("initdb", "-D", self._data, "-U", "cuanto", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self.start()

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off {_QUICK}"
        self._run("pg_ctl", "-D", self._data, "-w", "-o", options, "-l", str(self._folder / "log"), "start")

    def stop(self) -> None:
        """Stop the server at once, connections or not."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def database(self) -> str:
        """Make an empty database and return its address."""
        name = f"test{next(self._numbers)}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return f"postgresql+asyncpg://cuanto@127.0.0.1:{self.port}/{name}"

    def emptied(self) -> str:
        """Return the address of a database that is used again and again, its tables empty: quicker than a new one."""
        if self._shared is None:
            self._shared = self.database()
        else:
            self.sql(self._shared.rpartition("/")[2], _EMPTY)
        return self._shared

    def sql(self, database: str, statement: str) -> str:
        """Run a statement and return what it prints."""
        return self._run(
            "psql", "-X", "-q", "-A", "-t", "-h", "127.0.0.1", "-p", str(self.port), "-U", "cuanto", "-d", database,
            "-c", statement,
        )  # fmt: skip

    def close(self) -> None:
        """Stop the server, if it runs, and remove its files."""
        if (self._folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [self._bin / program, *arguments],
            user=self._user,
            group=pwd.getpwnam(self._user).pw_gid if self._user else None,
            extra_groups=[] if self._user else None,
            cwd=self._folder,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "psql" else subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "psql" else subprocess.DEVNULL,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"
        return (done.stdout or "").strip()


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
