"""The pure pieces: the window of updates, callback data, backing off, a short memory."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.backoff import Backoff
from bot.chat.callback_data import Choose, Open, Send, Vote, VoteAgain, decode, encode
from bot.chat.links import opened, payload
from bot.chat.recent import Recent
from bot.chat.window import Window
from bot.domain.marks import Mark


def test_the_window_moves_only_past_handled_updates() -> None:
    window = Window()
    assert window.move() is None
    assert all(window.add(n) for n in (5, 6, 7))
    assert not window.add(6)
    window.handled(6)
    window.handled(6)
    assert (window.pending, window.can_move, window.move()) == (2, False, 5)
    window.handled(5)
    assert not window.add(5), "known until the offset has moved"
    assert (window.can_move, window.move()) == (True, 7)
    window.handled(7)
    assert (window.pending, window.move()) == (0, 8)
    assert window.add(3), "numbers may start anew"
    assert window.move() == 3


@given(st.lists(st.integers(0, 30), unique=True, min_size=1), st.data())
def test_no_unhandled_update_is_ever_confirmed(numbers: list[int], data: st.DataObject) -> None:
    numbers.sort()
    window = Window()
    unhandled = set(numbers)
    for number in numbers:
        window.add(number)
    for number in data.draw(st.permutations(numbers)):
        window.handled(number)
        unhandled.discard(number)
        offset = window.move()
        assert offset is not None
        assert window.pending == len(unhandled)
        assert offset == (min(unhandled) if unhandled else numbers[-1] + 1)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=80))
def test_callback_data_is_short_and_comes_back(target: str) -> None:
    for press in (Choose(target), Open(target), Send(target)):
        data = encode(press)
        assert len(data.encode()) <= 64
        assert data.startswith("1")
        assert decode(data, {target, "other"}, {target, "other"}) == press
        assert decode(data, {target + "x"}, {target + "x"}) is None
        assert decode("2" + data[1:], {target}, {target}) is None


def test_buttons_sent_by_the_first_version_still_work() -> None:
    assert decode("1:fact-a", {"fact-a"}, set()) == Choose("fact-a")


@pytest.mark.parametrize("mark", list(Mark))
def test_marks_come_back(mark: Mark) -> None:
    assert decode(encode(Vote("aB-_9", mark)), set(), set()) == Vote("aB-_9", mark)
    assert decode(encode(VoteAgain("aB-_9")), set(), set()) == VoteAgain("aB-_9")


@pytest.mark.parametrize(
    "data", ["1v:", "1v:y", "1v:zabc", "1w:", "1l:de", "1x:a", "1", "", ":", "11:a", "1o:#", "1\ud83c:a"]
)
def test_what_no_version_sent_is_nothing(data: str) -> None:
    assert decode(data, {"a"}, {"a"}) is None


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=80))
def test_links_are_what_telegram_takes_and_lead_back(name: str) -> None:
    made = payload(name)
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", made)
    assert opened(made, {name}, set()) == Choose(name)
    assert opened(made, {"x" + name}, set()) != Choose(name)


def test_links_to_pages() -> None:
    assert opened(payload("park/east"), set(), {"park/east"}) == Open("park/east")
    assert payload("park/east") == "park_east"
    assert opened("park_gone", {"a"}, {"park/east"}) is None


def test_waits_grow_up_to_a_limit_and_differ() -> None:
    waits = Backoff(first=1, most=8)
    for longest in (1, 2, 4, 8, 8, 8):
        assert longest / 2 <= waits.next() <= longest
    assert waits.failures == 6
    waits.reset()
    assert waits.next() <= 1
    for _ in range(2000):
        assert waits.next() <= 8
    assert len({waits.next() for _ in range(5)}) > 1


def test_a_short_memory_forgets_the_oldest() -> None:
    recent: Recent[int, str] = Recent(2)
    for key in (1, 2, 1, 3):
        recent.put(key, str(key))
    assert [recent.get(key) for key in (1, 2, 3)] == ["1", None, "3"]
