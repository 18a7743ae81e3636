"""The command menus that clients show, in each language; set only where they differ."""

import logging

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.chat.admin_wording import ADMIN_COMMANDS
from bot.chat.wording import COMMANDS, Wording
from bot.domain.bilingual import Language

_LOG = logging.getLogger(__name__)
# None stands for every language that has no texts of its own. Telegram knows languages by two letters only: a menu in
# traditional characters is set for a chat, when that is chosen there.
LANGUAGES = ((None, Language.ENGLISH), ("en", Language.ENGLISH), ("zh", Language.SIMPLIFIED))


def menu(names: tuple[str, ...], language: Language) -> tuple[BotCommand, ...]:
    """A menu of commands as Telegram takes it, in simplified characters or English."""
    return tuple(BotCommand(name, COMMANDS[name].get(language)) for name in names)


def personal(wording: Wording, language: Language, administrator: bool) -> tuple[BotCommand, ...]:
    """The menu of a private chat of its own, in any language."""
    names = {**COMMANDS, **ADMIN_COMMANDS} if administrator else COMMANDS
    return tuple(BotCommand(name, wording.say(text, language)) for name, text in names.items())


async def register_menus(bot: Bot) -> None:
    """Make the menu that is shown everywhere what it should be; `setup` does the rest. A failure is only logged."""
    for code, language in LANGUAGES:
        wanted = menu(tuple(COMMANDS), language)
        try:
            if await bot.get_my_commands(language_code=code) != wanted:
                await bot.set_my_commands(wanted, language_code=code)
        except InvalidToken:
            raise
        except (TelegramError, AttributeError, KeyError, TypeError) as error:
            # Not only TelegramError: an answer that is no list of commands fails while PTB reads it.
            _LOG.warning("the command menu (%s) is not set: %s", code or "default", error)
