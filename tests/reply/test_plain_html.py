"""Plain text and Telegram HTML of a message."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.html import LIMIT, html, units
from bot.reply.message import Button, Line, Message, Role
from bot.reply.plain import plain


def message(*lines: tuple[Role, str], buttons: tuple[Button, ...] = ()) -> Message:
    return Message("answer", tuple(Line(role, text) for role, text in lines), buttons)


def shown(text: str) -> str:
    """What Telegram shows: the text without our tags, entities read."""
    return unescape(re.sub(r"</?(?:b|i|blockquote)(?: expandable)?>", "", text))


ANSWER = message(
    (Role.HEADLINE, "超19亿元"),
    (Role.BODY, "贵阳综合保税区 · 进出口"),
    (Role.SOURCE, "来源：《标题》"),
    buttons=(Button("都不是", "none"), Button("甲", "a")),
)


def test_plain_is_lines_then_labels() -> None:
    assert plain(ANSWER) == "超19亿元\n贵阳综合保税区 · 进出口\n来源：《标题》\n都不是\n甲"


def test_html_marks_roles_and_leaves_buttons_out() -> None:
    assert html(ANSWER) == "<b>超19亿元</b>\n贵阳综合保税区 · 进出口\n<i>来源：《标题》</i>"


def test_everything_is_escaped() -> None:
    text = 'a <b>&amp; "x" </i>'
    for role in Role:
        rendered = html(message((role, text)))
        assert shown(rendered) == text
        assert "<b>&amp;amp;" not in rendered
        assert "&lt;b&gt;&amp;amp;" in rendered


def test_long_bodies_are_folded_together() -> None:
    rendered = html(message((Role.HEADLINE, "h"), (Role.BODY, "甲" * 300), (Role.BODY, "乙" * 300), (Role.SOURCE, "s")))
    assert rendered.count("<blockquote expandable>") == 1
    assert "<blockquote" not in html(message((Role.BODY, "甲" * 500)))


def test_the_first_lines_of_a_long_body_stay_open() -> None:
    lines = html(message(*((Role.BODY, f"第{n}行" + "文" * 60) for n in range(10)))).split("\n")
    assert lines[0].startswith("第0行")
    assert lines[1].startswith("第1行")
    assert lines[2].startswith("<blockquote expandable>第2行")
    sentences = html(message((Role.BODY, "第一句。他说：“好。”第二句。" + "长" * 600)))
    assert sentences.startswith("第一句。他说：“好。”第二句。\n<blockquote expandable>长")


def test_a_cut_keeps_figure_and_source_and_shows_itself() -> None:
    rendered = html(message((Role.HEADLINE, "49个"), (Role.BODY, "文" * 9000), (Role.SOURCE, "来源：《标题》")))
    assert rendered.startswith("<b>49个</b>\n")
    assert "文…</blockquote>\n<i>来源：《标题》</i>" in rendered
    assert LIMIT - 5 <= units(shown(rendered)) <= LIMIT


def test_emoji_count_twice_and_are_never_halved() -> None:
    rendered = shown(html(message((Role.BODY, "x" + "🏭" * 4000))))
    assert len(rendered.encode("utf-16-le")) // 2 <= LIMIT
    assert rendered.rstrip("…").endswith("🏭")


def test_very_many_lines_end_in_an_ellipsis() -> None:
    rendered = html(message(*((Role.BODY, "七个字的一行文") for _ in range(2000))))
    assert units(shown(rendered)) <= LIMIT
    assert rendered.endswith("…")


@pytest.mark.parametrize("role", list(Role))
def test_lone_surrogates_do_not_reach_the_wire(role: Role) -> None:
    assert html(message((role, "a\ud800b\0"))).encode("utf-8")


@given(st.lists(st.tuples(st.sampled_from(Role), st.text(max_size=3000)), max_size=8), st.integers(1, 40))
def test_never_too_long(lines: list[tuple[Role, str]], times: int) -> None:
    many = tuple(Line(role, text * (times if i == 0 else 1)) for i, (role, text) in enumerate(lines))
    rendered = html(Message("answer", many))
    assert len(shown(rendered).encode("utf-16-le")) // 2 <= LIMIT
