"""Guards on when, where and who: when something was built is not when it was taken over."""

import re

from bot.domain.entries import Asks
from bot.domain.outcomes import LackKind
from bot.domain.revision import Revision
from bot.matching.guards.guard import Guard, speaks, states
from bot.matching.known import Known, Objection
from bot.matching.question import Question

# Words for one event each; a word that is here in no set says nothing.
_EVENTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"开业|开张|开园|开门|营业|\bopen(?:ed|s|ing)?\b",
        r"关(?:门|闭|停|的|了|掉)|停产|停业|倒闭|废弃|荒废|闲置|搬走|搬迁|外迁"
        r"|\b(?:clos\w+|shut|abandon\w+|idle|mov\w+ (?:away|out))\b",
        r"播种|下种|(?<!品)(?<!良)(?<!育)种(?:的|下|上|$|\?)|种植|\b(?:sow\w*|plant(?:ed|ing)?)\b",
        r"建(?:的|起|造|立)|盖(?:的|成|起)|修(?:的|好|建)|成立|创(?:[立办建业]|的)|设立|组建|挂牌|揭牌|获批|批准|办(?:的|起)|开办"
        r"|\b(?:built|build|found\w*|set ?up|establish\w*|approv\w+|creat\w+)\b",
        r"落成|竣工|完工|交付|建(?:成|好|完)|[盖起]好|起咗|投入使用|\b(?:complet\w+|finish\w*)\b",
        r"开工|动工|开建|奠基|启动|开始|\b(?:start\w*|launch\w*|began|begin|broke ground|break ground)\b",
        r"投产|量产|\bproduction\b",
        r"出台|发布|印发|推出|公布|\b(?:publish\w*|issu\w+|releas\w+|introduc\w+)\b",
        r"承接|接(?:的|下|到|手)|中标|\b(?:took on|take on|taken on|won)\b",
    )
)


def _event(question: Question, known: Known, _: Revision) -> Objection | None:
    """When one thing happened is told only by what speaks of its happening."""
    asked = [event for event in _EVENTS if event.search(question.normal)]
    told = any(speaks(known, event) for event in asked)
    return None if told or not asked else Objection(LackKind.DETAIL, Asks.WHEN)


def _located(_: Question, known: Known, __: Revision) -> Objection | None:
    """中开电力在哪: where something is must be told by what says where something is, not by what it did."""
    told = states(known, _LOCATED) and Asks.WHERE in known.candidate.asks
    return None if told else Objection(LackKind.DETAIL, Asks.WHERE)


_WHERE_IS = re.compile(
    r"在(?:哪|什么地方|边度)(?:里|儿|个城市|座城市|个地方)?(?:啊|呀|呢|的)?\??$|位于(?:哪|什么)|^where (?:is|are)\b"
)
_LOCATED = re.compile(
    r"位于|地处|坐落|设在|设立在|落地|落户|挂牌|所在|地块|在[^,。;]{2,24}(?:省|市|区|县|镇|乡|村|园|城|内|中心|基地|门口|地块)"
    r"|在[\u4e00-\u9fff]{2,6}[;,。；，]"
    r"|\b(?:located|lies|stands|situated|based|plot)\b"
)


def _role(question: Question, known: Known, _: Revision) -> Objection | None:
    """园博二期谁承建: who built, runs, paid for or owns something is told only by what speaks of that."""
    untold = any(role.search(question.normal) and not speaks(known, role) for role in _ROLES)
    return Objection(LackKind.DETAIL, Asks.WHO) if untold else None


_ROLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"承建|施工|总包|建设单位|开发商|建设方|谁(?:来|在|给)?(?:建|盖|修)的?|哪家(?:公司|企业|单位)?(?:建|盖|修)"
        r"|\b(?:contractor|builder|developer|who (?:built|is building|builds))\b",
        r"谁(?:来|在)?(?:管|运营|经营|主管|负责)|(?:归|由)谁(?:来)?(?:管|运营|负责|主管)|运营|管理|管辖|主管|负责|话事"
        r"|\b(?:who (?:runs|manages|operates)|run by|operat\w+|administer\w*|manag\w+|in charge|head of|heads)\b",
        r"谁(?:来)?(?:投|出|掏)(?:了|的|钱|资)|投资(?!集团|有限)|出资|\b(?:invest\w*|funded|pay|pays|paid)\b",
        r"谁(?:来)?(?:成立|设立|创立|建立)|发起|(?:由|与|和)[\u4e00-\u9fff、]{2,24}(?:共同)?(?:成立|设立|组建)",
        r"谁(?:来)?(?:批准|批的)|[由经][\u4e00-\u9fff]{2,12}批准|\bapproved by\b",
        r"谁(?:来)?(?:想|提出|发明|首创)",
        r"谁(?:来)?(?:收割|割|播种|种)",
        r"赢|获奖|得奖|夺冠|冠军|\b(?:won|wins?|winners?)\b",
        r"揭牌|揭幕|剪彩|\b(?:unveil\w*|cut the ribbon)\b",
        r"主持|\b(?:hosted|presided)\b",
        r"出席|到场|在场|谁(?:也|都|还)?[去来到](?:了|过)|\battend\w*\b",
        r"老板|东家|业主|所有者|归谁所有|谁家的|是谁的|创始人|创办|董事长|\b(?:own(?:s|ed|er|ers)?|boss|founder|founded|chairman)\b",
    )
)
EVENTS = (
    Guard(lambda q: Asks.WHO in q.asks, _role),
    Guard(lambda q: q.asks == {Asks.WHEN}, _event),
    Guard(lambda q: Asks.WHERE in q.asks and _WHERE_IS.search(q.normal), _located),
)
