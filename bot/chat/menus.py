"""The command menus that clients show, in each language; set only where they differ."""

import logging

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.chat.wording import COMMANDS
from bot.domain.bilingual import Language

_LOG = logging.getLogger(__name__)
# None is the menu of every language that has none of its own.
_MENUS = ((None, Language.ENGLISH), ("en", Language.ENGLISH), ("zh", Language.SIMPLIFIED))


async def register_menus(bot: Bot) -> None:
    """Make the menus what they should be. A failure is logged: the bot works without them."""
    for code, language in _MENUS:
        wanted = tuple(BotCommand(name, text.get(language)) for name, text in COMMANDS.items())
        try:
            if await bot.get_my_commands(language_code=code) != wanted:
                await bot.set_my_commands(wanted, language_code=code)
        except InvalidToken:
            raise
        except (TelegramError, AttributeError, KeyError, TypeError) as error:
            # Not only TelegramError: an answer that is no list of commands fails while PTB reads it.
            _LOG.warning("the command menu (%s) is not set: %s", code or "default", error)
