"""The bot as a process of its own, with the real updates store, for tests that kill or stop it: URL DATABASE."""

import logging
import sys
import time
from collections.abc import Sequence, Set

from bot.chat.app import ChatOptions, run
from bot.desk import Found
from bot.domain.bilingual import Language
from bot.pictures.pictures import Picture
from bot.reply.message import Button, Line, Message, Role
from bot.storage.database import Database


class Echo:
    """Takes 20 ms to answer, so that a kill finds something in every stage."""

    def reply(self, text: str, chat: str) -> Message:  # noqa: ARG002
        time.sleep(0.02)
        return Message("answer", (Line(Role.NOTE, text),))

    def at_hand(self, text: str, chat: str) -> Message | None:  # noqa: ARG002
        return None

    def choose(self, target: str, chat: str, default: Language) -> Message:  # noqa: ARG002
        return self.reply(target, chat)

    def open(self, page: str, chat: str, language: Language) -> Message:  # noqa: ARG002
        return self.reply(page, chat)

    def further(self, message: Message) -> tuple[Button, ...]:  # noqa: ARG002
        return ()

    def picture(self, facts: Sequence[str], language: Language) -> Picture | None:  # noqa: ARG002
        return None

    def roots(self, language: Language) -> tuple[Button, ...]:  # noqa: ARG002
        return ()

    def search(self, text: str, language: Language, limit: int) -> tuple[Found, ...]:  # noqa: ARG002
        return ()

    def pages(self) -> Set[str]:
        return frozenset()

    def start(self, language_code: str | None, chat: str) -> Message:  # noqa: ARG002
        return self.reply("start", chat)

    def help(self, language_code: str | None, chat: str) -> Message:  # noqa: ARG002
        return self.reply("help", chat)

    def targets(self) -> Set[str]:
        return frozenset()


if __name__ == "__main__":
    url, database, token = sys.argv[1:]
    logging.basicConfig(level=logging.DEBUG)
    with Database.open(f"sqlite:///{database}") as opened:
        run(ChatOptions(token, url, poll_seconds=5), Echo(), opened, lambda: "none")
