"""Many tasks asking the database at the same time become one call: one thread and one transaction for all of them."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Batches(Generic[T, R]):
    """Calls `call` in a thread with what came since the last call began, at most `most` items; one call at a time.

    `call` returns a result for each item, in order. What it raises is raised to everybody in the batch.
    """

    def __init__(self, call: Callable[[Sequence[T]], Sequence[R]], most: int = 100) -> None:
        self._call = call
        self._most = most
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, item: T) -> R:
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        return await future

    async def _work(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                try:
                    results = await asyncio.to_thread(self._call, [item for item, _ in batch])
                except Exception as error:
                    for _, future in batch:
                        if not future.done():
                            future.set_exception(error)
                else:
                    for (_, future), result in zip(batch, results, strict=True):
                        if not future.done():  # whoever asked may have been cancelled
                            future.set_result(result)
        finally:
            self._task = None
