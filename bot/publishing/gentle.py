"""Heavy work beside questions that must not wait: building a revision, and letting an old one go.

A build takes seconds of pure Python. Four things would hold up whoever asks meanwhile: the interpreter gives a thread
its turn only every 5 ms; it shares its time evenly, so that a question takes twice as long; the garbage collector looks
at everything there is, in one go; and so does freeing an old revision. Measured by benchmarks/reload.py.
"""

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock
from time import monotonic
from types import FrameType, FunctionType, ModuleType

TURN_SECONDS = 0.00005
# Where questions never stop, the work gets a turn of the second length after waiting for the first.
PATIENCE_SECONDS = 0.04
SLICE_SECONDS = 0.005
_CHUNK = 200  # containers freed in one go: far below a millisecond
_NOT_OURS = (type, ModuleType, FunctionType)


class Gentle:
    """One heavy piece of work at a time; questions hardly notice it."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._one = Lock()
        self._idle = Condition(Lock())
        self._asked = 0  # questions being answered

    @contextmanager
    def question(self) -> Iterator[None]:
        """Inside, the work of other threads stands still."""
        with self._idle:
            self._asked += 1
        try:
            yield
        finally:
            with self._idle:
                self._asked -= 1
                if not self._asked:
                    self._idle.notify_all()

    @contextmanager
    def work(self) -> Iterator[None]:
        """Inside, questions go first and the garbage collector rests. The work takes twice its time.

        Python has no priorities among threads: a profile function, which is called whenever the work calls something,
        is what stops it for a question.
        """
        with self.before_questions():
            turn, profiling = sys.getswitchinterval(), sys.getprofile()
            sys.setswitchinterval(TURN_SECONDS)
            sys.setprofile(self._gate())
            try:
                yield
            finally:
                sys.setprofile(profiling)
                sys.setswitchinterval(turn)

    @contextmanager
    def before_questions(self) -> Iterator[None]:
        """As `work`, where nobody asks yet.

        Afterwards everything that is alive is put out of the collector's sight: it lives until the next revision
        anyway, and is freed by its reference counts then.
        """
        with self._one:
            collecting = gc.isenabled()
            gc.disable()
            try:
                yield
            finally:
                gc.freeze()
                if collecting:
                    gc.enable()

    def _gate(self) -> Callable[[FrameType, str, object], None]:
        """What lets questions pass; each piece of work has its own."""
        waited = run_until = 0.0

        def let_pass(_frame: FrameType, _event: str, _arg: object) -> None:
            nonlocal waited, run_until
            if not self._asked:
                return
            start = monotonic()
            if start < run_until:
                return
            with self._idle:
                self._idle.wait_for(lambda: not self._asked, self._patience - waited)
            end = monotonic()
            waited += end - start
            if waited >= self._patience:
                waited, run_until = 0.0, end + SLICE_SECONDS

        return let_pass

    def free(self, last: list[object]) -> None:
        """Free what `last` holds, bit by bit; it should be the only reference there is.

        Every container inside is held once more, then they are let go a few at a time: whatever is still used
        elsewhere stays.
        """
        with self.work():
            parts = _containers(last)
            last.clear()
            while parts:
                del parts[-_CHUNK:]
                len(parts)  # a call, so that a question may pass


def _containers(roots: list[object]) -> list[object]:
    """Everything reachable that the garbage collector knows of, what holds others behind what it holds.

    Let go from the end, nothing takes much along: what it held is still held by this list.
    """
    found: list[object] = []
    seen: set[int] = set()
    waiting = deque(roots)
    while waiting:  # breadth first, so that what holds a lot comes before it
        part = waiting.popleft()
        if id(part) in seen or isinstance(part, _NOT_OURS) or not gc.is_tracked(part):
            continue
        seen.add(id(part))
        found.append(part)
        held = gc.get_referents(part)
        waiting.extend(held)
        if len(held) > _CHUNK:  # a large table of texts or numbers
            found.extend(one for one in held if not gc.is_tracked(one))
    while seen:
        seen.pop()
    found.reverse()
    return found
