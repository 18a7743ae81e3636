"""What of the content somebody should see to: past or near its review, over, or told differently by two articles.

None of it is a fault of the files: the bot says so itself where it matters, and warns of nothing else.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.content.nodes import Places
from bot.content.problems import warning
from bot.domain.facts import Fact
from bot.domain.problems import Problem
from bot.domain.revision import Revision
from bot.domain.standing import Standing
from bot.domain.validity import Validity

WITHIN_DAYS = 30


def due(revision: Revision, places: Places, today: date, days: int = WITHIN_DAYS) -> Iterator[Problem]:
    """All of it on a day, with what comes within `days` after it."""
    for section, items in (("facts", revision.facts), ("entries", revision.entries), ("gaps", revision.gaps)):
        for id, item in items.items():
            yield from _dates(section, id, item.validity, places, today, today + timedelta(days=days))
    standing, seen = Standing(revision), set[frozenset[str]]()
    for fact in revision.facts.values():
        told = standing.told(fact, today)
        ids = frozenset(f.id for f in told)
        if len(told) > 1 and ids not in seen:
            seen.add(ids)
            yield _differ(told, places)


def _dates(section: str, id: str, dates: Validity, places: Places, today: date, until: date) -> Iterator[Problem]:
    review, expires = dates.review, dates.expires
    if expires and expires < today:
        yield warning(
            places.at(section, id, "expires"),
            "expired",
            (
                f"“{id}”的有效期到 {expires} 为止，回复里会先说明可能已过时",
                f"“{id}” was valid until {expires}; replies say first that it may be out of date",
            ),
            (
                "核对后改 expires；有新的数字就加一条新的；不要了就删掉",
                "check it and change expires; add the newer figure if there is one; or delete it",
            ),
        )
        return
    if expires and expires <= until:
        yield warning(
            places.at(section, id, "expires"),
            "expires-soon",
            (f"“{id}”的有效期到 {expires} 为止", f"“{id}” is valid until {expires} only"),
            ("核对一遍：仍然对就改 expires，不对就改内容", "check it: change expires if it still holds, else mend it"),
        )
    if review and review <= until:
        late = review < today
        zh = f"“{id}”该在 {review} 复核，已过期限" if late else f"“{id}”该在 {review} 复核"
        en = f"“{id}” was to be looked at by {review}" if late else f"“{id}” is to be looked at by {review}"
        yield warning(
            places.at(section, id, "review"),
            "review-overdue" if late else "review-due",
            (zh, en),
            ("核对一遍，再把 review 改成下次的日期", "check it, then set review to the next date"),
        )


def _differ(told: tuple[Fact, ...], places: Places) -> Problem:
    newest, *others = told
    zh = "；".join(f"“{f.id}”（{places.at('facts', f.id, 'quantity')}）{f.quantity.written}" for f in others)
    en = "; ".join(f"“{f.id}” ({places.at('facts', f.id, 'quantity')}) says {f.quantity.written}" for f in others)
    return warning(
        places.at("facts", newest.id, "quantity"),
        "articles-differ",
        (
            f"各报道的数字不同，会一起给出：“{newest.id}”{newest.quantity.written}，{zh}",
            f"the articles differ, and all are shown: “{newest.id}” says {newest.quantity.written}, {en}",
        ),
        (
            "旧的已被取代就给它写 expires；说的不是一回事就改 indicator、item 或 period",
            "give the older one expires if it was replaced; if they are not the same thing, change indicator, item or "
            "period",
        ),
    )
