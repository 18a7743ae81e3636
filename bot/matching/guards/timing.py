"""Guards on time: a duration, a running total, a rate by the year and a goal answer only what is asked for as one."""

import re

from bot.domain.entries import Asks
from bot.domain.facts import Fact, PeriodKind, Status
from bot.domain.outcomes import LackKind
from bot.domain.quantities import Dimension
from bot.domain.revision import Revision
from bot.matching.guards.guard import Guard, worded
from bot.matching.known import Known, Objection
from bot.matching.question import Question
from bot.matching.wanted import Wanted

_COUNTS = frozenset({Dimension.COUNT, Dimension.RATIO})
_AIMED = frozenset({Status.TARGET, Status.FORECAST})
# 年产多少 asks for no time, 几年 does.
_DURATION = re.compile(
    r"[几多哪数\d][^?,]{0,3}?(年|月|天|日|小时|钟|周|久|长|快)|久|快|时间|时候|时长|何时|几时|速度|期限|年限|连续|连着|[几多]少?[次回届]"
    r"|\b(long|fast\w*|quick\w*|soon\w*|minutes?|years?|time|speed|when|deadline|row|running|consecutive)\b"
)
_BY_THE_YEAR = re.compile(r"[每一1]年(?!来|间|度)|年均|\b(?:per|a|each|every) year\b|\b(?:yearly|annual(?:ly)?)\b")
_ALL_YEAR = re.compile(r"全年|整年|一整年|\b(?:full|whole|entire) year\b")
_ADDED = re.compile(r"新增|新建|新设|建了|建成了?多少|引进了|签了|增加了|\b(?:built|added|new|opened|joined|set up)\b")
_MINUTES = re.compile(r"分钟|小时|钟头|\b(?:minutes?|hours?)\b")
_YEARS = re.compile(r"[几多]少?年|\bhow many years\b")
_NOW = re.compile(
    r"现在|目前|眼下|如今|至今|迄今|已经?|当前|现阶段|[^不]了(?:吗|没|么|多少|几)"
    r"|\b(?:now|currently|already|so far|to date|at present|today)\b"
    r"|\b(?:has|have|had)\b.{2,40}\b(?:made|produced|built|delivered|sold)\b"
)
_BUILT = re.compile(
    r"(?:已经?|现在|目前)[^?,]{0,4}[建盖](?!设|筑)|[建盖]好了(?:多少|几|吗|没)"
    r"|\b(?:is|are|been|was|were) (?:built|completed|finished)\b"
)
_DONE = re.compile(r"了(?:多少|几)")
_AHEAD = re.compile(
    r"目标|计划|规划|打算|预计|预期|预测|要|将|会|想|力争|争取|希望|准备|投产后|今后|未来|以后"
    r"|\b(?:target|goal|plan\w*|aim\w*|forecast|expect\w*|will|would|future|estimate\w*|project\w*)\b"
)


def _duration(_: Question, known: Known, __: Revision) -> Objection | None:
    """How much, how large is not told by a number of years or minutes."""
    target = known.candidate.target
    told = not isinstance(target, Fact) or target.quantity.dimension is not Dimension.TIME
    return None if told else Objection(LackKind.DETAIL, Asks.FIGURE)


def _span(question: Question, known: Known, __: Revision) -> Objection | None:
    """最慢要几分钟 is not told in years, nor 几年 in minutes."""
    target = known.candidate.target
    if not isinstance(target, Fact) or target.quantity.dimension is not Dimension.TIME:
        return None
    short = target.quantity.unit[:1] in "分小秒"
    return Objection(LackKind.DETAIL, Wanted.TIME) if short is not bool(_MINUTES.search(question.normal)) else None


def _this_year(question: Question, known: Known, __: Revision) -> Objection | None:
    """今年培训多少人: a total of several years is not that of one, nor is what is aimed at one day."""
    target = known.candidate.target
    if not isinstance(target, Fact) or target.period.kind is PeriodKind.THIS_YEAR:
        return None
    dimension, period = target.quantity.dimension, target.period
    other = (
        target.status is Status.CUMULATIVE
        or target.status in _AIMED
        or (period.kind is PeriodKind.UNDATED and dimension is Dimension.MONEY)
        # 今年新建了多少 is not how many there are, 今年支持了多少 not how many are planned for every year.
        or (_ADDED.search(question.normal) and dimension in _COUNTS and not period.value)
        or (_DONE.search(question.normal) and period.kind is PeriodKind.YEARLY)
    )
    return Objection(LackKind.PERIOD, "year+0") if other else None


def _whole_year(_: Question, known: Known, __: Revision) -> Objection | None:
    """2024全年进出口: what there was up to the report is not that of the whole year."""
    target = known.candidate.target
    so_far = isinstance(target, Fact) and target.period.kind is PeriodKind.REPORTED
    return Objection(LackKind.DETAIL, Asks.FIGURE) if so_far else None


def _yearly(_: Question, known: Known, __: Revision) -> Objection | None:
    """每年培养多少: a running total, or the count at one time, is no rate by the year."""
    target = known.candidate.target
    if not isinstance(target, Fact) or target.status is not Status.CUMULATIVE:
        return None
    return None if target.period.kind is PeriodKind.YEARLY else Objection(LackKind.DETAIL, Asks.FIGURE)


def _by_now(question: Question, known: Known, __: Revision) -> Objection | None:
    """现在产值多少: what is aimed at, or forecast, is not what there is."""
    target = known.candidate.target
    aimed = isinstance(target, Fact) and target.status in _AIMED
    if isinstance(target, Fact) and target.status is Status.PLANNED:
        aimed = bool(_BUILT.search(question.normal))
    return Objection(LackKind.STATUS, "actual") if aimed else None


def _asks_amount(question: Question) -> bool:
    amount = Asks.FIGURE in question.asks or question.wants is not None
    return amount and question.wants is not Wanted.TIME and not _DURATION.search(question.normal)


def _is_by_now(question: Question) -> bool:
    planned = question.statuses & {"target", "forecast"} or _AHEAD.search(question.normal)
    there = _NOW.search(question.normal) or _BUILT.search(question.normal)
    return not planned and not question.years and bool(there)


TIMING = (
    Guard(lambda q: _MINUTES.search(q.normal) or _YEARS.search(q.normal), _span),
    Guard(_asks_amount, _duration),
    Guard(lambda q: 0 in q.relative_years, _this_year),
    Guard(worded(_BY_THE_YEAR), _yearly),
    Guard(worded(_ALL_YEAR), _whole_year),
    Guard(_is_by_now, _by_now),
)
