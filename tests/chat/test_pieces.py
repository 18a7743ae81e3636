"""The pure pieces: the window of updates, callback data, backing off, a short memory."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.backoff import Backoff
from bot.chat.callback_data import decode, encode
from bot.chat.recent import Recent
from bot.chat.window import Window


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
    data = encode(target)
    assert len(data.encode()) <= 64
    assert data.startswith("1:")
    assert decode(data, {target, "other"}) == target
    assert decode(data, {target + "x"}) is None
    assert decode("2" + data[1:], {target}) is None


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
