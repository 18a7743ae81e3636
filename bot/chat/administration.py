"""What this package needs for administrators; `bot.publishing.administration.Administration` does it."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from bot.domain.bilingual import Language
from bot.domain.cases import Case, Decided, EntryForm, ReplyHint, Trial
from bot.reply.message import Message


class Administration(Protocol):
    """Called from threads. Every method may raise `ParkbotError` with words for the administrator.

    A case is named by its key. None says that it does not wait (any more).
    """

    def targets(self) -> AbstractSet[str]:
        """The ids that a question can become a phrasing of."""

    def case(self, key: str, language: Language) -> Case | None:
        """A case, or the first one where it does not wait; None where nothing waits."""

    def try_phrasing(self, key: str, target: str, language: Language) -> Trial | None:
        """What would change; takes long."""

    def attach(self, key: str, target: str, on: int, language: Language, author: str) -> Decided | Trial | None:
        """Make it live, if revision `on` still is; otherwise what would change now."""

    def ignore(self, key: str, language: Language, author: str) -> Decided | None: ...

    def entry_form(self, key: str, language: Language) -> EntryForm | None: ...

    def start_entry(self, key: str, text: str, language: Language, author: str) -> Decided | EntryForm | None:
        """Write the entry of a filled-in form; the form again where something is wrong with it."""

    def undo(self, id: int, language: Language, author: str) -> Decided | None:
        """Take a decision back; may take long."""

    def stats(self, days: int, language: Language) -> Message: ...

    def digest(self, language: Language) -> Message: ...

    def why(self, question: str, language: Language) -> Message: ...

    def why_reply(self, chat: str, hint: ReplyHint, language: Language) -> Message | None:
        """Why a chat got a reply; None where its question is not kept."""
