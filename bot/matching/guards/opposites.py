"""Guards on what is asked the other way round, of something larger, of another body: only what speaks of it answers."""

import re

from bot.domain.entries import Asks
from bot.domain.facts import Fact
from bot.domain.outcomes import LackKind
from bot.domain.revision import Revision
from bot.matching.guards.guard import Guard, speaks, states, worded
from bot.matching.known import Known, Objection
from bot.matching.question import Question

# 失败了几个项目 is not told by how many were finished. A row is one thing in several words.
_ADVERSE = tuple(
    re.compile(pattern)
    for pattern in (
        r"失败|失利|落败|\bfail",
        r"拒绝|拒收|驳回|不批|\b(?:reject|refuse|turned down)",
        r"退出|撤回|撤出|撤资|撤走|\b(?:withdr[ae]w|pulled out|quit)",
        r"搬出|搬走|搬离|迁出|外迁|迁走|撤离|走了(?=多少|几)|离开了?(?=多少|几)|\b(?:moved? out|moved? away|left the)",
        r"关门|关停|关闭|关了|停业|歇业|倒闭|破产|注销|\b(?:clos(?:e|ed|ing) down|shut|bankrupt|went bust)",
        r"停开|停办|停运|停飞|停航|暂停|叫停|终止|中止|\b(?:suspend|terminat|discontinu)",
        r"解约|毁约|违约|取消|废止|作废|\b(?:cancel|abolish|revok|scrapp)",
        r"放弃|不欢迎|不引进|不接收|不支持哪|\b(?:abandon|gave up|give up|not welcome)",
        r"不达标|没达标|未达标|不合格|不及格|\bbelow standard",
        r"淘汰|亏损|亏了|赔了|裁员|辞职|离职|流失|\b(?:eliminat|laid off|layoff|resign)|\bloss(?:es)?\b",
    )
)
_WHETHER = re.compile(r"吗|是不是|有没有|是否|没有?\??$|^(?:is|are|was|were|do|does|did|has|have)\b")
_PROVINCE = re.compile(r"(?:贵州|四川|甘肃|山西|浙江)全?省(?!会|级|内|里|委|外|政|农|城)")
_FIRST_OF_ALL = re.compile(
    r"(?:全国|国内|全中国)(?:的)?(?:首|第[一1]|头一|唯一|最)|\b(?:first|only|largest) in china\b"
)
_OF_CHINA = re.compile(r"全国|国内|中国|\b(?:china|national|nationwide|domestic|country)", re.IGNORECASE)
_BUREAU = re.compile(
    r"(?P<named>(?:应急|农业|教育|财政|公安|卫生|交通|税务|统计|环保|环境|水利|文旅|住建|民政|司法|人社|审计|林业|规划|发改|工信)(?:管理)?[局厅委])"
)
_WRITTEN = re.compile(r"谁(?:采)?写|谁(?:来)?采访|作者|执笔|\bwho wrote\b|\bauthors?\b")
_AUTHOR = re.compile(r"写的|作者|署名|执笔|采写|wrote|\bauthors?\b|byline")
_EXTREME = re.compile(r"最[高低](?=亩产|单产|产量|产|价|值|额)|(?:亩产|单产)最[高低]")
_ANY_EXTREME = re.compile(r"最")


def _adverse(question: Question, known: Known, _: Revision) -> Objection | None:
    for pattern in _ADVERSE:
        if pattern.search(question.normal) and not speaks(known, pattern):
            asked = next((a for a in (Asks.FIGURE, Asks.WHEN, Asks.WHO, Asks.LIST) if a in question.asks), Asks.FIGURE)
            return Objection(LackKind.DETAIL, asked)
    return None


def _is_adverse(question: Question) -> bool:
    return not _WHETHER.search(question.normal) and any(pattern.search(question.normal) for pattern in _ADVERSE)


def _of_province(_: Question, known: Known, __: Revision) -> Objection | None:
    """贵州省2023年外贸总额 is not told by the trade of a zone in it."""
    told = not isinstance(known.candidate.target, Fact) or states(known, _PROVINCE)
    return None if told else Objection(LackKind.DETAIL, Asks.FIGURE)


def _of_china(_: Question, known: Known, __: Revision) -> Objection | None:
    """全国首家 is not told by 甘肃首家."""
    return None if speaks(known, _OF_CHINA) else Objection(LackKind.DETAIL, "most")


def _of_bureau(question: Question, known: Known, _: Revision) -> Objection | None:
    """应急局局长是谁 is not told by the head of another one."""
    match = _BUREAU.search(question.normal)
    assert match
    told = any(match["named"] in text for text in (*known.candidate.texts, *known.candidate.phrasings))
    return None if told else Objection(LackKind.DETAIL, Asks.WHO)


def _author(_: Question, known: Known, __: Revision) -> Objection | None:
    """谁写的报道 is told by what speaks of who wrote."""
    return None if speaks(known, _AUTHOR) else Objection(LackKind.DETAIL, Asks.WHO)


def _extreme(_: Question, known: Known, __: Revision) -> Objection | None:
    """最高亩产 is not told by an average."""
    told = not isinstance(known.candidate.target, Fact) or speaks(known, _ANY_EXTREME)
    return None if told else Objection(LackKind.DETAIL, "most")


OPPOSITES = (
    Guard(_is_adverse, _adverse),
    Guard(worded(_PROVINCE), _of_province),
    Guard(lambda q: not q.is_yes_no and _FIRST_OF_ALL.search(q.normal), _of_china),
    Guard(lambda q: (q.posts or Asks.WHO in q.asks) and _BUREAU.search(q.normal), _of_bureau),
    Guard(worded(_WRITTEN), _author),
    Guard(worded(_EXTREME), _extreme),
)
