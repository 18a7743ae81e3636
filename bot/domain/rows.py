"""Content as flat rows: what the published tables hold, and what two revisions are compared by."""

from collections.abc import Mapping

from bot.domain.articles import Article, Citation
from bot.domain.bilingual import Bilingual, Names
from bot.domain.entries import Entry
from bot.domain.facts import Fact, Indicator
from bot.domain.gaps import Gap
from bot.domain.parks import Name, Park
from bot.domain.revision import Revision
from bot.domain.validity import Validity

Row = Mapping[str, object]  # column to text, number, truth value, list of texts or numbers, or None


def rows(revision: Revision) -> dict[str, dict[str, Row]]:
    """Every item of every section, by section and id; each row holds its own id."""
    return {
        "articles": {i: article(a) for i, a in revision.articles.items()},
        "parks": {i: park(p) for i, p in revision.parks.items()},
        "names": {i: name(n) for i, n in revision.names.items()},
        "indicators": {i: indicator(n) for i, n in revision.indicators.items()},
        "facts": {i: fact(f) for i, f in revision.facts.items()},
        "entries": {i: entry(e) for i, e in revision.entries.items()},
        "gaps": {i: gap(g) for i, g in revision.gaps.items()},
    }


def article(article: Article) -> Row:
    return {
        "id": article.id,
        **_both("title", article.title),
        **_both("newspaper", article.newspaper),
        "reporters": [r.name.zh if r.role is None else f"{r.name.zh}（{r.role.zh}）" for r in article.reporters],
        "date": article.date.value,
        "date_inferred": article.date.inferred,
        "paragraphs": article.paragraphs,
        "parks": list(article.parks),
        **_both("about", article.about),
        "url": article.url,
    }


def park(park: Park) -> Row:
    return {"id": park.id, **_both("name", park.name), **_both("place", park.place), **_many("aliases", park.aliases)}


def name(name: Name) -> Row:
    return {
        "id": name.id,
        "kind": name.kind.value,
        "park": name.park,
        **_both("name", name.name),
        **_many("aliases", name.aliases),
    }


def indicator(indicator: Indicator) -> Row:
    return {"id": indicator.id, **_both("name", indicator.name), **_many("aliases", indicator.aliases)}


def fact(fact: Fact) -> Row:
    """The figure as written, and as exact text (`amount` in plain units): SQLite knows no decimals."""
    quantity, period = fact.quantity, fact.period
    return {
        "id": fact.id,
        "park": fact.park,
        "indicator": fact.indicator,
        "item": fact.item,
        "part_of": fact.part_of,
        "per": fact.per,
        **_both("measures", fact.measures),
        "quantity": quantity.written,
        "amount": f"{quantity.amount:f}",
        "upper_amount": None if quantity.upper_amount is None else f"{quantity.upper_amount:f}",
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
        "status": fact.status.value,
        "period": period.value or period.kind.value,
        **_both("period_wording", period.wording),
        "year": period.year,
        "year_inferred": period.year_inferred,
        "article": fact.citation.article,
        "paragraphs": list(fact.citation.paragraphs),
        **_both("note", fact.note),
        **_dates(fact.validity),
        **_many("phrasings", fact.phrasings),
    }


def entry(entry: Entry) -> Row:
    return {
        "id": entry.id,
        "park": entry.park,
        "asks": sorted(ask.value for ask in entry.asks),
        **_both("answer", entry.answer),
        "citations": [_citation(c) for c in entry.citations],
        "related": list(entry.related),
        **_dates(entry.validity),
        **_many("phrasings", entry.phrasings),
    }


def gap(gap: Gap) -> Row:
    return {
        "id": gap.id,
        "park": gap.park,
        **_both("lacks", gap.lacks),
        "related": list(gap.related),
        **_dates(gap.validity),
        **_many("phrasings", gap.phrasings),
    }


def _citation(citation: Citation) -> str:
    return f"{citation.article} ¶{','.join(map(str, citation.paragraphs))}"


def _dates(validity: Validity) -> Row:
    return {
        "review": validity.review.isoformat() if validity.review else None,
        "expires": validity.expires.isoformat() if validity.expires else None,
    }


def _both(key: str, text: Bilingual | None) -> Row:
    return {f"{key}_zh": text.zh if text else None, f"{key}_en": text.en if text else None}


def _many(key: str, names: Names) -> Row:
    return {f"{key}_zh": list(names.zh), f"{key}_en": list(names.en)}
