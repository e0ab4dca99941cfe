"""What the stand-in answers instead of an answer: a status of gRPC and a message, worded like Google's."""

from __future__ import annotations

from grpc import StatusCode


class Refusal(Exception):
    """A request that is refused."""

    def __init__(self, status: StatusCode, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def invalid(message: str) -> Refusal:
    """What was sent is not what may be sent."""
    return Refusal(StatusCode.INVALID_ARGUMENT, message)


def missing(message: str) -> Refusal:
    """There is no such thing."""
    return Refusal(StatusCode.NOT_FOUND, message)


def conflict(message: str) -> Refusal:
    """It does not go with what is there."""
    return Refusal(StatusCode.FAILED_PRECONDITION, message)


def exhausted(limit: str, consumer: str) -> Refusal:
    """The quota of the minute is used up."""
    return Refusal(
        StatusCode.RESOURCE_EXHAUSTED,
        f"Quota exceeded for quota metric '{limit}' of service 'dialogflow.googleapis.com' for consumer '{consumer}'.",
    )
