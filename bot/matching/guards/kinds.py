"""Guards on what is counted: of another kind, of another year, one of several, another one than is told."""

import re

from bot.domain.entries import Asks
from bot.domain.facts import Fact, PeriodKind
from bot.domain.labels import measure
from bot.domain.outcomes import LackKind
from bot.domain.revision import Revision
from bot.language.lexicon import Span
from bot.matching.guards.guard import Guard, speaks, states, worded
from bot.matching.known import Known, Objection
from bot.matching.question import Question, content, unknown_before


def _of_that_kind(question: Question, known: Known, revision: Revision) -> Objection | None:
    """有几家 is told by no count of projects or countries, 多少种 by no count of places."""
    target = known.candidate.target
    if not isinstance(target, Fact) or target.quantity.unit[:1] == question.measure:
        return None
    other = _NO_COMPANIES if question.measure == "家" else _NO_KINDS
    counts = measure(target, revision).zh
    return Objection(LackKind.DETAIL, Asks.FIGURE) if other.search(counts) else None


def _a_year(_: Question, known: Known, __: Revision) -> Objection | None:
    """一年多少个 is told by the figure of a year, never by what there is by now."""
    target = known.candidate.target
    told = target.period.kind in _OF_A_YEAR if isinstance(target, Fact) else states(known, _IN_A_YEAR)
    return None if told else Objection(LackKind.DETAIL, Asks.FIGURE)


def _whole_of_it(question: Question, known: Known, revision: Revision) -> Objection | None:
    """瓦特式人才有多少 is not told by how many things there are of which it is one."""
    target = known.candidate.target
    if not isinstance(target, Fact):
        return None
    counts = measure(target, revision).zh
    listed = "".join(_LISTED.findall(counts))
    words = [p.text for p in content(question)]
    one = any(w in listed for w in words) and not any(w in _LISTED.sub("", counts) for w in words)
    return Objection(LackKind.DETAIL, Asks.FIGURE) if one else None


def _of_another_kind(question: Question, known: Known, _: Revision) -> Objection | None:
    """首支乡村振兴基金规模多大: what stands before 基金, and nothing knows, makes it another fund."""
    if not isinstance(known.candidate.target, Fact):
        return None
    units, spans = question.units, question.spans
    for number, span in enumerate(spans):
        if not known.heads & _tokens(span):
            continue
        before = unknown_before(units, spans, span.start)
        if not before and number and not known.tokens & _tokens(spans[number - 1]):
            before = unknown_before(units, spans, spans[number - 1].start)  # 养老产业基金
        if len(before) >= _A_KIND and not speaks(known, re.compile(f"[{before}]")):
            return Objection(LackKind.DETAIL, Asks.FIGURE)
    return None


def _tokens(span: Span) -> set[str]:
    return {f"{m.kind}:{m.id}" for m in span.meanings}


def _has_unknown_kind(question: Question) -> bool:
    """Whether a question for a figure has characters in a row that may name a kind of thing that nothing knows."""
    runs = (unknown_before(question.units, question.spans, span.start) for span in question.spans)
    return Asks.FIGURE in question.asks and any(len(run) >= _A_KIND for run in runs)


def _first_of_all(_: Question, known: Known, __: Revision) -> Objection | None:
    """首支基金多大 is not told by what all funds have."""
    told = not isinstance(known.candidate.target, Fact) or speaks(known, _FIRST_ONE)
    return None if told else Objection(LackKind.DETAIL, "most")


def _second(_: Question, known: Known, __: Revision) -> Objection | None:
    """有第二个气象台没: that one is the first says of no second."""
    return None if states(known, _SECOND) else Objection(LackKind.DETAIL, "most")


_A_KIND = 2  # characters
_LISTED = re.compile(r"（[^）]*）")
_FIRST_ONE = re.compile(r"[首头][一1]?[支个家只座]|第[一1][支个家只座]|首次|首先|率先|\bfirst\b")
_FIRST_FUND = re.compile(r"[首头][一1]?支|第[一1]支|\bfirst .{0,20}fund\b")
_SECOND = re.compile(r"第[二2三3][个家座支只]|\ba second (?:one|\w+)\b")
_OF_A_YEAR = frozenset({PeriodKind.YEARLY, PeriodKind.DATE, PeriodKind.THIS_YEAR})
_BARE_MEASURE = re.compile(r"(?:多少|几)[家种](?:呢|了|啊)?\??$")
_NO_COMPANIES = re.compile(
    r"项目|国家|地区|环节|领域|要素|准则|成果|人才|就业|语种|语言|生产线|产业链|品种|商品|产品|用时|政策"
)
_NO_KINDS = re.compile(r"国家|地区|试验区|平台|项目|企业|公司|高校|大学|环节|人才|就业|主体|生产线")
_IN_A_YEAR = re.compile(r"[每一]年|\b(?:a|per|each|every) year\b")
_YEARLY = re.compile(
    r"(?:每|一|1)年(?:能|会|要|计划|大概|大约|约|有|产|造|支持|下来)*(?:多少|几)[个家架台项]?\??$"
    r"|\bhow many (?:a|per|each|every) year\b"
)
KINDS = (
    Guard(worded(_BARE_MEASURE), _of_that_kind),
    Guard(worded(_YEARLY), _a_year),
    Guard(lambda q: q.wants is None and Asks.FIGURE in q.asks and not q.numbers, _whole_of_it),
    Guard(worded(_FIRST_FUND), _first_of_all),
    Guard(worded(_SECOND), _second),
    Guard(_has_unknown_kind, _of_another_kind),
)
