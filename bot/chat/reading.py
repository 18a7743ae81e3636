"""What a Telegram message asks of the bot, if anything. Pure: no network, no state."""

import re
from dataclasses import dataclass

from telegram import Message, User
from telegram.constants import ChatType

_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """/start; `payload` is what a deep link (t.me/bot?start=…) carries, mostly nothing."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class HelpWanted:
    pass


@dataclass(frozen=True, slots=True)
class Browse:
    """A page to start from."""

    page: str


@dataclass(frozen=True, slots=True)
class LanguageWanted:
    """/language; `code` is what is written after it, mostly nothing."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class NotText:
    """A picture, a sticker, a voice message …"""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Not for this bot: other people's talk in a group, service messages, other bots."""


Asked = Question | Start | HelpWanted | Browse | LanguageWanted | NotText | Nothing
_PAGES = ("parks", "topics", "articles", "latest")


def asked(message: Message, me: User) -> Asked:
    """Read a message. In groups only commands, mentions of `me` and replies to `me` are for the bot."""
    # Anonymous administrators write through a bot of Telegram's own, in the name of the group.
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return Nothing()
    private = message.chat.type == ChatType.PRIVATE
    text = message.text if message.text is not None else message.caption
    if text is None:
        return NotText() if private and message.effective_attachment else Nothing()
    command = _COMMAND.fullmatch(text.strip())
    if command:
        return _command(command, me, private)
    mention = _mention(me)
    if not (private or mention.search(text) or _replies_to(message, me)):
        return Nothing()
    return Question(mention.sub(" ", text).strip())


def _command(command: re.Match[str], me: User, private: bool) -> Asked:
    name, addressee, rest = command[1].lower(), command[2], (command[3] or "").strip()
    if addressee and addressee.lower() != (me.username or "").lower():
        return Nothing()
    match name:
        case "start":
            return Start(rest)
        case "language":
            return LanguageWanted(rest)
        case _ if name in _PAGES:
            return Browse(name)
    # An unknown command in a group is most likely meant for another bot.
    return HelpWanted() if name == "help" or private or addressee else Nothing()


def _mention(me: User) -> re.Pattern[str]:
    name = re.escape(me.username or me.first_name)
    return re.compile(rf"(?<![A-Za-z0-9_.])@{name}(?![A-Za-z0-9_])", re.IGNORECASE)


def _replies_to(message: Message, me: User) -> bool:
    earlier = message.reply_to_message
    return earlier is not None and earlier.from_user is not None and earlier.from_user.id == me.id
