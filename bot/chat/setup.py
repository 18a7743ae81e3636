"""What people see of the bot before they write to it: menus, description, profile; set only where they differ."""

import asyncio
from collections.abc import AsyncIterator, Collection

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, EndPointNotFound, InvalidToken, TelegramError

from bot.chat.app import ChatOptions, checked_token
from bot.chat.errors import ChatError, token_refused
from bot.chat.menus import LANGUAGES, menu, personal
from bot.chat.redact import token_redacted
from bot.chat.request import AiohttpRequest, environment_proxy
from bot.chat.wording import COMMANDS, DESCRIPTION, GROUP_COMMANDS, SHORT_DESCRIPTION, Wording
from bot.domain.bilingual import Language
from bot.language.script import Scripts

_SCOPES: tuple[tuple[str, BotCommandScope, tuple[str, ...]], ...] = (
    ("everywhere", BotCommandScopeDefault(), tuple(COMMANDS)),
    ("in groups", BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
)


def set_up(options: ChatOptions, former: Collection[int] = ()) -> tuple[str, ...]:
    """Make everything what it should be; returns what was changed, a line each.

    `former` are people who were administrators: their chats get the common menu again.

    Raises:
        ChatError: the token is refused, Telegram cannot be reached, or it refuses something.
    """
    return asyncio.run(_set_up(options, former))


async def _set_up(options: ChatOptions, former: Collection[int]) -> tuple[str, ...]:
    token = checked_token(options.token)
    request = AiohttpRequest(proxy=environment_proxy(options.api_url))
    bot = Bot(token, f"{options.api_url}/bot", request=request, get_updates_request=request)
    with token_redacted(token):
        try:
            async with bot:
                common = [line async for line in _changes(bot)]
                personal_menus = [line async for line in _menus_of_administrators(bot, options.administrators, former)]
                return (*common, *personal_menus)
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


async def _menus_of_administrators(
    bot: Bot, administrators: Collection[int], former: Collection[int]
) -> AsyncIterator[str]:
    wording, strangers = Wording(Scripts()), []
    # One that an administrator chose with /language is as good.
    good = [personal(wording, language, True) for language in Language]
    for number in sorted(administrators):
        scope, changed = BotCommandScopeChat(number), False
        try:
            for code, language in LANGUAGES:
                if await bot.get_my_commands(scope, code) not in good:
                    await bot.set_my_commands(personal(wording, language, True), scope, code)
                    changed = True
        except BadRequest as error:
            strangers.append(f"{number} ({error})")
        if changed:
            yield f"menu of administrator {number}"
    for number in sorted(set(former) - set(administrators)):
        for code, _ in LANGUAGES:
            try:
                await bot.delete_my_commands(BotCommandScopeChat(number), code)
            except BadRequest:
                break  # the chat is gone, and its menu with it
        yield f"menu of {number}, no administrator any more"
    if strangers:
        raise ChatError(
            f"The menu of these administrators is not set: {', '.join(strangers)}. They must write to the bot once; "
            "then run this again. All else is as it should be."
        )
