"""What this package needs from the rest, as small protocols: answers, and a memory of the updates dealt with."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from bot.reply.message import Message
from bot.storage.updates import UpdateStatus


class ChatService(Protocol):
    """The core as a chat uses it.

    Called from several threads at once, but never twice at once for the same `chat`. `language_code` is what the
    reader's client says ("zh-hans", "en"; None when it says nothing). A `StorageError` is tried again a few times.
    """

    def reply(self, text: str, chat: str) -> Message:
        """Answer a question."""

    def choose(self, target: str, chat: str) -> Message:
        """Answer a tapped button. `target` is one of `targets()`."""

    def start(self, language_code: str | None, chat: str) -> Message:
        """Greet, and say what can be asked."""

    def help(self, language_code: str | None, chat: str) -> Message:
        """Say what can be asked."""

    def targets(self) -> AbstractSet[str]:
        """What a button may point at now: the ids of facts and entries in the revision served, and "none"."""


class Updates(Protocol):
    """Which updates are dealt with, by update id; `bot.storage.updates.SqlUpdates` is one. Called from threads."""

    def claim(self, update_id: int) -> bool:
        """Take an update. False when it is finished (`seen`), or when another process is at it."""

    def seen(self, update_id: int) -> bool:
        """Whether the update is finished: handled or skipped."""

    def done(self, update_id: int) -> None:
        """The update is handled; it is never claimed again."""

    def mark(self, update_id: int, status: UpdateStatus, detail: str = "") -> None:
        """Finish an update with a status; `detail` says why it was skipped."""

    def release_abandoned(self) -> int:
        """Free the claims of processes that died; only one process may poll. Returns how many."""
