"""Drafted items as YAML: what the article states is filled in, all else is a blank for somebody to complete."""

from collections.abc import Sequence

from bot.content.todo import blank
from bot.domain.parks import NameKind
from bot.drafting.found import Reporter, person_in_english
from bot.drafting.insert import plain_or_quoted

TODO = blank()


def pair(zh: str, en: str = TODO) -> str:
    return f"{{zh: {plain_or_quoted(zh)}, en: {plain_or_quoted(en)}}}"


def article(
    id: str,
    title: str,
    newspaper: tuple[str, str],
    reporters: Sequence[Reporter],
    date: str,
    paragraphs: int,
    park: str,
) -> str:
    """A source; `date` is the one that the text states, or "". Without reporters they are left to complete."""
    listed = ", ".join(_reporter(reporter) for reporter in reporters)
    return _lines(
        f"- id: {id}",
        f"  title: {pair(title or TODO)}",
        f"  newspaper: {pair(*newspaper)}",
        f"  reporters: [{listed}]" if listed else f"  reporters: {TODO}",
        f"  date: {{value: {plain_or_quoted(date or TODO)}}}",
        f"  paragraphs: {paragraphs}",
        f"  parks: [{park}]",
        f"  about: {pair(TODO)}",
    )


def _reporter(reporter: Reporter) -> str:
    plain = pair(reporter.name, blank(person_in_english(reporter.name)))
    return plain if reporter.role is None else f"{plain[:-1]}, role: {pair(reporter.role.zh, reporter.role.en)}}}"


def park(id: str, hint: str) -> str:
    return _lines(
        f"- id: {id}",
        f"  name: {pair(blank(hint))}",
        "  aliases: {zh: [], en: []}",
        f"  place: {pair(TODO)}",
    )


def name(id: str, kind: NameKind, park: str, zh: str) -> str:
    en = blank(person_in_english(zh)) if kind is NameKind.PERSON else TODO
    return f"- {{id: {id}, kind: {kind}, park: {park}, name: {pair(zh, en)}}}\n"


def indicator(id: str, zh: str) -> str:
    return _lines(f"- id: {id}", f"  name: {pair(zh or TODO)}", "  aliases: {zh: [], en: []}")


def fact(
    id: str, park: str, indicator: str, period: str, status: str, quantity: str, article: str, paragraphs: Sequence[int]
) -> str:
    return _lines(
        f"- id: {id}",
        f"  park: {park}",
        f"  indicator: {plain_or_quoted(indicator)}",
        f"  period: {_quoted_date(period)}",
        f"  status: {status}",
        f'  quantity: "{quantity}"',
        f"  citation: {_citation(article, paragraphs)}",
        "  phrasings: {zh: [], en: []}",
    )


def entry(id: str, asks: str, phrasing: str, answer: str, article: str, paragraph: int) -> str:
    """An entry whose answer is left to complete; `answer` is what it may be made from."""
    return _lines(
        f"- id: {id}",
        f"  asks: [{asks}]",
        f"  phrasings: {{zh: [{plain_or_quoted(phrasing)}], en: [{TODO}]}}",
        f"  answer: {pair(blank(answer))}",
        f"  citations: [{_citation(article, (paragraph,))}]",
    )


def _citation(article: str, paragraphs: Sequence[int]) -> str:
    return f"{{article: {article}, paragraphs: [{', '.join(map(str, paragraphs))}]}}"


def _quoted_date(period: str) -> str:
    return f'"{period}"' if period[:1].isdigit() else period


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
