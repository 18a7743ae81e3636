"""What this package needs from the rest, as small protocols: answers, and what is stored."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from typing import Protocol

from bot.chat.registration import Notes
from bot.desk import Found
from bot.domain.bilingual import Language
from bot.domain.marks import Mark
from bot.domain.turns import Context
from bot.pictures.pictures import Picture
from bot.reply.message import Button, Message
from bot.storage.updates import Arrival, Finished, Known, UpdateRecord
from bot.storage.work import Work


class ChatService(Protocol):
    """The core as a chat uses it.

    Called from several threads at once, but never twice at once for the same `chat`. A `StorageError` is tried again a
    few times.
    """

    def reply(self, text: str, chat: str) -> Message:
        """Answer a question."""

    def at_hand(self, text: str, chat: str) -> Message | None:
        """As `reply`, without a database and in no time, where that can be; None otherwise. Called in the loop."""

    def choose(self, target: str, chat: str, default: Language) -> Message:
        """Answer a tapped button; `target` is one of `targets()`. In `default` where the chat has asked nothing yet."""

    def open(self, page: str, chat: str, language: Language) -> Message:
        """Show a page, one of `pages()`, in a language."""

    def further(self, message: Message) -> tuple[Button, ...]:
        """Buttons for what can be asked after a reply."""

    def picture(self, facts: Sequence[str], language: Language) -> Picture | None:
        """The picture of these facts; None where there is none (any more)."""

    def roots(self, language: Language) -> tuple[Button, ...]:
        """Buttons for the pages to start from."""

    def search(self, text: str, language: Language, limit: int) -> tuple[Found, ...]:
        """What answers a text best; for a blank one examples, in `language`. Nothing is remembered."""

    def start(self, language_code: str | None, chat: str) -> Message:
        """Greet, and say what can be asked, in the language with this code."""

    def help(self, language_code: str | None, chat: str) -> Message:
        """Say what can be asked."""

    def targets(self) -> AbstractSet[str]:
        """What a button may point at now: the ids of facts and entries in the revision served, and "none"."""

    def pages(self) -> AbstractSet[str]:
        """The names of the pages that can be opened now."""


class Votes(Protocol):
    def vote(self, question: str, chat: str, mark: Mark) -> bool:
        """Keep a chat's mark for the reply to a question; False where the chat asked no such question."""


class ChatSettings(Protocol):
    def language(self, chat: str) -> Language | None:
        """The language chosen in a chat."""

    def set_language(self, chat: str, language: Language) -> None: ...

    def set_active(self, chat: str, active: bool) -> None:
        """The bot was let into a chat, or blocked and removed."""


class Relays(Protocol):
    def question(self, key: str, chat: str) -> str | None:
        """What a chat asked under a key."""

    def open(self, key: str, chat: str, address: str) -> bool:
        """Keep where the reply to a question goes; False where it was passed on before."""

    def address(self, key: str) -> str | None:
        """Where the reply to a question goes, while that is open."""

    def close(self, key: str) -> None:
        """The reply went, or never will."""


class Privacy(Protocol):
    def forget(self, chat: str) -> int:
        """Delete everything that is stored of a chat and its topics."""

    def moved(self, old: str, new: str) -> None:
        """A group has a new number."""

    def prune(self, days: int) -> int:
        """Delete what is older."""


class ChatNames(Protocol):
    def __call__(self, chat: int, topic: int | None = None) -> str:
        """The name under which a chat, or a topic of it, is known to everything that is stored."""


class Stores(Protocol):
    """Everything that is stored, as far as this package uses it; `bot.storage.database.Database` is one.

    Called from threads.
    """

    @property
    def updates(self) -> "Updates": ...

    @property
    def notes(self) -> Notes: ...

    @property
    def votes(self) -> Votes: ...

    @property
    def chat_settings(self) -> ChatSettings: ...

    @property
    def relays(self) -> Relays: ...

    @property
    def privacy(self) -> Privacy: ...

    @property
    def chat_names(self) -> ChatNames: ...

    def ping(self) -> None:
        """Ask the database for nothing, to see that it answers. Raises StorageError."""


class Updates(Protocol):
    """Which updates are dealt with, by update id; `bot.storage.updates.SqlUpdates` is one.

    Called from threads, except `working`. Everything else may raise `StorageError`.
    """

    def working(self, before: Mapping[str, Context | None] | None = None) -> AbstractContextManager[Work]:
        """Hold back what the service logs and remembers inside the block, for `finish`.

        `before` are last turns of chats that need not be read again.
        """

    def claim_all(self, arrivals: Sequence[Arrival]) -> Sequence[Known]:
        """Take updates; for each whether it is ours now, finished, or somebody else's."""

    def look(self, arrivals: Sequence[Arrival]) -> Sequence[Known]:
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
