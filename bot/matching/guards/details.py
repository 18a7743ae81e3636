"""Guards on details: what the wording of a question asks of a thing beyond what any answer about it states."""

import re

from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Status
from bot.domain.outcomes import LackKind
from bot.domain.quantities import Dimension
from bot.domain.revision import Revision
from bot.language.lexicon import Kind
from bot.matching.guards.guard import Check, Guard, speaks, states, worded
from bot.matching.known import Known, Objection
from bot.matching.question import Question
from bot.matching.relations import relation
from bot.matching.wanted import Wanted

BREAKDOWN = "breakdown"  # what a published figure is made up of
_ENOUGH = 4  # things named; an answer that names as many answers 13所高校有哪些, even if not all are named


def _ordinal(question: Question, known: Known, _: Revision) -> Objection | None:
    """第三条写了什么: the wording of one clause is told only by what speaks of that clause."""
    for number in _ORDINAL.findall(question.normal):
        if not any(f"第{number}" in text for text in (*known.candidate.phrasings, *known.candidate.texts)):
            return Objection(LackKind.DETAIL, BREAKDOWN)
    return None


def _exact_day(_: Question, known: Known, __: Revision) -> Objection | None:
    """几月几号 must be answered with a day; a month is not one."""
    stated = known.candidate.texts if isinstance(known.candidate.target, Entry) else ()
    period = known.candidate.target.period.value if isinstance(known.candidate.target, Fact) else ""
    if period.count("-") == 2 or any(_DAY.search(text) for text in stated):
        return None
    return Objection(LackKind.DETAIL, Asks.WHEN)


def _person(_: Question, known: Known, __: Revision) -> Objection | None:
    """Who the boss of a company is must be answered with a person; the company's name is none."""
    return None if known.names_a_person else Objection(LackKind.DETAIL, Asks.WHO)


def _members(question: Question, known: Known, _: Revision) -> Objection | None:
    """那28个项目分别叫什么: the things that a figure counts are told only by naming about as many."""
    counted = [n for n in question.numbers if n in known.numbers]
    if not counted or not isinstance(known.candidate.target, Entry):
        return None
    few = max(counted) >= _ENOUGH and known.listed < _ENOUGH
    return Objection(LackKind.DETAIL, BREAKDOWN) if few else None


def _negated(_: Question, known: Known, __: Revision) -> Objection | None:
    """How many were not, or failed: never the count of those that were. What a share leaves can be worked out."""
    target = known.candidate.target
    if not isinstance(target, Fact) or target.status is Status.SHARE:
        return None
    return None if known.tokens & _NEGATIONS else Objection(LackKind.DETAIL, Asks.FIGURE)


def _excluded(question: Question, known: Known, __: Revision) -> Objection | None:
    """没有和哪些高校合作: what is not so is told by no statement of what is. What a share leaves can be worked out."""
    target = known.candidate.target
    if isinstance(target, Fact) and target.status is Status.SHARE:
        return None
    wanted = Asks.FIGURE if Asks.FIGURE in question.asks else Asks.LIST
    return None if states(known, _NOT) else Objection(LackKind.DETAIL, wanted)


def _across_parks(_: Question, __: Known, ___: Revision) -> Objection | None:
    """哪个园区外贸最高 is worked out from the figures of several parks, or not told at all."""
    return Objection(LackKind.DETAIL, "comparison")


def _both_parks(question: Question, known: Known, _: Revision) -> Objection | None:
    """贵阳的外贸比成都的多多少 is not told by the one of the two that is held."""
    both = isinstance(known.candidate.target, Entry) and all(f"{Kind.PARK}:{p}" in known.stated for p in question.parks)
    return None if both else Objection(LackKind.DETAIL, "comparison")


def _on_that_day(question: Question, known: Known, _: Revision) -> Objection | None:
    """11月11日发生了什么 is not told by what was on the 7th."""
    for month, day in _MONTH_AND_DAY.findall(question.normal):
        written = re.compile(rf"(?<!\d){month}月{day}[日号]")
        target = known.candidate.target
        period = target.period.value if isinstance(target, Fact) else ""
        if not (speaks(known, written) or period.endswith(f"-{int(month):02}-{int(day):02}")):
            return Objection(LackKind.PERIOD, f"{month}月{day}日")
    return None


def _companies(_: Question, known: Known, __: Revision) -> Objection | None:
    """实绩超亿元的是哪些企业 is told by naming some, not by how many they are."""
    return None if known.someone else Objection(LackKind.DETAIL, Asks.LIST)


def _university(_: Question, known: Known, __: Revision) -> Objection | None:
    """哪个大学 is told by what names one."""
    return None if states(known, _UNIVERSITY) else Objection(LackKind.DETAIL, "name")


def _is_excluding(question: Question) -> bool:
    asked = question.asks and not question.asks & {Asks.WHY, Asks.HOW}
    return bool(asked and _EXCLUDED.search(question.normal) and not _WHETHER.search(question.normal))


def _rate(question: Question, known: Known, _: Revision) -> Objection | None:
    """一天进多少: a figure by the day, month or hour is told only by what speaks of one."""
    if not isinstance(known.candidate.target, Fact):
        return None
    for pattern, words in _RATES:
        if pattern.search(question.normal) and not known.tokens & words:
            return Objection(LackKind.DETAIL, Asks.FIGURE)
    return None


def _half(_: Question, known: Known, __: Revision) -> Objection | None:
    """Exports alone, or imports, are not told by the total of both."""
    if not isinstance(known.candidate.target, Fact):
        return None
    texts = known.candidate.texts
    both = any("进出口" in t or "外贸" in t for t in texts)
    own = any(_ONE_WAY.search(t) for t in texts)
    return Objection(LackKind.DETAIL, BREAKDOWN) if both and not own else None


def _spent(_: Question, known: Known, __: Revision) -> Objection | None:
    """花了多少钱 is not told by what is earned: only by what speaks of spending or investing."""
    target = known.candidate.target
    if not isinstance(target, Fact) or target.quantity.dimension is not Dimension.MONEY:
        return None
    return None if speaks(known, _SPENDING) else Objection(LackKind.DETAIL, Wanted.MONEY)


def _superlative(question: Question, known: Known, _: Revision) -> Objection | None:
    """Which one is the largest, the most popular: only what speaks of a most can say."""
    match = _MOST.search(question.normal)
    assert match
    most = next((g for g in match.groupdict().values() if g), "")  # 最火 is not told by 最快3分钟
    told = any(f"最{most}" in text for text in (*known.candidate.texts, *known.candidate.phrasings))
    return None if told or known.stated & _MOST_ENGLISH else Objection(LackKind.DETAIL, "most")


def _other_end(question: Question, known: Known, _: Revision) -> Objection | None:
    """最慢 is not told by 最快3分钟."""
    if not isinstance(known.candidate.target, Fact):
        return None
    ends = {_SAME_END.get(m, m) for text in known.candidate.texts for m in _END.findall(text)}
    asked = {_SAME_END.get(m, m) for m in _END.findall(question.normal)[-1:]}  # 最快3分钟, 最慢呢
    return Objection(LackKind.DETAIL, "most") if ends and not ends & asked else None


def _unheld(pattern: re.Pattern[str]) -> Check:
    """Keeps figures out that are not asked with words of a pattern: an average, a rank, what all parks have."""

    def check(_: Question, known: Known, __: Revision) -> Objection | None:
        told = not isinstance(known.candidate.target, Fact) or speaks(known, pattern)
        return None if told else Objection(LackKind.DETAIL, Asks.FIGURE)

    return check


def _averaged(_: Question, known: Known, __: Revision) -> Objection | None:
    """平均每个多少 is told by no total, and by no statement that speaks of no average."""
    return None if speaks(known, _AVERAGE) else Objection(LackKind.DETAIL, Asks.FIGURE)


def _ranked(_: Question, known: Known, __: Revision) -> Objection | None:
    """排第几 is told by a rank, or by what says that something is the first or the only one."""
    told = speaks(known, _RANK) or states(known, _FIRST)
    return None if told else Objection(LackKind.DETAIL, "most")


def _formerly(_: Question, known: Known, __: Revision) -> Objection | None:
    """6019地块以前是干什么的 is told only by what speaks of what was before."""
    told = speaks(known, _BEFORE) or states(known, _FIRST)
    return None if told else Objection(LackKind.DETAIL, "before")


def _set_against(_: Question, known: Known, __: Revision) -> Objection | None:
    """银东和银南谁大 is told by no statement that says of neither how large it is."""
    told = isinstance(known.candidate.target, Fact) or known.figures or speaks(known, _WHICH_IS_MORE)
    return None if told else Objection(LackKind.DETAIL, "comparison")


def _called(question: Question, known: Known, _: Revision) -> Objection | None:
    """What something is called is told by what is asked with that: 那家卡车厂叫什么名字."""
    own = {f"{Kind.NAME}:{n}" for n in question.names}
    told = isinstance(known.candidate.target, Entry) and any(t.startswith(f"{Kind.NAME}:") for t in known.stated - own)
    asked = any(_NAMING.search(text) for text in known.candidate.phrasings)
    return None if asked or told else Objection(LackKind.DETAIL, "name")


def _area(_: Question, known: Known, __: Revision) -> Objection | None:
    """占地面积 wants an area, with or without 多少."""
    told = Wanted.AREA in known.figures or any(_AREA_ASKED.search(t) for t in known.candidate.phrasings)
    return None if told else Objection(LackKind.DETAIL, Wanted.AREA)


def _sized(_: Question, known: Known, __: Revision) -> Objection | None:
    """前店后仓多大 is not told by what it is: only by a statement that says how large something is."""
    told = isinstance(known.candidate.target, Fact) or known.figures & _SIZES or speaks(known, _HOW_LARGE)
    return None if told else Objection(LackKind.DETAIL, Wanted.AREA)


def _size(question: Question, known: Known, __: Revision) -> Objection | None:
    """贵阳综保区多大 wants an area, 基金多大 an amount of money: no count, and no time."""
    target = known.candidate.target
    if not isinstance(target, Fact) or target.quantity.dimension is Dimension.AREA:
        return None
    money = target.quantity.dimension is Dimension.MONEY
    told = bool(_MONEY.search(question.normal)) if money else speaks(known, _HOW_LARGE)
    return None if told else Objection(LackKind.DETAIL, Wanted.AREA)


def _is_called(question: Question) -> bool:
    return not question.asks & {Asks.WHO, Asks.LIST} and bool(_NAME_ASKED.search(question.normal))


def _is_of_members(question: Question) -> bool:
    wanted = Asks.LIST in question.asks or bool(_NAMES_OF_ALL.search(question.normal))
    listed = wanted and not question.asks - {Asks.LIST, Asks.WHAT, Asks.WHO}
    return listed and bool(question.numbers) and not _MEANING.search(question.normal)


def _is_of_rate(question: Question) -> bool:
    return any(pattern.search(question.normal) for pattern, _ in _RATES)


_BUILT_ON = re.compile(r"[每一1]亩地?(?:上|能|可以)?[建盖造]|\bbuilt (?:per|on each|on every) mu\b")
_SIZES = frozenset({Wanted.AREA, Wanted.MONEY})
_NAMES_OF_ALL = re.compile(r"\d(?:多|余)?[个家种项款所][^?,]{0,12}(?:都是(?:什么|啥|哪)|都?叫(?:什么|啥))")
_MEANING = re.compile(r"指|意思|代表|\bmean|stand for")  # 81家和26家分别指什么 asks for no members
_ORDINAL = re.compile(r"第(\d+)(?=[条款项章])")
_DAY_ASKED = re.compile(
    r"几月几[号日]|几[号日](?!楼|线|院|基因|地)|哪一[天日]|(具体|确切|准确)(的?日期|哪天|是?哪一天|是?几号)|什么日子"
    r"|exact (date|day)|(what|which) (exact )?(day|date)\b|on (what|which) (day|date)"
)
_DAY = re.compile(r"\d+[日号](?!楼)|\b\d{1,2} [JFMASOND][a-z]{2,8} \d{4}")
_POSITION = re.compile(
    r"老板|老总|负责人|一把手|董事长|总经理|总裁|总监|校长|院长|所长|主任|局长|处长|领导|带头人|掌门|当家"
    r"|\b(boss|head|ceo|chief|chair\w*|director|president|manager|leader|dean|owner|in charge)\b"
)
_NEGATED = re.compile(
    r"(?:不是|并非)[\u4e00-\u9fff]{1,12}的[^?,]{0,6}(?:多少|几)|(?:多少|几)[个家条项所][^?,]{0,3}(?:不是|并非|没有?)"
    r"|(没有?|未能?|没能|不)(被|能|再)?[\u4e00-\u9fff]{1,3}的(项目|企业|平台|公司|基金|人|产品|商品)?(还?有|还?剩下?|是|占)?(多少|几)"
    r"|(失败|淘汰|落选|流失|倒闭|亏损|退出|关停|被拒)[^?,]{0,6}(多少|几)|(多少|几)[个家项名]?[^?,]{0,4}(失败|淘汰|落选|流失|倒闭|亏损|退出|关停|被拒|没[\u4e00-\u9fff])"
    r"|how many .{0,40}\b(failed|not|rejected|closed|dropped|left)\b"
)
_EXCLUDED = re.compile(
    r"(?<!有)(?:没有?|未)(?:和|跟|与|进|入驻|参加|参与|覆盖|卖|签|合作|包括|包含)|不(?:包括|包含|含)"
    r"|哪(?:些|个|几[个家条]|条|家)[\u4e00-\u9fff]{1,8}(?:不是|没有)|\b(?:which|what) .{2,40} (?:not|never)\b"
)
_WHETHER = re.compile(r"吗|是不是|有没有|是否|对不对|没有?\??$|^(?:is|are|was|were|do|does|did|has|have)\b")
_NOT = re.compile(r"没|未|不|非|无|除|\b(?:not|no|never|except)\b|n't\b")
_BEST_PARK = re.compile(
    r"哪一?[个家座](?:园区|产业园|高新区|开发区)[^?,]{0,12}最"
    r"|\bwhich (?:park|zone) (?:has|had|is|was|sells|exports|trades) .{0,40}\b(?:most|\w+est)\b"
)
_MONTH_AND_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_WHICH_COMPANIES = re.compile(
    r"(?:是|有|都是|包括)(?:哪些|哪几家|什么)(?:企业|公司)\??$|\bwhich companies\b.{0,20}\??$"
)
_WHICH_UNIVERSITY = re.compile(r"哪一?[个家所](?:大学|高校|院校|学校)|\bwhich (?:university|college|school)\b")
_UNIVERSITY = re.compile(r"大学|学院|研究院|\b(?:University|College|Institute)\b")
_NEGATIONS = frozenset({"char:没", "char:未", "char:失", "word:not", "word:no"})
_RATES = tuple(
    (
        re.compile(rf"[每一1]({zh})|(per|a|an|each|every) ({en})\b|\b({en})ly\b"),
        frozenset({f"char:{char}", f"word:{en}"}),
    )
    for zh, char, en in (
        ("天|日", "天", "day"),
        ("个?月", "月", "month"),
        ("个?小时|个?钟头", "时", "hour"),
        ("个?周|星期", "周", "week"),
    )
)
_ONE_WAY = re.compile(r"(?<!进)出口|(?<!出)进口(?!\b|出口)")
_HALF = re.compile(
    r"((?<!进)出口|(?<!出)进口)(总?额|总?值|占|是|有|了|大概|大约|能|会|将|可|要|预计|达|做|到)*(多少|几|呢|$|\?)"
    r"|^(?!.*\bimport).*\bexport(s|ed)?\b|^(?!.*\bexport).*\bimport(s|ed)?\b"
)
_AVERAGE = re.compile(
    r"平均|均摊|人均|户均|均价|多少钱[一1每][条个家项]|[一1每][条个家项]多少钱|^一[个家条名项所座辆架支][\u4e00-\u9fff]{2,12}(?:多少|几)|每一?[个家条名项所人座架支](?!月|年)[^?,]{0,6}(?:多少|几)"
    r"|\b(?:how (?:much|many) each|each (?:get|receive)s?)\b|\b(?:average|per capita|the mean|mean of)\b"
    r"|\bper (?:\w+ )?(?:project|company|platform|person|student|firm|chain|line)s?\??$"
)
_NAME_ASKED = re.compile(
    r"叫(什么|啥|咩)|(名字|名称|名儿)(是|叫)?(什么|啥|咩|呢)?\??$|\bcalled\b|\bwhat (is|was) the name of\b"
)
_NAMING = re.compile(r"叫|名字|名称|全称|简称|\bcalled\b|\bname")
_AREA_ASKED = re.compile(r"面积|占地|\b(?:floor|site|land|built|the|total|what) area\b|\bacreage\b")
_ADJECTIVE = "(值得|适合|赚钱|有前途|有潜力|大|高|多|火|好|早|快|小|少|低|远|贵|便宜|畅销|强|受欢迎|热门)"
_MOST = re.compile(
    rf"最(?P<third>贵|便宜|畅销|热门|火|赚钱|受欢迎|老|年轻)的|最(?P<one>{_ADJECTIVE}).{{0,6}}(哪|谁|什么|啥)|(哪|谁).{{0,10}}最(?P<other>{_ADJECTIVE})"
    r"|(which|who).{0,30}\b(most|best|largest|biggest)\b"
)
_UNDER_WAY = re.compile(
    r"(?<!现)在建|正在建|建设中|没建成|未建成|筹建"
    r"|\b(?:under construction|being built|in the pipeline)\b"
)
_OWNERS = re.compile(
    r"国企|(?<!全)国有|央企|民企|民营|私营|私企|外资|外企|合资|政府主导"
    r"|\b(?:state[- ](?:owned|led|run)|private(?:ly)?|foreign[- ]owned)\b"
)
_RANK = re.compile(r"排(?:在|名|行|第|全[国省])|第几(?!批|期|条|段)|名次|\b(?:rank\w*)\b")
_FIRST = re.compile(r"首[家个支次]|第[一1]|唯一|\b(?:first|only)\b")
_FORMERLY = re.compile(r"以前|原先|从前|早先|前身|\b(?:formerly|used to)\b")
_BEFORE = re.compile(
    r"以前|原来(?!是)|原先|过去|从前|前身|早先|当初|旧|荒废|\b(?:former\w*|used to|before|once|old(?:er)?|originally)\b"
)
_WHICH_IS_MORE = re.compile(r"(?:谁|哪[个家边])更?[大多高小少低](?:些|一点)?\??$")
_HEIGHT = re.compile(r"多高|高度|多重|多深|多宽|多长(?=\??$)|\bhow (?:tall|high|heavy|deep|wide)\b|\bheight\b")
_ALL_PARKS = re.compile(
    r"(?:各个?|每个|[六6]个|所有|全部|这些)(?:园区|开发区|产业园)(?![里中]|.*[哪谁最])"
    r"|\b(?:each|every|all(?: the)?|all six|six) (?:parks?|zones?)\b(?!.*\b(?:which|most|\w+est)\b)"
)
_END = re.compile(r"最([快慢大小多少高低长短早晚])")
_SAME_END = dict.fromkeys("多高长", "大") | dict.fromkeys("少低", "小")  # 最多能下潜几米, 最大下潜深度
_MOST_ENGLISH = frozenset({"word:most", "word:largest", "word:best", "word:biggest", "word:first"})
_SPENT = re.compile(
    r"[花砸耗]了?(多少|几)|花费"
    r"|\bhow much (did|was|has|have|is|were) .{2,60}(spent|spend|cost)|\bspent on\b|\bcost of\b"
)
_SPENDING = re.compile(r"投|花|砸|\b(?:spen[dt]|invest|put|cost)")
_MONEY = re.compile(r"钱|资|基金|盘子|外贸|贸易|产值|规模|额|\b(?:fund|trade|money|financ\w*|invest\w*|output)\b")
_HOW_LARGE_IS_IT = re.compile(r"(?:^|[^面积\d])多大(?:呢|啊)?\??$")
_HOW_LARGE = re.compile(r"多大(?!比|的?比|程度|年纪|岁)|\bhow (?:big|large)\b")
DETAILS = (
    Guard(worded(_HOW_LARGE_IS_IT), _sized),
    Guard(worded(_HOW_LARGE), _size),
    Guard(worded(_SPENT), _spent),
    Guard(worded(_AVERAGE), _averaged),
    Guard(worded(_MOST), _superlative),
    Guard(worded(_END), _other_end),
    *(Guard(worded(pattern), _unheld(pattern)) for pattern in (_HEIGHT, _BUILT_ON, _ALL_PARKS, _UNDER_WAY, _OWNERS)),
    Guard(worded(_RANK), _ranked),
    Guard(worded(_FORMERLY), _formerly),
    Guard(worded(_WHICH_IS_MORE), _set_against),
    Guard(_is_called, _called),
    Guard(lambda q: not q.asks - {Asks.FIGURE} and _AREA_ASKED.search(q.normal), _area),
    Guard(worded(_ORDINAL), _ordinal),
    Guard(worded(_DAY_ASKED), _exact_day),
    Guard(lambda q: Asks.WHO in q.asks and _POSITION.search(q.normal), _person),
    Guard(_is_of_members, _members),
    Guard(worded(_NEGATED), _negated),
    Guard(_is_excluding, _excluded),
    Guard(worded(_BEST_PARK), _across_parks),
    Guard(lambda q: len(q.parks) > 1 and relation(q.normal), _both_parks),
    Guard(lambda q: Asks.WHEN not in q.asks and not q.is_yes_no and _MONTH_AND_DAY.search(q.normal), _on_that_day),
    Guard(worded(_WHICH_UNIVERSITY), _university),
    Guard(worded(_WHICH_COMPANIES), _companies),
    Guard(_is_of_rate, _rate),
    Guard(worded(_HALF), _half),
)
