"""PostgreSQL, for several processes at once."""

from __future__ import annotations

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


def engine(url: URL, patience: float, connections: int) -> AsyncEngine:
    """Return an engine that tests a connection before using it and waits for nothing longer than `patience` seconds."""
    milliseconds = str(int(patience * 1000))
    return create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
        connect_args={
            "timeout": patience,
            "command_timeout": patience * 2,
            "server_settings": {
                "application_name": "cuanto",
                "lock_timeout": milliseconds,
                "timezone": "UTC",
            },
        },
    )
