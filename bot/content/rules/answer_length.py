"""Answers are short enough to read on a phone: who and when at once, the rest in a few lines.

Good: 吴畏是成都高新区中试生态协会执行秘书长。 Bad: a who-answer that begins with 200 characters of history.
"""

from collections.abc import Iterator

from bot.content.problems import error
from bot.content.rules.placeholders import PLACEHOLDER
from bot.content.rules.subject import Subject
from bot.domain.entries import Asks
from bot.domain.problems import Problem

CODE = "answer-length"
SHORT, LONG = 160, 320  # characters of the Chinese answer


def check(subject: Subject) -> Iterator[Problem]:
    for entry in subject.revision.entries.values():
        brief = entry.asks and entry.asks <= {Asks.WHO, Asks.WHEN}
        limit = SHORT if brief else LONG
        length = len(filled(subject, entry.answer.zh))
        if length > limit:
            kind = ("回答“谁”“何时”的", "an answer to who or when") if brief else ("", "an answer")
            yield error(
                subject.places.at("entries", entry.id, "answer", "zh"),
                CODE,
                (
                    f"{kind[0]}中文答案有 {length} 个字，超过 {limit}",
                    f"{kind[1]} has {length} Chinese characters, more than {limit}",
                ),
                (
                    "先写最要紧的，其余拆成另一条，用 related 连起来",
                    "keep what matters most; move the rest to an entry of its own and link it",
                ),
            )


def filled(subject: Subject, answer: str) -> str:
    """The answer with its facts' figures put in as published."""
    facts = subject.revision.facts
    return PLACEHOLDER.sub(lambda m: facts[m[1]].quantity.written if m[1] in facts else m[0], answer)
