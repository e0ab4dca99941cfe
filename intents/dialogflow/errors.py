"""What can go wrong between us and Dialogflow; wording is in the catalogs, under the codes.

DialogflowError         base
├── Unreachable         no connection, or an outage at Google
├── TooSlow             no answer in time
├── QuotaUsedUp         too many requests for the project's quota
├── NotAllowed          bad or missing credentials, or a role that is missing
├── NoAgent             the project has no agent in that location
├── Refused             Google does not take what we sent
└── Failed              anything else, an error of Google's included
"""

from __future__ import annotations


class DialogflowError(Exception):
    """Base of everything that goes wrong; catch this to go on without Dialogflow."""

    code = "dialogflow"
    outage = True
    """Whether the next question will most likely fare no better."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.code}: {detail}" if detail else self.code)
        self.detail = detail
        """What was said about it, for logs; never holds a question."""


class Unreachable(DialogflowError):
    """No connection, or an outage at Google."""

    code = "unreachable"


class TooSlow(DialogflowError):
    """No answer in time."""

    code = "timeout"


class QuotaUsedUp(DialogflowError):
    """Too many requests for the project's quota."""

    code = "quota"


class NotAllowed(DialogflowError):
    """Bad or missing credentials, or a role that is missing."""

    code = "credentials"


class NoAgent(DialogflowError):
    """The project has no agent in that location."""

    code = "no_agent"


class Refused(DialogflowError):
    """Google does not take what we sent: about this one request, not about the next."""

    code = "refused"
    outage = False


class Failed(DialogflowError):
    """Anything else, an error of Google's included."""

    code = "failed"
