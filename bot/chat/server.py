"""An HTTP server inside the bot's own loop, which keeps its hands off signals and logging."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.chat.errors import ChatError

Address = tuple[str, int]  # host and port
_MOST = 1000  # connections at once; beyond that uvicorn answers 503, and Telegram tries again


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(
    address: Address, routes: list[Route], grace: float, fast: Mapping[str, ASGIApp] | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Serve routes inside the block; at its end requests under way have `grace` seconds. Yields the server's task.

    `fast` are applications by path, which get their requests past the router and its middleware.

    Raises:
        ChatError: the address cannot be used.
    """
    config = uvicorn.Config(
        _past_the_router(fast or {}, Starlette(routes=routes)),
        lifespan="off", ws="none", proxy_headers=False, log_config=None, access_log=False, server_header=False,
        limit_concurrency=_MOST, timeout_graceful_shutdown=max(1, round(grace)), timeout_keep_alive=75,
    )  # fmt: skip
    server = _Server(config)
    with _bound(address) as listening:
        task = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield task
        finally:
            server.should_exit = True
            await task


def _past_the_router(fast: Mapping[str, ASGIApp], otherwise: ASGIApp) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await fast.get(scope["path"], otherwise)(scope, receive, send)

    return app


def _bound(address: Address) -> socket.socket:
    host, port = address
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server(address, family=family, backlog=1024)
    except OSError as error:
        raise ChatError(
            f"Nothing can listen at {host}:{port} ({error.strerror or error}). Choose another host:port in "
            "PARKBOT_WEBHOOK_LISTEN or PARKBOT_OPS_LISTEN, or end what uses this one."
        ) from error
