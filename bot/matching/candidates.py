"""What a question can be answered with: every fact and every entry, with all that is known of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, PeriodKind, Status
from bot.domain.revision import Revision

# What an answer says is missing is nothing it knows: 晋杂谷1号、2号的产量报道没有写 must not answer 晋杂谷1号亩产多少.
_MISSING = re.compile(
    r"没有(写|说|给|列|提|点名|交代|注明|披露|公布|逐)|未(写|提|说|列|注明|披露|公布|给|交代)"
    r"|not (say|give|list|name|state|mention|explain)|(is|are|was|were) not (given|stated|named|listed)|without saying"
)
_CLAUSE = re.compile(r"(?<=[。；;])|(?<=\.) ")

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact or an entry. `phrasings` are the ways to ask for it; `texts` all else that says what it is about."""

    target: Fact | Entry
    asks: frozenset[Asks]
    phrasings: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.target.id

    @property
    def park(self) -> str:
        return self.target.park


def candidates(revision: Revision) -> tuple[Candidate, ...]:
    """All candidates of a revision, facts first, in file order."""
    facts = (
        Candidate(f, _fact_asks(f), tuple(_fact_phrasings(f, revision)), tuple(_fact_texts(f, revision)))
        for f in revision.facts.values()
    )
    entries = (
        Candidate(e, e.asks, e.phrasings.all(), tuple(_entry_texts(e, revision))) for e in revision.entries.values()
    )
    return (*facts, *entries)


def _fact_asks(fact: Fact) -> frozenset[Asks]:
    asks = {Asks.FIGURE}
    if fact.period.kind in (PeriodKind.DATE, PeriodKind.OTHER):
        asks.add(Asks.WHEN)
    return frozenset(asks)


def _fact_phrasings(fact: Fact, revision: Revision) -> Iterator[str]:
    """The fact's own phrasings, and one from each name of what it measures, so that nobody writes those by hand."""
    yield from fact.phrasings.all()
    indicator = revision.indicators[fact.indicator]
    item = revision.names[fact.item].name if fact.item else None
    years = {fact.period.value[:4]} if fact.period.kind is PeriodKind.DATE else set()
    if fact.measures:
        yield fact.measures.zh
        yield fact.measures.en
    for zh in (indicator.name.zh, *indicator.aliases.zh):
        yield zh
        if item:
            yield item.zh + zh
        for year in years:
            yield f"{year}年{zh}"
    for en in (indicator.name.en, *indicator.aliases.en):
        yield en
        if item:
            yield f"{item.en} {en}"
        for year in years:
            yield f"{en} {year}"


def _fact_texts(fact: Fact, revision: Revision) -> Iterator[str]:
    indicator = revision.indicators[fact.indicator]
    yield indicator.name.zh
    yield indicator.name.en
    yield fact.quantity.written
    # Not the note: what it mentions besides is not what the figure is of.
    for text in (fact.measures, fact.period.wording):
        if text:
            yield _stated(text.zh)
            yield _stated(text.en)
    if fact.item:
        name = revision.names[fact.item]
        yield from (name.name.zh, name.name.en, *name.aliases.all())
    if fact.status is Status.GROWTH:
        yield "增长"


def _entry_texts(entry: Entry, revision: Revision) -> Iterator[str]:
    for text in (entry.answer.zh, entry.answer.en):
        yield _stated(PLACEHOLDER.sub(lambda m: revision.facts[m[1]].quantity.written, text))


def _stated(text: str) -> str:
    """The clauses of a text that state something, without those that say what the article leaves out."""
    return "".join(c for c in _CLAUSE.split(text) if not _MISSING.search(c))
