"""今年, 目前 and 日前 never stand bare: a reader does not know when the article was written.

Good: 报道当年（推断为2024年）1月. Bad: 今年1月.
"""

import re
from collections.abc import Iterator

from bot.content.problems import warning
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

CODE = "relative-time"
_BARE = re.compile(
    r"今年|目前|(?<!\d)日前(?!往)|不久前|近日|当前|至今|如今|近年来?|"
    r"(?<!of )\b(?:this year|recently|currently|nowadays)\b",
    re.I,
)
_ANCHOR = re.compile(r"报道|推断|原文|文中|文章|report|inferred|article", re.I)


def check(subject: Subject) -> Iterator[Problem]:
    for entry in subject.revision.entries.values():
        for language, text in (("zh", entry.answer.zh), ("en", entry.answer.en)):
            bare = _BARE.search(text)
            if bare and not _ANCHOR.search(text):
                yield warning(
                    subject.places.at("entries", entry.id, "answer", language),
                    CODE,
                    (f"“{bare[0]}”没说是哪一年", f"“{bare[0]}” does not say which time is meant"),
                    (
                        "写成“报道当年（推断为2024年）”“截至报道时”之类",
                        "write “in the year of the report (inferred: 2024)”, “as reported” or the like",
                    ),
                )
