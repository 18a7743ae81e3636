"""A reply on its way to Telegram: where it goes, and its words and buttons as Telegram takes them."""

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode

from bot.reply.html import ELLIPSIS, LIMIT, fitted, html
from bot.reply.message import Message
from bot.reply.plain import plain

_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a reply goes: the chat, the message it replies to, and the topic of a forum."""

    chat: int
    reply_to: int | None = None
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    to: Destination
    message: Message
    keyboard: InlineKeyboardMarkup | None


class Rendering:
    """Renders what goes out. What many readers get is rendered once."""

    def __init__(self) -> None:
        self._html = lru_cache(_KEPT)(html)
        self._button = lru_cache(4 * _KEPT)(InlineKeyboardButton.to_dict)

    def text(self, message: Message, limit: int = LIMIT) -> str:
        """The lines as Telegram HTML, of at most `limit` UTF-16 units when the tags are taken away."""
        return self._html(_words(message), limit) or ELLIPSIS

    def unmarked(self, message: Message, limit: int = LIMIT) -> str:
        """The same without any markup."""
        return plain(replace(_words(message), lines=fitted(message.lines, limit))) or ELLIPSIS

    def response(self, going: Outgoing) -> str:
        """A reply as the body of the response to a webhook, in ASCII."""
        to, keyboard = going.to, going.keyboard
        body: dict[str, Any] = {
            "method": "sendMessage",
            "chat_id": to.chat,
            "text": self.text(going.message),
            "parse_mode": ParseMode.HTML,
            "link_preview_options": {"is_disabled": True},
        }
        if to.reply_to is not None:
            body["reply_parameters"] = {"message_id": to.reply_to, "allow_sending_without_reply": True}
        if keyboard is not None:
            buttons = [[self._button(button) for button in row] for row in keyboard.inline_keyboard]
            body["reply_markup"] = {"inline_keyboard": buttons}
        if to.topic is not None:
            body["message_thread_id"] = to.topic
        return json.dumps(body)


def _words(message: Message) -> Message:
    """Without what tells two messages of the same words apart."""
    return replace(message, buttons=(), question="")
