"""The HTTP client under python-telegram-bot, made of aiohttp: several times faster than its own."""

from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

_TROUBLE = frozenset({500, 502, 503})  # answers of a server that did not do what was asked
Timeout: TypeAlias = Any  # seconds, None, or BaseRequest.DEFAULT_NONE, whose type PTB keeps to itself


class NotConnected(NetworkError):
    """No connection was made: nothing was sent, so it may be sent again."""


class ConnectTimedOut(NotConnected, TimedOut):
    """No connection was made in time: nothing was sent, so it may be sent again."""


class ServerTrouble(NetworkError):
    """The server said that it failed (500, 502, 503): it may be asked again."""


class AiohttpRequest(BaseRequest):
    """Requests through one aiohttp session. Times are in seconds, None is for ever.

    As in PTB's own class, a timeout is `TimedOut` and everything else that goes wrong on the way `NetworkError`; the
    subclasses above mark what did not arrive. `proxy` is the URL of an HTTP
    proxy, such as `environment_proxy` finds.
    """

    def __init__(
        self,
        *,
        connections: int = 256,
        proxy: str | None = None,
        read_timeout: float | None = 10.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 5.0,
    ) -> None:
        self._connections = connections
        self._proxy = proxy
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; a second call does nothing."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close the session; a second call does nothing."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; returns the status code and the body.

        Raises:
            TimedOut: it took too long; `ConnectTimedOut` when it was the connection.
            NetworkError: anything else on the way; `NotConnected` and `ServerTrouble` when it was not done.
        """
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        timeout = _timeout(
            read=_or(read_timeout, self._read_timeout),
            write=_or(write_timeout, self._write_timeout),
            connect=_or(connect_timeout, self._connect_timeout),
            pool=_or(pool_timeout, self._pool_timeout),
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as response:
                status, payload = response.status, await response.read()
        except aiohttp.ConnectionTimeoutError as error:
            raise ConnectTimedOut("The connection timed out") from error
        except TimeoutError as error:  # aiohttp's other timeouts are subclasses of it
            raise TimedOut from error
        except (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError) as error:
            raise NotConnected(_described(error, url)) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(_described(error, url)) from error
        if status in _TROUBLE:
            raise ServerTrouble(f"The server failed ({status})")
        return status, payload


def environment_proxy(url: str) -> str | None:
    """The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY name for a URL.

    Looked up once: aiohttp's own `trust_env` does it in a thread for every request.
    """
    parts, proxies = urlsplit(url), getproxies()
    if proxy_bypass(parts.hostname or ""):
        return None
    return proxies.get(parts.scheme) or proxies.get("all")


def _or(given: Timeout, default: float | None) -> float | None:
    chosen: float | None = default if given is BaseRequest.DEFAULT_NONE else given
    return chosen


def _timeout(
    *, read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    # aiohttp's `connect` is the wait for a free connection and the connecting together; it has none for writing, so
    # the total stands guard over it.
    to_connect = None if connect is None or pool is None else connect + pool
    total = None if to_connect is None or read is None or write is None else to_connect + write + read
    return aiohttp.ClientTimeout(total=total, connect=to_connect, sock_connect=connect, sock_read=read)


def _body(data: RequestData | None) -> aiohttp.FormData | aiohttp.BytesPayload | None:
    if data is None:
        return None
    if not data.multipart_data:
        # yarl encodes five times as fast as urllib, which aiohttp uses: a tenth of the work of sending.
        query = URL.build().with_query(data.json_parameters).raw_query_string
        return aiohttp.BytesPayload(query.encode(), content_type="application/x-www-form-urlencoded")
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, content_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form


def _described(error: Exception, url: str) -> str:
    # The URL holds the token, and some of aiohttp's messages hold the URL.
    return f"aiohttp.{type(error).__name__}: {error}".replace(url, "<url>")
