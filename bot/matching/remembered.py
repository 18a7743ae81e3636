"""Replies given before, so that what many people ask is worked out once."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

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
        self._known = lru_cache(_KEPT)(replier.reply)

    def reply(self, text: str, context: Context | None) -> Reply:
        """As `Replier.reply`."""
        if len(text) > _LONGEST:
            return self._replier.reply(text, context)
        return self._known(text, None if context is None else replace(context, at=_ANY_TIME))

    def examples(self) -> tuple[Choice, ...]:
        """Questions to start with."""
        return self._replier.examples()
