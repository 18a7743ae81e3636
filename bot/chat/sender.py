"""Sends replies: waits out flood limits chat by chat, never sends twice, never loses an answer to its markup."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultsButton,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ChatMemberStatus, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.chat.backoff import Backoff
from bot.chat.keyboard import rows
from bot.chat.metrics import Metrics
from bot.chat.outgoing import Destination, Outgoing, Rendering
from bot.chat.request import NotConnected, ServerTrouble
from bot.chat.slot import Slot
from bot.reply.html import LIMIT
from bot.reply.message import Message

_LOG = logging.getLogger(__name__)
_TRIES = 8  # at a server that says it failed: about a minute
_CAPTION = 1023  # UTF-16 units; Telegram takes 1024 under a picture
_MARKUP = ("parse", "entit", "is too long", "unsupported start tag")


class Sender:
    """One for each bot. A reply is sent by one task at a time for each chat."""

    def __init__(self, bot: Bot, metrics: Metrics | None = None) -> None:
        self._bot = bot
        self._metrics = metrics or Metrics()
        self.rendering = Rendering()
        self._slot: ContextVar[Slot[Outgoing] | None] = ContextVar("slot", default=None)
        self._not_before: dict[int, float] = {}  # chat: the loop's time at which its flood limit ends

    @contextmanager
    def responding(self, claim: Callable[[], Awaitable[None]]) -> Iterator[Slot[Outgoing]]:
        """Let the reply that is sent in the block travel in the response to a webhook, where it is the only one."""
        slot = Slot[Outgoing](claim)
        token = self._slot.set(slot)
        try:
            yield slot
        finally:
            self._slot.reset(token)

    async def send(self, to: Destination, message: Message, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """Send a reply; returns its message id, or None when it could not be delivered or perhaps was not.

        Without a `keyboard` it has the message's own buttons. None too when it travels in the response to a webhook:
        its id is never known.

        Raises:
            ServerTrouble: the server kept failing.
            InvalidToken: the token is not valid any more.
        """
        slot = self._slot.get()
        # A chat under a flood limit needs to be waited for; the result of a response is never seen.
        waiting = to.chat in self._not_before
        if slot is not None and not waiting and slot.put(Outgoing(to, message, keyboard or _keyboard(message))):
            return None
        return await self.send_now(to, message, keyboard)

    async def send_now(
        self, to: Destination, message: Message, keyboard: InlineKeyboardMarkup | None = None
    ) -> int | None:
        """As `send`, but never in the response to a webhook: for whoever must know whether it was delivered."""
        await self._leave_slot()
        return await self._deliver(to, message, keyboard or _keyboard(message), None)

    async def claim(self) -> None:
        """Before what takes long or must not be done twice: no other process takes the update over meanwhile."""
        await self._leave_slot()

    async def send_picture(self, to: Destination, png: bytes, caption: Message) -> int | None:
        """Send a picture, through the API always; where a chat takes none, the caption says the same. As `send`."""
        await self._leave_slot()
        return await self._deliver(to, caption, _keyboard(caption), None, png)

    async def edit(
        self, to: Destination, message_id: int, message: Message, keyboard: InlineKeyboardMarkup | None = None
    ) -> int | None:
        """Put a new text in the place of an earlier reply, or send it when that cannot be edited. As `send`."""
        return await self._deliver(to, message, keyboard or _keyboard(message), message_id)

    async def edit_keyboard(self, to: Destination, message_id: int, keyboard: InlineKeyboardMarkup) -> None:
        """Change the buttons under an earlier reply. A failure is logged: the text is what counts."""
        try:
            await self._wait(to.chat)
            await self._bot.edit_message_reply_markup(to.chat, message_id, reply_markup=keyboard)
        except InvalidToken:
            raise
        except RetryAfter as error:
            self._hold(to.chat, error)
        except TelegramError as error:
            _LOG.info("the buttons of a reply are not changed: %s", error)

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        """Stop the spinner on a tapped button, with a short text if given. A failure is logged: it costs nothing."""
        try:
            await self._bot.answer_callback_query(query_id, text=text)
        except InvalidToken:
            raise
        except TelegramError as error:  # mostly "query is too old", after a restart
            _LOG.info("a tap was not acknowledged: %s", error)

    async def is_administrator(self, chat: int, user: int) -> bool:
        """Whether someone is an administrator of a group. Not, where Telegram does not say."""
        try:
            member = await self._bot.get_chat_member(chat, user)
        except InvalidToken:
            raise
        except TelegramError as error:
            _LOG.info("the members of a chat are not told: %s", error)
            return False
        return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

    async def set_menu(self, chat: int, commands: Sequence[BotCommand], code: str | None = None) -> None:
        """Set the menu of one chat; without commands it has the common one again. A failure is logged.

        With `code` only for clients in that language.
        """
        scope = BotCommandScopeChat(chat)
        try:
            if commands:
                await self._bot.set_my_commands(commands, scope, code)
            else:
                await self._bot.delete_my_commands(scope, code)
        except InvalidToken:
            raise
        except TelegramError as error:
            _LOG.info("the menu of a chat is not changed: %s", error)

    async def answer_inline(
        self,
        query_id: str,
        results: Sequence[InlineQueryResult],
        *,
        cache_time: int,
        is_personal: bool,
        button: InlineQueryResultsButton,
    ) -> None:
        """Show results to whoever types to the bot in another chat. A failure is logged: they go on typing."""
        try:
            await self._bot.answer_inline_query(
                query_id, results, cache_time=cache_time, is_personal=is_personal, button=button
            )
        except InvalidToken:
            raise
        except TelegramError as error:  # mostly "query is too old"
            _LOG.info("an inline query was not answered: %s", error)

    async def _leave_slot(self) -> None:
        slot = self._slot.get()
        earlier = None if slot is None else await slot.leave()
        if earlier is not None:
            await self._deliver(earlier.to, earlier.message, earlier.keyboard, None)

    async def _deliver(
        self,
        to: Destination,
        message: Message,
        keyboard: InlineKeyboardMarkup | None,
        editing: int | None,
        picture: bytes | None = None,
    ) -> int | None:
        limit = LIMIT if picture is None else _CAPTION
        text: str = self.rendering.text(message, limit)
        mode: str | None = ParseMode.HTML
        offline, failing = Backoff(), Backoff()
        while True:
            await self._wait(to.chat)
            try:
                if picture is not None:
                    return await self._post_picture(to, picture, text, mode, keyboard)
                return await self._post(to, text, mode, keyboard, editing)
            except RetryAfter as error:
                self._hold(to.chat, error)
            except ChatMigrated as error:
                _LOG.info("chat %s is now %s", to.chat, error.new_chat_id)
                to, editing = Destination(error.new_chat_id, topic=to.topic), None
            except Forbidden as error:
                _LOG.info("chat %s does not want messages: %s", to.chat, error)
                return None
            except BadRequest as error:
                said = str(error).lower()
                if "not modified" in said:
                    return editing
                if mode == ParseMode.HTML and any(word in said for word in _MARKUP):
                    _LOG.warning("Telegram refused the markup of a reply, sent it as plain text: %s", error)
                    text, mode = self.rendering.unmarked(message, limit), None
                elif editing is not None:
                    editing = None
                elif picture is not None:
                    _LOG.warning("a picture was refused in chat %s, sent its caption: %s", to.chat, error)
                    picture = None
                else:
                    _LOG.warning("a reply to chat %s was refused: %s", to.chat, error)
                    return None
            except NotConnected as error:
                level = logging.INFO if offline.failures else logging.WARNING
                _LOG.log(level, "not connected, trying again: %s", error)
                await asyncio.sleep(offline.next())
            except ServerTrouble:
                if failing.failures + 1 >= _TRIES:
                    raise
                await asyncio.sleep(failing.next())
            except NetworkError as error:
                # It may have arrived. Telegram cannot be asked, and two answers are worse than a rare missing one.
                _LOG.warning("a reply to chat %s may be lost: %s", to.chat, error)
                return None

    async def _post(
        self, to: Destination, text: str, mode: str | None, keyboard: InlineKeyboardMarkup | None, editing: int | None
    ) -> int | None:
        preview = LinkPreviewOptions(is_disabled=True)
        if editing is not None:
            await self._bot.edit_message_text(
                text, chat_id=to.chat, message_id=editing, parse_mode=mode, link_preview_options=preview,
                reply_markup=keyboard,
            )  # fmt: skip
            return editing
        if (slot := self._slot.get()) is not None:
            await slot.leave()  # an edit that became a message of its own
        sent = await self._bot.send_message(
            to.chat, text, parse_mode=mode, link_preview_options=preview, reply_parameters=_quoted(to),
            reply_markup=keyboard, message_thread_id=to.topic,
        )  # fmt: skip
        return sent.message_id

    async def _post_picture(
        self, to: Destination, png: bytes, caption: str, mode: str | None, keyboard: InlineKeyboardMarkup | None
    ) -> int | None:
        sent = await self._bot.send_photo(
            to.chat, png, caption=caption, parse_mode=mode, reply_parameters=_quoted(to), reply_markup=keyboard,
            message_thread_id=to.topic, filename="picture.png",
        )  # fmt: skip
        return sent.message_id

    async def _wait(self, chat: int) -> None:
        while (until := self._not_before.get(chat)) is not None:
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                del self._not_before[chat]
                return
            await asyncio.sleep(left)

    def _hold(self, chat: int, error: RetryAfter) -> None:
        # PTB is on its way from int to timedelta; the environment variable PTB_TIMEDELTA decides which one comes.
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        self._metrics.flood_limit()
        _LOG.warning("flood limit in chat %s: waiting %g s", chat, seconds)
        self._not_before[chat] = asyncio.get_running_loop().time() + seconds


def _quoted(to: Destination) -> ReplyParameters | None:
    return None if to.reply_to is None else ReplyParameters(to.reply_to, allow_sending_without_reply=True)


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    made = rows(message.buttons)
    return InlineKeyboardMarkup(made) if made else None
