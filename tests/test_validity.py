"""Dates of facts, entries and gaps in what people get: nothing changes before the day, nothing is silent after it."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from dated_content import AFTER, BEFORE, GAP, LAST, NEWER, content, desk
from fakes import HandClock
from hypothesis import given, settings
from hypothesis import strategies as st
from program import SMALL_CONTENT

from bot.batch import answer_lines
from bot.domain.bilingual import Language
from bot.domain.validity import Validity, day_of
from bot.reply.html import html
from bot.reply.message import Message, Role
from bot.reply.plain import plain

ZH, EN = Language.SIMPLIFIED, Language.ENGLISH
FIGURE, FOUNDER, RENT = "柳树湾产业园有多少座厂房", "柳树湾产业园是谁创办的", "柳树湾厂房的租金是多少"
EXPIRES = f"expires: {LAST}"
QUESTIONS = (
    FIGURE, FOUNDER, RENT, "柳树湾产业园2021年出口额是多少", "柳树湾2021年和2022年出口额差多少", "柳树湾有40座厂房吗",
    "How many workshops does Willow Bay have", "Who founded the Willow Bay park", "柳树湾", "厂房", "苏州有几座厂房",
)  # fmt: skip


def notices(message: Message) -> list[str]:
    return [line.text for line in message.lines if line.role is Role.NOTICE]


def texts(message: Message) -> list[str]:
    return [line.text for line in message.lines]


def all_expiring(folder: Path, line: str = EXPIRES) -> Path:
    gap = GAP.replace("    lacks", f"    {line}\n    lacks")
    items = ("willow_workshops", "willow_exports_2021", "willow_exports_2022", "willow_founder")
    return content(folder, gap=gap, **dict.fromkeys(items, line))


def test_a_day_ends_at_midnight_in_china() -> None:
    assert (day_of(BEFORE), day_of(AFTER)) == (date(2027, 6, 30), date(2027, 7, 1))
    dates = Validity(expires=date.fromisoformat(LAST))
    assert not dates.is_over(day_of(BEFORE))
    assert dates.is_over(day_of(AFTER))
    assert not Validity(review=date(2020, 1, 1)).is_over(day_of(AFTER))


def test_on_its_last_day_a_fact_is_told_as_ever_and_then_never_silently(tmp_path: Path) -> None:
    clock = HandClock(BEFORE)
    asked = desk(content(tmp_path, willow_workshops=EXPIRES), clock)
    before = asked.reply(FIGURE, "c")
    assert before.lines[0].text == "37座"
    clock.now = AFTER  # the same program, the same question: what it remembers of it must not be told
    after = asked.reply(FIGURE, "d")
    assert texts(after) == ["注意：这条内容的有效期到2027年6月30日，现在可能已经过时。", *texts(before)]
    assert asked.reply(FIGURE, "c").lines == after.lines
    clock.now = BEFORE
    assert asked.reply(FIGURE, "d").lines == before.lines


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many workshops does Willow Bay have", "was valid until 30 June 2027 and may be out of date"),
        ("Who founded the Willow Bay park", "was valid until 30 June 2027 and may be out of date"),
        ("what is the rent of a workshop in Willow Bay", "was checked until 30 June 2027"),
        (FIGURE, "有效期到2027年6月30日"),
        (FOUNDER, "有效期到2027年6月30日"),
        (RENT, "核对到2027年6月30日"),
        ("柳樹灣產業園有多少座廠房", "有效期到2027年6月30日"),
        ("柳树湾2021年和2022年出口额差多少", "有效期到2027年6月30日"),
        ("柳树湾有37座厂房吗", "有效期到2027年6月30日"),
        ("柳树湾有多少座厂房？柳树湾产业园是谁创办的？", "有效期到2027年6月30日"),
    ],
)
def test_whatever_is_over_says_so_first_with_its_day(question: str, named: str, tmp_path: Path) -> None:
    message = desk(all_expiring(tmp_path), HandClock(AFTER)).reply(question, "c")
    assert message.lines[0].role is Role.NOTICE
    assert named in message.lines[0].text


def test_an_entry_says_that_a_figure_in_it_is_over(tmp_path: Path) -> None:
    message = desk(content(tmp_path, willow_workshops=EXPIRES), HandClock(AFTER)).reply(FOUNDER, "c")
    assert texts(message)[0] == ("注意：“柳树湾产业园 · 厂房数量：37座”的有效期到2027年6月30日，现在可能已经过时。")
    assert "现有37座厂房" in plain(message)


class Pair:
    """The same content with dates and without, asked at the same moment, each question in a chat of its own."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self._dated = desk(all_expiring(folder / "dated"), self.clock)
        self._plain = desk(content(folder / "plain", gap=GAP), self.clock)
        self._chats = count()

    def ask(self, question: str, now: datetime) -> tuple[Message, Message]:
        self.clock.now, chat = now, str(next(self._chats))
        return self._dated.reply(question, chat), self._plain.reply(question, chat)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return Pair(tmp_path_factory.mktemp("pair"))


def without_key(message: Message) -> Message:
    return replace(message, question="")


@given(question=st.sampled_from(QUESTIONS), before=st.timedeltas(timedelta(0), timedelta(days=9000)))
@settings(max_examples=60, deadline=None)
def test_before_the_day_nothing_changes(pair: Pair, question: str, before: timedelta) -> None:
    dated, undated = pair.ask(question, BEFORE - before)
    assert without_key(dated) == without_key(undated)


@given(question=st.sampled_from(QUESTIONS), after=st.timedeltas(timedelta(0), timedelta(days=9000)))
@settings(max_examples=60, deadline=None)
def test_after_the_day_every_reply_that_tells_something_names_it(pair: Pair, question: str, after: timedelta) -> None:
    dated, undated = pair.ask(question, AFTER + after)
    if dated.outcome == "answer" or RENT in question:
        assert "2027年6月30日" in dated.lines[0].text or "30 June 2027" in dated.lines[0].text
    # What was told before is still told, word for word, after it: only marks inside a list may come in.
    kept = [line for line in dated.lines if line.role is not Role.NOTICE]
    assert [line.role for line in kept] == [line.role for line in undated.lines]
    assert all("37" not in b.label or "已过期" in b.label for b in dated.buttons)


def test_a_newer_figure_takes_the_place_of_one_that_is_over(tmp_path: Path) -> None:
    clock = HandClock(AFTER)
    asked = desk(content(tmp_path, newer=NEWER, willow_workshops=EXPIRES), clock)
    message = asked.reply(FIGURE, "c")
    assert texts(message)[0] == "41座"
    assert (notices(message), message.articles, message.shown) == ([], ("willow-again",), ("willow-workshops-again",))
    assert asked.choose("willow-workshops", "c").shown == ("willow-workshops-again",)  # an old button
    entry = asked.reply(FOUNDER, "c")
    assert notices(entry) == [
        "注意：“柳树湾产业园 · 厂房数量：37座”的有效期到2027年6月30日，现在可能已经过时。",
        "“柳树湾产业园 · 厂房数量：37座”有更新的数字：41座（《柳树湾再扩建》）。",
    ]
    assert entry.articles == ("willow", "willow-again")


def test_an_older_article_replaces_nothing(tmp_path: Path) -> None:
    message = desk(
        content(tmp_path, newer=NEWER.replace("2024-06", "2020-06"), willow_workshops=EXPIRES), HandClock(AFTER)
    ).reply(FIGURE, "c")
    assert [line.text for line in message.lines if line.role is Role.HEADLINE] == ["37座", "41座"]
    assert "有效期到2027年6月30日" in notices(message)[1]


@pytest.mark.parametrize("question", [FIGURE, "柳树湾有41座厂房吗", "柳树湾有37座厂房吗", "柳树湾建成几座厂房"])
def test_articles_that_differ_are_both_told_the_newer_first(question: str, tmp_path: Path) -> None:
    message = desk(content(tmp_path, newer=NEWER), HandClock(BEFORE)).reply(question, "c")
    assert texts(message) == [
        "各报道给出的数字不同，较新的报道在前。",
        "41座",
        "柳树湾产业园 · 厂房数量 · 截至报道时 · 实际值",
        "来源：《柳树湾再扩建》，柳湾晚报，高山，第2段",
        "37座",
        "柳树湾产业园 · 厂房数量 · 截至报道时 · 实际值",
        "来源：《柳树湾产业园稳步前行》，柳湾晚报，高山，第2段",
    ]
    assert message.shown == ("willow-workshops-again", "willow-workshops")
    assert message.articles == ("willow-again", "willow")


def test_the_source_of_what_differs_is_both_articles(tmp_path: Path) -> None:
    asked = desk(content(tmp_path, newer=NEWER), HandClock(BEFORE))
    asked.reply(FIGURE, "c")
    assert asked.reply("出处是哪里", "c").articles == ("willow-again", "willow")


def test_an_entry_says_that_articles_differ_on_a_figure_in_it(tmp_path: Path) -> None:
    message = desk(content(tmp_path, newer=NEWER), HandClock(BEFORE)).reply("Who founded the Willow Bay park", "c")
    assert notices(message) == [
        "Please note: for “Willow Bay Industrial Park, number of workshops: 37 (37座)” another article gives a "
        "different figure: 41 (41座) (“Willow Bay builds on”)."
    ]
    assert message.articles == ("willow", "willow-again")


def test_the_same_figure_in_two_articles_is_told_once(tmp_path: Path) -> None:
    message = desk(content(tmp_path, newer=NEWER.replace("41座", "37座")), HandClock(BEFORE)).reply(FIGURE, "c")
    assert [line.text for line in message.lines if line.role is Role.HEADLINE] == ["37座"]
    assert notices(message) == []


@pytest.mark.parametrize(
    "other", [("status: actual", "status: target"), ("period: reported", 'period: "2024"'), ("41座", "41公顷")]
)
def test_other_things_are_not_set_against_each_other(other: tuple[str, str], tmp_path: Path) -> None:
    message = desk(content(tmp_path, newer=NEWER.replace(*other)), HandClock(BEFORE)).choose("willow-workshops", "c")
    assert message.lines[0].text == "37座"
    assert message.shown == ("willow-workshops",)


def test_nothing_is_worked_out_from_what_articles_differ_on(tmp_path: Path) -> None:
    exports = NEWER.replace("indicator: workshops", "indicator: exports").replace("period: reported", 'period: "2022"')
    root = content(tmp_path, newer=exports.replace("41座", "9.9亿元"))
    message = desk(root, HandClock(BEFORE)).reply("柳树湾2021年和2022年出口额差多少", "c")
    assert "相差" not in plain(message)
    for figure in ("超8亿元", "9.9亿元", "9.5亿元"):
        assert figure in plain(message)
    assert "给出的数字不同" in notices(message)[0]


def test_every_edge_shows_it(tmp_path: Path) -> None:
    clock = HandClock(AFTER)
    asked = desk(content(tmp_path, willow_workshops=EXPIRES), clock)
    first = "注意：这条内容的有效期到2027年6月30日，现在可能已经过时。"
    message = asked.reply(FIGURE, "c")
    assert html(message).startswith(f"<b>{first}</b>\n<b>37座</b>")
    assert plain(message).startswith(first)
    out = io.StringIO()
    line = json.dumps({"id": 1, "chat": "a", "text": FIGURE}, ensure_ascii=False).encode()
    answer_lines(io.BytesIO(line), out, io.StringIO(), asked)
    assert json.loads(out.getvalue())["text"].startswith(first)
    found = asked.search("厂房", ZH, 5)[0]  # inline
    assert (found.figure, found.message.lines[0].text) == ("37座（已过期）", first)
    assert found.version != desk(SMALL_CONTENT, clock).search("厂房", ZH, 5)[0].version
    page = asked.open("park/willow-bay", "c", ZH)
    assert page.buttons[0].label == "厂房数量：37座（已过期）"
    assert asked.open("park/willow-bay", "c", EN).buttons[0].label == "number of workshops: 37 (out of date)"
    opened = asked.open("park/willow-bay:willow-workshops", "c", ZH)
    assert opened.lines[0].text == first


def test_lists_and_inline_results_show_both_figures(tmp_path: Path) -> None:
    asked = desk(content(tmp_path, newer=NEWER), HandClock(BEFORE))
    assert asked.open("park/willow-bay", "c", ZH).buttons[0].label == "厂房数量：41座／37座"
    found = asked.search("厂房", ZH, 5)
    assert [f.target for f in found].count("willow-workshops") == 0
    assert (found[0].target, found[0].figure) == ("willow-workshops-again", "41座／37座")
    assert notices(found[0].message) == ["各报道给出的数字不同，较新的报道在前。"]


def test_no_picture_is_drawn_of_what_needs_a_word(tmp_path: Path) -> None:
    clock = HandClock(BEFORE)
    asked = desk(content(tmp_path, willow_exports_2021=EXPIRES), clock)
    both = ["willow-exports-2021", "willow-exports-2022"]
    assert asked.picture(both, ZH) is not None
    clock.now = AFTER
    assert asked.picture(both, ZH) is None
    assert "📊 看图" not in [b.label for b in asked.further(asked.reply("柳树湾产业园2022年出口额是多少", "c"))]


def test_a_review_date_alone_changes_no_reply(tmp_path: Path) -> None:
    root = all_expiring(tmp_path, "review: 2020-01-31")
    clock = HandClock(datetime(2030, 1, 1, tzinfo=UTC))
    assert notices(desk(root, clock).reply(FIGURE, "c")) == []
