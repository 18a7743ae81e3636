"""Sends replies: waits out flood limits chat by chat, never sends twice, never loses an answer to its markup."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from bot.chat.request import NotConnected, ServerTrouble
from bot.reply.html import ELLIPSIS, fitted, html
from bot.reply.message import Message
from bot.reply.plain import plain

_LOG = logging.getLogger(__name__)
_TRIES = 8  # at a server that says it failed: about a minute
_MARKUP = ("parse", "entit", "message is too long", "unsupported start tag")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reply goes: the chat, the message it replies to, and the topic of a forum."""

    chat: int
    reply_to: int | None = None
    topic: int | None = None


class Sender:
    """One for each bot. A reply is sent by one task at a time for each chat."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._not_before: dict[int, float] = {}  # chat: the loop's time at which its flood limit ends

    async def send(self, to: Destination, message: Message, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """Send a reply; returns its message id, or None when it could not be delivered or perhaps was not.

        Without a `keyboard` it has the message's own buttons.

        Raises:
            ServerTrouble: the server kept failing.
            InvalidToken: the token is not valid any more.
        """
        return await self._deliver(to, message, keyboard or _keyboard(message), None)

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

    async def set_menu(self, chat: int, commands: Sequence[BotCommand]) -> None:
        """Set the menu of one chat; without commands it has the common one again. A failure is logged."""
        scope = BotCommandScopeChat(chat)
        try:
            if commands:
                await self._bot.set_my_commands(commands, scope)
            else:
                await self._bot.delete_my_commands(scope)
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

    async def _deliver(
        self, to: Destination, message: Message, keyboard: InlineKeyboardMarkup | None, editing: int | None
    ) -> int | None:
        text: str = html(message) or ELLIPSIS
        mode: str | None = ParseMode.HTML
        offline, failing = Backoff(), Backoff()
        while True:
            await self._wait(to.chat)
            try:
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
                    text, mode = _unmarked(message), None
                elif editing is not None:
                    editing = None
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
        quoted = None if to.reply_to is None else ReplyParameters(to.reply_to, allow_sending_without_reply=True)
        sent = await self._bot.send_message(
            to.chat, text, parse_mode=mode, link_preview_options=preview, reply_parameters=quoted,
            reply_markup=keyboard, message_thread_id=to.topic,
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
        _LOG.warning("flood limit in chat %s: waiting %g s", chat, seconds)
        self._not_before[chat] = asyncio.get_running_loop().time() + seconds


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    made = rows(message.buttons)
    return InlineKeyboardMarkup(made) if made else None


def _unmarked(message: Message) -> str:
    return plain(replace(message, lines=fitted(message.lines), buttons=())) or ELLIPSIS
