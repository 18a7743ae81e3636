"""What was asked, in numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.bilingual import Bilingual, Language
from bot.domain.marks import Mark
from bot.domain.revision import Revision
from bot.domain.rules import CHOSEN
from bot.explanation import Say
from bot.ports import QuestionRecord

ASKED = Bilingual("提问 {count} 次，来自 {chats} 个会话", "{count} questions in {chats} chats")
TITLES = {
    "outcomes": Bilingual("结果", "outcomes"),
    "languages": Bilingual("语言", "languages"),
    "parks": Bilingual("园区（按回答）", "parks (of what was shown)"),
    "days": Bilingual("日期", "days"),
    "marks": Bilingual("评价", "marks"),
    "top": Bilingual("问得最多的", "asked most"),
    "unanswered": Bilingual("没有答案的", "without an answer"),
    "marked": Bilingual("评价不好的", "marked badly"),
}
QUESTIONS = ("top", "unanswered", "marked")
VALUES = {
    "answer": Bilingual("有答案", "answer"),
    "choices": Bilingual("给了选项", "choices"),
    "unknown": Bilingual("没有答案", "unknown"),
    "help": Bilingual("帮助", "help"),
    Mark.HELPFUL.value: Bilingual("有帮助", "helpful"),
    Mark.NOT_HELPFUL.value: Bilingual("没帮助", "not helpful"),
    Mark.WRONG_FIGURE.value: Bilingual("数字不对", "wrong figure"),
    Mark.OUTDATED.value: Bilingual("过时了", "outdated"),
    Mark.NOT_MY_QUESTION.value: Bilingual("答非所问", "not my question"),
    Language.SIMPLIFIED.value: Bilingual("简体中文", "simplified Chinese"),
    Language.TRADITIONAL.value: Bilingual("繁体中文", "traditional Chinese"),
    Language.ENGLISH.value: Bilingual("英文", "English"),
}
# What tells who somebody is, if it was typed: addresses, user names, long numbers (telephones, identity cards).
_PERSONAL = re.compile(
    r"[A-Za-z0-9_.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![A-Za-z0-9_])@[A-Za-z0-9_]{4,}|t\.me/\S+"
    r"|(?<![\d.])\+?\d(?:[ -]?\d){6,}[Xx]?(?![\d.%万亿元平公吨人个家座])"
)
_HIDDEN = "•••"


@dataclass(slots=True)
class Counts:
    """How often each value occurred."""

    asked: int = 0
    chats: set[str] = field(default_factory=set)
    outcomes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    parks: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    outcomes_of_days: dict[str, Counter[str]] = field(default_factory=dict)
    top: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Section:
    """One list of figures: days in order, all else the most frequent first; `rows` are values with their numbers."""

    name: str
    title: str
    rows: tuple[tuple[str, int], ...]


def first_day(now: datetime, days: int, zone: tzinfo) -> date:
    """The first of `days` days (at least 1) of which today is the last."""
    return now.astimezone(zone).date() - timedelta(days=days - 1)


def start_of(day: date, zone: tzinfo) -> datetime:
    """When a day begins, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def count(
    records: Iterable[QuestionRecord],
    content: Revision,
    marks: Mapping[str, Sequence[Mark]] | None = None,
    zone: tzinfo = UTC,
) -> Counts:
    """Count everything once. A reply that shows several parks counts for each of them.

    `marks` are those that questions got, by their key. A tap counts as a question, under what was tapped. Days are
    those of `zone`.
    """
    counts = Counts()
    for record in records:
        day = f"{record.at.astimezone(zone):%Y-%m-%d}"
        counts.asked += 1
        counts.chats.add(record.chat)
        counts.outcomes[record.outcome] += 1
        counts.languages[record.language] += 1
        counts.days[day] += 1
        counts.outcomes_of_days.setdefault(day, Counter())[record.outcome] += 1
        if not record.rule.startswith(CHOSEN):
            counts.top[record.question] += 1
        if record.outcome == "unknown":
            counts.unanswered[record.question] += 1
        for mark in (marks or {}).get(record.key, ()):
            counts.marks[mark.value] += 1
            if mark is not Mark.HELPFUL:
                counts.marked[record.question] += 1
        for park in dict.fromkeys(t.park for id in record.shown if (t := content.target(id))):
            counts.parks[park] += 1
    return counts


def sections(counts: Counts, top: int, language: Language, say: Say = Bilingual.get) -> Iterator[Section]:
    """The counts as lists, those without anything left out; of questions the first `top`, with nothing personal."""
    for name, title in TITLES.items():
        counter: Counter[str] = getattr(counts, name)
        listed = sorted(counter.items()) if name == "days" else counter.most_common()
        if name in QUESTIONS:
            listed = [(impersonal(value), number) for value, number in listed[:top]]
        elif name in ("outcomes", "languages", "marks"):
            listed = [(say(VALUES[v], language) if v in VALUES else v, number) for v, number in listed]
        if listed:
            yield Section(name, say(title, language), tuple(listed))


def lines(counts: Counts, top: int, language: Language) -> Iterator[str]:
    """The counts as text for a terminal."""
    yield ASKED.get(language).format(count=counts.asked, chats=len(counts.chats))
    for section in sections(counts, top, language):
        yield ""
        yield section.title
        yield from (f"{number:7}  {value}" for value, number in section.rows)


def impersonal(text: str) -> str:
    """A question without e-mail addresses, user names and numbers as long as a telephone's."""
    return _PERSONAL.sub(_HIDDEN, text)
