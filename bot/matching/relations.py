"""Words that ask for a computation over figures: which is larger, how much more, what share, in which unit."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.domain.bilingual import Bilingual
from bot.domain.quantities import Dimension


class Relation(StrEnum):
    LARGEST = "largest"
    SMALLEST = "smallest"
    DIFFERENCE = "difference"
    SHARE = "share"
    RATIO = "ratio"
    MISSING = "missing"
    SUM = "sum"
    AVERAGE = "average"
    MEAN = "mean"
    PERCENT_MORE = "percent more"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of area, mass or money, and its exact size in the base unit (m², kg, yuan)."""

    name: Bilingual
    size: Fraction
    dimension: Dimension


DIVIDED = re.compile(r"除以|÷|\bdivided by\b")
_WORDS: tuple[tuple[Relation, re.Pattern[str]], ...] = tuple(
    (kind, re.compile("|".join(patterns)))
    for kind, *patterns in (
        (
            Relation.MISSING,
            r"还差|还缺|仲差|仲要|差几个(才|先|达标)|距离?.{0,8}(目标|还)(有|差)?.{0,4}(多少|几|多远)|还要(再)?建(多少|几)|离.{0,8}(目标|达标|\d+[个家条亿万]?).{0,6}(差|多远|多少|几|距离)",
            r"还有多少.{0,8}没|没.{0,2}(投出去|投完|用掉|花掉|花完).{0,6}(多少|几)|还?剩(下|余)?多少|余下多少|left to invest|not (yet )?(been )?invested|left uninvested",
            r"缺口|(多少|几)[个家条]?(才|先)(能)?(达标|完成|够|到)|short of|still (need|missing|to go|to build|lack)|left to (build|reach)|gap to",
            r"how many more .{0,40}(goal|target|reach|hit|meet|needed|need|must|to go)|how far .{0,40}\bfrom\b.{0,30}\b(target|goal|aim)|remaining to|away from (the |its )?(target|goal)",
        ),
        (
            Relation.SHARE,
            r"(完成|达到|实现)了?(目标|计划)?的?(百分之几|百分之多少|多少百分|几成|比例|比率|多少%)|完成(率|度|进度|了几成|情况)|达标率|[和与跟同比].{1,20}(比例|比值|之比|比率)|进度(是|有|到)?(多少|百分|几)",
            r"(投|花|用|拨|建|干|做|搞|办|凑|完成|达标|就业|落地|落实|兑现|覆盖)[\u4e00-\u9fff]{0,3}(几成|百分之几|百分之多少)|(?:里头?|之?中|当中),?(?:大概|大约|约|有|能有)*(?:几成|百分之几|百分之多少)|^(?:那)?占比(?:呢|多少)?\??$|占(?!地)(了|到)?(.{2,24}的?)?多少(?=[?,]|$)|有?(多大|多少)(的)?比例",
            r"占.{0,16}(百分之几|百分之多少|几成|多大比例|多少比例|多少百分比|比例|比重|百分比|份额|多少%|几分之几)|.的(百分之几|百分之多少|几成|几分之几)",
            r"(what|which) (share|percentage|percent|proportion|fraction) of|how far along|percent of the target|as a (share|percentage|percent|proportion|fraction)( of|\??$)|progress (to|toward)|completion rate",
        ),
        (
            Relation.AVERAGE,
            DIVIDED.pattern
            + r"|平均每|平均一(个|条|家|所|名|项)|\d+[个条家所名项][\u4e00-\u9fff]{0,8}平均(?=[\u4e00-\u9fff]{1,4}(多少|几))(?!亩)|(平均|摊|分摊|平摊|均摊|分)到\d|每(个|条|家|所|名|项)[\u3400-\u9fff]{0,6}(平均|均摊|摊到)|平均.{0,14}每[个条家所名项座]|摊(下来|到).{0,4}[每一][个条家所名项座]|人均|on average|average .{0,12}per|\beach .{0,20}on average",
        ),
        (
            Relation.MEAN,
            r"(两|2|二|三|3|这几|几)(个|种|者|项|年).{0,10}(的?平均|均值)|平均(值|数)|平均(下来|一下|算下来)|取平均",
            r"\b(mean|average) (\w+ ){0,3}of (the )?(two|both|them|58|158)\b|\baverage (across|over|between) (the )?(two|both)\b",
        ),
        (
            Relation.PERCENT_MORE,
            r"增[产长加].{0,3}(百分之|百分比|几成|%)|(高|多|大|快|低|少)(出|了)?(百分之几|百分之多少|多少%|多少百分比)(?!点)|by what percent|what percent (higher|more|larger|lower)|percent(age)? difference|difference in percent",
        ),
        (
            Relation.RATIO,
            r"(?:抵|顶)得?上?(?:几|多少)个|几倍|多少倍|倍数|(面积|产量|数量|金额|规模)之?比\??$|(?<!中)几多倍|how many times|times (as|larger|bigger|more)|\bratio\b",
        ),
        (
            Relation.DIFFERENCE,
            r"差多少|(?<=[\u4e00-\u9fff\d])(?<![相误偏时])差\??$|相差|差几|差额|差值|差距|差别|差了?(多少|几)|相减|减去?(?!少)|(比.{1,24})(多|高|大|少|低|小|快|慢)(出|了|咗)?(多少|几|几多)",
            r"(比|谁|哪).{0,24}(?<!至)[多少][\u4e00-\u9fff]{1,2}了?(多少|几)|每[亩家个][多少][\u4e00-\u9fff]{1,2}(多少|几)",
            r"(?<!至)(多|高|大|少|低|小|快|慢)(出|了|咗)?(多少|几多|几个|几家|几公斤|几亿|几万|几条|几亩|几斤)(?!大|高)|差几多",
            r"how far .{0,60}\bfrom\b|difference|how (much|many) (more|higher|larger|bigger|greater|less|fewer|lower)|by how (much|many)(?! (?:compan|firm|countr|enterpris|people))|\bminus\b|subtract|\bgap between\b|^(?:and )?(?:what(?: is|s) )?the gap\??$|^gap\??$|exceed.{0,20}by how",
        ),
        (
            Relation.SUM,
            r"加起来|加一起|加在一起|合计|总和|加总|一共加|相加|总共加|合起来|sum of|combined|added together|add up",
        ),
        (
            Relation.SMALLEST,
            r"(哪(个|家|一个|边|种|块|年|项|条)|谁|边个)[^?,]{0,12}(更?小|(?<!多)更?少|更?低|最小|最少|最低|较小|较低|较少|更慢)|最小的|最低的|最少的",
            r"smaller|smallest|lower|lowest|least|fewer|fewest",
        ),
        (
            Relation.LARGEST,
            r"(哪(个|家|一个|边|种|块|年|项|条)|谁|边个)[^?,]{0,12}(更?大(?!学|院|家|型|赛|会|数据|使|豆)|更?多(?!少)|更?高|最大|最多|最高|较大|较高|较多|更快|领先|强|劲)|最大的|最高的|最多的|更[大高多快](?!的[\u4e00-\u9fff])",
            r"比较(一下|下)?|对比|相比|大还是|多还是|高还是|(比.{1,16})(大|多|高|快)(吗|不|么|没|还是)",
            r"larger|largest|bigger|biggest|higher|highest|greater|greatest|faster|compare|versus|\bvs\b|(which|who|what) .{0,20}(more|most)\b|more .{0,30} than\b",
        ),
    )
)

UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = tuple(
    (re.compile(pattern), Unit(Bilingual(zh, en), Fraction(size), Dimension(dimension)))
    for pattern, zh, en, size, dimension in (
        (r"平方公里|平方千米|square kilomet\w*|\bsq ?km\b", "平方公里", "square kilometres", "1000000", "area"),
        (r"公顷|hectares?|\bha\b", "公顷", "hectares", "10000", "area"),
        (r"英亩|\bacres?\b", "英亩", "acres", "4046.8564224", "area"),
        (r"(?<!英)(?<!平)(?<!均)亩(?!产)|\bmu\b", "亩", "mu", "10000/15", "area"),
        (r"平方米|平米|square met\w*|\bsq ?m\b|\bm2\b", "平方米", "square metres", "1", "area"),
        (r"平方英尺|平?方?呎|square f(ee|oo)t|\bsq ?ft", "平方英尺", "square feet", "0.09290304", "area"),
        (r"坪(?!效)|\bping\b", "坪", "ping (3.306 m²)", "400/121", "area"),
        (r"足球场|football (pitch|field)(es|s)?", "标准足球场（按7140平方米计）", "football pitches (7,140 m² each)", "7140", "area"),
        (r"公斤|千克|\bkgs?\b|kilograms?|\bkilos?\b", "公斤", "kg", "1", "mass"),
        (r"(?<!公)(?<!千)(?<!市)斤|\bjin\b|catt(y|ies)", "斤", "jin", "0.5", "mass"),
        (r"吨(?!粮|谷)|\btonnes?\b|\btons?\b", "吨", "tonnes", "1000", "mass"),
        (r"磅|\bpounds?\b|\blbs?\b", "磅", "pounds", "0.45359237", "mass"),
        (r"亿元|多少亿|几个?亿|\bbillion", "亿元", "hundred million yuan", "100000000", "money"),
        (r"万元|多少万|几万", "万元", "ten thousand yuan", "10000", "money"),
    )
)  # fmt: skip


def relation(normal: str) -> Relation | None:
    """The computation a question asks for; None: none."""
    if _MOST_OF_ALL.search(normal):
        return None
    return next((r for r, pattern in _WORDS if pattern.search(normal)), None)


# Tcar是杭州最大的吗: of all that there are, which nobody lists here.
_MOST_OF_ALL = re.compile(
    r"(?:是|算)(?:不是)?[^?,哪谁]{0,10}最[大多高小少低快早强][\u4e00-\u9fff]{0,6}(?:吗|吧|么|对不对|\?|$)"
    r"|^(?:is|are|was) [^?,]{3,60}\bthe (?:\w+est|most)\b(?!.*\b(?:or|than|of the (?:two|three))\b)"
)


def units_named(normal: str) -> tuple[Unit, ...]:
    """The units a question names, in order of appearance."""
    found = [(m.start(), unit) for pattern, unit in UNITS if (m := pattern.search(normal))]
    return tuple(unit for _, unit in sorted(found, key=lambda f: f[0]))


def strip(normal: str) -> str:
    """The question without the words that ask for the computation: what is left names the figures."""
    return _STRIPPED.sub(" ", normal)


# Only the asking words themselves: what stands between 哪个 and 大 names the figure.
_STRIPPED = re.compile(
    r"(?<!多)(大|多|高|小|少|低|快|慢)(些|点|一些|一点)?(?=[?,]|$)|哪(个|家|一个|边|种|块|项)|谁|边个|(更|最|较)(大|多|高|小|少|低|快|慢)(的|些)?|(大|多|高|小|少|低|快|慢)(出|了|咗)(多少|几多|几)?|相差|差距|差别|差(多少|几|几多)?"
    r"|(?<!至)(多|高|大|少|低|小|快|慢)(多少|几多|几)个?(?=[亿万家亩公\s]|$)|(?:抵|顶)得?上?(?:几|多少)个|几倍|多少倍|几多倍|倍数|差额|差值|的?(比重|占比)(是|有|为)?(多少|多大|几成)|百分之几|百分之多少|几成|多大比例|多少百分比|的?百分比|的?份额|多大比重|加起来|加在一起|合计|总和|相加|比较一下|对比|相比|完成率|完成度|完成了|进度|还差|还缺|仲差|才达标|先达标|达标|多远|距离|几分之几|比例|比值|之比|还要再?建|(?:才|先)能?(?:够|到)"
    r"|\bas an? (?:percentage|share|proportion|percent)\b|which( one)?|\bis\b|\bhas\b|\bthe\b|bigger|biggest|larger|largest|higher|highest|smaller|smallest|greater|lower|lowest|more|most|difference|between|how (much|many)( more| times)?|compare|combined|sum of|what (share|percentage|percent|fraction|proportion) of|by"
)


def without_units(normal: str) -> str:
    """The question without the units it names and the words for converting: what is left names the figure.

    Units of money stay: 超亿元的企业 are named by one.
    """
    for pattern in (p for p, unit in UNITS if unit.dimension is not Dimension.MONEY):
        normal = pattern.sub(" ", normal)
    return _CONVERTING.sub(" ", normal)


_CONVERTING = re.compile(
    r"换算(成)?|折合|折算|合(?=\s|多少|几)|等于|相当于|即系|转换|\bconvert(ed)?\b|\bequals?\b|\bin\b(?=\s|$)|\binto\b"
)
