"""What a follow-up asks of the figure just shown alone: its growth, its time, what it counts, another unit."""

import re
from collections.abc import Sequence

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, PeriodKind
from bot.domain.outcomes import EntryPart, FactPart, Part
from bot.domain.quantities import Dimension
from bot.matching.compute import FUTURE, convert, is_part_and_whole, is_there, merged
from bot.matching.computed import growth
from bot.matching.computed.portions import of_share
from bot.matching.known import places_of
from bot.matching.question import Question
from bot.matching.reading import Reading
from bot.matching.relations import relation, units_named, without_units
from bot.matching.split import has_content
from bot.matching.tokens import SOFT_WEIGHT

BY_NOW = "what there is of the figure last shown"
_MEMBERS = re.compile(
    r"叫什么|叫啥|点几个名|点名|报几个|念几个|听听|哪[几些]|名单|都有谁|都是谁|分别|列举|举例|举几个|数一数|"
    r"\bname (?:a few|some|them|one|two|three)\b|\bwhich ones\b|\bwhat are they\b|\bwho are they\b|\blist them\b"
)
_NOW = re.compile(r"现在|目前|眼下|如今|已经?|实际(?:上)?|\b(?:now|currently|already|so far|actual(?:ly)?)\b")
_SINCE = re.compile(r"\bsince\b|从(?:什么时候|哪|几)|开始")
_SOME = 3  # things named, from which on an entry tells what is counted
_REACHED = re.compile(
    r"之?前|以?前|为止|[这那]|做到|达到|达成|实现|完成|数据|数字|的事"
    r"|\b(?:reach|met|achieve|figure|number|data)\w*\b"
)


def of_shown(question: Question, targets: Sequence[Fact | Entry], reading: Reading) -> tuple[Part, str] | None:
    """What the question asks of the figure last shown, and the rule; None: it asks for something else.

    `targets` are the facts and entries last shown, newest first.
    """
    if not targets or question.parks or question.names or question.places:
        return None
    if grown := growth.of_shown(question, targets, reading.revision):
        return grown, "the growth of the figure last shown"
    shown = targets[0]
    if not isinstance(shown, Fact):
        return None
    if is_there := _by_now(question, shown, reading):
        return is_there, BY_NOW
    if share := of_share(question, shown, reading.revision):
        return share, "computed: a share of a count"
    if other := _in_units(question, shown, reading):
        return other, "computed: another unit"
    if _asks_time(question, reading) and shown.period.kind is not PeriodKind.UNDATED:
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
    if has_content(bare) or question.numbers or relation(question.normal):
        return None  # 高多少斤 is no yield in another unit
    parts = [p for unit in units_named(question.normal) if (p := convert(shown, unit, reading.revision))]
    return merged(parts) if parts else None


def _by_now(question: Question, shown: Fact, reading: Reading) -> FactPart | None:
    """现在呢 after a target: what there is by now."""
    rest = reading.question(_NOW.sub(" ", question.normal), question.language)
    if shown.status not in FUTURE or not _NOW.search(question.normal) or has_content(rest) or question.years:
        return None
    by_now = is_there(shown, reading.revision)
    return FactPart(by_now) if by_now else None


def _asks_time(question: Question, reading: Reading) -> bool:
    """哪年之前要做到, which year is that: a figure is shown with its time."""
    bare = reading.question(_REACHED.sub(" ", question.normal), question.language)
    rest = [p for p in bare.pieces if not p.is_ask and p.weight > SOFT_WEIGHT]
    if _SINCE.search(question.normal):
        return False  # when it began is not when it was so
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
