"""Which fetched updates are not yet handled, so that the offset moves only past handled ones."""


class Window:
    """Update ids in the order in which the server gave them; plain bookkeeping.

    The order is the server's and not that of the numbers: Telegram starts its numbers anew after a quiet week.
    """

    def __init__(self) -> None:
        self._handled: dict[int, bool] = {}
        self._after: int | None = None  # the offset once everything fetched is handled
        self._pending = 0

    @property
    def pending(self) -> int:
        """Fetched updates that are not handled."""
        return self._pending

    @property
    def can_move(self) -> bool:
        """Whether `move` would forget anything: the update that holds the offset is handled."""
        return next(iter(self._handled.values()), False)

    def add(self, update_id: int) -> bool:
        """Take in a fetched update; False when it is known, because a poll returned it again."""
        if update_id in self._handled:
            return False
        self._handled[update_id] = False
        self._after = update_id + 1
        self._pending += 1
        return True

    def handled(self, update_id: int) -> None:
        if self._handled.get(update_id) is False:
            self._handled[update_id] = True
            self._pending -= 1

    def move(self) -> int | None:
        """The offset for the next poll: the first unhandled update; None before anything was fetched.

        Handled updates are forgotten here only, just before a poll: its answer cannot hold what lies before its offset,
        so whatever it returns again is still known.
        """
        while self.can_move:
            del self._handled[next(iter(self._handled))]
        return next(iter(self._handled), self._after)
