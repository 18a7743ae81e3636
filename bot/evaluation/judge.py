"""Judging one reply: right, wrong or missed."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from bot.evaluation.tables import Question

MAY_OFFER_CHOICES = frozenset({"vague", "browse", "near_miss"})
SHORT_KINDS = frozenset({"figure", "who", "when"})
LONGEST = 350  # characters of a reply to a question of the short kinds; a longer one is a dump
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_BLANKS = re.compile(r"\s+")


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"  # something else was presented as the answer
    MISSED = "missed"  # no direct answer


class Judge:
    """Compares replies with what the tables expect; `to_simplified` makes both scripts one."""

    def __init__(self, to_simplified: Callable[[str], str]) -> None:
        self._to_simplified = to_simplified

    def verdict(self, question: Question, outcome: str, text: str, articles: tuple[str, ...]) -> Verdict:
        """Judge a reply: its outcome, its whole text with button labels, and the ids of the articles it cites."""
        may_offer = question.kind in MAY_OFFER_CHOICES
        if question.expect == "unknown":
            refused = outcome in ("unknown", "help") or (may_offer and outcome == "choices")
            return Verdict.RIGHT if refused else Verdict.WRONG
        if may_offer:
            if outcome != "unknown" and self._says(question, text):
                return Verdict.RIGHT
            return Verdict.WRONG if outcome == "answer" else Verdict.MISSED
        if outcome != "answer":
            return Verdict.MISSED
        cited = not question.articles or not set(question.articles).isdisjoint(articles)
        short = question.kind not in SHORT_KINDS or len(text) <= LONGEST
        return Verdict.RIGHT if cited and short and self._says(question, text) else Verdict.WRONG

    def _says(self, question: Question, text: str) -> bool:
        """Whether one of every group is said, and nothing that must not be."""
        said = self._plain(text)
        return all(any(self._plain(wording) in said for wording in group) for group in question.must) and not any(
            self._plain(wording) in said for wording in question.must_not
        )

    def _plain(self, text: str) -> str:
        """NFKC, simplified, lower case, without white space, thousands separators and invisible characters."""
        text = self._to_simplified(unicodedata.normalize("NFKC", text)).lower()
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
        return _BLANKS.sub("", _THOUSANDS.sub("", text))
