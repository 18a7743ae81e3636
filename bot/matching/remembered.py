"""Replies given before, so that what many people ask is worked out once."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock

from bot.domain.outcomes import Choice
from bot.domain.turns import Context
from bot.matching.about import Reply
from bot.matching.replies import Replier

_KEPT = 2048  # replies of a few kilobytes
_LONGEST = 200  # characters; what is longer is hardly asked twice
_ANY_TIME = datetime.min.replace(tzinfo=UTC)


class KnownReplies:
    """A replier with a memory: a reply follows from the text and the context alone, whenever the turn before was."""

    def __init__(self, replier: Replier) -> None:
        self._replier = replier
        self._lock = Lock()
        self._known: dict[tuple[str, Context | None], Reply] = {}  # what was asked last stands at the end

    def reply(self, text: str, context: Context | None) -> Reply:
        """As `Replier.reply`."""
        if (known := self.at_hand(text, context)) is not None:
            return known
        reply = self._replier.reply(text, context)
        if len(text) <= _LONGEST:
            with self._lock:
                self._known[_key(text, context)] = reply
                if len(self._known) > _KEPT:
                    del self._known[next(iter(self._known))]
        return reply

    def at_hand(self, text: str, context: Context | None) -> Reply | None:
        """The reply, where it was given before and is still known."""
        key = _key(text, context)
        with self._lock:
            if (known := self._known.pop(key, None)) is not None:
                self._known[key] = known
        return known

    def examples(self) -> tuple[Choice, ...]:
        """Questions to start with."""
        return self._replier.examples()


def _key(text: str, context: Context | None) -> tuple[str, Context | None]:
    return text, None if context is None else replace(context, at=_ANY_TIME)
