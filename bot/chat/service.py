"""What this package needs from the rest, as small protocols: answers, and a memory of the updates dealt with."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from typing import Protocol

from bot.reply.message import Message
from bot.storage.updates import Finished, Known, Standing, UpdateRecord
from bot.storage.work import Work


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
    """Which updates are dealt with, by update id; `bot.storage.updates.SqlUpdates` is one.

    Called from threads, except `working`. Everything else may raise `StorageError`.
    """

    def working(self) -> AbstractContextManager[Work]:
        """Hold back what the service logs and remembers inside the block, for `finish`."""

    def claim_all(self, update_ids: Sequence[int]) -> Sequence[Standing]:
        """Take updates; for each whether it is ours now, finished, or somebody else's."""

    def look(self, update_ids: Sequence[int]) -> Sequence[Known]:
        """What is known of updates; OURS where nobody is at them."""

    def finish(self, items: Sequence[Finished]) -> Sequence[Known]:
        """Store updates that were dealt with; for each what counts: OURS, or what somebody else has stored before."""

    def renew(self, update_ids: AbstractSet[int]) -> None:
        """Lengthen the claims of this process."""

    def release(self, update_id: int) -> None:
        """Give up a claim of this process."""

    def release_abandoned(self) -> int:
        """Free the claims of processes that died; only one process may poll. Returns how many."""

    def last(self) -> UpdateRecord | None:
        """The update finished last."""

    def prune(self, days: int) -> int:
        """Forget updates older than `days`; returns how many."""
