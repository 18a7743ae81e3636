"""What a follow-up asks of the figure just shown alone: its growth, its time, what it counts, another unit."""

import re

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import EntryPart, FactPart, Part
from bot.domain.quantities import Dimension
from bot.matching.compute import convert, is_part_and_whole, merged
from bot.matching.growth import of_figure
from bot.matching.known import places_of
from bot.matching.portions import of_share
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import units_named, without_units
from bot.matching.split import has_content
from bot.matching.tokens import SOFT_WEIGHT

_MEMBERS = re.compile(
    r"叫什么|叫啥|哪[几些]|名单|都有谁|都是谁|分别|列举|举例|举几个|数一数|"
    r"\bname (?:a few|some|them|one|two|three)\b|\bwhich ones\b|\bwhat are they\b|\bwho are they\b|\blist them\b"
)
_SOME = 3  # things named, from which on an entry tells what is counted
_REACHED = re.compile(
    r"之?前|以?前|为止|[这那]|做到|达到|达成|实现|完成|数据|数字|的事"
    r"|\b(?:reach|met|achieve|figure|number|data)\w*\b"
)


def of_shown(question: Question, shown: Fact | Entry | None, reading: Reading) -> tuple[Part, str] | None:
    """What the question asks of the figure last shown, and the rule; None: it asks for something else."""
    if not isinstance(shown, Fact) or question.parks or question.names or question.places:
        return None
    if growth := of_figure(question, shown, reading.revision):
        return growth, "the growth of the figure last shown"
    if share := of_share(question, shown, reading.revision):
        return share, "computed: a share of a count"
    if other := _in_units(question, shown, reading):
        return other, "computed: another unit"
    if _asks_time(question, reading):
        return FactPart(shown), "the time of the figure last shown"
    if members := _members(question, shown, reading):
        return members, "what the figure last shown counts"
    return None


def belongs(fact: Fact, shown: Fact) -> bool:
    """Whether a figure is of the same measure, thing or paragraph as the one just shown, a part of it or its whole."""
    same = fact.park == shown.park and (fact.indicator == shown.indicator or (fact.item and fact.item == shown.item))
    return bool(same) or is_part_and_whole(fact, shown) or not places_of(fact).isdisjoint(places_of(shown))


def _in_units(question: Question, shown: Fact, reading: Reading) -> Part | None:
    """合多少亩, in acres?"""
    bare = reading.question(without_units(question.normal), question.language)
    if has_content(bare) or question.numbers:
        return None
    parts = [p for unit in units_named(question.normal) if (p := convert(shown, unit, reading.revision))]
    return merged(parts) if parts else None


def _asks_time(question: Question, reading: Reading) -> bool:
    """哪年之前要做到, which year is that: a figure is shown with its time."""
    bare = reading.question(_REACHED.sub(" ", question.normal), question.language)
    rest = [p for p in bare.pieces if not p.is_ask and p.weight > SOFT_WEIGHT]
    when = Asks.WHEN in question.asks and question.asks <= {Asks.WHEN, Asks.WHAT}  # 这是啥时候的数据
    return when and not rest and not question.numbers


def _members(question: Question, shown: Fact, reading: Reading) -> Part | None:
    """都叫什么 after how many: the entry that gives the count and names some of what it counts."""
    if shown.quantity.dimension is not Dimension.COUNT or not _MEMBERS.search(question.normal):
        return None
    if has_content(reading.question(_MEMBERS.sub(" ", question.normal), question.language)):
        return None
    holding = [
        e
        for e in reading.revision.entries.values()
        if e.park == shown.park and Asks.LIST in e.asks and e.names(shown.id)
    ]
    known = [reading.matcher.known(e.id) for e in holding]
    most = max(known, key=lambda k: k.listed, default=None)
    if most is None or most.listed < _SOME or not isinstance(most.candidate.target, Entry):
        return None
    return EntryPart(most.candidate.target)
