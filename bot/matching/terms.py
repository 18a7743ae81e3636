"""The lexicon of one revision: its parks, names and synonyms, with the general vocabulary around them."""

import re
from collections.abc import Callable, Iterator

from bot.domain.bilingual import Names
from bot.domain.parks import NameKind
from bot.domain.revision import Revision
from bot.language.lexicon import Kind, Lexicon, Meaning
from bot.language.units import Units
from bot.language.vocabulary import Vocabulary
from bot.matching.tokens import LIGHT, ending


class Analyser:
    """Turns text into units and units into terms, the same way for stored phrasings and questions."""

    def __init__(self, revision: Revision, vocabulary: Vocabulary, normalise: Callable[[str], str]) -> None:
        self.normalise = normalise
        self.units = Units()
        self.place_suffixes = frozenset(normalise(s) for s in vocabulary.place_suffixes.zh)
        own = [(self.units(normalise(text)), meaning) for text, meaning in content_terms(revision)]
        general = [(self.units(normalise(text)), meaning) for text, meaning in general_terms(vocabulary)]
        # The content's own words overrule topics: where parks are held, "parking" (stemmed "park") is no topic.
        held = {units for units, _ in own}
        # Nor is a place where a park goes by that name.
        called = {units for units, meaning in own if meaning.kind is Kind.PARK}
        soft = {units for units, m in general if m.kind is Kind.SOFT}
        self.lexicon = Lexicon(
            own
            + [
                (u, m)
                for u, m in general
                if not (_is_topic(m) and (u in soft or (u in held and u[0].isascii())))
                and not (m.kind is Kind.PLACE and u in called)
            ]
        )
        self._rows = _rows(revision)
        counted = [self.units(noun) for noun in _COUNTED]
        self.countable = frozenset(t for u in counted for t in ending(len(u), self.lexicon.matches(u)))

    def unborne(self, normal: str) -> tuple[str, ...]:
        """The numbers of a question that nothing in their row of names bears: the 1 of 晋杂金苗1号."""
        found = []
        for before, number in _ROW.findall(normal):
            held = [numbers for row, numbers in self._rows.items() if before.endswith(row)]
            if held and not any(number in numbers for numbers in held):
                found.append(number)
        return tuple(found)


ATTRIBUTE = "attribute:"
# Nouns that are counted; what else means the same, the content says.
_COUNTED = (
    "企业", "大学", "产品", "学生", "员工", "人才", "平台", "项目", "基金", "品种", "商品", "品牌", "国家", "机构",
    "专家", "产业链", "基地", "门店", "城市", "语言", "航线", "专利", "试验区", "生产线", "方案", "仓库", "环节",
)  # fmt: skip
_ROW = re.compile(r"([\u4e00-\u9fff]{2,})(\d+)号")
# English nouns such as "time" or "name" ask only with a question word; "how" and yes/no forms need none.
_INTERROGATIVE = re.compile(r"\b(who|whom|whose|when|where|why|how|what|which|list)\b")
_ASKING = re.compile(r"多少|几|什么|谁|哪|怎|吗|何[时地人年]|\b(who|when|where|why|how|what|which)\b")
_NAMING = re.compile(r"谁|\bwho\b")  # 局长是谁 is for the posts to judge
_ANY_WORD = frozenset({"yesno", "figure", "why"})

# Read as periods, not as words to be explained.
RELATIVE_YEARS = Names(
    ("今年", "本年", "当年", "去年", "上年", "前年", "明年", "后年", "今年以来"),
    ("this year", "last year", "next year", "previous year"),
)


def _rows(revision: Revision) -> dict[str, set[str]]:
    """The numbers of the names that differ in nothing else: 58 and 158 of 晋杂金苗."""
    rows: dict[str, set[str]] = {}
    for name in revision.names.values():
        for text in (name.name.zh, *name.aliases.zh):
            if match := _ROW.fullmatch(text):
                rows.setdefault(match[1], set()).add(match[2])
    return rows


def content_terms(revision: Revision) -> Iterator[tuple[str, Meaning]]:
    """Parks, names and synonyms. A name that is a coined term counts as a word, not as a thing that must agree."""
    for park in revision.parks.values():
        for text in (park.name.zh, park.name.en, *park.aliases.all()):
            yield text, Meaning(Kind.PARK, park.id)
    for article in revision.articles.values():  # 《title》是谁写的 is about its park
        for title in (article.title.zh, article.title.en) if len(article.parks) == 1 else ():
            yield title, Meaning(Kind.PARK, article.parks[0])
    for name in revision.names.values():
        meaning = (
            Meaning(Kind.CONCEPT, f"name:{name.id}") if name.kind is NameKind.TERM else Meaning(Kind.NAME, name.id)
        )
        for text in (name.name.zh, name.name.en, *name.aliases.all()):
            yield text, meaning
    for number, group in enumerate(revision.synonyms):
        kind = LIGHT if group.light else "word:"
        for text in group.zh + group.en:
            yield text, Meaning(Kind.CONCEPT, f"{kind}{number}")


def general_terms(vocabulary: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    yield from _all(vocabulary.fillers, Meaning(Kind.FILLER, ""))
    yield from _all(RELATIVE_YEARS, Meaning(Kind.FILLER, ""))
    for word in vocabulary.soft.all():
        yield word, Meaning(Kind.SOFT, word)
    for post in vocabulary.posts.all():
        yield post, Meaning(Kind.CONCEPT, f"post:{post}")
    for kind, cues in vocabulary.asks.items():
        asking = tuple(c for c in cues.en if kind in _ANY_WORD or _INTERROGATIVE.search(c))
        yield from _all(Names(cues.zh, asking), Meaning(Kind.ASKS, kind))
    for status, cues in vocabulary.statuses.items():
        yield from _all(cues, Meaning(Kind.STATUS, status))
    # Each cue is a word of its own: a topic's other words (头疼 beside 感冒) do not make it known.
    for topic in vocabulary.topics:
        words = (cue for cue in topic.cues.all() if not _NAMING.search(cue))
        yield from ((cue, Meaning(Kind.ABSENT, f"{topic.id}/{cue}")) for cue in words)
    for topic in vocabulary.attributes:
        words = (cue for cue in topic.cues.all() if not _ASKING.search(cue))
        yield from ((cue, Meaning(Kind.CONCEPT, f"{ATTRIBUTE}{cue}")) for cue in words)
    for place in vocabulary.places.all():
        yield place, Meaning(Kind.PLACE, place)


def _is_topic(meaning: Meaning) -> bool:
    return meaning.kind is Kind.ABSENT or (meaning.kind is Kind.CONCEPT and meaning.id.startswith(ATTRIBUTE))


def _all(words: Names, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    for word in words.all():
        yield word, meaning
