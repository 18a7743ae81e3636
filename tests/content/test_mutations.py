"""A wrong digit, paragraph, park or year put into any fact of the real content is caught.

Every fact is spoiled in every way, against made-up texts (always) and the article texts (where they are at hand).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.nodes import Places
from bot.content.source import texts as article_texts
from bot.content.source.claims import overclaimed
from bot.content.source.coverage import uncovered
from bot.content.source.facts import prove_fact, same
from bot.content.source.texts import ArticleText
from bot.domain.articles import Citation
from bot.domain.facts import Fact, PeriodKind
from bot.domain.revision import Revision
from bot.language.quantities import QuantityError, parse_quantity

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "source"
_NUMERALS = "一二三四五六七八九"


@pytest.fixture(scope="module")
def revision() -> Revision:
    return load(ROOT).usable


@pytest.fixture(scope="module")
def made_up(revision: Revision) -> dict[str, ArticleText]:
    """For each article a text of as many paragraphs that holds the facts' own words and figures only."""
    made = {}
    for article in revision.articles.values():
        rows = [f"title: {article.title.zh}"]
        for number in range(1, article.paragraphs + 1):
            said = [
                f"{_year(f)}有{f.quantity.written}{_measures(f, revision)}。"
                for f in revision.facts.values()
                if f.citation.article == article.id and number in f.citation.paragraphs
            ]
            rows.append(f"¶{number} " + "".join(said or ["这里没有数字。"]))
        made[article.id] = article_texts.parse(f"{article.id}.txt", "\n".join(rows))
    return made


@pytest.fixture(scope="module")
def real(revision: Revision) -> dict[str, ArticleText]:
    if not SOURCE.is_dir():
        pytest.skip("the article texts are not kept in the repository")
    read = {id: article_texts.read(SOURCE, id) for id in revision.articles}
    return {id: text for id, text in read.items() if text is not None}


def _year(fact: Fact) -> str:
    return f"{fact.period.value[:4]}年，" if fact.period.kind is PeriodKind.DATE else ""


def _measures(fact: Fact, revision: Revision) -> str:
    return fact.measures.zh if fact.measures else revision.indicators[fact.indicator].name.zh


def digits(fact: Fact) -> Iterator[Fact]:
    """Every digit or numeral of the figure replaced by every other one, and a digit added."""
    written = fact.quantity.written
    for match in re.finditer(r"\d|[一二三四五六七八九十两百千]", written):
        others = "0123456789" if match[0].isdigit() else _NUMERALS + "十百"
        for other in others.replace(match[0], ""):
            yield from _with(fact, written[: match.start()] + other + written[match.end() :])
        if match[0].isdigit():
            yield from _with(fact, written[: match.end()] + "0" + written[match.end() :])


def _with(fact: Fact, written: str) -> Iterator[Fact]:
    try:
        quantity = parse_quantity(written)
    except QuantityError:
        return  # refused before the proof
    if not same(quantity, fact.quantity):  # 两批 and 二批 are one figure
        yield replace(fact, quantity=quantity)


def paragraphs(fact: Fact, texts: dict[str, ArticleText]) -> Iterator[Fact]:
    """Each cited paragraph moved to each other one."""
    text = texts[fact.citation.article]
    for at, number in enumerate(fact.citation.paragraphs):
        for other in [*text.paragraphs, max(text.paragraphs) + 1]:
            if other not in fact.citation.paragraphs and other != number:
                moved = (*fact.citation.paragraphs[:at], other, *fact.citation.paragraphs[at + 1 :])
                yield replace(fact, citation=Citation(fact.citation.article, moved))


def elsewhere(fact: Fact, revision: Revision) -> Iterator[Fact]:
    """The park, and separately the article, replaced by each other one."""
    for park in revision.parks:
        if park != fact.park:
            yield replace(fact, park=park)
    for article in revision.articles.values():
        if article.id != fact.citation.article:
            yield replace(fact, citation=Citation(article.id, fact.citation.paragraphs))


def years(fact: Fact) -> Iterator[Fact]:
    """A stated year put a few years earlier or later."""
    if fact.period.kind is PeriodKind.DATE and fact.period.year:
        for year in range(fact.period.year - 3, fact.period.year + 4):
            if year != fact.period.year:
                value = str(year) + fact.period.value[4:]
                yield replace(fact, period=replace(fact.period, value=value, year=year))


def neighbours(fact: Fact, texts: dict[str, ArticleText]) -> Iterator[Fact]:
    """The figure replaced by each other figure of the paragraphs it cites."""
    for number in fact.citation.paragraphs:
        for _, _, figure in texts[fact.citation.article].paragraphs[number].figures:
            if not same(figure, fact.quantity):
                yield replace(fact, quantity=figure)


def missed(revision: Revision, texts: dict[str, ArticleText]) -> tuple[int, list[str]]:
    """How many mutants there are, and those that the proof lets pass."""
    count, passed = 0, []
    for fact in revision.facts.values():
        assert not list(prove_fact(fact, revision, texts, Places())), f"{fact.id} is reported although it is unspoiled"
        mutants = (
            *digits(fact),
            *paragraphs(fact, texts),
            *elsewhere(fact, revision),
            *years(fact),
        )
        for mutant in mutants:
            count += 1
            if not list(prove_fact(mutant, revision, texts, Places())):
                passed.append(
                    f"{fact.id}: {mutant.quantity.written} {mutant.park} {mutant.citation} {mutant.period.value}"
                )
    return count, passed


def test_every_mutant_is_caught_in_made_up_texts(revision: Revision, made_up: dict[str, ArticleText]) -> None:
    count, passed = missed(revision, made_up)
    assert count > 1000
    assert passed == []


def test_every_mutant_is_caught_in_the_article_texts(revision: Revision, real: dict[str, ArticleText]) -> None:
    count, passed = missed(revision, real)
    assert count > 1000
    assert passed == []


def test_a_figure_taken_from_its_neighbour_is_noticed(revision: Revision, real: dict[str, ArticleText]) -> None:
    """Nearly always: a threshold in the sentence (实绩超亿元的企业) that no fact carries can still be mistaken."""
    count, unnoticed = 0, []
    for fact in revision.facts.values():
        for mutant in neighbours(fact, real):
            count += 1
            spoiled = replace(revision, facts={**revision.facts, fact.id: mutant})
            checks = (
                lambda m=mutant, r=spoiled: prove_fact(m, r, real, Places()),
                lambda r=spoiled: overclaimed(r, real, Places()),
                lambda r=spoiled: uncovered(r, real, Places()),
            )
            if not any(next(iter(check()), None) for check in checks):
                unnoticed.append(f"{fact.id}: {mutant.quantity.written} for {fact.quantity.written}")
    assert len(unnoticed) <= 0.03 * count, unnoticed
