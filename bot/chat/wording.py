"""The few sentences that only the chat edge says."""

from bot.domain.bilingual import Bilingual, Language
from bot.reply.message import Line, Message, Role

COMMANDS = {
    "start": Bilingual("开始，看看能问什么", "start, and see what you can ask"),
    "help": Bilingual("使用帮助", "how to ask"),
}


NOT_TEXT = Bilingual(
    "我只看得懂文字，请把问题打出来，例如一个园区的名字。",
    "I can only read text. Please type your question, for example the name of a park.",
)
STALE = Bilingual("这个按钮已经过期，请再问一次。", "This button is out of date. Please ask again.")
FAILED = Bilingual(
    "抱歉，我这边出了点问题，请稍后再问一次。",
    "Sorry, something went wrong on my side. Please ask again in a moment.",
)


def language_of(language_code: str | None) -> Language:
    """The language of a reader's client; Chinese when it does not say."""
    return Language.SIMPLIFIED if not language_code or language_code.lower().startswith("zh") else Language.ENGLISH


def line(text: Bilingual, language_code: str | None) -> Message:
    """A message of one line."""
    return Message("help", (Line(Role.NOTE, text.get(language_of(language_code))),))
