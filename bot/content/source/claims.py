"""No figure of a text is claimed by more facts than it occurs: the sign of a figure taken from its neighbour."""

from collections.abc import Iterator, Mapping

from bot.content.nodes import Places
from bot.content.problems import warning
from bot.content.source.facts import same
from bot.content.source.texts import ArticleText
from bot.domain.facts import Fact
from bot.domain.problems import Problem
from bot.domain.revision import Revision


def overclaimed(revision: Revision, texts: Mapping[str, ArticleText], places: Places) -> Iterator[Problem]:
    """Facts that share one figure of one paragraph with another fact, beyond the times it stands there."""
    citing: dict[tuple[str, int], list[Fact]] = {}
    for fact in revision.facts.values():
        for number in fact.citation.paragraphs:
            citing.setdefault((fact.citation.article, number), []).append(fact)
    for (article, number), facts in citing.items():
        paragraph = texts[article].paragraphs.get(number) if article in texts else None
        if paragraph is None:
            continue
        for fact in facts:
            claiming = [other for other in facts if same(other.quantity, fact.quantity)]
            times = sum(same(figure, fact.quantity) for _, _, figure in paragraph.figures)
            if not 0 < times < len(claiming):
                continue
            others = ", ".join(other.id for other in claiming if other.id != fact.id)
            yield warning(
                places.at("facts", fact.id, "quantity"),
                "figure-shared",
                (
                    f"“{fact.id}”与“{others}”用了第 {number} 段的同一个“{fact.quantity.written}”",
                    f"“{fact.id}” and “{others}” use the same “{fact.quantity.written}” of paragraph {number}",
                ),
                (
                    "核对各条该是哪个数字；若是同一件事就合成一条",
                    "check which figure each should have; if they are one thing, make them one fact",
                ),
            )
