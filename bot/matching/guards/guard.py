"""One guard: a check of candidates, and the questions that call for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.revision import Revision
from bot.matching.known import Known, Objection
from bot.matching.question import Question

Check = Callable[[Question, Known, Revision], Objection | None]


@dataclass(frozen=True, slots=True)
class Guard:
    """A check, and what it concerns: for a question that is false there, no candidate can fail the check.

    What it concerns is looked at once for a question, the check is made of every candidate that is scored.
    """

    concerns: Callable[[Question], object]
    check: Check


def speaks(known: Known, pattern: re.Pattern[str]) -> bool:
    """Whether a candidate is asked with words of a pattern, or states them."""
    return any(pattern.search(text) for text in (*known.candidate.phrasings, *known.candidate.texts))


def states(known: Known, pattern: re.Pattern[str]) -> bool:
    """Whether a candidate states words of a pattern."""
    return any(pattern.search(text) for text in known.candidate.texts)


def worded(pattern: re.Pattern[str]) -> Callable[[Question], object]:
    """Concerns the questions in whose normal form a pattern is found."""
    return lambda question: pattern.search(question.normal)
