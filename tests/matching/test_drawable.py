"""Which figures one picture shows, and that none ever mixes what may not be compared."""

from dataclasses import replace
from itertools import combinations

import pytest
from builders import EAST, NAMES, REPORTED, UNDATED, WEST, dated, fact, revision
from hypothesis import given
from hypothesis import strategies as st

from bot.content.load import load
from bot.domain.facts import Fact, Period, PeriodKind, Status
from bot.domain.revision import Revision
from bot.matching.drawable import MOST, Drawable, Kind, drawable, picture_of
from bot.settings import default_content

REVISION = revision()
REACHED, AIMED = {Status.ACTUAL, Status.CUMULATIVE}, {Status.TARGET, Status.PLANNED}
REAL = load(default_content()).usable


def drawn(*ids: str, held: Revision = REVISION) -> tuple[Kind, list[str]] | None:
    found = picture_of([held.facts[id] for id in ids], held)
    return None if found is None else (found.kind, [f.id for f in found.facts])


PLATFORMS = (Kind.PROGRESS, ["east-platforms", "east-platforms-2025"])
TRADE = (Kind.SERIES, ["west-trade-2022", "west-trade-2023"])
YIELDS = (Kind.COMPARISON, ["east-yield-158", "east-yield-58"])


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (["east-platforms"], PLATFORMS),
        (["east-platforms-2025"], PLATFORMS),
        (["east-platforms-2025", "east-platforms"], PLATFORMS),
        (["west-trade-2022"], TRADE),
        (["west-trade-2023", "west-trade-2022"], TRADE),
        (["east-yield-58"], YIELDS),
        (["east-yield-58", "east-yield-158"], YIELDS),
        (["east-land"], None),  # another park's is not asked for
        (["east-land", "west-land"], None),  # 亩 and 公顷
        (["east-financing"], None),
        (["west-trade-growth"], None),
        (["west-trade-2023", "east-financing"], None),  # both money, not the same thing
        (["east-platforms", "west-shops"], None),
        ([], None),
    ],
)
def test_what_goes_with_a_reply(shown: list[str], expected: tuple[Kind, list[str]] | None) -> None:
    assert drawn(*shown) == expected


def with_facts(*facts: Fact) -> Revision:
    return revision(facts)


def test_what_is_so_far_this_year_stands_in_no_series() -> None:
    held = with_facts(fact("so-far", WEST, "trade", REPORTED, Status.ACTUAL, "约90亿元"))
    assert drawn("west-trade-2023", held=held) == TRADE
    assert drawn("so-far", held=held) is None
    assert drawn("so-far", "west-trade-2023", held=held) is None


def test_months_and_years_stand_in_no_series_together() -> None:
    held = with_facts(fact("month", WEST, "trade", dated("2024-03"), Status.ACTUAL, "9亿元"))
    assert drawn("month", "west-trade-2023", held=held) is None


@pytest.mark.parametrize("written", ["上千个", "40至50个"])
def test_a_figure_without_one_length_is_not_drawn(written: str) -> None:
    held = with_facts(fact("east-platforms", EAST, "platforms", REPORTED, Status.ACTUAL, written))
    assert drawn("east-platforms", held=held) is None


def test_a_forecast_is_no_target() -> None:
    held = with_facts(fact("east-platforms-2025", EAST, "platforms", dated("2025"), Status.FORECAST, "60个"))
    assert drawn("east-platforms", held=held) is None


def test_what_is_reached_is_not_set_against_a_target_that_lies_before_it() -> None:
    held = with_facts(fact("east-platforms-2025", EAST, "platforms", dated("2023"), Status.TARGET, "60个"))
    assert drawn("east-platforms", held=held) is None


def test_the_target_of_a_plan_is_the_parks_and_that_of_a_thing_is_not() -> None:
    aim = replace(REVISION.facts["east-platforms-2025"], item="leap-plan")
    assert drawn("east-platforms", held=with_facts(aim)) == PLATFORMS
    assert drawn("east-platforms", held=with_facts(replace(aim, item="millet-58"))) is None


def test_the_newest_figure_is_set_against_the_next_target() -> None:
    held = with_facts(
        fact("old", EAST, "platforms", dated("2022"), Status.ACTUAL, "30个"),
        fact("far", EAST, "platforms", dated("2035"), Status.TARGET, "200个"),
    )
    assert drawn("east-platforms", held=held) == PLATFORMS
    assert drawn("old", held=held) is None, "who asks for an old figure is not shown how things stand now"


def test_a_park_is_not_compared_with_what_is_inside_it() -> None:
    held = with_facts(fact("whole", EAST, "yield", UNDATED, Status.ACTUAL, "380公斤"))
    assert drawn("whole", held=held) is None
    assert drawn("whole", "east-yield-58", held=held) is None


def test_two_parks_are_compared_where_both_are_shown() -> None:
    held = with_facts(fact("west-land", WEST, "land", UNDATED, Status.ACTUAL, "300亩"))
    assert drawn("east-land", "west-land", held=held) == (Kind.COMPARISON, ["west-land", "east-land"])
    assert drawn("east-land", held=held) is None


def test_a_picture_has_room_for_ten() -> None:
    years = [fact(f"t{y}", EAST, "trade", dated(str(y)), Status.ACTUAL, f"{y}亿元") for y in range(2000, 2011)]
    assert drawable(years, REVISION) is None
    ten = drawable(years[1:], REVISION)
    assert ten is not None
    assert len(ten.facts) == MOST


PERIODS = [
    REPORTED, UNDATED, dated("2022"), dated("2023"), dated("2024"), dated("2024-03"), Period(PeriodKind.YEARLY),
    Period(PeriodKind.THIS_YEAR, year=2024, year_inferred=True), replace(REPORTED, year=2023),
]  # fmt: skip
WRITTEN = ["9个", "12个", "超30家", "2亿元", "19万元", "4公顷", "90亩", "60%", "上千个", "40至50个", "0个"]
facts = st.builds(
    fact,
    st.uuids().map(str),
    st.sampled_from([EAST, WEST]),
    st.sampled_from(["platforms", "trade"]),
    st.sampled_from(PERIODS),
    st.sampled_from(list(Status)),
    st.sampled_from(WRITTEN),
    item=st.sampled_from([None, *(name.id for name in NAMES)]),
)


@given(st.lists(facts, min_size=1, max_size=8, unique_by=lambda f: f.id), st.integers(1, 3))
def test_no_picture_mixes_what_may_not_be_compared(made: list[Fact], shown: int) -> None:
    held = replace(REVISION, facts={f.id: f for f in made})
    if found := picture_of(made[:shown], held):
        comparable(found)
        assert set(made[:shown]) & set(found.facts)


def test_no_picture_of_the_real_content_mixes_what_may_not_be_compared() -> None:
    pictures = [picture_of([f], REAL) for f in REAL.facts.values()]
    pictures += [drawable(pair, REAL) for pair in combinations(REAL.facts.values(), 2)]
    found = [picture for picture in pictures if picture]
    for picture in found:
        comparable(picture)
    assert {picture.kind for picture in found} == set(Kind)


def comparable(picture: Drawable) -> None:
    shown = picture.facts
    assert 2 <= len(shown) == len({f.id for f in shown}) <= MOST
    assert len({(f.indicator, f.quantity.unit, f.quantity.dimension, f.per) for f in shown}) == 1
    statuses, periods = [f.status for f in shown], [f.period for f in shown]
    match picture.kind:
        case Kind.PROGRESS:
            assert statuses[0] in REACHED
            assert statuses[1:] in [[aim] for aim in AIMED]
            assert len({f.park for f in shown}) == 1
        case Kind.SERIES:
            assert len(set(statuses)) == 1
            assert {p.kind for p in periods} == {PeriodKind.DATE}
            assert [p.value for p in periods] == sorted({p.value for p in periods})
            assert len({(f.park, len(f.period.value)) for f in shown}) == 1
        case Kind.COMPARISON:
            assert len(set(statuses)) == 1
            assert len(set(periods)) == 1
            assert [f.quantity.amount for f in shown] == sorted((f.quantity.amount for f in shown), reverse=True)
