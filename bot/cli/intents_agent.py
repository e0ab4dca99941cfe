"""`cuanto intents export`: the agent as the zip that Google's console restores."""

from __future__ import annotations

import argparse

from bot.cli.context import Context
from bot.dialogflow import joining
from intents.dialogflow import archive
from locales.translate import Translator

FAILED = 2
"""Exit status where nothing could be done."""


def run(args: argparse.Namespace, context: Context, say: Translator) -> int:
    """Write the zip and say what is in it. Exit status 2 if it cannot be written."""
    agent, settings = joining.agent(context.settings), context.settings
    content = archive.write(agent, webhook_url=joining.webhook_url(settings), timezone=settings.cuanto_timezone)
    try:
        args.file.write_bytes(content)
    except OSError as error:
        context.err.write(f"cuanto intents: {args.file}: {error.strerror}\n")
        return FAILED
    phrases = sum(len(said) for one in agent.intents.values() for said in one.phrases.values())
    counts = {"intents": len(agent.intents), "phrases": phrases, "entities": len(agent.entities)}
    context.out.write(say("dialogflow.exported", file=args.file, **counts) + "\n")
    return 0
