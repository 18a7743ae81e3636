"""One rule a file: CODE, a docstring with a good and a bad sample, and `check`; the registry is written out."""

from collections.abc import Callable, Iterator

from bot.content.rules import (
    aliases,
    answer_length,
    article_dates,
    bare_figures,
    citations,
    ids,
    languages,
    paragraphs,
    phrasings,
    placeholders,
    references,
    relative_time,
    unused,
    validity,
    when_dates,
)
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

Rule = Callable[[Subject], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ids.check,
    references.check,
    placeholders.check,
    paragraphs.check,
    citations.check,
    languages.check,
    phrasings.check,
    aliases.check,
    answer_length.check,
    bare_figures.check,
    when_dates.check,
    relative_time.check,
    article_dates.check,
    validity.check,
    unused.check,
)
