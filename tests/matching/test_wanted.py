"""The kind of figure that a question's measure words want."""

import pytest

from bot.language.quantities import parse_quantity
from bot.matching.wanted import Wanted, fits, kind_of, rare_unit, wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("融资多少亿元", Wanted.MONEY),
        ("花了多少钱", Wanted.MONEY),
        ("how much financing", Wanted.MONEY),
        ("占地多少亩", Wanted.AREA),
        ("多少平方米", Wanted.AREA),
        ("how many hectares", Wanted.AREA),
        ("亩产多少公斤", Wanted.MASS),
        ("how many kg", Wanted.MASS),
        ("占百分之几", Wanted.RATIO),
        ("占几成", Wanted.RATIO),
        ("what share of them", Wanted.RATIO),
        ("有多少人", Wanted.PEOPLE),
        ("多少名员工", Wanted.PEOPLE),
        ("how many students", Wanted.PEOPLE),
        ("年产多少架", Wanted.VEHICLES),
        ("多少辆", Wanted.VEHICLES),
        ("要多久", Wanted.TIME),
        ("几分钟", Wanted.TIME),
        ("how long", Wanted.TIME),
        ("有几家", Wanted.COUNT),
        ("多少个", Wanted.COUNT),
        ("how many platforms", Wanted.COUNT),
        ("是多少", None),
        ("几年份", None),
        ("好几家", None),
        ("几十个", None),
        ("多少平台", None),
        ("多少投资者", None),
        ("多少地方", None),
        ("谁介绍的", None),
        ("几成果", None),
    ],
)
def test_wanted(text: str, kind: Wanted | None) -> None:
    assert wanted(text) is kind


@pytest.mark.parametrize(
    ("text", "unit"), [("楼有几层", "层"), ("分几档", "档"), ("考几次", "次"), ("有几个", ""), ("多层楼", "")]
)
def test_rare_units(text: str, unit: str) -> None:
    assert rare_unit(text) == unit


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("19亿元", Wanted.MONEY),
        ("120亩", Wanted.AREA),
        ("381.8公斤", Wanted.MASS),
        ("60%", Wanted.RATIO),
        ("3分钟", Wanted.TIME),
        ("2万余名", Wanted.PEOPLE),
        ("6400多人", Wanted.PEOPLE),
        ("40至50架", Wanted.VEHICLES),
        ("49个", Wanted.COUNT),
    ],
)
def test_kinds_of_figures(written: str, kind: Wanted) -> None:
    assert kind_of(parse_quantity(written)) is kind


def test_fitting() -> None:
    assert fits(Wanted.COUNT, frozenset({Wanted.PEOPLE}))
    assert fits(Wanted.MONEY, frozenset({Wanted.MONEY, Wanted.COUNT}))
    assert not fits(Wanted.PEOPLE, frozenset({Wanted.COUNT}))
    assert not fits(Wanted.MONEY, frozenset({Wanted.AREA}))
    assert not fits(Wanted.COUNT, frozenset())
