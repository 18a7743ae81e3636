"""Everything YAML would change, hide or misread is reported in plain words; text stays text."""

import pytest

from bot.content import strict_yaml
from bot.content.nodes import Map, Scalar
from bot.domain.bilingual import Language
from bot.domain.problems import Level


def found(text: str) -> list[tuple[str, int]]:
    _, problems = strict_yaml.parse("data/x.yaml", text)
    return [(p.code, p.place.line) for p in problems]


@pytest.mark.parametrize(
    "value", ["010", "12:30", "2024-11-07", "162.30", "no", "on", "yes", "1_000", "0x1F", "1e3", "~"]
)
def test_scalars_keep_their_text(value: str) -> None:
    node, problems = strict_yaml.parse("x.yaml", f"a: {value}\n")
    assert isinstance(node, Map)
    scalar = node.entries["a"]
    assert isinstance(scalar, Scalar)
    assert scalar.text == value
    assert problems == ()


def test_positions_count_from_one() -> None:
    node, _ = strict_yaml.parse("x.yaml", "a:\n  - b: 中文\n    c: d\n")
    assert isinstance(node, Map)
    inner = node.entries["a"].items[0].entries["c"]  # type: ignore[union-attr]
    assert str(inner.place) == "x.yaml:3:8"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("a: {b: 1, b: 2}\n", "duplicate-key", 1),
        ("a: &x [1]\nb: *x\n", "alias", 1),
        ("a: *x\n", "alias", 1),
        ("base: {q: 1}\na: {<<: 3}\n", "alias", 2),
        ("a: !!python/object:os.system x\n", "tag", 1),
        ("a: !x y\n", "tag", 1),
        ("a: 1\n---\nb: 2\n", "second-document", 2),
        ("%YAML 1.1\n---\na: 1\n", "directive", 1),
        ("[" * 50 + "]" * 50, "too-deep", 1),
        ("question：多少\n", "wide-colon", 0),
        ("id: x\nquestion：多少\nkind: person\n", "wide-colon", 2),
        ("items:\n  - id: x\n    park：成都\n", "wide-colon", 3),
        ("a: {zh：吴畏, en: x}\n", "wide-colon", 1),
        ("id: x\nzh:\u3000文字\nen: y\n", "wide-colon", 2),
        ("zh:文字\nen: y\n", "colon-space", 1),
        ("zh: 问: 多少\n", "syntax", 1),
        ("a: {zh: 问: 多少}\n", "syntax", 1),
        ("a: %50\n", "syntax", 1),
        ("a: @x\n", "syntax", 1),
        ("a: `x`\n", "syntax", 1),
        ('a: "没关上\nb: 1\n', "syntax", 1),
        ("a: [1, 2\nb: 1\n", "syntax", 1),
        ('a: "中试"是什么\n', "syntax", 1),
        ("a: {east-fact}平台\n", "syntax", 1),
        ('a: "\\q"\n', "syntax", 1),
        ("a:\n  b: 1\n c: 2\n", "syntax", 3),
        ("a: 平台 #49\n", "comment-cut", 1),
        ("a: 平台 # 不是注释\n", "comment-cut", 1),
        ("? [a, b]\n: c\n", "brace-key", 1),
    ],
)
def test_traps_are_named_where_they_are(text: str, code: str, line: int) -> None:
    problems = found(text)
    if line:
        assert (code, line) in problems
    else:  # a lone text is a text to YAML: the loader says what was meant
        assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        'a: "问: 多少"\n',
        "a: 问：多少\n",
        'a: "平台 #49"\n',
        "a: 平台  # 注释\n# 另一行\n",
        "a: x # a note behind an id\n",
        "a: '“中试”是什么'\n",
        "a: |\n  question：多少\n  zh: x\n",
        "a: https://example.org/x\n",
        "a: 60%\nb: C#\n",
        "---\na: 1\n",
    ],
)
def test_good_samples_pass(text: str) -> None:
    assert found(text) == []


def test_an_alias_bomb_is_never_expanded() -> None:
    levels = ["a: &a [x,x,x,x,x,x,x,x,x]"] + [
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert {code for code, _ in found("\n".join(levels))} == {"alias"}


def test_both_lines_of_a_repeated_key_are_named() -> None:
    _, problems = strict_yaml.parse("x.yaml", "a: 1\nb: 2\na: 3\n")
    assert problems[0].place.line == 3
    assert "1" in problems[0].what.zh
    assert "line 1" in problems[0].what.en


def test_every_problem_says_how_to_mend_in_both_languages() -> None:
    for text in ("a: 1\na: 2", "a: &x 1", "a: %50", "a: [1", "zh:　x\nb: 1", "a: 平台 #4"):
        for problem in strict_yaml.parse("x.yaml", text)[1]:
            for language in (Language.SIMPLIFIED, Language.ENGLISH):
                assert problem.what.get(language)
                assert problem.mend.get(language)
            assert problem.level is Level.ERROR
