"""What is asked for a new article, park, indicator, fact, entry or gap, and the YAML that the answers make."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content import build
from bot.domain.bilingual import Bilingual
from bot.domain.entries import Asks
from bot.domain.facts import Status
from bot.domain.revision import Revision
from bot.drafting.insert import plain_or_quoted

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_COMMAS = re.compile(r"\s*[,，;；、]\s*")
Answers = Mapping[str, str]
Check = Callable[[str, Revision], Bilingual | None]  # what is wrong with an answer; None where it is good


class Kind(StrEnum):
    """What can be made."""

    ARTICLE = "article"
    PARK = "park"
    INDICATOR = "indicator"
    FACT = "fact"
    ENTRY = "entry"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to ask. `known` lists what can be answered, where that is a choice."""

    key: str
    words: Bilingual
    check: Check
    optional: bool = False
    known: Callable[[Revision], Sequence[str]] | None = None


def good_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def _free_id(text: str, *sections: Mapping[str, object]) -> Bilingual | None:
    if not good_id(text):
        return Bilingual("只用小写字母、数字和短横线，例如 chengdu-seed-fund", "use a-z, 0-9 and hyphens only")
    used = any(text in section for section in sections)
    return Bilingual("这个编号用过了，换一个", "this id is used already, choose another") if used else None


def _text(_text: str, _revision: Revision) -> Bilingual | None:
    return None


def _one_of(known: Callable[[Revision], Sequence[str]]) -> Check:
    def check(text: str, revision: Revision) -> Bilingual | None:
        missing = [one for one in split(text) if one not in known(revision)]
        return Bilingual(f"没有“{missing[0]}”", f"there is no “{missing[0]}”") if missing else None

    return check


def _paragraphs(text: str, _revision: Revision) -> Bilingual | None:
    good = all(one.isascii() and one.isdigit() and int(one) > 0 for one in split(text))
    return None if good else Bilingual("写数字，如 3 或 3, 11", "write numbers, such as 3 or 3, 11")


def _number(text: str, revision: Revision) -> Bilingual | None:
    return _paragraphs(text, revision) if len(split(text)) == 1 else Bilingual("写一个数字", "write one number")


def _date(text: str, _revision: Revision) -> Bilingual | None:
    good = _DATE.fullmatch(text)
    return None if good else Bilingual("写 2024、2024-11 或 2024-11-07", "write 2024, 2024-11 or 2024-11-07")


def _quantity(text: str, _revision: Revision) -> Bilingual | None:
    good = build.read_quantity(text) is not None
    return None if good else Bilingual("照原文写，如“超19亿元”“49个”", "as published, such as “超19亿元”, “49个”")


def _period(text: str, _revision: Revision) -> Bilingual | None:
    try:
        build.period(text, None)
    except build.PeriodError:
        return Bilingual("写 2023、2023-04、reported、this-year、yearly 或 undated", "such as 2023, 2023-04, reported")
    return None


def split(text: str) -> list[str]:
    """The parts of an answer that is a list, at commas of any kind."""
    return [part for part in _COMMAS.split(text.strip()) if part]


def _both(key: str, words: Bilingual, *, optional: bool = False, many: bool = False) -> tuple[Asked, ...]:
    note = Bilingual("，用逗号隔开", ", with commas between them") if many else Bilingual("", "")
    return (
        Asked(
            f"{key}.zh", Bilingual(f"{words.zh}（中文{note.zh}）", f"{words.en} (Chinese{note.en})"), _text, optional
        ),
        Asked(
            f"{key}.en", Bilingual(f"{words.zh}（英文{note.zh}）", f"{words.en} (English{note.en})"), _text, optional
        ),
    )


def _choice(key: str, zh: str, en: str, known: Callable[[Revision], Sequence[str]]) -> Asked:
    return Asked(key, Bilingual(zh, en), _one_of(known), known=known)


_PARK = _choice("park", "园区", "park", lambda r: [*r.parks])
_SOURCE = (
    _choice("article", "出处报道", "article it stands in", lambda r: [*r.articles]),
    Asked("paragraphs", Bilingual("第几段（可写多个）", "paragraph numbers"), _paragraphs),
)
_NAME = Bilingual("名称", "name")
_ALIASES = Bilingual("别名，没有就直接回车", "other names, Enter for none")
_PHRASINGS = Bilingual("人们会怎么问", "how people ask")


def _id(words: Bilingual, *sections: Callable[[Revision], Mapping[str, object]]) -> Asked:
    return Asked("id", words, lambda text, revision: _free_id(text, *(s(revision) for s in sections)))


_ID_WORDS = Bilingual("编号（小写字母、数字、短横线）", "id (lower-case letters, digits, hyphens)")
_TARGET_ID = _id(_ID_WORDS, lambda r: r.facts, lambda r: r.entries, lambda r: r.gaps)
FORMS: dict[Kind, tuple[Asked, ...]] = {
    Kind.ARTICLE: (
        _id(_ID_WORDS, lambda r: r.articles),
        *_both("title", Bilingual("标题", "title")),
        *_both("newspaper", Bilingual("报纸", "newspaper")),
        *_both("reporters", Bilingual("记者，没有就直接回车", "reporters, Enter for none"), optional=True, many=True),
        Asked("date", Bilingual("日期", "date"), _date),
        Asked("paragraphs", Bilingual("共有几段", "how many paragraphs it has"), _number),
        _choice("parks", "写的是哪些园区", "parks it is about", lambda r: [*r.parks]),
        *_both("about", Bilingual("一句话说明讲什么", "what it is about, in one sentence")),
    ),
    Kind.PARK: (
        _id(_ID_WORDS, lambda r: r.parks),
        *_both("name", _NAME),
        *_both("aliases", _ALIASES, optional=True, many=True),
        *_both("place", Bilingual("在哪里", "where it is")),
    ),
    Kind.INDICATOR: (
        _id(_ID_WORDS, lambda r: r.indicators),
        *_both("name", _NAME),
        *_both("aliases", _ALIASES, optional=True, many=True),
    ),
    Kind.FACT: (
        _TARGET_ID,
        _PARK,
        _choice("indicator", "指标", "indicator", lambda r: [*r.indicators]),
        Asked("period", Bilingual("期间，如 2023、2023-04、reported", "period, such as 2023 or reported"), _period),
        _choice("status", "状态", "status", lambda _: [status.value for status in Status]),
        Asked("quantity", Bilingual("数字，照原文写", "the figure as published"), _quantity),
        *_SOURCE,
        *_both("measures", Bilingual("指的是什么，没有就直接回车", "what it measures, Enter for none"), optional=True),
        *_both("phrasings", _PHRASINGS, optional=True, many=True),
    ),
    Kind.ENTRY: (
        _TARGET_ID,
        _PARK,
        _choice("asks", "问的是什么（可写多个）", "what it asks for", lambda _: [asks.value for asks in Asks]),
        *_both("phrasings", _PHRASINGS, many=True),
        *_both("answer", Bilingual("答案", "answer")),
        *_SOURCE,
    ),
    Kind.GAP: (
        _TARGET_ID,
        _PARK,
        *_both("lacks", Bilingual("接在“资料没有写”后面的话", "completes “my sources do not say …”")),
        *_both("phrasings", _PHRASINGS, many=True),
        Asked(
            "related",
            Bilingual(
                "最相近的数据或问答的编号，没有就直接回车", "ids of the nearest facts or entries, Enter for none"
            ),
            _one_of(lambda r: [*r.facts, *r.entries]),
            optional=True,
        ),
    ),
}
SECTION = {
    Kind.ARTICLE: "articles", Kind.PARK: "parks", Kind.INDICATOR: "indicators", Kind.FACT: "facts",
    Kind.ENTRY: "entries", Kind.GAP: "gaps",
}  # fmt: skip


def yaml_of(kind: Kind, given: Answers) -> str:
    """The item as YAML, beginning with "- id: ", with comments that help whoever edits it later."""
    pair, texts = _Writer(given).pair, _Writer(given).texts
    match kind:
        case Kind.ARTICLE:
            names = zip(split(given["reporters.zh"]), split(given["reporters.en"]), strict=False)
            reporters = ", ".join(f"{{zh: {plain_or_quoted(zh)}, en: {plain_or_quoted(en)}}}" for zh, en in names)
            return _lines(
                f"- id: {given['id']}",
                f"  title: {pair('title')}",
                f"  newspaper: {pair('newspaper')}",
                f"  reporters: [{reporters}]",
                "  # 日期若是推断的，加上 inferred: true 和 reason / inferred dates: add inferred: true and a reason",
                f'  date: {{value: "{given["date"]}"}}',
                f"  paragraphs: {int(given['paragraphs'])}",
                f"  parks: [{', '.join(split(given['parks']))}]",
                f"  about: {pair('about')}",
            )
        case Kind.PARK:
            return _lines(
                f"- id: {given['id']}",
                f"  name: {pair('name')}",
                f"  aliases: {texts('aliases')}",
                f"  place: {pair('place')}",
            )
        case Kind.INDICATOR:
            return _lines(f"- id: {given['id']}", f"  name: {pair('name')}", f"  aliases: {texts('aliases')}")
        case Kind.FACT:
            return _lines(
                f"- id: {given['id']}",
                f"  park: {given['park']}",
                f"  indicator: {given['indicator']}",
                f"  measures: {pair('measures')}" if given["measures.zh"] else "",
                f"  period: {plain_or_quoted(given['period'])}",
                f"  status: {given['status']}",
                "  # 照原文写，限定词（超、约、近）不能丢 / as published, with its qualifier",
                f'  quantity: "{given["quantity"]}"',
                f"  citation: {_citation(given)}",
                f"  phrasings: {texts('phrasings')}",
            )
        case Kind.ENTRY:
            return _lines(
                f"- id: {given['id']}",
                f"  asks: [{', '.join(split(given['asks']))}]",
                f"  phrasings: {texts('phrasings')}",
                "  # 答案里的数字写成 {数据编号} / a figure in the answer is written as {fact-id}",
                f"  answer: {pair('answer')}",
                f"  citations: [{_citation(given)}]",
            )
        case Kind.GAP:
            return _lines(
                f"- id: {given['id']}",
                f"  lacks: {pair('lacks')}",
                f"  phrasings: {texts('phrasings')}",
                f"  related: [{', '.join(split(given['related']))}]",
            )


@dataclass(frozen=True, slots=True)
class _Writer:
    given: Answers

    def pair(self, key: str) -> str:
        return f"{{zh: {plain_or_quoted(self.given[f'{key}.zh'])}, en: {plain_or_quoted(self.given[f'{key}.en'])}}}"

    def texts(self, key: str) -> str:
        zh, en = (", ".join(map(plain_or_quoted, split(self.given[f"{key}.{code}"]))) for code in ("zh", "en"))
        return f"{{zh: [{zh}], en: [{en}]}}"


def _citation(given: Answers) -> str:
    return (
        f"{{article: {given['article']}, paragraphs: [{', '.join(str(int(p)) for p in split(given['paragraphs']))}]}}"
    )


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines if line)
