"""`cuanto intents emulate` as a process of its own, which can be killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from intents.dialogflow.account import Account
from intents.dialogflow.names import AgentPath

COMMAND = str(Path(sys.executable).with_name("cuanto"))


class Emulated:
    """The command, running."""

    def __init__(self, *options: str, project: str = "cuanto-dev") -> None:
        self.project = project
        self.process = subprocess.Popen(
            [COMMAND, "intents", "emulate", "--port", "0", *options],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DIALOGFLOW_PROJECT_ID": project},
        )
        assert self.process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+", self.process.stdout.readline())
        assert found, "the command says where it listens, first of all"
        self.address = found[0]

    @property
    def account(self) -> Account:
        """How a client gets there."""
        return Account(path=AgentPath(self.project), endpoint=self.address)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)
