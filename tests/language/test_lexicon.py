"""Segmentation: longer terms win over left-over units, preferred kinds over others, and every match is told."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.lexicon import Kind, Lexicon, Meaning, Span

LEXICON = Lexicon(
    (text, Meaning(kind, id))
    for text, kind, id in (
        ("贵阳", Kind.PARK, "guiyang"),
        ("贵阳综保区", Kind.PARK, "guiyang"),
        ("中试", Kind.CONCEPT, "pilot"),
        ("中试平台", Kind.CONCEPT, "platform"),
        ("平台", Kind.CONCEPT, "any-platform"),
        ("台数", Kind.CONCEPT, "units"),
        ("有什么", Kind.FILLER, ""),
        ("什么时候", Kind.ASKS, "when"),
        ("什么", Kind.ASKS, "what"),
        ("目标", Kind.STATUS, "target"),
        ("目标", Kind.CONCEPT, "goal"),
        ("", Kind.PARK, "nowhere"),
    )
)


def cut(text: str) -> list[str]:
    spans, _ = LEXICON.segment(text)
    return [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("贵阳综保区", ["贵阳综保区"]),
        ("贵阳中试", ["贵阳", "中试"]),
        ("中试平台", ["中试平台"]),
        ("中试平台数", ["中试平台", "数"]),
        ("有什么时候", ["有", "什么时候"]),
        ("有什么平台", ["有什么", "平台"]),
        ("苏州", ["苏", "州"]),
        ("", []),
    ],
)
def test_segmentation(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


def test_a_term_keeps_all_its_meanings() -> None:
    (span,), _ = LEXICON.segment("目标")
    assert span.meanings == (Meaning(Kind.STATUS, "target"), Meaning(Kind.CONCEPT, "goal"))
    assert span.has(Kind.STATUS)
    assert span.ids(Kind.CONCEPT) == ("goal",)
    assert not span.has(Kind.PARK)
    assert not span.has_ask()


def test_a_meaning_given_twice_is_one() -> None:
    lexicon = Lexicon([("贵阳", Meaning(Kind.PARK, "a")), ("贵阳", Meaning(Kind.PARK, "a"))])
    assert lexicon.segment("贵阳")[0] == [Span(0, 2, (Meaning(Kind.PARK, "a"),))]


def test_matches_tell_overlapping_terms_too() -> None:
    _, matches = LEXICON.segment("中试平台数")
    found = {(s.start, s.end) for spans in matches for s in spans}
    assert found == {(0, 2), (0, 4), (2, 4), (3, 5)}


@given(st.text(alphabet="贵阳综保区中试平台数有什么时候目标x", max_size=60))
def test_the_spans_are_the_text_without_gaps(text: str) -> None:
    spans, _ = LEXICON.segment(text)
    assert "".join(text[s.start : s.end] for s in spans) == text
    assert all(a.end == b.start for a, b in pairwise(spans))
    assert all(s.meanings or s.end - s.start == 1 for s in spans)
