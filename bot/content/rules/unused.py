"""Indicators and parks that nothing uses are usually a slip of the pen elsewhere.

Good: an indicator with at least one fact. Bad: `pilot-platforms` defined, and all facts say `pilot-platform-count`.
"""

from collections.abc import Iterator

from bot.content.nodes import Map, scalars
from bot.content.problems import warning
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

CODE = "unused"


def check(subject: Subject) -> Iterator[Problem]:
    used = {fact.indicator for fact in subject.revision.facts.values()}
    used |= set(_written(subject, "facts", "indicator"))
    for id in subject.revision.indicators:
        if id not in used:
            yield warning(
                subject.places.at("indicators", id, "id"),
                CODE,
                (f"指标“{id}”没有任何数据", f"the indicator “{id}” has no facts"),
                ("删掉它，或补上数据", "delete it, or add its facts"),
            )
    cited = {park for article in subject.revision.articles.values() for park in article.parks}
    cited |= set(_written(subject, "articles", "parks"))
    for id in subject.revision.parks:
        if id not in cited:
            yield warning(
                subject.places.at("parks", id, "id"),
                CODE,
                (f"没有文章写到园区“{id}”", f"no article is about the park “{id}”"),
                ("删掉它，或在文章的 parks 里加上", "delete it, or add it to an article's parks"),
            )


def _written(subject: Subject, section: str, key: str) -> Iterator[str]:
    """What stands under a key in a section, also in items that are too faulty or unfinished to be used."""
    for (name, _), node in subject.places.items.items():
        if name == section and isinstance(node, Map) and key in node.entries:
            yield from (scalar.text for _, scalar in scalars(node.entries[key]))
