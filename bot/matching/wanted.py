"""What kind of figure a question wants, read from its measure words: money, area, people, a share, a time."""

import re
from enum import StrEnum

from bot.domain.quantities import Dimension, Quantity


class Wanted(StrEnum):
    """A kind of figure; `COUNT` is any plain count, the others exclude one another."""

    MONEY = "money"
    AREA = "area"
    MASS = "mass"
    RATIO = "ratio"
    TIME = "time"
    PEOPLE = "people"
    VEHICLES = "vehicles"
    COUNT = "count"


_MANY = r"(?:多少|几多|(?<![第十百千好这那哪近前去])几|若干)"
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Wanted.RATIO, rf"百分之(?:几|多少)|{_MANY}(?:成(?!员|果|立|绩|效|功)|%|个?百分点)|占(?!地|用)[^?,]{{0,8}}(?:多少|几)(?![亩公平个家条地面土])|多大比例|比例|占比|比重|[涨升增降跌]幅|增速|增长率|百分比|几倍|多少倍|what (?:share|percentage|percent|proportion|fraction)|growth rate|percentage|how many times|ratio of"),
        (Wanted.MONEY, rf"(?:投资|出资|投入|投|花费|花|耗资|斥资|造价|砸|掏|拨|撒)(?:总?额|金额)?(?:[进出下]去?)?(?:是|有|为|达|了)?{_MANY}(?:\?|,|$)|{_MANY}(?:钱|元|块钱|资金|投资(?!者|人|机构|项目)|个?亿|万(?!平|人|名|亩|个|家)|人民币)|(?:融资|(?:资金|基金|金额|资本|投资|出资)的?总?(?:规模|盘子|体量|额度|额))(?:大概|大约|大致|到底|究竟|一共|总共|共|约|是|有|为|达到了?|达|了)*(?:多少|几多|多大)(?![家个项支只条处位人名])|how many (?:million|billion)|how much (?:was|were|is|has been|have been)? ?(?:raised|invested|spent|put in)|how much (?:has|have|had|did|do|does) .{{2,60}}\b(?:put|invest\w*|spen[dt]|raised?|pour\w*)\b|how much (?:money|financing|funding|investment|capital|cash)|\bin (?:yuan|rmb|cny)\b|\bfor how much\b|\b(?:budget|cost|price|fee)s? (?:of|for)\b|how much (?:does|do|did|is|was|will) .{{0,40}}cost|what .{{0,30}}cost"),
        (Wanted.AREA, rf"{_MANY}(?:个?平(?!台)|坪|公顷|亩|地(?!方|区|块)|面积|英亩)|多大(?:面积|地方|块地|的地)|how (?:many|much) (?:hectares?|acres?|square|mu|land|space|area)"),
        (Wanted.MASS, rf"(?:亩产|单产)量?(?:分别|各自?|平均|又?是|为|有|到底)*{_MANY}|{_MANY}(?:公斤|斤|吨|千克)|how many (?:kg|kilo|tonnes?|tons?)"),
        (Wanted.PEOPLE, rf"{_MANY}(?:个?人(?!才基|民)|名(?!字|称|录)|位(?!置)|(?:个|名|位)?(?:客人|顾客|客户|游客|旅客|市民|居民|专家|教授|人才|学生|员工|职工|会员))|how many (?:people|persons|students|staff|employees|workers)"),
        (Wanted.VEHICLES, rf"{_MANY}(?:台|辆|架|艘)"),
        (Wanted.TIME, rf"{_MANY}(?:个?小时|分钟|天(?!使)|个月(?!份)|周|年(?!份))|多久|几耐|多长时间|多快|多大?一?会儿|how (?:long|fast|quick|many (?:years|minutes|months|days|hours))"),
        (Wanted.COUNT, rf"{_MANY}(?:家|所|条|种|项|款|座|批|类|支|个|处|份|样|笔|档|级|层|栋)|how many"),
    )
)  # fmt: skip
_RARE = re.compile(rf"{_MANY}个?(层|栋|幢|级|趟|列(?!入|为|出)|班次|档|次|台|针|题|本|集|件|双|班|间|岁|米(?![粮饭]))")
_PROJECTS = re.compile(r"件(?:创新|科研|新)?(?:项目|专案|方案)")
_COMPANIES = re.compile(r"企业|公司|厂|大学|高校|院校|学校|机构")
_MEASURE = re.compile(rf"{_MANY}([家所条种项款座批类支个处份名人位架台])")
_OF_DIMENSION = {
    Dimension.MONEY: Wanted.MONEY,
    Dimension.AREA: Wanted.AREA,
    Dimension.MASS: Wanted.MASS,
    Dimension.RATIO: Wanted.RATIO,
    Dimension.TIME: Wanted.TIME,
}
_PEOPLE = frozenset("人名位")
_VEHICLES = frozenset("台辆架艘")


def wanted(normal: str) -> Wanted | None:
    """The kind of figure a question wants; None where its words leave that open."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(normal)), None)


def rare_unit(normal: str) -> str:
    """A measure word that only figures of that very unit answer (几层, 几档); empty: none."""
    match = _RARE.search(normal)
    if match is None or (match[1] == "间" and _COMPANIES.search(normal)) or _PROJECTS.search(normal):
        return ""  # 幾間企業 counts companies, 多少件專案 projects
    return match[1]


def measure(normal: str) -> str:
    """The measure word a question counts with (家 of 多少家); empty: none."""
    match = _MEASURE.search(normal)
    return match[1] if match else ""


def kind_of(quantity: Quantity) -> Wanted:
    """The kind of a published figure."""
    if kind := _OF_DIMENSION.get(quantity.dimension):
        return kind
    if quantity.unit[:1] in _PEOPLE:
        return Wanted.PEOPLE
    return Wanted.VEHICLES if quantity.unit[:1] in _VEHICLES else Wanted.COUNT


def fits(kind: Wanted, held: frozenset[Wanted]) -> bool:
    """Whether any held figure is of the wanted kind; a count of people or vehicles also answers "how many"."""
    return kind in held or (kind is Wanted.COUNT and bool(held & {Wanted.PEOPLE, Wanted.VEHICLES}))
