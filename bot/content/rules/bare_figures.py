"""Figures that are in the fact table reach answers through it, so that one correction corrects all.

Good: 已建成{chengdu-platforms-built}中试平台. Bad: 已建成49个中试平台, while that fact exists for the same paragraph.
"""

from collections.abc import Iterator

from bot.content.problems import warning
from bot.content.rules.placeholders import PLACEHOLDER
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem
from bot.language.quantities import find_quantities, fold

CODE = "bare-figure"


def check(subject: Subject) -> Iterator[Problem]:
    facts = {
        (fact.park, fact.citation.article, paragraph, fold(fact.quantity.written)): fact.id
        for fact in subject.revision.facts.values()
        for paragraph in fact.citation.paragraphs
    }
    for entry in subject.revision.entries.values():
        cited = {(c.article, paragraph) for c in entry.citations for paragraph in c.paragraphs}
        for _, _, figure in find_quantities(PLACEHOLDER.sub("，", entry.answer.zh)):
            if not any(c.isdigit() and c.isascii() for c in figure.written) or not figure.unit:
                continue
            ids = {facts.get((entry.park, *place, fold(figure.written))) for place in cited} - {None}
            for id in sorted(i for i in ids if i):
                yield warning(
                    subject.places.at("entries", entry.id, "answer", "zh"),
                    CODE,
                    (f"答案里直接写了“{figure.written}”", f"the answer writes “{figure.written}” out"),
                    (
                        f"改用 {{{id}}}，以后改数字只改一处",
                        f"use {{{id}}}, so that a correction is made in one place only",
                    ),
                )
