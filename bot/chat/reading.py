"""What a Telegram message asks of the bot, if anything. Pure: no network, no state."""

import re
from dataclasses import dataclass

from telegram import Message, User
from telegram.constants import ChatType, MessageEntityType

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
class PrivacyWanted:
    """/privacy: what is kept."""


@dataclass(frozen=True, slots=True)
class ForgetWanted:
    """/forget: delete what is kept."""


@dataclass(frozen=True, slots=True)
class NotText:
    """A picture, a sticker, a voice message …"""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Not for this bot: other people's talk in a group, service messages, other bots."""


@dataclass(frozen=True, slots=True)
class ReviewWanted:
    """/review, of an administrator."""


@dataclass(frozen=True, slots=True)
class StatsWanted:
    """/stats, of an administrator."""


@dataclass(frozen=True, slots=True)
class WhyWanted:
    """/why, of an administrator: about `reply` of the bot, or about a question typed after it, or the last reply."""

    question: str = ""
    reply: Message | None = None


AdminCommand = ReviewWanted | StatsWanted | WhyWanted
# What is answered with the bot's own words.
Command = Start | HelpWanted | Browse | LanguageWanted | PrivacyWanted | ForgetWanted | NotText | AdminCommand
Asked = Question | Command | Nothing
_NO_MENTION = frozenset({
    MessageEntityType.URL, MessageEntityType.EMAIL, MessageEntityType.CODE, MessageEntityType.PRE,
    MessageEntityType.TEXT_LINK,
})  # fmt: skip
_PAGES = ("parks", "topics", "articles", "latest")


def asked(message: Message, me: User, *, administrator: bool = False) -> Asked:
    """Read a message. In groups only commands, mentions of `me` and replies to `me` are for the bot.

    The commands of administrators are known only where an `administrator` writes in private.
    """
    # Anonymous administrators write through a bot of Telegram's own, in the name of the group.
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return Nothing()
    private = message.chat.type == ChatType.PRIVATE
    text = message.text if message.text is not None else message.caption
    if text is None:
        return NotText() if private and message.effective_attachment else Nothing()
    command = _COMMAND.fullmatch(text.strip())
    if command:
        wanted = _admin_command(command, message, me) if administrator and private else None
        return wanted or _command(command, me, private)
    mentions = _mentions(message, text, me)
    if not (private or mentions or replies_to(message, me)):
        return Nothing()
    for start, end in reversed(mentions):
        text = f"{text[:start]} {text[end:]}"
    return Question(text.strip())


def _admin_command(command: re.Match[str], message: Message, me: User) -> AdminCommand | None:
    match command[1].lower():
        case "review":
            return ReviewWanted()
        case "stats":
            return StatsWanted()
        case "why":
            reply = message.reply_to_message if replies_to(message, me) else None
            return WhyWanted((command[3] or "").strip(), reply)
        case _:
            return None


def _command(command: re.Match[str], me: User, private: bool) -> Asked:
    name, addressee, rest = command[1].lower(), command[2], (command[3] or "").strip()
    if addressee and addressee.lower() != (me.username or "").lower():
        return Nothing()
    match name:
        case "start":
            return Start(rest)
        case "language":
            return LanguageWanted(rest)
        case "privacy":
            return PrivacyWanted()
        case "forget":
            return ForgetWanted()
        case _ if name in _PAGES:
            return Browse(name)
    # An unknown command in a group is most likely meant for another bot.
    return HelpWanted() if name == "help" or private or addressee else Nothing()


def _mentions(message: Message, text: str, me: User) -> list[tuple[int, int]]:
    """Where a text names the bot, first and last character.

    Telegram marks a name as a mention only where no letter stands before or after it, and Chinese is written without
    spaces: 问一下@bot多少家 has none. So a name counts wherever it stands but in what Telegram marks as something else.
    """
    entities = message.entities if message.text is not None else message.caption_entities
    spans = [(*_characters(text, e.offset, e.length), e) for e in entities]
    others = [(start, end) for start, end, e in spans if e.type in _NO_MENTION]
    named = [(start, end) for start, end, e in spans if e.type == MessageEntityType.TEXT_MENTION and e.user == me]
    name = re.escape(me.username or me.first_name)
    pattern = re.compile(rf"(?<![A-Za-z0-9_.])@{name}(?![A-Za-z0-9_])", re.IGNORECASE)
    written = (match.span() for match in pattern.finditer(text))
    return sorted([*named, *(s for s in written if not any(start <= s[0] < end for start, end in others))])


def _characters(text: str, offset: int, length: int) -> tuple[int, int]:
    """The place of an entity in characters; Telegram counts UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    start = len(units[: 2 * offset].decode("utf-16-le", "ignore"))
    return start, start + len(units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "ignore"))


def replies_to(message: Message, me: User) -> bool:
    """Whether a message replies to one of `me`."""
    earlier = message.reply_to_message
    return earlier is not None and earlier.from_user is not None and earlier.from_user.id == me.id
