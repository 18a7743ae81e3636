"""Counting what was asked."""

from dataclasses import replace
from datetime import UTC, datetime

from builders import revision

from bot.domain.bilingual import Language
from bot.domain.marks import Mark
from bot.domain.rules import CHOSEN
from bot.ports import QuestionRecord
from bot.publishing.stats import count, lines

CONTENT = revision()
FACT = next(iter(CONTENT.facts.values()))


def asked(text: str, outcome: str, day: int, chat: str = "a", shown: tuple[str, ...] = ()) -> QuestionRecord:
    return QuestionRecord(datetime(2025, 1, day, tzinfo=UTC), chat, text, "zh", outcome, "r", 0.5, shown)


def test_everything_is_counted() -> None:
    records = [
        asked("甲", "answer", 2, shown=(FACT.id, FACT.id)), asked("甲", "answer", 3, "b", ("gone",)),
        asked("乙", "unknown", 2),
    ]  # fmt: skip
    found = list(lines(count(records, CONTENT), 1, Language.ENGLISH))
    assert found[0] == "3 questions in 2 chats"
    assert found[found.index("outcomes") + 1 :][:2] == ["      2  answer", "      1  unknown"]
    assert found[found.index("parks (of what was shown)") + 1] == f"      1  {FACT.park}"
    assert found[found.index("days") + 1 :][:2] == ["      2  2025-01-02", "      1  2025-01-03"]
    assert found[found.index("asked most") + 1 :][:2] == ["      2  甲", ""]
    assert found[-1] == "      1  乙"


def test_marks_and_taps() -> None:
    tapped = replace(asked(FACT.id, "answer", 2), rule=f"{CHOSEN}{FACT.id}", key="k1")
    records = [asked("甲", "choices", 2), tapped]
    marks = {"k1": (Mark.OUTDATED, Mark.HELPFUL), "gone": (Mark.OUTDATED,)}
    found = list(lines(count(records, CONTENT, marks), 5, Language.ENGLISH))
    assert sorted(found[found.index("marks") + 1 :][:2]) == ["      1  helpful", "      1  outdated"]
    assert found[found.index("asked most") + 1 :][:2] == ["      1  甲", ""]
    assert found[found.index("marked badly") + 1 :] == [f"      1  {FACT.id}"]


def test_an_empty_log_is_one_line() -> None:
    assert list(lines(count([], CONTENT), 5, Language.SIMPLIFIED)) == ["提问 0 次，来自 0 个会话"]
