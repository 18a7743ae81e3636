"""What is looked at again is looked at before it is over.

Good: `review: 2027-01-31` with `expires: 2027-06-30`. Bad: a review in July of what is over in June.
"""

from collections.abc import Iterator

from bot.content.problems import warning
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

CODE = "review-after-expiry"


def check(subject: Subject) -> Iterator[Problem]:
    for section, id, dates in subject.dated():
        if dates.review and dates.expires and dates.review > dates.expires:
            yield warning(
                subject.places.at(section, id, "review"),
                CODE,
                (
                    f"复核日期 {dates.review} 在有效期最后一天 {dates.expires} 之后",
                    f"the review on {dates.review} comes after the last valid day, {dates.expires}",
                ),
                ("把 review 改到 expires 之前", "set review before expires"),
            )
