"""The proof against made-up article texts: what is wrong is found, what is right is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.source.dates import mentions

from .conftest import TEXTS, Write

Change = dict[str, str | bytes | tuple[str, str]]
Source = Callable[..., Path]


def plain(text: str) -> str:
    return text.lower()


def codes(root: Path, source: Path) -> set[tuple[str, str]]:
    return {(p.code, p.place.file) for p in check(root, source, plain)}


def test_right_content_is_proved(write: Write, source: Source) -> None:
    assert check(write(), source(), plain) == ()


FACTS, EAST = "data/facts.yaml", "faq/east.yaml"
SPOILED: list[tuple[Change, str, str]] = [
    ({FACTS: ('"49个"', '"48个"')}, "figure-not-there", FACTS),
    ({FACTS: ('"49个"', '"49家"')}, "figure-not-there", FACTS),
    ({FACTS: ('"49个"', '"49万个"')}, "figure-not-there", FACTS),
    ({FACTS: ('"49个"', '"约49个"')}, "figure-not-there", FACTS),
    ({FACTS: ('"超19亿元"', '"19亿元"')}, "figure-not-there", FACTS),
    ({FACTS: ('"超19亿元"', '"逾19亿元"')}, "figure-wording", FACTS),
    ({FACTS: ("article: east, paragraphs: [2]", "article: east, paragraphs: [3]")}, "figure-not-there", FACTS),
    ({FACTS: ("article: east, paragraphs: [2]", "article: east, paragraphs: [2, 3]")}, "figure-not-there", FACTS),
    ({FACTS: ("park: west-park", "park: east-park")}, "fact-park", FACTS),
    ({FACTS: ('period: "2023-04"', 'period: "2022-04"')}, "period-not-there", FACTS),
    ({FACTS: ('period: "2023-04"', 'period: "2023-05"')}, "period-not-there", FACTS),
    ({EAST: ("管{east-platforms}", "管{east-platforms}、7个")}, "answer-figure", EAST),
    ({EAST: ("runs {east-platforms}", "runs {east-platforms} and 7")}, "answer-figure", EAST),
    ({EAST: ("张三管", "2019年张三管")}, "answer-date", EAST),
    ({EAST: ("张三管", "2024年张三管")}, "inferred-year", EAST),
    ({"data/articles.yaml": ("zh: 李明", "zh: 李敏")}, "reporter", "data/articles.yaml"),
    ({"data/articles.yaml": ("东城园区：造平台", "东城园区：建平台")}, "title", "data/articles.yaml"),
    ({"data/articles.yaml": ("paragraphs: 3", "paragraphs: 4")}, "paragraph-count", "data/articles.yaml"),
    ({"data/names.yaml": ("zh: 张三", "zh: 张山")}, "name-not-there", "data/names.yaml"),
    ({"data/left-out.yaml": ("11月7日", "11月8日")}, "left-out-not-there", "data/left-out.yaml"),
    ({"data/left-out.yaml": "left_out: []\n"}, "figure-not-carried", "east.txt"),
]


@pytest.mark.parametrize(("changes", "code", "file"), SPOILED)
def test_a_wrong_detail_is_found(write: Write, source: Source, changes: Change, code: str, file: str) -> None:
    assert (code, file) in codes(write(changes), source())


@pytest.mark.parametrize(
    "extra", ["新增12家企业", "新增十二家企业", "2021年获批", "占比达94%", "上千种商品", "投入1亿元"]
)
def test_a_figure_of_the_text_that_nobody_carries_is_listed(write: Write, source: Source, extra: str) -> None:
    folder = source({"east.txt": TEXTS["east.txt"].replace("已建成", f"{extra}，已建成")})
    assert ("figure-not-carried", "east.txt") in codes(write(), folder)


def test_an_answer_that_cites_the_paragraph_carries_its_figures_and_dates(write: Write, source: Source) -> None:
    changes: Change = {
        "data/left-out.yaml": "left_out: []\n",
        EAST: ("张三管", "记者11月7日前往；张三管"),
    }
    assert codes(write(changes), source()) == set()


def test_a_date_of_this_year_may_be_completed_when_the_answer_says_it_is_inferred(write: Write, source: Source) -> None:
    changes: Change = {EAST: ("张三管", "报道当年（推断为2024年）11月7日；张三管")}
    assert codes(write(changes), source()) == set()


def test_the_words_around_decide_between_two_paragraphs_with_one_figure(write: Write, source: Source) -> None:
    text = TEXTS["east.txt"].replace("前往。", "前往，参观展品49个。")
    left = "left_out:\n  - {article: east, paragraph: 3, figure: 11月7日，参观, reason: {zh: 无, en: none}}\n"
    folder = source({"east.txt": text.replace("前往，参观展品", "，参观展品")})
    swapped: Change = {
        FACTS: ("paragraphs: [1]}\n    phrasings", "paragraphs: [3]}\n    phrasings"),
        "data/left-out.yaml": left,
    }
    assert ("better-paragraph", FACTS) in codes(write(swapped), folder)
    assert ("better-paragraph", FACTS) not in codes(write({"data/left-out.yaml": left}), folder)


def test_two_facts_on_one_figure_are_pointed_out(write: Write, source: Source) -> None:
    changes: Change = {
        FACTS: (
            'quantity: "60个"\n    citation: {article: east, paragraphs: [2]}',
            'quantity: "49个"\n    citation: {article: east, paragraphs: [1]}',
        )
    }
    assert ("figure-shared", FACTS) in codes(write(changes), source())


def test_one_text_proves_what_cites_it(write: Write, source: Source) -> None:
    folder = source({"west.txt": TEXTS["west.txt"].replace("超19亿元", "约19亿元")})
    assert codes(write(), folder / "east.txt") == set()
    assert {code for code, _ in codes(write(), folder / "west.txt")} == {"figure-not-there", "figure-not-carried"}


def test_a_text_that_belongs_to_no_article_is_refused(write: Write, source: Source) -> None:
    folder = source({"north.txt": TEXTS["west.txt"]})
    assert [code for code, _ in codes(write(), folder / "north.txt")] == ["no-source"]


def test_a_plain_text_is_proved_like_a_marked_one(write: Write, source: Source) -> None:
    told = "东城园区张三说，已建成平台49个。\n到2025年，平台数量将达60个。\n记者11月7日前往。\n"
    plain_text = f"东城园区：\n造平台\n◎本报记者 李明\n{told}"
    assert codes(write(), source({"east.txt": plain_text})) == set()
    wrong = plain_text.replace("49个", "48个")
    assert ("figure-not-there", FACTS) in codes(write(), source({"east.txt": wrong}))


def test_a_figure_of_an_unfinished_fact_is_not_listed_as_uncovered(write: Write, source: Source) -> None:
    root = write({FACTS: ("status: target", "status: TODO")})
    assert codes(root, source()) == {("to-complete", FACTS)}


def test_a_missing_text_is_said(write: Write, source: Source, tmp_path: Path) -> None:
    folder = source()
    (folder / "west.txt").unlink()
    assert codes(write(), folder) == {("no-source", "west.txt")}
    assert [code for code, _ in codes(write(), tmp_path / "nowhere")] == ["no-source"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年4月", (2023, 4, None, "")),
        ("11月7日", (None, 11, 7, "")),
        ("11月上旬", (None, 11, None, "上旬")),
        ("10月底", (None, 10, None, "底")),
        ("十一月七日", (None, 11, 7, "")),
        ("2024-11-07", (2024, 11, 7, "")),
        ("23年", (2023, None, None, "")),
    ],
)
def test_dates_are_taken_apart(text: str, expected: tuple[int | None, int | None, int | None, str]) -> None:
    (mention,) = mentions(text)
    assert (mention.year, mention.month, mention.day, mention.part) == expected


@pytest.mark.parametrize(("period", "right"), [("2023", True), ("2020", False)])
def test_last_year_in_the_sentence_is_the_year_before_the_articles(
    write: Write, source: Source, period: str, right: bool
) -> None:
    folder = source({"west.txt": "title: 西城园区\n¶1 2020年，西城园区建成口岸，去年外贸总额超19亿元。\n"})
    found = codes(write({FACTS: ('period: "2023-04"', f'period: "{period}"')}), folder)
    assert (("period-not-there", FACTS) not in found) is right


def test_a_figure_of_a_worded_period_is_carried(write: Write, source: Source) -> None:
    folder = source({"west.txt": "title: 西城园区\n¶1 今年1至9月，西城园区外贸总额超19亿元。\n"})
    worded = 'period: {zh: 今年1至9月, en: "January to September"}'
    assert codes(write({FACTS: ('period: "2023-04"', worded)}), folder) == set()
