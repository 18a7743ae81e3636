"""Computations over facts: what is worked out, what is only set side by side, and what is not computed at all."""

import pytest
from builders import small, with_quantity

from bot.domain.facts import Fact
from bot.domain.outcomes import ComputedPart
from bot.matching.compute import compute, convert, merged, remainder, rivals, siblings, span
from bot.matching.relations import UNITS, Relation, Unit

REVISION = small().revision


def of(id: str) -> Fact:
    return REVISION.facts[id]


def worked(kind: Relation, *ids: str) -> ComputedPart:
    part = compute(kind, [of(i) for i in ids], REVISION)
    assert part is not None
    return part


def text(part: ComputedPart) -> str:
    return "\n".join([part.headline.zh, *(w.zh for w in part.working)])


def unit(name: str) -> Unit:
    return next(u for _, u in UNITS if u.name.zh == name)


def test_difference() -> None:
    part = worked(Relation.DIFFERENCE, "east-yield-158", "east-yield-58")
    assert "2.95公斤" in part.headline.zh
    assert "2.95 kg" in part.headline.en
    assert "约" not in part.headline.zh
    assert "381.8公斤" in text(part)
    assert "384.75公斤" in text(part)


def test_the_difference_to_an_inexact_figure_is_about() -> None:
    part = worked(Relation.DIFFERENCE, "west-trade-2023", "west-trade-2022")
    assert "约62.34亿元" in part.headline.zh
    assert "about RMB 6.234 billion" in part.headline.en.lower().replace("rmb", "RMB")
    assert "超100亿元" in text(part)


def test_largest_and_smallest_over_units() -> None:
    largest = worked(Relation.LARGEST, "east-land", "west-land")
    smallest = worked(Relation.SMALLEST, "east-land", "west-land")
    assert largest.headline.zh.startswith("东岭高新区")
    assert smallest.headline.zh.startswith("西岸综保区")


def test_missing_and_share_of_a_target() -> None:
    missing = worked(Relation.MISSING, "east-platforms", "east-platforms-2025")
    share = worked(Relation.SHARE, "east-platforms", "east-platforms-2025")
    assert "还差11个" in missing.headline.zh
    assert "约81.67%" in share.headline.zh


def test_ratio_and_percent_more() -> None:
    assert "1.01倍" in worked(Relation.RATIO, "east-yield-158", "east-yield-58").headline.zh
    assert "约0.77%" in worked(Relation.PERCENT_MORE, "east-yield-158", "east-yield-58").headline.zh


def test_sum() -> None:
    assert "766.55公斤" in worked(Relation.SUM, "east-yield-158", "east-yield-58").headline.zh


def test_a_target_beside_an_actual_figure_is_said() -> None:
    assert "目标" in text(worked(Relation.DIFFERENCE, "east-platforms", "east-platforms-2025"))


def test_different_periods_are_said() -> None:
    assert "时间范围不同" in text(worked(Relation.DIFFERENCE, "west-trade-2023", "west-trade-2022"))
    assert "时间" not in text(worked(Relation.DIFFERENCE, "east-yield-158", "east-yield-58"))


def test_different_measures_are_said() -> None:
    assert "不是同一件事" in text(worked(Relation.DIFFERENCE, "east-platforms", "west-shops"))


@pytest.mark.parametrize("kind", [Relation.LARGEST, Relation.SUM, Relation.DIFFERENCE])
def test_different_dimensions_are_set_side_by_side(kind: Relation) -> None:
    part = worked(kind, "east-land", "east-platforms")
    assert "不能直接比较" in part.headline.zh
    assert part.operands == (of("east-land"), of("east-platforms"))


def test_one_fact_is_nothing_to_compute() -> None:
    assert compute(Relation.DIFFERENCE, [of("east-land")], REVISION) is None
    assert compute(Relation.SUM, [of("east-land"), of("east-land")], REVISION) is None


def test_equal_figures() -> None:
    same = with_quantity("east-yield-58", "384.75公斤")
    part = compute(Relation.DIFFERENCE, [of("east-yield-158"), same], REVISION)
    assert part
    assert "相同" in part.headline.zh


def test_conversion_of_a_fact() -> None:
    part = convert(of("east-land"), unit("公顷"), REVISION)
    assert part
    assert part.headline.zh == "8公顷"
    assert "1公顷 = 15亩" in part.working[0].zh
    assert convert(of("east-land"), unit("公斤"), REVISION) is None
    assert convert(of("east-land"), unit("亩"), REVISION) is None


def test_conversions_as_one_reply() -> None:
    parts = [p for name in ("公顷", "平方米") if (p := convert(of("east-land"), unit(name), REVISION))]
    one = merged(parts)
    assert "8公顷" in one.headline.zh
    assert "80000平方米" in one.headline.zh
    assert one.operands == (of("east-land"),)


def test_what_a_share_leaves() -> None:
    part = remainder(of("east-led"), REVISION)
    assert part
    assert part.headline.zh.startswith("6%")
    assert remainder(of("west-trade-growth"), REVISION) is None


def test_the_span_of_a_range() -> None:
    part = span(with_quantity("east-platforms", "40至50架"), REVISION)
    assert part
    assert "10架" in part.headline.zh
    assert span(of("east-platforms"), REVISION) is None


def test_siblings_and_rivals() -> None:
    assert [f.id for f in siblings(of("east-platforms"), REVISION)] == ["east-platforms-2025"]
    assert [f.id for f in rivals(of("east-land"), REVISION)] == ["east-land", "west-land"]
    assert [f.id for f in rivals(of("east-platforms"), REVISION)] == ["east-platforms"]
