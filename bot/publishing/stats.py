"""What was asked, in numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.bilingual import Bilingual, Language
from bot.domain.marks import Mark
from bot.domain.revision import Revision
from bot.domain.rules import CHOSEN
from bot.ports import QuestionRecord

_TITLES = {
    "asked": Bilingual("提问 {count} 次，来自 {chats} 个会话", "{count} questions in {chats} chats"),
    "outcomes": Bilingual("结果", "outcomes"),
    "languages": Bilingual("语言", "languages"),
    "parks": Bilingual("园区（按回答）", "parks (of what was shown)"),
    "days": Bilingual("日期", "days"),
    "marks": Bilingual("评价", "marks"),
    "marked": Bilingual("评价不好的", "marked badly"),
    "top": Bilingual("问得最多的", "asked most"),
    "unanswered": Bilingual("没有答案的", "without an answer"),
}


@dataclass(slots=True)
class Counts:
    """How often each value occurred."""

    asked: int = 0
    chats: set[str] = field(default_factory=set)
    outcomes: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    parks: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    top: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)


def count(
    records: Iterable[QuestionRecord], content: Revision, marks: Mapping[str, Sequence[Mark]] | None = None
) -> Counts:
    """Count everything once. A reply that shows several parks counts for each of them.

    `marks` are those that questions got, by their key. A tap counts as a question, under what was tapped.
    """
    counts = Counts()
    for record in records:
        counts.asked += 1
        counts.chats.add(record.chat)
        counts.outcomes[record.outcome] += 1
        counts.languages[record.language] += 1
        counts.days[f"{record.at:%Y-%m-%d}"] += 1
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


def lines(counts: Counts, top: int, language: Language) -> Iterator[str]:
    """The counts as text: days in order, all else by number."""
    yield _TITLES["asked"].get(language).format(count=counts.asked, chats=len(counts.chats))
    for name in ("outcomes", "languages", "parks", "days", "marks", "top", "unanswered", "marked"):
        counter: Counter[str] = getattr(counts, name)
        listed = sorted(counter.items()) if name == "days" else counter.most_common()
        listed = listed if name not in ("top", "unanswered", "marked") else listed[:top]
        if listed:
            yield ""
            yield _TITLES[name].get(language)
            yield from (f"{number:7}  {value}" for value, number in listed)
