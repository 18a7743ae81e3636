"""Inline mode: what people get who type @BOT and some words in any chat."""

import asyncio

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.chat.callback_data import hashed
from bot.chat.links import Links
from bot.chat.sender import Sender
from bot.chat.service import ChatService
from bot.chat.wording import ASK_BOT, Wording, language_of
from bot.desk import Found
from bot.domain.bilingual import Language
from bot.reply.html import html, shortened

_RESULTS = 10  # Telegram takes 50; nobody reads that many
_CACHE = 60  # seconds in which Telegram may give the same results again
_ID = 64  # bytes of a result's id
_LINE = 250  # UTF-16 units of a title or description; clients show less


class Inline:
    """Handles inline queries."""

    def __init__(self, service: ChatService, sender: Sender, links: Links, wording: Wording) -> None:
        self._service = service
        self._sender = sender
        self._links = links
        self._wording = wording

    async def handle(self, query: InlineQuery) -> None:
        reader = language_of(query.from_user.language_code)
        found = await asyncio.to_thread(self._service.search, query.query, reader, _RESULTS)
        language = found[0].message.language if found else reader
        # Words are answered in their own language, so everybody gets the same; without any it is the reader's.
        personal = not query.query.strip() or not found
        button = InlineQueryResultsButton(self._wording.say(ASK_BOT, language), start_parameter="inline")
        await self._sender.answer_inline(
            query.id, [self._article(each) for each in found], cache_time=_CACHE, is_personal=personal, button=button
        )

    def _article(self, found: Found) -> InlineQueryResultArticle:
        language = found.message.language
        title = f"{found.figure} · {found.title}" if found.figure else found.title
        link = InlineKeyboardButton(self._wording.say(ASK_BOT, language), url=self._links.start(found.target))
        content = InputTextMessageContent(
            html(found.message), parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        )
        return InlineQueryResultArticle(
            id=_result_id(found, language),
            title=shortened(title, _LINE),
            description=shortened(found.source, _LINE),
            input_message_content=content,
            reply_markup=InlineKeyboardMarkup([[link]]),
        )


def _result_id(found: Found, language: Language) -> str:
    """What was found, in which state of the content and in which language; a hash of it where that is too long."""
    whole = f"{found.target}:{language.value}:{found.version[:8]}"
    return whole if len(whole.encode()) <= _ID else hashed(whole)
