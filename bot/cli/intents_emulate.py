"""`cuanto intents emulate`: the stand-in for Dialogflow, until it is stopped. Imports Google's library."""

from __future__ import annotations

import argparse
import asyncio
import signal

from bot.cli.context import Context
from bot.dialogflow import joining
from intents.dialogflow import unarchive
from intents.dialogflow.agent import Agent
from intents.dialogflow.names import AgentPath
from intents.dialogflow.standin.server import Standin
from intents.dialogflow.standin.world import World
from locales.translate import Translator

FAILED = 2
"""Exit status where it cannot be started."""
PROJECT = "cuanto-dev"
"""The project that is named where the settings name none; every other one is served as well."""


def run(args: argparse.Namespace, context: Context, say: Translator) -> int:
    """Serve until Ctrl-C or SIGTERM."""
    try:
        agent = _agent(args, context)
    except (OSError, ValueError) as error:
        context.err.write(f"cuanto intents: {args.agent}: {say('dialogflow.error.bad_zip')} ({error})\n")
        return FAILED
    world = World(context.clock, agent=agent, per_minute=args.quota, training=args.training)
    return asyncio.run(_serve(world, args.port, context, say))


def _agent(args: argparse.Namespace, context: Context) -> Agent | None:
    """What every project begins with."""
    if args.empty:
        return None
    return unarchive.read(args.agent.read_bytes()) if args.agent else joining.agent(context.settings)


async def _serve(world: World, port: int, context: Context, say: Translator) -> int:
    project = context.settings.dialogflow_project_id or PROJECT
    world.tenant(AgentPath(project, context.settings.dialogflow_location))  # loaded now, not with the first question
    standin = Standin(world)
    try:
        address = await standin.start(port)
    except RuntimeError:
        context.err.write(f"cuanto intents: {say('dialogflow.emulate.port_taken', port=port)}\n")
        return FAILED
    context.out.write(say("dialogflow.emulate.ready", address=address, project=project) + "\n")
    context.out.flush()
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    await stopping.wait()
    await standin.stop()
    return 0
