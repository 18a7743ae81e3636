"""The bot on Telegram, wired: connect, poll, answer, stop on a signal."""

import asyncio
import logging
import signal
from contextlib import suppress
from dataclasses import dataclass, field

from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.chat.backoff import Backoff
from bot.chat.errors import ChatError, token_refused
from bot.chat.handlers import HandlerOptions, Handlers
from bot.chat.housekeeping import keep_house
from bot.chat.menus import register_menus
from bot.chat.polling import Poller
from bot.chat.redact import token_redacted
from bot.chat.request import AiohttpRequest, environment_proxy
from bot.chat.sender import Sender
from bot.chat.service import ChatService, Stores, Updates

_LOG = logging.getLogger(__name__)
_CHATTY = ("httpx", "httpcore", "aiohttp", "telegram")  # they log every request, with its URL


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """How to reach Telegram. `api_url` is the root of the Bot API server, without /bot; times are in seconds."""

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    in_flight: int = 64  # updates handled at the same time
    poll_seconds: int = 30
    grace: float = 5.0  # for what is being handled when the bot is stopped
    staff_chat: int | None = None  # where questions are passed on to
    retention_days: int = 180  # how long what is stored of chats is kept


def run(options: ChatOptions, service: ChatService, updates: Updates, stores: Stores) -> None:
    """Answer on Telegram until SIGINT or SIGTERM.

    Raises:
        ChatError: Telegram refuses the token, or another program polls for this bot.
        StorageError: the updates store cannot be used at the start.
    """
    asyncio.run(_until_signal(options, service, updates, stores))


def checked_token(text: str) -> str:
    """The token without the white space around it. Raises ChatError where it cannot be one."""
    token = text.strip()
    if not token or "/" in token or not token.isprintable() or " " in token:
        raise ChatError("The bot token is malformed. Copy it from @BotFather (/mybots, API Token) into PARKBOT_TOKEN.")
    return token


async def serve(
    options: ChatOptions, service: ChatService, updates: Updates, stores: Stores, stop: asyncio.Event
) -> None:
    """As `run`, until `stop` is set."""
    token = checked_token(options.token)
    with token_redacted(token):
        for name in _CHATTY:
            logger = logging.getLogger(name)
            if logger.level == logging.NOTSET:
                logger.setLevel(logging.WARNING)
        proxy = environment_proxy(options.api_url)
        bot = Bot(
            token,
            base_url=f"{options.api_url.rstrip('/')}/bot",
            request=AiohttpRequest(connections=2 * options.in_flight, proxy=proxy),
            get_updates_request=AiohttpRequest(connections=1, proxy=proxy),
        )
        try:
            await _serve(bot, options, service, updates, stores, stop)
        except InvalidToken:
            raise token_refused() from None  # PTB's message holds the token
        finally:
            await bot.shutdown()


async def _serve(
    bot: Bot, options: ChatOptions, service: ChatService, updates: Updates, stores: Stores, stop: asyncio.Event
) -> None:
    if not await _connect(bot, stop):
        return
    await register_menus(bot)
    freed = await asyncio.to_thread(updates.release_abandoned)
    if freed:
        _LOG.info("%d updates were being handled when the bot was last stopped; they come again", freed)
    handlers = Handlers(
        service, Sender(bot), stores, bot.bot, HandlerOptions(options.staff_chat, options.retention_days)
    )
    poller = Poller(
        bot, handlers.handle, updates,
        in_flight=options.in_flight, poll_seconds=options.poll_seconds, grace=options.grace,
    )  # fmt: skip
    _LOG.info("answering as @%s", bot.username)
    house = asyncio.create_task(keep_house(lambda: stores.privacy.prune(options.retention_days), stop))
    try:
        await poller.run(stop)
    finally:
        house.cancel()
        await asyncio.gather(house, return_exceptions=True)
    _LOG.info("stopped")


async def _connect(bot: Bot, stop: asyncio.Event) -> bool:
    """Ask Telegram who the bot is, until it answers; False when `stop` was set before."""
    trouble = Backoff()
    while not stop.is_set():
        try:
            await bot.initialize()
            return True
        except (InvalidToken, EndPointNotFound):
            raise
        except (TelegramError, KeyError, TypeError) as error:
            _LOG.log(logging.INFO if trouble.failures else logging.WARNING, "no connection, trying again: %s", error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), trouble.next())
    return False


async def _until_signal(options: ChatOptions, service: ChatService, updates: Updates, stores: Stores) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    await serve(options, service, updates, stores, stop)
