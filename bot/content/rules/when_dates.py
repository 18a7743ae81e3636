"""An entry that answers "when" gives a date or a time.

Good: `asks: [when]` with 2023年4月成立。 Bad: `asks: [when]` with 该研究院已成立。
"""

import re
from collections.abc import Iterator

from bot.content.problems import error
from bot.content.rules.answer_length import filled
from bot.content.rules.subject import Subject
from bot.domain.entries import Asks
from bot.domain.problems import Problem
from bot.domain.quantities import Dimension
from bot.language.quantities import date_spans, find_quantities

CODE = "when-without-date"
_TIME = re.compile(
    r"[年月日]|当天|当年|今年|去年|明年|每年|目前|日前|近年|近日|不久前|如今|此前|之后|之前|以来|未来|白天|晚上|时候|期间|没有(?:写|说|给出)|未(?:写|说|注|标|给|提)"
)


def check(subject: Subject) -> Iterator[Problem]:
    for entry in subject.revision.entries.values():
        if Asks.WHEN not in entry.asks:
            continue
        answer = filled(subject, entry.answer.zh)
        lasting = any(q.dimension is Dimension.TIME for _, _, q in find_quantities(answer))
        if not (date_spans(answer) or lasting or _TIME.search(answer)):
            yield error(
                subject.places.at("entries", entry.id, "asks"),
                CODE,
                ("asks 里有 when，答案却没有日期或时间", "asks holds when, but the answer gives no date or time"),
                ("在答案里写出时间，或从 asks 里删掉 when", "give the time in the answer, or delete when from asks"),
            )
