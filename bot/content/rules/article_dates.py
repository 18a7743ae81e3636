"""An article's date is a real calendar date, and an inferred one says from what.

Good: `{value: "2024-11", inferred: true, reason: {…}}`. Bad: `value: "2024-02-30"`, or `inferred: true` alone.
"""

from collections.abc import Iterator
from datetime import date

from bot.content.problems import error
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

CODE = "article-date"


def check(subject: Subject) -> Iterator[Problem]:
    for article in subject.revision.articles.values():
        parts = [int(part) for part in article.date.value.split("-")]
        try:
            date(parts[0], *[*parts[1:], 1, 1][:2])
        except ValueError:
            yield error(
                subject.places.at("articles", article.id, "date", "value"),
                CODE,
                (f"日历上没有 {article.date.value}", f"there is no {article.date.value} in the calendar"),
                ("改成真实的日期", "write a date that exists"),
            )
        if article.date.inferred and article.date.reason is None:
            yield error(
                subject.places.at("articles", article.id, "date"),
                CODE,
                ("日期是推断的，却没写依据", "the date is inferred, but not from what"),
                ("加上 reason: {zh: …, en: …}", "add reason: {zh: …, en: …}"),
            )
    for fact in subject.revision.facts.values():
        value = fact.period.value
        if value.count("-") == 2:
            try:
                date.fromisoformat(value)
            except ValueError:
                yield error(
                    subject.places.at("facts", fact.id, "period"),
                    CODE,
                    (f"日历上没有 {value}", f"there is no {value} in the calendar"),
                    ("改成真实的日期", "write a date that exists"),
                )
