"""Tidying and adding: nothing is lost, nothing else changes, and what cannot be done safely is refused."""

from pathlib import Path

import pytest
from program import ROOT

from bot.content.files import content_files
from bot.drafting.insert import holds, plain_or_quoted, with_item, with_phrasing
from bot.drafting.tidy import DraftError, means, tidy, untidy

HEADER = "# yaml-language-server: $schema=../schemas/data.schema.json\n"


def test_the_shipped_content_is_tidy() -> None:
    assert untidy(ROOT) == {}


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("facts: []\n", "facts: []\n"),
        ("facts: []", "facts: []\n"),
        ("\ufefffacts: []\r\n# 尾注\r\n", "facts: []\n# 尾注\n"),
        ("names:\n- id: a   \n  x: 1\n", "names:\n  - id: a\n    x: 1\n"),
        (
            "a:\n    - b: 1 # 注\n\n    # 单独一行\n    - b: 010\n",
            "a:\n  - b: 1   # 注\n\n    # 单独一行\n  - b: 010\n",
        ),
        ("a: '单引号'\nb: \"双引号\"\nc: 12:30\nd: 1.50\n", "a: '单引号'\nb: \"双引号\"\nc: 12:30\nd: 1.50\n"),
        ("# 只有注释\n", "# 只有注释\n"),
        (f"a: {'很长' * 300}\n", f"a: {'很长' * 300}\n"),
    ],
)
def test_form_changes_and_meaning_stays(text: str, tidied: str) -> None:
    made = tidy("data/x.yaml", text)
    assert made == HEADER + tidied
    assert tidy("data/x.yaml", made) == made
    assert means("data/x.yaml", made) == means("data/x.yaml", text)


@pytest.mark.parametrize("text", ["a: [1\n", "a: 1\na: 2\n", "a: &x 1\n", "a:\n\t- b\n", "a：1\nb: 2\n"])
def test_faulty_files_are_left_alone(text: str) -> None:
    with pytest.raises(DraftError, match="parkbot check"):
        tidy("data/x.yaml", text)


@pytest.mark.parametrize("text", ["平台", "a: b", "#1", "x #1", "yes", "010", "2024", "[a]", "{a}", "a, b", "他说“好”", '他说"好"', "a\\b", "- x", "!x", "&x", "*x", "%x", "", "问：谁", "x:", "@x"])  # fmt: skip # noqa: E501
def test_any_text_is_written_so_that_it_is_read_back(text: str) -> None:
    for form in ("a: {}\n", "a: [{}, y]\n", "a: {{b: {}}}\n"):
        written = form.format(plain_or_quoted(text))
        data = means("data/x.yaml", written)
        assert isinstance(data, dict)
        value = data["a"]
        assert text in ((value,) if isinstance(value, str) else value if isinstance(value, list) else value.values())


def test_every_item_of_the_shipped_content_takes_a_phrasing() -> None:
    for path in content_files(ROOT):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        data = means(name, text)
        assert isinstance(data, dict)
        first = [items[0] for section in ("facts", "entries", "gaps") if (items := data.get(section))]
        for item in first:
            made = with_phrasing(name, text, item["id"], "zh", "从来没有人问过的话: #1")
            old, new = text.splitlines(), made.splitlines()
            changed = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
            assert len(changed) <= 1 or len(new) > len(old)
            assert with_phrasing(name, made, item["id"], "zh", "从来没有人问过的话: #1") == made
            assert holds(name, made, item["id"])


def test_a_phrasing_for_what_had_none_and_for_what_is_not_there() -> None:
    text = "facts:\n  - id: a # 注\n    park: p\n"
    assert with_phrasing("data/x.yaml", text, "a", "en", "how") == (
        "facts:\n  - id: a # 注\n    park: p\n    phrasings:\n      en: [how]\n"
    )
    with pytest.raises(DraftError, match=r"holds no “b”"):
        with_phrasing("data/x.yaml", text, "b", "en", "how")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", HEADER + "parks:\n  - id: n\n    x: 1\n"),
        ("parks: []\n", "parks:\n  - id: n\n    x: 1\n"),
        ("# 头\nparks:\n  - id: a\n", "# 头\nparks:\n  - id: a\n\n  - id: n\n    x: 1\n"),
        ("parks:\n- id: a\n# 注\nnames: []\n", "parks:\n- id: a\n\n- id: n\n  x: 1\n# 注\nnames: []\n"),
        ("names: []\n", "names: []\n\nparks:\n  - id: n\n    x: 1\n"),
    ],
)
def test_an_item_is_put_at_the_end_of_its_section(text: str, made: str) -> None:
    assert with_item("data/x.yaml", text, "parks", "- id: n\n  x: 1\n") == made


def test_an_item_that_would_spoil_the_file_is_refused() -> None:
    with pytest.raises(DraftError, match="nothing was changed"):
        with_item("data/x.yaml", "parks:\n  - id: a\n", "parks", "- id: [\n")
    with pytest.raises(DraftError, match="Write it as a list"):
        with_item("data/x.yaml", "parks: [{id: a}]\n", "parks", "- id: n\n")


def test_a_file_of_another_encoding_stops_the_tidying(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yaml").write_bytes("# 中文\nfacts: []\n".encode("gbk"))
    with pytest.raises(DraftError, match=r"data/x\.yaml"):
        untidy(tmp_path)
