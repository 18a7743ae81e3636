"""Links that open the bot at a park, a fact or an entry: t.me/BOT?start=PAYLOAD, and how to share one."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.chat.callback_data import Choose, Open, hashed

_PAYLOAD = re.compile(r"[A-Za-z0-9-]{1,64}")  # Telegram takes _ too; ours stands for the / of a page
_HASHED = "h_"


@dataclass(frozen=True, slots=True)
class Links:
    """The links of the bot with this user name."""

    bot: str

    def start(self, name: str) -> str:
        """The link to a fact or entry, by its id, or to a page without a position, by its name."""
        return f"https://t.me/{self.bot}?start={payload(name)}"

    def share(self, name: str, text: str) -> str:
        """A link that lets the reader pick a chat to send `start(name)` to, with a text."""
        return "https://t.me/share/url?" + urlencode({"url": self.start(name), "text": text})


def payload(name: str) -> str:
    """What stands for a name in a link: at most 64 of A-Z a-z 0-9 _ -."""
    plain = name.replace("/", "_", 1)
    whole = len(plain) <= 64 and _PAYLOAD.fullmatch(name.replace("/", "-", 1))
    return plain if whole else _HASHED + hashed(name)


def opened(payload_: str, targets: AbstractSet[str], pages: AbstractSet[str]) -> Choose | Open | None:
    """What a link opens; None where that is gone, or never was."""
    for name in (payload_, payload_.replace("_", "/", 1)):
        if name in targets:
            return Choose(name)
        if name in pages:
            return Open(name)
    if payload_.startswith(_HASHED):
        known = next((n for n in (*targets, *pages) if _HASHED + hashed(n) == payload_), None)
        return None if known is None else Choose(known) if known in targets else Open(known)
    return None
