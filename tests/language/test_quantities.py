"""Published figures are read exactly, with their qualifiers, and words that only look like figures are left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quantities import Dimension, Qualifier
from bot.language.quantities import QuantityError, date_spans, find_quantities, parse_quantity

EXACT, ABOUT, OVER, NEARLY, LEAST, RANGE, UPWARDS = (
    Qualifier.EXACT,
    Qualifier.ABOUT,
    Qualifier.OVER,
    Qualifier.NEARLY,
    Qualifier.AT_LEAST,
    Qualifier.RANGE,
    Qualifier.UPWARDS,
)

PUBLISHED = [
    ("超19亿元", "19", 8, "元", OVER, Dimension.MONEY),
    ("逾19亿元", "19", 8, "元", OVER, Dimension.MONEY),
    ("突破100亿元", "100", 8, "元", OVER, Dimension.MONEY),
    ("过百亿元", "100", 8, "元", OVER, Dimension.MONEY),
    ("约134万平方米", "134", 4, "平方米", ABOUT, Dimension.AREA),
    ("20%左右", "20", 0, "%", ABOUT, Dimension.RATIO),
    ("近70万平方米", "70", 4, "平方米", NEARLY, Dimension.AREA),
    ("2万余名", "2", 4, "名", OVER, Dimension.COUNT),
    ("20余万名", "20", 4, "名", OVER, Dimension.COUNT),
    ("6400多人", "6400", 0, "人", OVER, Dimension.COUNT),
    ("120余家", "120", 0, "家", OVER, Dimension.COUNT),
    ("40多种", "40", 0, "种", OVER, Dimension.COUNT),
    ("至少3家", "3", 0, "家", LEAST, Dimension.COUNT),
    ("不少于100亿元", "100", 8, "元", LEAST, Dimension.MONEY),
    ("上千个", "1000", 0, "个", UPWARDS, Dimension.COUNT),
    ("几十个", "10", 0, "个", UPWARDS, Dimension.COUNT),
    ("数百家", "100", 0, "家", UPWARDS, Dimension.COUNT),
    ("超过千亿元", "1000", 8, "元", OVER, Dimension.MONEY),
    ("超亿元", "1", 8, "元", OVER, Dimension.MONEY),
    ("28.89%", "28.89", 0, "%", EXACT, Dimension.RATIO),
    ("百分之二十八点八九", "28.89", 0, "%", EXACT, Dimension.RATIO),
    ("六成", "60", 0, "%", EXACT, Dimension.RATIO),
    ("162.34亿元", "162.34", 8, "元", EXACT, Dimension.MONEY),
    ("一百六十二点三四亿元", "162.34", 8, "元", EXACT, Dimension.MONEY),
    ("1.2万亿元", "1.2", 12, "元", EXACT, Dimension.MONEY),
    ("10亿3000万元", "10.3", 8, "元", EXACT, Dimension.MONEY),
    ("1,883个", "1883", 0, "个", EXACT, Dimension.COUNT),
    ("１，８８３個", "1883", 0, "个", EXACT, Dimension.COUNT),
    ("2.41公顷", "2.41", 0, "公顷", EXACT, Dimension.AREA),
    ("120畝", "120", 0, "亩", EXACT, Dimension.AREA),
    ("381.8公斤", "381.8", 0, "公斤", EXACT, Dimension.MASS),
    ("3分钟", "3", 0, "分钟", EXACT, Dimension.TIME),
    ("三年", "3", 0, "年", EXACT, Dimension.TIME),
    ("十条", "10", 0, "条", EXACT, Dimension.COUNT),
    ("四十九个", "49", 0, "个", EXACT, Dimension.COUNT),
    ("两批", "2", 0, "批", EXACT, Dimension.COUNT),
    ("三万五千人", "35000", 0, "人", EXACT, Dimension.COUNT),
    ("58号", "58", 0, "号", EXACT, Dimension.COUNT),
    ("6019", "6019", 0, "", EXACT, Dimension.COUNT),
]


@pytest.mark.parametrize(("text", "value", "scale", "unit", "qualifier", "dimension"), PUBLISHED)
def test_reads_a_published_figure(
    text: str, value: str, scale: int, unit: str, qualifier: Qualifier, dimension: Dimension
) -> None:
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.scale, quantity.unit) == (Decimal(value), scale, unit)
    assert (quantity.qualifier, quantity.dimension, quantity.written) == (qualifier, dimension, text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("40至50架", 40, 50, "架"),
        ("40到50架", 40, 50, "架"),
        ("40-50架", 40, 50, "架"),
        ("3万到5万人", 30000, 50000, "人"),
    ],
)
def test_reads_a_range(text: str, low: int, high: int, unit: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.amount, quantity.upper_amount, quantity.unit, quantity.qualifier) == (low, high, unit, RANGE)


@pytest.mark.parametrize("text", ["", "个", "2023年", "11月7日", "连续三年", "19亿元和20亿元", "很多", "不超过100亿元"])
def test_refuses_what_is_not_one_figure(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("统一规划一个新平台，构建一体化体系", []),
        ("一批示范场景、一张新名片、最后一公里", []),
        ("2023年4月，11月7日，10月底，6月初，二〇二三年", []),
        ("2023年跨境电商", []),
        ("千万别迟到，百度一下，十分重要，三亚", []),
        ("第165名，第三批，5G，H7N9", []),
        ("多少亿元？几个亿？几亿？", []),
        ("五花八门", []),
        ("2024成都高新区", []),
        ("23年外贸", []),
        ("晋杂金苗58号", ["58号"]),
        ("在6019地块", ["6019"]),
        ("外贸超100亿元的园区", ["超100亿元"]),
        ("实绩超千万元的外贸企业81家", ["超千万元", "81家"]),
        ("帮过60个项目", ["60个"]),
        ("产值超千亿吗", ["超千亿"]),
        ("近三年培训2万余名", ["三年", "2万余名"]),
        ("49個平台是不是超過六成", ["49個", "超過六成"]),
        ("19个亿", ["19个亿"]),
        ("不超过100亿元", ["100亿元"]),
        ("is it over 1.9 billion yuan or 40 to 50 aircraft", ["over 1.9 billion yuan", "40 to 50"]),
        ("1,883 projects, 28.89 percent", ["1,883", "28.89 percent"]),
    ],
)
def test_finds_figures_and_only_figures(text: str, expected: list[str]) -> None:
    found = find_quantities(text)
    assert [quantity.written for _, _, quantity in found] == expected
    assert [text[start:end] for start, end, _ in found] == expected


def test_dates_are_told_apart_from_lasting_times() -> None:
    text = "2023年4月成立，用3年时间"
    assert [text[a:b] for a, b in date_spans(text)] == ["2023年4月"]
    assert [q.written for _, _, q in find_quantities(text)] == ["3年"]


def test_two_or_three_is_a_range() -> None:
    ((_, _, quantity),) = find_quantities("来了两三个人")
    assert (quantity.value, quantity.upper, quantity.qualifier) == (2, 3, RANGE)


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["", "万", "亿", "万亿"]))
def test_digits_round_trip_exactly(value: Decimal, scale: str) -> None:
    text = f"超{value}{scale}元"
    quantity = parse_quantity(text)
    assert quantity.value == value
    assert quantity.amount == value.scaleb({"": 0, "万": 4, "亿": 8, "万亿": 12}[scale])
    assert quantity.written == text


@given(st.text(alphabet="一二三十百千万亿几数上两超约近余多个元年月日至到第0123456789.,%-点成分之半 ab", max_size=25))
def test_any_text_is_survived_and_positions_hold(text: str) -> None:
    last = 0
    for start, end, quantity in find_quantities(text):
        assert last <= start < end <= len(text)
        assert quantity.written == text[start:end]
        last = end
