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
    CONVERT = "convert"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of area, mass or money, and its exact size in the base unit (m², kg, yuan)."""

    name: Bilingual
    size: Fraction
    dimension: Dimension


_WORDS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (Relation.MISSING, re.compile(r"还差|还缺|差多少个|距.*(目标|还)|还要(再)?建|离.*(目标|还差)|剩多少|缺口|short of|remaining|still (need|missing|to go|to build)|how many more (are|must|to|need)|left to|gap to")),
    (Relation.SHARE, re.compile(r"(完成|达到|实现)了?(目标|计划)?(的)?(百分之几|多少百分|几成|比例|率)|完成率|完成度|完成进度|占(目标|比)|进度.*(多少|百分|几)|占.*(百分之几|几成|多大比例|多少百分比|比例)|what (share|percentage|percent|proportion|fraction) of|how far along|percent of the target")),
    (Relation.DIFFERENCE, re.compile(r"差多少|相差|差几|差距|多(出)?多少|高(出)?多少|低(了)?多少|少(了)?多少|多几|高几|差了?几|大多少|差别多大|difference|how much (more|higher|larger|bigger|greater|less)|how many more")),
    (Relation.RATIO, re.compile(r"几倍|多少倍|倍数|how many times|times (as|larger|bigger)|ratio")),
    (Relation.SUM, re.compile(r"加起来|加一起|合计|总和|加总|一共加|相加|sum of|combined|added together|altogether|in total.* and ")),
    (Relation.SMALLEST, re.compile(r"哪个.*(更?小|更?少|更?低|最小|最少|最低)|谁.*(更?小|更?少|更?低)|最小的|最低的|最少的|smaller|smallest|lower|lowest|least|fewer")),
    (Relation.LARGEST, re.compile(r"哪(个|家|一个|边|种|块).*(更?大|更?多|更?高|最大|最多|最高|领先|强)|谁.*(更?大|更?多|更?高|最大|最多|最高|厉害)|最大的|最高的|最多的|更大|更高|更多|比.*(大|多|高)(吗|不|么|没)|比较一下|对比|相比|大还是|多还是|高还是|larger|largest|bigger|biggest|higher|highest|greater|greatest|more than .* or |compare|versus|\bvs\b|which (has|is|one).*(more|most)")),
)  # fmt: skip

UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = tuple(
    (re.compile(pattern), Unit(Bilingual(zh, en), Fraction(size), Dimension(dimension)))
    for pattern, zh, en, size, dimension in (
        (r"平方公里|平方千米|square kilomet|\bsq ?km", "平方公里", "square kilometres", "1000000", "area"),
        (r"公顷|hectare|\bha\b", "公顷", "hectares", "10000", "area"),
        (r"英亩|\bacre", "英亩", "acres", "4046.8564224", "area"),
        (r"(?<!英)(?<!平)(?<!均)亩(?!产)|\bmu\b", "亩", "mu", "10000/15", "area"),
        (r"平方米|平米|square met|\bsq ?m\b|\bm2\b", "平方米", "square metres", "1", "area"),
        (r"平方英尺|square f(ee|oo)t|\bsq ?ft", "平方英尺", "square feet", "0.09290304", "area"),
        (r"足球场|football (pitch|field)", "标准足球场（按7140平方米计）", "football pitches (7,140 m² each)", "7140", "area"),
        (r"公斤|千克|\bkg\b|kilogram|\bkilo", "公斤", "kg", "1", "mass"),
        (r"(?<!公)(?<!千)(?<!市)斤|\bjin\b|catt", "斤", "jin", "0.5", "mass"),
        (r"吨|\btonne|\btons?\b", "吨", "tonnes", "1000", "mass"),
        (r"磅|\bpounds?\b|\blbs?\b", "磅", "pounds", "0.45359237", "mass"),
        (r"亿元|多少亿|几个?亿|\bbillion", "亿元", "hundred million yuan", "100000000", "money"),
        (r"万元|多少万|几万", "万元", "ten thousand yuan", "10000", "money"),
    )
)  # fmt: skip
def relation(normal: str) -> Relation | None:
    """The computation a question asks for; None: none."""
    return next((r for r, pattern in _WORDS if pattern.search(normal)), None)


def units_named(normal: str) -> tuple[Unit, ...]:
    """The units a question names, in order of appearance."""
    found = [(m.start(), unit) for pattern, unit in UNITS if (m := pattern.search(normal))]
    return tuple(unit for _, unit in sorted(found, key=lambda f: f[0]))


def strip(normal: str) -> str:
    """The question without the words that ask for the computation: what is left names the figures."""
    for _, pattern in _WORDS:
        normal = pattern.sub(_kept, normal)
    return normal


def _kept(match: re.Match[str]) -> str:
    """Patterns such as 哪个…大 span words that name the figure; only their ends are the computation's."""
    text = match[0]
    inner = re.sub(r"^(哪(个|家|一个|边|种|块)|谁)|(更?[大多高小少低强]|最[大多高小少低]|领先|厉害)$", " ", text)
    return f" {inner} " if len(inner.strip()) > 1 and inner != text and not re.search(r"相差|差", text) else " "
