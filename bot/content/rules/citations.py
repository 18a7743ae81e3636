"""What is cited is about the park: a fact's or entry's park is one of its article's parks.

Good: park guiyang-ftz with article guiyang-ftz. Bad: park chengdu-hitech with article guiyang-ftz.
"""

from collections.abc import Iterator

from bot.content.problems import error
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

CODE = "park-of-article"


def check(subject: Subject) -> Iterator[Problem]:
    revision = subject.revision
    for section, id, path, citation in subject.citations():
        park = revision.facts[id].park if section == "facts" else revision.entries[id].park
        article = revision.articles.get(citation.article)
        if article is not None and park not in article.parks:
            yield error(
                subject.places.at(section, id, "park") if section == "facts" else subject.places.at(section, id, *path),
                CODE,
                (
                    f"“{id}”属于园区“{park}”，引用的文章“{article.id}”写的却是“{', '.join(article.parks)}”",
                    f"“{id}” is of the park “{park}”, the article “{article.id}” of “{', '.join(article.parks)}”",
                ),
                ("改正园区或引用的文章", "correct the park or the article"),
            )
    for fact in revision.facts.values():
        name = revision.names.get(fact.item) if fact.item else None
        if name is not None and name.park != fact.park:
            yield error(
                subject.places.at("facts", fact.id, "item"),
                CODE,
                (
                    f"“{name.id}”是园区“{name.park}”的，不是“{fact.park}”的",
                    f"“{name.id}” belongs to the park “{name.park}”, not “{fact.park}”",
                ),
                ("改正 item 或 park", "correct item or park"),
            )
