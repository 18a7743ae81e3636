"""What changed, in words a reader of the content understands."""

from dataclasses import replace
from datetime import date

from builders import REPORTED, entry, fact, revision

from bot.domain.bilingual import Bilingual, Names
from bot.domain.entries import Asks
from bot.domain.facts import Status
from bot.domain.gaps import Gap
from bot.domain.revision import Revision, Synonyms
from bot.domain.validity import Validity
from bot.publishing.difference import differences, removed

BASE = revision(
    facts=[fact("roads", "east", "platforms", REPORTED, Status.ACTUAL, "3条", ["有几条路"])],
    entries=[entry("gate", "east", [Asks.WHERE], ["大门在哪", "门在哪儿"], ("在南边", "in the south"))],
)


def zh(old: Revision | None, new: Revision) -> list[str]:
    return [line.zh for line in differences(old, new)]


def with_fact(**changes: object) -> Revision:
    changed = replace(BASE.facts["roads"], **changes)  # type: ignore[arg-type]
    return replace(BASE, facts={**BASE.facts, "roads": changed})


def with_entry(**changes: object) -> Revision:
    changed = replace(BASE.entries["gate"], **changes)  # type: ignore[arg-type]
    return replace(BASE, entries={**BASE.entries, "gate": changed})


def test_nothing_changed() -> None:
    assert differences(BASE, BASE) == ()


def test_a_corrected_figure_is_told_once() -> None:
    new = revision(facts=[fact("roads", "east", "platforms", REPORTED, Status.ACTUAL, "约4条", ["有几条路"])])
    new = replace(new, entries=BASE.entries)
    assert zh(BASE, new) == ["数据 roads：数字 3条 → 约4条"]
    assert differences(BASE, new)[0].en == "fact roads: figure 3条 → 约4条"


def test_a_status_and_a_citation() -> None:
    assert zh(BASE, with_fact(status=Status.PLANNED)) == ["数据 roads：状态 actual → planned"]
    citation = replace(BASE.facts["roads"].citation, paragraphs=(1, 2))
    assert zh(BASE, with_fact(citation=citation)) == ["数据 roads：段落 1 → 1, 2"]


def test_dates_of_review_and_expiry() -> None:
    dates = Validity(date(2027, 1, 31), date(2027, 6, 30))
    assert zh(BASE, with_fact(validity=dates)) == [
        "数据 roads：复核日期 — → 2027-01-31",
        "数据 roads：有效期到 — → 2027-06-30",
    ]
    later = replace(dates, expires=date(2028, 6, 30))
    changed = differences(with_entry(validity=dates), with_entry(validity=later))
    assert [line.en for line in changed] == ["entry gate: valid until 2027-06-30 → 2028-06-30"]


def test_added_and_removed_things() -> None:
    without = replace(BASE, entries={i: e for i, e in BASE.entries.items() if i != "gate"})
    assert zh(BASE, without) == ["删除问答 gate：在南边"]
    assert zh(without, BASE) == ["新增问答 gate：在南边"]
    assert removed(BASE, without) == ("gate",)
    assert removed(without, BASE) == ()


def test_an_answer_in_one_language() -> None:
    assert zh(BASE, with_entry(answer=Bilingual("在北边", "in the south"))) == ["问答 gate：答案 (zh) 在南边 → 在北边"]


def test_phrasings_are_listed_moved_and_reordered() -> None:
    assert zh(BASE, with_entry(phrasings=Names(("大门在哪", "从哪儿进")))) == [
        "问答 gate：新增问法 从哪儿进",
        "问答 gate：删除问法 门在哪儿",
    ]
    assert zh(BASE, with_entry(phrasings=Names(("门在哪儿", "大门在哪")))) == ["问答 gate：问法换了顺序"]
    many = tuple(f"问{n}" for n in range(9))
    (line,) = zh(BASE, with_entry(phrasings=Names(("大门在哪", "门在哪儿", *many))))
    assert line == "问答 gate：新增问法 问0、问1、问2 等 9 个"
    moved = with_fact(phrasings=Names(("有几条路", "门在哪儿")))
    moved = replace(moved, entries={**BASE.entries, "gate": with_entry(phrasings=Names(("大门在哪",))).entries["gate"]})
    assert zh(BASE, moved) == ["问法“门在哪儿”从 gate 移到 roads"]


def test_things_without_an_id_are_counted() -> None:
    assert zh(BASE, replace(BASE, synonyms=(*BASE.synonyms, Synonyms(("路",), ("road",))))) == [
        "同义词组：新增或改动 1，去掉 0"
    ]


def test_the_first_revision_is_told_in_numbers() -> None:
    assert f"facts: {len(BASE.facts)} added" in [line.en for line in differences(None, BASE)]


def test_what_a_figure_is_a_part_of_and_for_each_of() -> None:
    assert zh(BASE, with_fact(part_of="all-roads", per="亩")) == [
        "数据 roads：属于哪条数据 — → all-roads",
        "数据 roads：按每什么计 — → 亩",
    ]


def test_gaps_as_entries() -> None:
    gap = Gap("bus", "east", Bilingual("有没有公交", "whether there are buses"), Names(("有公交吗",)), ("gate",))
    with_gap = replace(BASE, gaps={"bus": gap})
    assert zh(BASE, with_gap) == ["新增空白 bus：有没有公交"]
    assert removed(with_gap, BASE) == ("bus",)
    other = replace(gap, lacks=Bilingual("公交几点", "whether there are buses"), related=())
    assert zh(with_gap, replace(BASE, gaps={"bus": other})) == [
        "空白 bus：没有说的 (zh) 有没有公交 → 公交几点",
        "空白 bus：相关 gate → ",
    ]
    moved = replace(
        with_entry(phrasings=Names(("大门在哪", "门在哪儿", "有公交吗"))), gaps={"bus": replace(gap, phrasings=Names())}
    )
    assert zh(with_gap, moved) == ["问法“有公交吗”从 bus 移到 gate"]


def test_long_texts_are_cut() -> None:
    (line,) = zh(BASE, with_entry(answer=Bilingual("长" * 500, "in the south")))
    assert len(line) < 200
    assert line.endswith("…")
