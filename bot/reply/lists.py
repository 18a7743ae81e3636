"""What can be browsed: parks, topics and articles, and the facts and entries of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.bilingual import Bilingual
from bot.domain.entries import Entry
from bot.domain.facts import Fact
from bot.domain.revision import Revision
from bot.reply.wording import LISTS

ROOTS = tuple(LISTS)


@dataclass(frozen=True, slots=True)
class List:
    """What can be paged through; `items` are names of lists, or ids; `up` is the list that it is an item of."""

    name: str
    title: Bilingual
    items: tuple[str, ...]
    up: str | None = None


def lists(revision: Revision) -> Iterator[List]:
    """All lists, those to start from first. What nothing is held on is left out."""
    targets: tuple[Fact | Entry, ...] = (*revision.facts.values(), *revision.entries.values())
    parks = {id: tuple(t.id for t in targets if t.park == id) for id in revision.parks}
    topics = {id: tuple(f.id for f in revision.facts.values() if f.indicator == id) for id in revision.indicators}
    articles = {id: tuple(t.id for t in targets if id in articles_of(t)) for id in revision.articles}
    # Topics with several figures first: those are worth comparing.
    ordered = sorted(topics, key=lambda id: -len(topics[id]))
    newest = sorted(revision.facts.values(), key=lambda fact: _when(fact, revision), reverse=True)
    below = [
        *(List(f"park/{id}", revision.parks[id].name, items, "parks") for id, items in parks.items() if items),
        *(List(f"topic/{id}", revision.indicators[id].name, topics[id], "topics") for id in ordered if topics[id]),
        *(List(f"article/{id}", revision.articles[id].title, items, "articles") for id, items in articles.items()),
    ]
    for root, title in LISTS.items():
        names = tuple(found.name for found in below if found.up == root)
        yield List(root, title, tuple(fact.id for fact in newest) if root == "latest" else names)
    yield from below


def articles_of(target: Fact | Entry) -> tuple[str, ...]:
    """The ids of the articles that a fact or entry cites."""
    cited = (target.citation,) if isinstance(target, Fact) else target.citations
    return tuple(dict.fromkeys(citation.article for citation in cited))


def _when(fact: Fact, revision: Revision) -> tuple[str, int]:
    """The date of its article, then the year that the figure is for."""
    return revision.articles[fact.citation.article].date.value, fact.period.year or 0
