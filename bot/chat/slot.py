"""The place for one message in the response to a webhook."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

M = TypeVar("M")


@dataclass(slots=True)
class Slot(Generic[M]):
    """Holds the one message of an update that may travel in the webhook's response.

    What is sent through the API instead cannot be taken back when the process dies, so `claim` comes before it: it
    keeps other processes from the update, or raises.
    """

    claim: Callable[[], Awaitable[None]]
    message: M | None = None
    left: bool = field(default=False)  # replies go through the API

    def put(self, message: M) -> bool:
        """Take a message into the response; False when it must go through the API."""
        if self.left or self.message is not None:
            return False
        self.message = message
        return True

    async def leave(self) -> M | None:
        """Go over to the API; returns the message that waited for the response, to be sent first."""
        if self.left:
            return None
        await self.claim()
        self.left = True
        message, self.message = self.message, None
        return message
