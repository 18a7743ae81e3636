"""Reading content: files, form, and the domain objects that come out."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.content.load import Loaded, load
from bot.domain.facts import PeriodKind
from bot.domain.problems import Level

from .conftest import Write


def codes(loaded: Loaded) -> list[tuple[str, str]]:
    return [(p.code, str(p.place)) for p in loaded.problems]


def test_good_content_becomes_a_revision(write: Write) -> None:
    loaded = load(write())
    assert loaded.problems == ()
    revision = loaded.revision
    assert revision is not None
    assert list(revision.facts) == ["east-platforms", "east-target", "west-trade"]
    assert revision.facts["west-trade"].quantity.amount == Decimal("1.9E9")
    assert revision.entries["east-zhang"].park == "east-park"
    assert revision.left_out[0].figure == "11月7日"
    assert revision.synonyms[0].zh == ("钱", "资金")


def test_periods_take_their_year_from_the_cited_article(write: Write) -> None:
    facts = load(write()).usable.facts
    assert facts["east-platforms"].period.kind is PeriodKind.REPORTED
    assert (facts["east-platforms"].period.year, facts["east-platforms"].period.year_inferred) == (2024, True)
    assert (facts["east-target"].period.value, facts["east-target"].period.year) == ("2025", 2025)
    assert (facts["west-trade"].period.year, facts["west-trade"].period.year_inferred) == (2023, False)


@pytest.mark.parametrize(
    ("written", "kind", "year"),
    [
        ("this-year", PeriodKind.THIS_YEAR, 2024),
        ("yearly", PeriodKind.YEARLY, None),
        ("undated", PeriodKind.UNDATED, None),
        ('{zh: 三年内, en: within three years, year: "2027"}', PeriodKind.OTHER, 2027),
        ('"2023-11-07"', PeriodKind.DATE, 2023),
    ],
)
def test_every_form_of_period(write: Write, written: str, kind: PeriodKind, year: int | None) -> None:
    loaded = load(write({"data/facts.yaml": ("period: reported", f"period: {written}")}))
    period = loaded.usable.facts["east-platforms"].period
    assert (period.kind, period.year, loaded.problems) == (kind, year, ())


def test_the_digest_follows_every_byte(write: Write) -> None:
    first, second = load(write()).usable.digest, load(write()).usable.digest
    third = load(write({"data/synonyms.yaml": "synonyms:\n  - {zh: [钱], en: [money]}\n"})).usable.digest
    assert first == second != third


INDICATR = ("indicator: platforms\n    measures", "indicatr: platforms\n    measures")
SPOILED: list[tuple[dict[str, str | bytes | tuple[str, str]], str, str]] = [
    ({"data/x.yaml": "facts：\n"}, "wide-colon", "data/x.yaml:1:1"),
    ({"data/x.yaml": "just text\n"}, "wrong-form", "data/x.yaml:1:1"),
    ({"data/x.yaml": "fact: []\n"}, "unknown-key", "data/x.yaml:1:1"),
    ({"data/x.yaml": "facts: 3\n"}, "wrong-form", "data/x.yaml:1:8"),
    ({"data/x.yaml": "facts:\n\t- id: x\n"}, "tab", "data/x.yaml:2:1"),
    ({"data/x.yaml": "facts:\n\u3000- id: x\n"}, "wide-space", "data/x.yaml:2:1"),
    ({"data/x.yaml": "# 中文\n# 园区\n".encode("gbk")}, "encoding", "data/x.yaml:1:1"),
    ({"data/x.yaml": "facts: []".encode("utf-16")}, "encoding", "data/x.yaml:1:1"),
    ({"data/x.yaml": b"facts: []\x00"}, "control-character", "data/x.yaml:1:10"),
    ({"data/x.yaml": b"#" * (2 * 1024 * 1024 + 1)}, "too-large", "data/x.yaml"),
    ({"faq/x.yaml": "entries: []\n"}, "missing-key", "faq/x.yaml:1:1"),
    ({"data/facts.yaml": INDICATR}, "unknown-key", "data/facts.yaml:4:5"),
    ({"data/facts.yaml": ("    period: reported\n", "")}, "missing-key", "data/facts.yaml:2:5"),
    (
        {"data/facts.yaml": ('status: actual\n    quantity: "49', 'status: actuall\n    quantity: "49')},
        "not-allowed",
        "data/facts.yaml:7:13",
    ),
    ({"data/facts.yaml": ("period: reported", "period: lately")}, "period", "data/facts.yaml:6:13"),
    ({"data/facts.yaml": ("period: reported", 'period: "2023-13"')}, "period", "data/facts.yaml:6:13"),
    ({"data/facts.yaml": ('"49个"', '"很多"')}, "quantity", "data/facts.yaml:8:15"),
    ({"data/facts.yaml": ('"49个"', '"2023年"')}, "quantity", "data/facts.yaml:8:15"),
    ({"data/facts.yaml": ('"49个"', "~")}, "empty", "data/facts.yaml:8:15"),
    ({"data/facts.yaml": ('"49个"', "")}, "empty", "data/facts.yaml:8:5"),
    (
        {"data/facts.yaml": ("paragraphs: [1]}\n    phrasings", "paragraphs: [one]}\n    phrasings")},
        "wrong-form",
        "data/facts.yaml:9:44",
    ),
    ({"data/facts.yaml": ("zh: 已建成的平台, en", "zh: 已建成的, 平台, en")}, "comma", "data/facts.yaml:5:26"),
    ({"data/facts.yaml": ("zh: 已建成的平台, en", "zh:已建成的平台, en")}, "colon-space", "data/facts.yaml:5:16"),
    ({"data/facts.yaml": ("id: east-target", "id: east-platforms")}, "duplicate-id", "data/facts.yaml:11:9"),
    ({"faq/east.yaml": ("id: east-zhang", "id: east-target")}, "duplicate-id", "faq/east.yaml:3:9"),
    (
        {"faq/east.yaml": ('answer: {zh: "张三管{east-platforms}平台。"', "answer: {zh: {east-platforms}")},
        "brace-key",
        "faq/east.yaml:6:18",
    ),
    ({"data/articles.yaml": ('value: "2024-11"', 'value: "2024/11"')}, "date-form", "data/articles.yaml:6:19"),
]


@pytest.mark.parametrize(("changes", "code", "place"), SPOILED)
def test_faults_are_found_at_their_line(
    write: Write, changes: dict[str, str | bytes | tuple[str, str]], code: str, place: str
) -> None:
    loaded = load(write(changes))
    assert (code, place) in codes(loaded)
    assert loaded.revision is None


@pytest.mark.parametrize("value", ["010", "12:30", "162.30", "2024-11-07", "no", "on"])
def test_unquoted_text_that_yaml_would_change_is_kept_and_reported(write: Write, value: str) -> None:
    loaded = load(write({"data/synonyms.yaml": f"synonyms:\n  - {{zh: [{value}], en: []}}\n"}))
    assert loaded.usable.synonyms[0].zh == (value,)
    (problem,) = loaded.problems
    assert (problem.code, problem.level) == ("unquoted", Level.WARNING)
    assert f'"{value}"' in problem.mend.en
    assert loaded.revision is not None


@pytest.mark.parametrize(
    ("listed", "warned"),
    [
        ("[几家企业，多少家企业]", True),
        ("[几家企业, 多少家企业]", False),
        ('["企业，有几家"]', False),
        ("[几家]", False),
    ],
)
def test_a_full_width_comma_that_makes_two_phrasings_one_is_reported(write: Write, listed: str, warned: bool) -> None:
    loaded = load(write({"data/synonyms.yaml": f"synonyms:\n  - {{zh: {listed}, en: []}}\n"}))
    assert ("wide-comma" in [p.code for p in loaded.problems]) is warned
    assert loaded.revision is not None


def test_an_unknown_unit_is_named_with_the_known_ones(write: Write) -> None:
    loaded = load(write({"data/facts.yaml": ('"49个"', '"49毛"')}))
    (problem,) = [p for p in loaded.problems if p.code == "unit"]
    assert "“毛”" in problem.what.zh
    assert "毫米" in problem.mend.zh


def test_a_near_key_is_suggested(write: Write) -> None:
    loaded = load(write({"data/facts.yaml": INDICATR}))
    unknown = next(p for p in loaded.problems if p.code == "unknown-key")
    assert "indicator" in unknown.mend.zh


def test_gbk_is_named(write: Write) -> None:
    (problem,) = load(write({"data/x.yaml": "# 中文园区\n".encode("gbk")})).problems
    assert "GBK" in problem.what.zh


def test_a_byte_order_mark_and_comments_only_are_fine(write: Write) -> None:
    changes = {
        "data/x.yaml": b"\xef\xbb\xbf# note\nfacts: []\n",
        "data/y.yml": "# nothing yet\n",
        "faq/.#east.yaml": "junk: [",
    }
    assert load(write(changes)).problems == ()


def test_one_fault_does_not_hide_the_others(write: Write) -> None:
    changes: dict[str, str | bytes | tuple[str, str]] = {
        "data/a.yaml": "facts: [",
        "data/b.yaml": "x: 1\n",
        "data/facts.yaml": ('"49个"', '"很多"'),
    }
    loaded = load(write(changes))
    assert {"syntax", "unknown-key", "quantity"} <= {p.code for p in loaded.problems}
    assert "east-target" in loaded.usable.facts


def test_no_content_at_all_is_said(tmp_path: Path) -> None:
    assert [p.code for p in load(tmp_path).problems] == ["no-content"]


def test_a_folder_named_like_a_file_is_reported(write: Write) -> None:
    root = write()
    (root / "data" / "odd.yaml").mkdir()
    assert [p.code for p in load(root).problems] == ["unreadable"]
