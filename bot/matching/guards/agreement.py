"""Guards: what in a question disagrees with a candidate. Any one of them keeps it from being the answer, whatever its score."""

import re
from decimal import Decimal

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, PeriodKind, Status
from bot.domain.outcomes import LackKind
from bot.domain.parks import NameKind
from bot.domain.quantities import Dimension
from bot.domain.revision import Revision
from bot.language.lexicon import Kind
from bot.matching.compute import FUTURE, PRESENT
from bot.matching.guards.details import BREAKDOWN, DETAILS
from bot.matching.guards.events import EVENTS
from bot.matching.guards.guard import Check, Guard
from bot.matching.guards.kinds import KINDS
from bot.matching.guards.opposites import OPPOSITES
from bot.matching.guards.timing import TIMING
from bot.matching.known import Known, Objection
from bot.matching.question import Question
from bot.matching.tokens import LIGHT
from bot.matching.wanted import Wanted, fits


def checks_for(question: Question) -> tuple[Check, ...]:
    """The checks that a question calls for, of each candidate alike."""
    return tuple(guard.check for guard in _GUARDS if guard.concerns(question))


def objections(
    question: Question, known: Known, revision: Revision, checks: tuple[Check, ...]
) -> tuple[Objection, ...]:
    """Every disagreement between a question and a candidate; `checks` are those for the question."""
    return tuple(o for check in checks if (o := check(question, known, revision)))


def _park(question: Question, known: Known, revision: Revision) -> Objection | None:
    if known.candidate.park in question.parks:
        return None
    if any(f"{Kind.PARK}:{p}" in known.stated for p in question.parks):
        return None
    return Objection(LackKind.NAME, revision.parks[question.parks[0]].name.get(question.language))


def _place(question: Question, known: Known, revision: Revision) -> Objection | None:
    for place in question.places:
        # The park's own province is no other place.
        if f"{Kind.PLACE}:{place}" not in known.tokens and not revision.parks[known.candidate.park].is_around(place):
            return Objection(LackKind.PLACE, place)
    return None


def _name(question: Question, known: Known, revision: Revision) -> Objection | None:
    around = revision.parks[known.candidate.park].is_around
    for name in question.names:
        # 甘肃首家… of Baiyin's own article: the park's province is nothing else.
        if f"{Kind.NAME}:{name}" not in known.tokens and not around(revision.names[name].name.zh):
            return Objection(LackKind.NAME, revision.names[name].name.get(question.language))
    return None


def _item(question: Question, known: Known, revision: Revision) -> Objection | None:
    """How much one variety yields is not told by an entry that gives the yield of others alone."""
    for name in question.names:
        one = revision.names[name]
        if not question.asks and one.kind is not NameKind.PRODUCT:
            continue  # 某计划 名称 asks for no figure of the plan
        others = {i for i in known.items if revision.names[i].kind is one.kind and revision.names[i].park == one.park}
        if others and not others & set(question.names):
            return Objection(LackKind.NAME, one.name.get(question.language))
    return None


def _topic(question: Question, known: Known, _: Revision) -> Objection | None:
    for topic in question.topics:
        cue = topic.partition("/")[2]  # 总监 is told by what speaks of a 市场总监
        if f"{Kind.ABSENT}:{topic}" not in known.tokens and not any(cue in text for text in known.candidate.texts):
            return Objection(LackKind.TOPIC, topic)
    return None


def _period(question: Question, known: Known, revision: Revision) -> Objection | None:
    target = known.candidate.target
    for year in question.years:
        if not _holds_year(target, year, known, revision):
            return Objection(LackKind.PERIOD, str(year))
    offsets = question.relative_years
    if _EITHER_YEAR.search(question.normal) and 0 in offsets:
        offsets = (0,)  # 去年还是今年: one of the two
    for offset in offsets:
        dated = isinstance(target, Fact) and target.period.kind is PeriodKind.DATE and not target.period.year_inferred
        if offset or (dated and not _is_of_report_year(target, revision)):
            return Objection(LackKind.PERIOD, f"year{offset:+d}")
    return None


def _holds_year(target: Fact | Entry, year: int, known: Known, revision: Revision) -> bool:
    if isinstance(target, Fact):
        if target.period.year is not None:
            return target.period.year == year
        return Decimal(year) in known.numbers
    # An entry's undated statements are of the report's year, which is inferred where the page has no date.
    return Decimal(year) in known.numbers or any(
        revision.articles[c.article].date.year == year for c in target.citations
    )


def _is_of_report_year(target: Fact | Entry, revision: Revision) -> bool:
    assert isinstance(target, Fact)
    return target.period.year == revision.articles[target.citation.article].date.year


def _numbered(question: Question, _: Known, __: Revision) -> Objection | None:
    """晋杂金苗1号 is no 晋杂金苗58号, nor 晋杂谷1号: nothing is told of one of a row that nobody names."""
    return Objection(LackKind.NUMBER, question.unborne[0])


def _number(question: Question, known: Known, _: Revision) -> Objection | None:
    if _EITHER.search(question.normal) and any(n in known.numbers for n in question.numbers):
        return None  # 6018还是6019: one of the two
    target = known.candidate.target
    if isinstance(target, Fact) and target.quantity.unit != "%":
        per_cent = {Decimal(n) for n in _PERCENTAGES.findall(question.normal)}
        if target.quantity.value in per_cent:
            return Objection(LackKind.NUMBER, str(target.quantity.value))  # 6% is no 六个
    share = target.quantity.value if isinstance(target, Fact) and target.quantity.unit == "%" else None
    if share in question.numbers and question.is_yes_no and not _PER_CENT.search(question.normal):
        return Objection(LackKind.NUMBER, str(share))  # 60 platforms are no 60%
    for number in question.numbers:
        if number in known.nearby:  # 每年150个 may lead up to a slogan
            continue
        # 这两个要素, 八个字: a small count is a way to speak of a thing, not a figure to look for.
        if number not in known.numbers and not (number <= 10 and f"{number}" in question.small_counts):
            return Objection(LackKind.NUMBER, str(number))
    for amount in question.amounts:
        # 超十亿 is not 超千万, though both are written with a 10.
        if amount not in known.amounts and amount not in known.nearby:
            return Objection(LackKind.NUMBER, f"{amount.normalize():f}")
    return None


def _asks(question: Question, known: Known, _: Revision) -> Objection | None:
    """When, who and where must be answered with a date, someone and a place; the other kinds overlap too much."""
    asks = known.candidate.asks
    for kind in (Asks.WHEN, Asks.WHO, Asks.WHERE):
        if kind in question.asks and kind not in asks:
            # Whoever is named in the question is not who is asked for: 气象台的牌子是谁揭的.
            if kind is Asks.WHO and known.someone - set(question.names) and asks & {Asks.WHAT, Asks.LIST}:
                continue
            if kind is Asks.WHERE and (known.names_somewhere or not _LOCATED.search(question.normal)):
                continue  # 往前往后各伸到哪儿 is no question of a place
            return Objection(LackKind.DETAIL, kind)
    if question.asks == {Asks.WHY} and not asks & {Asks.WHY, Asks.HOW}:
        return Objection(LackKind.DETAIL, Asks.WHY)
    if isinstance(known.candidate.target, Fact) and question.asks and question.asks <= _NOT_FIGURES:
        if Asks.LIST in question.asks and not question.language.is_chinese:
            return None  # "which" asks for one thing as well
        return Objection(LackKind.DETAIL, min(question.asks))
    return None


def _post(question: Question, known: Known, _: Revision) -> Objection | None:
    """A deputy director is no answer to who the director is; elsewhere a post may just describe someone."""
    for post in question.posts:
        # 总监 may be the 市场总监; 局长 is no 副局长.
        if not any(h.endswith(post) and not _DEPUTY.search(h.removesuffix(post)) for h in known.posts):
            return Objection(LackKind.TOPIC, post)
    return None


def _list(_: Question, known: Known, __: Revision) -> Objection | None:
    """Which ones must be answered by naming some."""
    return None if known.lists else Objection(LackKind.DETAIL, Asks.LIST)


def _figure(question: Question, known: Known, _: Revision) -> Objection | None:
    """How many must be answered with a figure, and with one of the kind that the measure word names."""
    target = known.candidate.target
    if (
        isinstance(target, Fact)
        and question.asks & {Asks.FIGURE, Asks.LIST}
        and not (question.is_yes_no and not question.asks)
    ):
        # 13种语言分别是哪些: who names the figure asks for something else.
        own = {target.quantity.value, target.quantity.amount}
        names_it = question.wants or Asks.LIST in question.asks or not question.asks - {Asks.FIGURE}
        if names_it and not _REVERSE.search(question.normal) and own & {*question.numbers, *question.amounts}:
            same = question.measure in ("", target.quantity.unit[:1])
            return Objection(LackKind.DETAIL, BREAKDOWN if same else Asks.FIGURE)
    if question.wants and not fits(question.wants, known.figures):
        return Objection(LackKind.DETAIL, question.wants)
    alike = _MEASURES.get(question.measure)
    if (
        alike
        and isinstance(target, Fact)
        and target.quantity.unit[:1] not in alike
        and Wanted.RATIO is not question.wants
    ):
        return Objection(LackKind.DETAIL, question.wants or Asks.FIGURE)  # 多少家 counts no people
    if question.rare_unit and question.rare_unit not in known.units:
        return Objection(LackKind.DETAIL, question.wants or Asks.FIGURE)
    if Asks.FIGURE in question.asks and not question.asks - {Asks.FIGURE} and not known.figures:
        return Objection(LackKind.DETAIL, Asks.FIGURE)
    return None


def _counted(question: Question, known: Known, _: Revision) -> Objection | None:
    """How many of one thing is not told by a figure of another: 几所大学 is no 150个项目."""
    target = known.candidate.target
    if not isinstance(target, Fact) or not known.heads:
        return None
    if target.quantity.dimension is not Dimension.COUNT and question.wants not in (None, Wanted.COUNT):
        return None  # 百分之多少的产业链 counts no chains
    return None if question.counted & known.heads else Objection(LackKind.DETAIL, Asks.FIGURE)


def _measured(question: Question, known: Known, _: Revision) -> Objection | None:
    """What is measured must be known to a figure of what is named: 58号投资多少 is not told by its yield."""
    target = known.candidate.target
    if not isinstance(target, Fact):
        return None
    told = bool(question.measured & known.tokens)
    if told and target.quantity.dimension is Dimension.COUNT and _AT_THE_END.search(question.normal):
        things = {t for t in question.measured if t.startswith(f"{Kind.CONCEPT}:") and LIGHT not in t}
        told = not things or not known.heads or bool(things & known.heads)  # 外贸多少 counts no trading firms
    return None if told else Objection(LackKind.DETAIL, Asks.FIGURE)


def _other(_: Question, known: Known, __: Revision) -> Objection | None:
    """除了贵阳还有哪些 asks for what lies beyond the answer that would be found."""
    return None if f"{Kind.STATUS}:other" in known.tokens else Objection(LackKind.DETAIL, "other")


def _growth(question: Question, known: Known, _: Revision) -> Objection | None:
    """A rate of growth answers only a question about growth: 2023年外贸多少 wants the amount."""
    target = known.candidate.target
    if not isinstance(target, Fact):
        return None
    if "growth" in question.statuses:
        known_growth = target.status is Status.GROWTH or f"{Kind.STATUS}:growth" in known.tokens
        return None if known_growth else Objection(LackKind.DETAIL, Asks.FIGURE)
    if target.status is not Status.GROWTH:
        return None
    if _SHARE.search(question.normal):
        return Objection(LackKind.DETAIL, Wanted.RATIO)  # 目前进出口额占2023全年比例
    return (
        None
        if question.wants is Wanted.RATIO or not question.asks & {Asks.FIGURE}
        else Objection(LackKind.DETAIL, Asks.FIGURE)
    )


def _status(question: Question, known: Known, _: Revision) -> Objection | None:
    """Built is not planned: a word for one keeps the other out, unless it is asked for with that very word."""
    target = known.candidate.target
    if not isinstance(target, Fact):
        return None
    if question.statuses & {"target", "forecast"} and target.status in PRESENT:
        future = any(f"{Kind.STATUS}:{word}" in known.tokens for word in ("target", "forecast"))
        return None if future else Objection(LackKind.STATUS, "target")
    if "actual" in question.statuses and target.status in FUTURE:
        return None if f"{Kind.STATUS}:actual" in known.tokens else Objection(LackKind.STATUS, "actual")
    return None


# 150个是什么数, 哪个数是49个: the figure is the question.
_EITHER = re.compile(r"\d[^?,]{0,6}(还是|\bor\b)[^?,]{0,6}\d")
_AT_THE_END = re.compile(r"(?:多少|几多)(?:呢|了|啊)?\??$")
_PERCENTAGES = re.compile(r"(\d+(?:\.\d+)?)\s?%")
_PER_CENT = re.compile(r"%|百分|成|比|率|幅|\b(?:per ?cent|percentage|share|rate|ratio)\b")
_EITHER_YEAR = re.compile(r"[去今前]年(的|就|才|是)?(还是|或者?)[去今前]年|\b(last|this) year or (last|this)\b")
_REVERSE = re.compile(
    r"什么数|怎么回事|咋回事|了不起|来头|是哪(笔|项|个|些|方面)[^?,]{0,6}(钱|数|总数|总额|金额|规模)|什么概念|哪个数|啥数|哪项数|什么数字|哪个数字|which (figure|number)|what (figure|number)|指的?是?(什么|啥)|what does|what is"
)
_LOCATED = re.compile(
    r"在(哪|什么地方)|哪里(?!来)|哪儿(有|建|办|落|设|开|成)|位于|坐落|地点|地处|什么地方|哪个?(市|省|区|城|地方|位置|国)|边度|\bwhere\b|which (city|province)"
)
_SHARE = re.compile(r"占|够上|顶得?上|抵得?上|相当于|\b(?:share|proportion|fraction) of\b")
# A question for these speaks of a post to describe someone.
_NO_POST = frozenset({Asks.LIST, Asks.FIGURE, Asks.WHY, Asks.HOW, Asks.WHEN, Asks.WHERE})
_DEPUTY = re.compile(r"副|助理|代|前|原|deputy|vice|assistant|acting|former")
# The units that a measure word may count in; a word that is not here leaves that open.
_MEASURES = {
    "家": frozenset("家户个所"),
    "所": frozenset("所家个"),
    "条": frozenset("条"),
    "种": frozenset("种类款个项"),
    "款": frozenset("种类款个"),
    "批": frozenset("批"),
    "支": frozenset("支只"),
    "座": frozenset("座个"),
    "架": frozenset("架台"),
    "人": frozenset("人名位"),
    "名": frozenset("人名位"),
    "位": frozenset("人名位"),
}
_NOT_FIGURES = frozenset({Asks.WHY, Asks.HOW, Asks.LIST, Asks.WHO, Asks.WHERE})
_GUARDS = (
    Guard(lambda q: q.places, _place),
    Guard(lambda q: q.parks, _park),
    Guard(lambda q: q.topics, _topic),
    Guard(lambda q: q.years or q.relative_years, _period),
    Guard(lambda q: q.names, _name),
    Guard(lambda q: q.names and not q.asks - {Asks.FIGURE} and not q.is_yes_no, _item),
    Guard(lambda q: q.posts and not q.asks & _NO_POST, _post),
    Guard(lambda q: q.numbers or q.amounts, _number),
    Guard(lambda q: q.unborne, _numbered),
    Guard(lambda _: True, _growth),
    Guard(lambda q: q.statuses & {"target", "forecast", "actual"}, _status),
    Guard(lambda q: q.asks, _asks),
    Guard(lambda q: q.language.is_chinese and q.asks == {Asks.LIST}, _list),
    Guard(lambda q: q.asks or q.wants or q.measure or q.rare_unit, _figure),
    Guard(lambda q: q.counted, _counted),
    Guard(lambda q: q.measured and (q.names or q.parks), _measured),
    Guard(lambda q: "other" in q.statuses, _other),
    *DETAILS,
    *KINDS,
    *OPPOSITES,
    *TIMING,
    *EVENTS,
)
