"""What `cuanto doctor` says of Dialogflow: whether it answers, and whether its agent is in step with our files."""

from __future__ import annotations

from bot.checks import Check
from bot.dialogflow.joining import account, agent
from bot.settings import Settings
from intents.dialogflow.comparing import compare
from intents.dialogflow.connection import open_workshop
from intents.dialogflow.errors import DialogflowError
from intents.dialogflow.live import read


async def probe(settings: Settings) -> list[Check]:
    """Look at the live agent."""
    wanted, where = agent(settings), account(settings)
    try:
        async with open_workshop(where) as shop:
            live = await read(shop, where.path, wanted.languages)
    except DialogflowError as error:
        return [Check(key=f"dialogflow.error.{error.code}", ok=False)]
    changes = len(compare(live.agent, wanted).changes)
    if changes:
        return [Check(key="dialogflow.doctor.out_of_step", ok=None, values={"count": str(changes)})]
    return [Check(key="dialogflow.doctor.in_step", ok=True)]
