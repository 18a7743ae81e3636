"""Each fact against the paragraphs it cites: figure, wording, park, year, and the words around the figure."""

import re
from collections.abc import Iterator, Mapping

from bot.content.nodes import Places
from bot.content.problems import error, warning
from bot.content.source.dates import Mention, of_period
from bot.content.source.texts import ArticleText, Paragraph
from bot.domain.facts import Fact, PeriodKind
from bot.domain.problems import Problem
from bot.domain.quantities import Dimension, Quantity
from bot.domain.revision import Revision
from bot.language.quantities import fold

WINDOW = 30  # characters on each side of a figure in which its subject is expected
_PAUSE = re.compile(r"[，。、；：！？,;“”（）()\n]")
_NUMBER = re.compile(r"[\d.,\s零一二两三四五六七八九十]")
_SENTENCE = re.compile(r"[。！？；\n]")
_RELATIVE_YEARS = {"今年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2}
_RELATIVE = re.compile("(?<![比较同])(?:" + "|".join(_RELATIVE_YEARS) + ")(?!同期|底以来)")


def prove_fact(fact: Fact, revision: Revision, texts: Mapping[str, ArticleText], places: Places) -> Iterator[Problem]:
    """Everything about one fact that its article does not bear out."""
    article, text = revision.articles.get(fact.citation.article), texts.get(fact.citation.article)
    if article is None or text is None:
        return
    if fact.park not in article.parks:
        yield error(
            places.at("facts", fact.id, "park"),
            "fact-park",
            (
                f"“{fact.id}”的园区是“{fact.park}”，文章“{article.id}”没有写它",
                f"“{fact.id}” is of the park “{fact.park}”, which the article “{article.id}” is not about",
            ),
            ("改正园区或引用的文章", "correct the park or the article"),
        )
    cited = [text.paragraphs[n] for n in fact.citation.paragraphs if n in text.paragraphs]
    for index, number in enumerate(fact.citation.paragraphs):
        place = places.at("facts", fact.id, "citation", "paragraphs", index)
        if number not in text.paragraphs or number < 1:
            yield error(
                place,
                "no-paragraph",
                (f"{text.file} 里没有第 {number} 段", f"{text.file} has no paragraph {number}"),
                ("改正段号", "correct the number"),
            )
    for paragraph in cited:
        yield from _figure(fact, paragraph, text, places)
        yield from _park(fact, paragraph, revision, article.parks, places)
    if any(_spans(fact.quantity, p) for p in cited):
        yield from _context(fact, cited, text, revision, places)
        yield from _rival(fact, cited, revision, places)
        yield from _year(fact, cited, text, article.date.year, places)


def same(one: Quantity, other: Quantity) -> bool:
    """The same figure with the same unit and the same qualifier."""
    return (one.amount, one.upper_amount, one.unit, one.qualifier) == (
        other.amount,
        other.upper_amount,
        other.unit,
        other.qualifier,
    )


def _spans(quantity: Quantity, paragraph: Paragraph) -> list[tuple[int, int]]:
    return [(start, end) for start, end, found in paragraph.figures if same(found, quantity)]


def _figure(fact: Fact, paragraph: Paragraph, text: ArticleText, places: Places) -> Iterator[Problem]:
    quantity = fact.quantity
    spans = _spans(quantity, paragraph)
    place = places.at("facts", fact.id, "quantity")
    if not spans:
        near = [q.written for _, _, q in paragraph.figures if q.amount == quantity.amount]
        elsewhere = [str(n) for n, p in text.paragraphs.items() if n and _spans(quantity, p)]
        if near:
            mend = (f"原文写的是“{near[0]}”，照原文写", f"the article writes “{near[0]}”; write it so")
        elif elsewhere:
            where = ", ".join(elsewhere)
            mend = (
                f"这个数字在第 {where} 段，改正段号",
                f"the figure stands in paragraph {where}; correct the citation",
            )
        else:
            mend = ("对照原文改正数字或段号", "correct the figure or the paragraph after the article")
        yield error(
            place,
            "figure-not-there",
            (
                f"“{fact.id}”的“{quantity.written}”不在 {text.file} 第 {paragraph.number} 段里",
                f"“{quantity.written}” of “{fact.id}” does not stand in {text.file}, paragraph {paragraph.number}",
            ),
            mend,
        )
        return
    written = [paragraph.text[start:end] for start, end in spans]
    if _wording(quantity.written) not in (_wording(w) for w in written):
        yield error(
            place,
            "figure-wording",
            (
                f"“{fact.id}”写作“{quantity.written}”，原文是“{written[0]}”",
                f"“{fact.id}” writes “{quantity.written}”, the article “{written[0]}”",
            ),
            ("照原文的写法写", "write it as the article does"),
        )


def _wording(written: str) -> str:
    """What is written around the number: 超…亿元. The number itself may be spelled out or in digits (三年, 3年)."""
    return _NUMBER.sub("", fold(written))


def _park(
    fact: Fact, paragraph: Paragraph, revision: Revision, parks: tuple[str, ...], places: Places
) -> Iterator[Problem]:
    """A paragraph that names another park and not the fact's own is about that other one."""
    named = {
        id
        for id, park in revision.parks.items()
        if any(len(word) >= 4 and word in paragraph.text for word in (park.name.zh, *park.aliases.zh))
    }
    if named and fact.park not in named and not (len(parks) == 1 and fact.park in parks):
        yield error(
            places.at("facts", fact.id, "park"),
            "fact-park",
            (
                f"第 {paragraph.number} 段写的是“{', '.join(sorted(named))}”，不是“{fact.park}”",
                f"paragraph {paragraph.number} is about “{', '.join(sorted(named))}”, not “{fact.park}”",
            ),
            ("改正园区或段号", "correct the park or the paragraph"),
        )


def _context(
    fact: Fact, cited: list[Paragraph], text: ArticleText, revision: Revision, places: Places
) -> Iterator[Problem]:
    """The words around the figure are the fact's own; where the same figure stands elsewhere, they fit here best."""
    subject = subject_pairs(fact, revision)
    here = {p.number: closeness(fact.quantity, p, subject) for p in cited if _spans(fact.quantity, p)}
    others = {
        n: closeness(fact.quantity, p, subject)
        for n, p in text.paragraphs.items()
        if n and n not in here and _spans(fact.quantity, p)
    }
    place = places.at("facts", fact.id, "citation", "paragraphs")
    best = max(others, key=lambda n: others[n], default=0)
    if best and others[best] > max(here.values()):
        yield error(
            place,
            "better-paragraph",
            (
                f"“{fact.quantity.written}”在第 {best} 段也有，那里的上下文更合“{fact.id}”",
                f"“{fact.quantity.written}” also stands in paragraph {best}, whose words fit “{fact.id}” better",
            ),
            (f"改引第 {best} 段；两段都说这件事就都写上", f"cite paragraph {best}, or both if both say it"),
        )
    for number, score in here.items():
        if score == 0:
            yield warning(
                place,
                "no-context",
                (
                    f"第 {number} 段“{fact.quantity.written}”附近没有“{fact.id}”的指标、名称或 measures 里的字眼",
                    f"no word of the indicator, item or measures of “{fact.id}” is near it in paragraph {number}",
                ),
                (
                    "核对是不是这个数字；是就在 measures 里用原文的说法",
                    "check that it is this figure; if so, use the article's words in measures",
                ),
            )


def _rival(fact: Fact, cited: list[Paragraph], revision: Revision, places: Places) -> Iterator[Problem]:
    """Among counts of one unit in a paragraph the fact's is the one its thing follows: 两大准则 beside 三大要素.

    Only where something follows: in 外贸企业81家 the thing stands before, where a rival's thing may be nearer.
    """
    if fact.quantity.dimension is not Dimension.COUNT:
        return
    subject = subject_pairs(fact, revision)
    for paragraph in cited:
        spans = _spans(fact.quantity, paragraph)
        own = [_follows(paragraph, end, subject) for _, end in spans if _clause(paragraph, end)]
        for _, end, figure in paragraph.figures:
            if figure.unit != fact.quantity.unit or same(figure, fact.quantity) or not own:
                continue
            if _follows(paragraph, end, subject) > max(own):
                yield error(
                    places.at("facts", fact.id, "quantity"),
                    "better-figure",
                    (
                        f"第 {paragraph.number} 段里合“{fact.id}”的是“{figure.written}”",
                        f"in paragraph {paragraph.number} it is “{figure.written}” that fits “{fact.id}”",
                    ),
                    (
                        "对照原文改正数字；没错就在 measures 里用原文的说法",
                        "correct the figure; if it is right, use the article's words in measures",
                    ),
                )


def _follows(paragraph: Paragraph, end: int, subject: frozenset[str]) -> int:
    return len(subject & _pairs(_clause(paragraph, end)))


def _clause(paragraph: Paragraph, end: int) -> str:
    return _PAUSE.split(paragraph.text[end : end + 8])[0]


def subject_pairs(fact: Fact, revision: Revision) -> frozenset[str]:
    """Pairs of neighbouring characters that tell what the fact is about; the park's own name tells nothing."""
    indicator = revision.indicators.get(fact.indicator)
    item = revision.names.get(fact.item) if fact.item else None
    words = [fact.measures.zh] if fact.measures else []
    words += [indicator.name.zh] if indicator else []
    words += [item.name.zh] if item else []
    park = revision.parks.get(fact.park)
    dull = _pairs(park.name.zh) if park else set[str]()
    return frozenset(set[str]().union(*(_pairs(w) for w in words)) - dull)


def _pairs(text: str) -> set[str]:
    runs = re.findall(r"[\u3400-\u9fff]+|[A-Za-z]+", text)
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def closeness(quantity: Quantity, paragraph: Paragraph, subject: frozenset[str]) -> int:
    """How many of the subject's pairs stand near the figure, where it stands in the best company."""
    scores = []
    for start, end in _spans(quantity, paragraph):
        near = paragraph.text[max(0, start - WINDOW) : start] + " " + paragraph.text[end : end + WINDOW]
        scores.append(len(subject & _pairs(near)))
    return max(scores, default=0)


def _year(
    fact: Fact, cited: list[Paragraph], text: ArticleText, article_year: int, places: Places
) -> Iterator[Problem]:
    """A stated date is that of the figure's sentence, else the last before it, else any of the article."""
    if fact.period.kind is not PeriodKind.DATE:
        return
    wanted = of_period(fact.period.value)
    governing = [m for p in cited for span in _spans(fact.quantity, p) for m in _governing(p, span, article_year)]
    if not governing:
        governing = [m for p in text.paragraphs.values() for m in p.dates]
    if not any(wanted.within(mention) for mention in governing):
        stated = "、".join(dict.fromkeys(m.written for m in governing)) or "—"
        yield error(
            places.at("facts", fact.id, "period"),
            "period-not-there",
            (
                f"“{fact.id}”的期间 {fact.period.value} 与原文不符，那里写的是：{stated}",
                f"the period {fact.period.value} of “{fact.id}” is not the article's, which has: {stated}",
            ),
            (
                "改正期间；原文没写就用 reported、this-year 或 undated",
                "correct it; if the article states none, use reported, this-year or undated",
            ),
        )


def _governing(paragraph: Paragraph, span: tuple[int, int], article_year: int) -> list[Mention]:
    """The dates that hold for a figure: those with a year in its sentence, else the last one before it.

    去年 between the last of them and the figure is the year before the article's.
    """
    begin = max((m.end() for m in _SENTENCE.finditer(paragraph.text, 0, span[0])), default=0)
    stop = _SENTENCE.search(paragraph.text, span[1])
    end = stop.start() if stop else len(paragraph.text)
    dated = [m for m in paragraph.dates if m.year is not None]
    inside = [m for m in dated if begin <= m.start < end]
    before = [m for m in dated if m.end <= begin]
    last = max((m.end for m in inside if m.end <= span[0]), default=begin)
    spoken = list(_RELATIVE.finditer(paragraph.text, last, span[0]))
    if spoken:  # 2022年建成，去年完成试验1100多次
        return [Mention(spoken[-1][0], *spoken[-1].span(), article_year + _RELATIVE_YEARS[spoken[-1][0]])]
    return inside or before[-1:]
