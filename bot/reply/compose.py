"""Composes an outcome into a message: the figure or policy first, then what it is, then the source."""

import re
from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.domain.articles import Article, Citation
from bot.domain.bilingual import Language
from bot.domain.entries import Entry
from bot.domain.facts import Fact, PeriodKind
from bot.domain.figures import figure
from bot.domain.labels import measure, untold_item
from bot.domain.outcomes import (
    Answer,
    Choice,
    Choices,
    ComputedPart,
    EntryPart,
    FactPart,
    Help,
    HelpTopic,
    Lack,
    LackKind,
    LacksPart,
    Outcome,
    Part,
    SourcePart,
    Unknown,
)  # fmt: skip
from bot.domain.revision import Revision
from bot.language.script import Scripts
from bot.ports import Clock
from bot.reply.dates import date_text
from bot.reply.message import Button, Line, Message, Role
from bot.reply.notices import PLACEHOLDER, Notices, figures_in
from bot.reply.wording import DETAILS, HELPS, LACKS, STATUSES, VERDICTS, Frames

NONE = "none"  # the target of "none of these"
_SENTENCE = re.compile(
    r"(?<=[。！？])(?![”’」』）》])|(?<=。[”’」』])"  # 他说：“好。” ends after the quotation mark
    r"|(?:(?<=[.!?])|(?<=[.!?][”’)]))"
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\b[A-Z]\.[A-Z]\.)"
    # No. 58 goes on and "No. The" does not; Co. Ltd. goes on, and Ltd. before a capital ends the sentence.
    r" (?:(?=[A-Z“‘])(?!Ltd\b|Inc\b)|(?<!\bNo\. )(?<!\bNos\. )(?=\d))"
)


class Composer:
    """Words for one revision. Built once, changes nothing; only what is over depends on the day of the `clock`."""

    def __init__(self, revision: Revision, scripts: Scripts, clock: Clock) -> None:
        self._revision = revision
        self._notices = Notices(revision, clock)
        self._scripts = scripts
        self._frames = Frames()
        # Names and titles stay as published: converting 余国锋 to traditional characters would misspell him.
        self._kept = tuple(
            [n.name.zh for n in revision.names.values()]
            + [p.name.zh for p in revision.parks.values()]
            + [a.title.zh for a in revision.articles.values()]
            + [r.name.zh for a in revision.articles.values() for r in a.reporters]
        )

    def compose(self, outcome: Outcome) -> Message:
        """The message for an outcome, in the outcome's language and script."""
        message = self._compose(outcome)
        notices = dict.fromkeys(self._notices.of(outcome, outcome.language))
        first = tuple(Line(Role.NOTICE, text) for text in notices)
        return self.localised(replace(message, lines=(*first, *message.lines)), outcome.language)

    def localised(self, message: Message, language: Language) -> Message:
        """A message composed for readers of `language`, in their script."""
        if language is not Language.TRADITIONAL:
            return replace(message, language=language)
        return replace(
            message,
            lines=tuple(Line(line.role, self.scripted(line.text, language)) for line in message.lines),
            buttons=tuple(replace(b, label=self.scripted(b.label, language)) for b in message.buttons),
            language=language,
        )

    def label(self, choice: Choice, language: Language, *, with_figure: bool = False) -> str:
        """What stands on the button of a choice."""
        fact = self._revision.facts.get(choice.target)
        if fact is None:
            entry = self._revision.entries[choice.target]
            return entry.phrasings.first(language)
        text = f"{self.park(fact, language)} · {self.measures(fact, language)}"
        if fact.period.kind is PeriodKind.DATE:
            text += f" · {self.period(fact, language)}"
        return f"{text}：{self.figures(fact, language)}" if with_figure else text

    def figures(self, fact: Fact, language: Language, *, with_original: bool = True) -> str:
        """A fact's figure on a button or in a list: all that articles give for it, with a mark on what is over."""
        return self._notices.figures(fact, language, with_original=with_original)

    def today(self) -> date:
        """The day that what is composed now is right on."""
        return self._notices.today()

    def stands_alone(self, fact: Fact) -> bool:
        """Whether a figure may be shown without another word: it is not over, and articles do not differ on it."""
        return self._notices.stands_alone(fact)

    # One method for each outcome.

    def _compose(self, outcome: Outcome) -> Message:
        match outcome:
            case Answer():
                return self._answer(outcome)
            case Choices():
                return self._choices(outcome)
            case Unknown():
                return self._unknown(outcome)
            case Help():
                return self._help(outcome)
            case _:
                assert_never(outcome)

    def _answer(self, answer: Answer) -> Message:
        language = answer.language
        lines: list[Line] = []
        if answer.understood:
            lines.append(Line(Role.NOTE, self._frames.understood.get(language).format(text=answer.understood)))
        cited: list[Citation] = []
        for part in (each for whole in answer.parts for each in _one_by_one(whole)):
            lines += self._part(part, language, among_others=len(answer.parts) > 1)
            citations = self._citations(part)
            cited += citations
            lines += self._sources(citations, language)
        articles = tuple(dict.fromkeys(c.article for c in cited))
        articles = tuple(
            dict.fromkeys((*articles, *(a for p in answer.parts if isinstance(p, SourcePart) for a in p.articles)))
        )
        return Message("answer", tuple(lines), (), articles)

    def _part(self, part: Part, language: Language, *, among_others: bool = False) -> list[Line]:
        match part:
            case FactPart():
                return self._fact(part, language, among_others=among_others)
            case EntryPart():
                return self._entry(part, language)
            case ComputedPart():
                return [
                    Line(Role.HEADLINE, part.headline.get(language)),
                    *(Line(Role.BODY, w.get(language)) for w in part.working),
                    Line(Role.NOTE, self._frames.computed.get(language)),
                ]
            case SourcePart():
                return [Line(Role.HEADLINE, self.about(self._revision.articles[a], language)) for a in part.articles]
            case LacksPart():
                return [Line(Role.BODY, self._lack(part.lack, language))]
            case _:
                assert_never(part)

    def _fact(self, part: FactPart, language: Language, *, among_others: bool = False) -> list[Line]:
        fact = part.fact
        headline = figure(fact.quantity, language)
        if among_others:  # with several figures in one reply, each says which it is
            colon = "：" if language.is_chinese else ": "
            headline = f"{self.measures(fact, language)}{colon}{headline}"
        if part.verdict:
            headline = VERDICTS[part.verdict].get(language).format(told=headline)
        lines = [Line(Role.HEADLINE, headline), Line(Role.BODY, self.describe(fact, language))]
        if fact.note:
            lines.append(Line(Role.BODY, fact.note.get(language)))
        if part.beside:
            shown = self._frames.and_.get(language).join(
                f"{self._notices.marked(f, language)} ({self.describe(f, language)})" for f in part.beside
            )
            lines.append(Line(Role.BODY, self._frames.beside.get(language) + shown))
        return lines

    def _entry(self, part: EntryPart, language: Language) -> list[Line]:
        text = self.fill(part.entry.answer.get(language), language)
        first, *rest = [s.strip() for s in _SENTENCE.split(text, maxsplit=1)]
        if part.unsaid:
            first = self._frames.as_written.get(language) + first
        return [Line(Role.HEADLINE, first), *(Line(Role.BODY, r) for r in rest if r)]

    def _choices(self, outcome: Choices) -> Message:
        language = outcome.language
        lead = (
            self._frames.mended.get(language).format(text=outcome.mended)
            if outcome.mended
            else self._frames.did_you_mean.get(language)
        )
        buttons = [Button(self.label(c, language, with_figure=True), c.target) for c in outcome.choices]
        return Message(
            "choices",
            (Line(Role.BODY, lead),),
            (*buttons, Button(self._frames.none_of_these.get(language), NONE)),
        )

    def _unknown(self, outcome: Unknown) -> Message:
        language = outcome.language
        lines = [Line(Role.HEADLINE, self._lack(outcome.lack, language))]
        if outcome.lack.held:
            held = self._frames.and_.get(language).join(
                f"{self.describe(f, language)} {self._notices.marked(f, language)}" for f in outcome.lack.held
            )
            lines.append(Line(Role.BODY, self._frames.held.get(language) + held))
        if outcome.offers:
            lines.append(Line(Role.NOTE, self._frames.try_these.get(language)))
        return Message("unknown", tuple(lines), self._buttons(outcome.offers, language))

    def _help(self, outcome: Help) -> Message:
        language = outcome.language
        lines = [Line(Role.HEADLINE, HELPS[outcome.topic].get(language))]
        articles: tuple[str, ...] = ()
        revision = self._revision
        match outcome.topic:
            case HelpTopic.ARTICLES:
                articles = tuple(revision.articles)
                lines = [Line(Role.HEADLINE, lines[0].text.format(count=len(articles)))]
                lines += [Line(Role.BODY, self.about(a, language)) for a in revision.articles.values()]
            case HelpTopic.PARK:
                names = [revision.parks[p].name.get(language) for p in outcome.parks]
                lines = [Line(Role.HEADLINE, lines[0].text.format(park="、".join(names)))]
                articles = tuple(a.id for a in revision.articles.values() if set(a.parks) & set(outcome.parks))
            case HelpTopic.PEOPLE:
                people = [n.name.get(language) for n in revision.names.values() if n.kind == "person"]
                lines.append(Line(Role.BODY, self._frames.reporters.get(language).join(people)))
            case HelpTopic.START | HelpTopic.ABOUT | HelpTopic.PARKS:
                if outcome.topic is not HelpTopic.PARKS:
                    lines.append(Line(Role.BODY, HELPS[HelpTopic.PARKS].get(language)))
                articles = tuple(revision.articles)
                lines += [
                    Line(
                        Role.BODY,
                        f"· {p.name.get(language)}（{p.place.get(language)}）"
                        if language.is_chinese
                        else f"· {p.name.en} ({p.place.en})",
                    )
                    for p in revision.parks.values()
                ]
            case _:
                pass
        if outcome.offers:
            lines.append(Line(Role.NOTE, self._frames.try_these.get(language)))
        buttons = tuple(
            Button(self.label(c, language, with_figure=outcome.topic is HelpTopic.PARK), c.target)
            for c in outcome.offers
        )
        return Message("help", tuple(lines), buttons, articles)

    # The pieces that outcomes share.

    def describe(self, fact: Fact, language: Language) -> str:
        """What a figure is: park, item, what it measures, period and status, on one line."""
        pieces = [self.park(fact, language)]
        if item := untold_item(fact, self._revision).get(language):
            pieces.append(item)
        pieces += [self.measures(fact, language), self.period(fact, language), STATUSES[fact.status].get(language)]
        return " · ".join(dict.fromkeys(pieces))

    def fill(self, text: str, language: Language) -> str:
        """An entry's text with each `{fact-id}` replaced by that fact's figure."""
        facts = self._revision.facts
        return PLACEHOLDER.sub(lambda m: figure(facts[m[1]].quantity, language, with_original=True), text)

    def figures_in(self, entry: Entry) -> tuple[Fact, ...]:
        """The facts whose figures an entry gives."""
        return figures_in(entry, self._revision)

    def park(self, fact: Fact, language: Language) -> str:
        return self._revision.parks[fact.park].name.get(language)

    def measures(self, fact: Fact, language: Language) -> str:
        return measure(fact, self._revision).get(language)

    def period(self, fact: Fact, language: Language) -> str:
        period, article = fact.period, self._revision.articles[fact.citation.article]
        inferred = self._frames.inferred.get(language).format(date=date_text(article.date.value, language))
        bracket = f"（{inferred}）" if language.is_chinese else f" ({inferred})"
        match period.kind:
            case PeriodKind.DATE:
                return date_text(period.value, language)
            case PeriodKind.REPORTED:
                return self._frames.reported.get(language) + (bracket if article.date.inferred else "")
            case PeriodKind.THIS_YEAR:
                year = self._frames.inferred.get(language).format(date=date_text(article.date.value[:4], language))
                return self._frames.this_year.get(language) + (f"（{year}）" if language.is_chinese else f" ({year})")
            case PeriodKind.YEARLY:
                return self._frames.yearly.get(language)
            case PeriodKind.UNDATED:
                return self._frames.undated.get(language)
            case PeriodKind.OTHER:
                return period.wording.get(language) if period.wording else ""
            case _:
                assert_never(period.kind)

    def _citations(self, part: Part) -> list[Citation]:
        match part:
            case FactPart():
                return [part.fact.citation, *(f.citation for f in part.beside)]
            case EntryPart():
                return [*part.entry.citations, *self._notices.cited(part.entry)]
            case ComputedPart():
                return [f.citation for f in part.operands]
            case SourcePart() | LacksPart():
                return []
            case _:
                assert_never(part)

    def _sources(self, citations: list[Citation], language: Language) -> list[Line]:
        merged: dict[str, list[int]] = {}
        for citation in citations:
            merged.setdefault(citation.article, []).extend(citation.paragraphs)
        lines = []
        for article_id, paragraphs in merged.items():
            article = self._revision.articles[article_id]
            where = self._frames.paragraph.get(language).format(
                n=self._frames.reporters.get(language).join(str(n) for n in sorted(set(paragraphs)))
            )
            lines.append(Line(Role.SOURCE, self._frames.source.get(language) + self._cited(article, where, language)))
        return lines

    def _cited(self, article: Article, where: str, language: Language) -> str:
        reporters = self._frames.reporters.get(language).join(r.name.get(language) for r in article.reporters)
        newspaper = article.newspaper.get(language)
        if language is Language.ENGLISH:
            return f"“{article.title.en}” (《{article.title.zh}》), {newspaper}, {reporters}, {where}"
        return f"《{article.title.zh}》，{newspaper}，{reporters}，{where}"

    def dated(self, article: Article, language: Language) -> str:
        """An article with its newspaper, reporters and date."""
        date = date_text(article.date.value, language)
        when = self._frames.inferred.get(language).format(date=date) if article.date.inferred else date
        return self._cited(article, when, language)

    def about(self, article: Article, language: Language) -> str:
        colon = "：" if language.is_chinese else ": "
        return f"{self.dated(article, language)}{colon}{article.about.get(language)}"

    def _lack(self, lack: Lack, language: Language) -> str:
        detail = DETAILS.get(lack.subject)
        subject = detail.get(language) if detail else lack.subject
        if lack.kind is LackKind.PERIOD and lack.subject.isdigit() and language.is_chinese and not detail:
            subject += "年"
        return LACKS[lack.kind].get(language).format(subject=subject)

    def _buttons(self, choices: tuple[Choice, ...], language: Language) -> tuple[Button, ...]:
        return tuple(Button(self.label(c, language), c.target) for c in choices)

    def scripted(self, text: str, language: Language) -> str:
        """A text in the script of `language`; names and titles stay as published."""
        return self._scripts.to_traditional(text, self._kept) if language is Language.TRADITIONAL else text


def _one_by_one(part: Part) -> tuple[Part, ...]:
    """A part with the figures that other articles give after it, so that each is followed by its own source."""
    if not isinstance(part, FactPart) or not part.differing:
        return (part,)
    *others, last = (FactPart(f) for f in part.differing)
    return (FactPart(part.fact, part.verdict), *others, replace(last, beside=part.beside))


__all__ = ["NONE", "Composer", "date_text"]
