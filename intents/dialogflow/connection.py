"""Clients of Google's library: over TLS with the account's credentials, or in plain text to a stand-in nearby."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import grpc
from google.auth.credentials import AnonymousCredentials, Credentials
from google.cloud import dialogflow_v2
from google.cloud.dialogflow_v2.services.agents.transports import AgentsGrpcAsyncIOTransport
from google.cloud.dialogflow_v2.services.entity_types.transports import EntityTypesGrpcAsyncIOTransport
from google.cloud.dialogflow_v2.services.intents.transports import IntentsGrpcAsyncIOTransport
from google.cloud.dialogflow_v2.services.sessions.transports import SessionsGrpcAsyncIOTransport
from msgspec import Struct

from intents.dialogflow.account import Account
from intents.dialogflow.failures import translated

SCOPES = ("https://www.googleapis.com/auth/dialogflow",)
"""Less than `cloud-platform`: only Dialogflow."""
UNLIMITED = (("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1))
"""An agent with all its phrases is larger than what gRPC takes by default."""
OPTIONS = (*UNLIMITED, ("grpc.initial_reconnect_backoff_ms", 500), ("grpc.max_reconnect_backoff_ms", 10_000))
"""Left to itself, gRPC waits up to two minutes before it tries a broken connection again."""


class Workshop(Struct, frozen=True, kw_only=True):
    """The services with which an agent is looked at and changed."""

    intents: dialogflow_v2.IntentsAsyncClient
    entity_types: dialogflow_v2.EntityTypesAsyncClient
    agents: dialogflow_v2.AgentsAsyncClient


def credentials_of(account: Account) -> Credentials:
    """Return the credentials. May ask the network and take seconds. Raises what Google's libraries raise."""
    if account.plain:
        return AnonymousCredentials()  # type: ignore[no-untyped-call]  # the library is typed in part only
    import google.auth  # a stand-in needs none of it

    if not account.credentials_file:
        return google.auth.default(scopes=SCOPES)[0]
    with warnings.catch_warnings():  # the library warns of files from strangers; this one is named in our settings
        warnings.simplefilter("ignore", DeprecationWarning)
        found, _ = google.auth.load_credentials_from_file(  # type: ignore[no-untyped-call]  # as above
            account.credentials_file, scopes=SCOPES
        )
    return cast(Credentials, found)


def open_channel(account: Account, credentials: Credentials) -> grpc.aio.Channel:
    """Return a connection; nothing is sent yet. Needs a running event loop, and belongs to it."""
    if account.plain:
        return grpc.aio.insecure_channel(account.address, options=OPTIONS)
    return SessionsGrpcAsyncIOTransport.create_channel(
        account.address, credentials=credentials, scopes=SCOPES, options=OPTIONS
    )


def sessions(channel: grpc.aio.Channel) -> dialogflow_v2.SessionsAsyncClient:
    """Return the client that detects intents."""
    return dialogflow_v2.SessionsAsyncClient(transport=SessionsGrpcAsyncIOTransport(channel=channel))


@asynccontextmanager
async def open_workshop(account: Account) -> AsyncIterator[Workshop]:
    """Open a connection for looking at an agent and changing it. Raises `DialogflowError` without credentials."""
    with translated():
        found = await asyncio.to_thread(credentials_of, account)
        channel = open_channel(account, found)
    try:
        yield workshop(channel)
    finally:
        await channel.close()


def workshop(channel: grpc.aio.Channel) -> Workshop:
    """Return the clients that look at an agent and change it."""
    return Workshop(
        intents=dialogflow_v2.IntentsAsyncClient(transport=IntentsGrpcAsyncIOTransport(channel=channel)),
        entity_types=dialogflow_v2.EntityTypesAsyncClient(transport=EntityTypesGrpcAsyncIOTransport(channel=channel)),
        agents=dialogflow_v2.AgentsAsyncClient(transport=AgentsGrpcAsyncIOTransport(channel=channel)),
    )
