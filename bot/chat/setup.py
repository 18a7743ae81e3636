"""What people see of the bot before they write to it: menus, description, profile; set only where they differ."""

import asyncio
from collections.abc import AsyncIterator

from telegram import Bot, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeDefault
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.chat.app import ChatOptions, checked_token
from bot.chat.errors import ChatError, token_refused
from bot.chat.menus import LANGUAGES, menu
from bot.chat.redact import token_redacted
from bot.chat.request import AiohttpRequest, environment_proxy
from bot.chat.wording import COMMANDS, DESCRIPTION, GROUP_COMMANDS, SHORT_DESCRIPTION

_SCOPES: tuple[tuple[str, BotCommandScope, tuple[str, ...]], ...] = (
    ("everywhere", BotCommandScopeDefault(), tuple(COMMANDS)),
    ("in groups", BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
)


def set_up(options: ChatOptions) -> tuple[str, ...]:
    """Make everything what it should be; returns what was changed, a line each.

    Raises:
        ChatError: the token is refused, Telegram cannot be reached, or it refuses something.
    """
    return asyncio.run(_set_up(options))


async def _set_up(options: ChatOptions) -> tuple[str, ...]:
    token = checked_token(options.token)
    request = AiohttpRequest(proxy=environment_proxy(options.api_url))
    bot = Bot(token, f"{options.api_url}/bot", request=request, get_updates_request=request)
    with token_redacted(token):
        try:
            async with bot:
                return tuple([line async for line in _changes(bot)])
        except (InvalidToken, EndPointNotFound):
            raise token_refused() from None
        except TelegramError as error:
            raise ChatError(f"Telegram did not take the texts: {error}. Try again.") from None


async def _changes(bot: Bot) -> AsyncIterator[str]:
    for code, language in LANGUAGES:
        said = code or "other languages"
        for where, scope, names in _SCOPES:
            wanted = menu(names, language)
            if await bot.get_my_commands(scope, code) != wanted:
                await bot.set_my_commands(wanted, scope, code)
                yield f"menu {where} ({said})"
        description = DESCRIPTION.get(language)
        if (await bot.get_my_description(code)).description != description:
            await bot.set_my_description(description, code)
            yield f"description ({said})"
        short = SHORT_DESCRIPTION.get(language)
        if (await bot.get_my_short_description(code)).short_description != short:
            await bot.set_my_short_description(short, code)
            yield f"short description ({said})"
