"""`parkbot draft`: from the text of a new article to drafted items in the content files, with blanks to complete.

Only names, figures and a few words around each figure are taken over; the text stays where it is. What the files hold
already, complete or not, is not drafted again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.content import strict_yaml
from bot.content.build import read_quantity
from bot.content.load import Loaded
from bot.content.nodes import Map, Scalar, find, scalars
from bot.content.source.coverage import not_carried
from bot.content.source.dates import mentions
from bot.content.source.facts import same
from bot.content.source.pending import Pending, pending, period_date
from bot.content.source.texts import ArticleText, Paragraph
from bot.content.todo import blank, suggested
from bot.domain.bilingual import Bilingual
from bot.domain.parks import NameKind
from bot.domain.quantities import Quantity
from bot.drafting import around, found, items
from bot.drafting.insert import with_items
from bot.drafting.new import holding
from bot.drafting.tidy import DraftError

NOTE = "草稿：写着 TODO 的地方要补全，parkbot check 会逐一列出 / a draft: complete each TODO, parkbot check lists them"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written: the new text of each file, by its name below the content folder, and how much is new."""

    texts: dict[str, str]
    added: dict[str, int]


@dataclass(slots=True)
class _Fact:
    id: str
    indicator: str
    period: str
    status: str
    quantity: Quantity
    paragraphs: list[int]
    thing: str


@dataclass(slots=True)
class _Drafter:
    id: str
    text: ArticleText
    park: str
    loaded: Loaded
    made: dict[str, list[str]] = field(default_factory=dict)
    drafted: list[Pending] = field(default_factory=list)
    taken: set[tuple[str, str]] = field(default_factory=set)

    def run(self) -> None:
        self.taken |= self.loaded.places.items.keys()
        self.drafted += pending(self.loaded.usable, self.loaded.places)
        self._park_and_article()
        touched = self._touched()
        self._facts(touched)
        self._names(touched)
        self._dates(touched)
        for number in sorted(self.text.paragraphs.keys() - touched - {0}):
            self._entry(f"{self.id}-p{number}", "what", blank(), "", number)

    def _add(self, section: str, item: str) -> None:
        self.made.setdefault(section, []).append(item)

    def _nodes(self, section: str) -> Iterator[tuple[str, Map]]:
        for (name, id), node in self.loaded.places.items.items():
            if name == section and isinstance(node, Map):
                yield id, node

    def _park_and_article(self) -> None:
        if ("parks", self.park) not in self.taken:
            title = self.text.title.partition("：")
            self._add("parks", items.park(self.park, title[0].strip() if title[1] else ""))
        if ("articles", self.id) in self.taken:
            return
        zh, stated = found.newspaper(self.text)
        known = next((a.newspaper for a in self.loaded.usable.articles.values() if a.newspaper.zh == zh), None)
        paper = (zh if stated or known else blank(zh), known.en if known else blank())
        dates = [m for row in self.text.about for m in mentions(row) if m.year and m.month and m.day]
        date = f"{dates[0].year}-{dates[0].month:02}-{dates[0].day:02}" if dates else ""
        made = items.article(
            self.id, self.text.title, paper, found.reporters(self.text), date, max(self.text.paragraphs), self.park
        )
        self._add("articles", made)

    def _touched(self) -> set[int]:
        """Paragraphs that something cites already."""
        revision = self.loaded.usable
        cited = [fact.citation for fact in revision.facts.values()]
        cited += [citation for entry in revision.entries.values() for citation in entry.citations]
        numbers = {n for citation in cited if citation.article == self.id for n in citation.paragraphs}
        numbers |= {left.paragraph for left in revision.left_out if left.article == self.id}
        return numbers | {n for draft in self.drafted if draft.article == self.id for n in draft.paragraphs}

    def _facts(self, touched: set[int]) -> None:
        things = self._known_things()
        facts: list[_Fact] = []
        for number, paragraph in sorted(self.text.paragraphs.items()):
            open_spans = {(s, e) for s, e, _ in not_carried(self.id, paragraph, self.loaded.usable, self.drafted)}
            for start, end, quantity in paragraph.figures if number else ():
                if (start, end) not in open_spans:
                    continue
                touched.add(number)
                self._fact(facts, things, paragraph, (start, end, quantity))
        for one in facts:
            written = one.quantity.written
            parsed = read_quantity(written)
            sure = parsed is not None and same(parsed, one.quantity)
            self._add(
                "facts",
                items.fact(
                    one.id, self.park, one.indicator, one.period, one.status,
                    written if sure else blank(written), self.id, one.paragraphs,
                ),
            )  # fmt: skip
            dates = period_date(one.period)
            self.drafted.append(Pending(self.id, frozenset(one.paragraphs), (one.quantity,), dates))

    def _fact(
        self, facts: list[_Fact], things: dict[str, str], paragraph: Paragraph, figure: tuple[int, int, Quantity]
    ) -> None:
        start, end, quantity = figure
        thing = around.counted(paragraph, start, end, quantity)
        period, stated = around.period(paragraph, start)
        hint = around.status(paragraph, start, quantity)
        twin = next((f for f in facts if thing and f.thing == thing and same(f.quantity, quantity)), None)
        if twin:
            if paragraph.number not in twin.paragraphs:
                twin.paragraphs.append(paragraph.number)
            return
        id = self._free("facts", f"{self.id}-p{paragraph.number}")
        indicator = things.get(thing, "") if thing else ""
        if not indicator:
            indicator = self._free("indicators", f"{self.id}-p{paragraph.number}")
            self._add("indicators", items.indicator(indicator, thing))
            if thing:
                things[thing] = indicator
        facts.append(
            _Fact(id, indicator, period if stated else blank(period), blank(hint), quantity, [paragraph.number], thing)
        )

    def _known_things(self) -> dict[str, str]:
        """Indicators by their Chinese names; those of other articles as suggestions only."""
        known: dict[str, str] = {}
        for id, node in self._nodes("indicators"):
            own = id.startswith(f"{self.id}-p")
            for zh in _chinese(node):
                known.setdefault(zh, id if own else blank(id))
        return known

    def _names(self, touched: set[int]) -> None:
        known = {zh for _, node in self._nodes("names") if _text(node, "park") == self.park for zh in _chinese(node)}
        park = self.loaded.usable.parks.get(self.park)
        known |= {park.name.zh, *park.aliases.zh} if park else set()
        for named in (*found.speakers(self.text), *found.organisations(self.text)):
            if named.name in known:
                continue
            known.add(named.name)
            slug = found.slug(named) or "name"
            id = slug if ("names", slug) not in self.taken else self._free("names", slug)
            self.taken.add(("names", id))
            self._add("names", items.name(id, named.kind, self.park, named.name))
            if named.kind is NameKind.PERSON:
                answer = f"{named.name}：{named.post}" if named.post else named.name
                touched.add(named.paragraph)
                self._entry(f"{self.id}-who-{slug}", "who", f"{named.name}是谁", answer, named.paragraph)

    def _dates(self, touched: set[int]) -> None:
        for number, paragraph in sorted(self.text.paragraphs.items()):
            spans = {(m.start, m.end) for m in paragraph.dates}
            open_dates = [
                written
                for start, end, written in not_carried(self.id, paragraph, self.loaded.usable, self.drafted)
                if (start, end) in spans
            ]
            if number and open_dates:
                touched.add(number)
                dates = "、".join(dict.fromkeys(open_dates))
                self._entry(f"{self.id}-p{number}-when", "when", blank(), dates, number)

    def _entry(self, base: str, asks: str, phrasing: str, answer: str, number: int) -> None:
        id = base if not self._is_target(base) else self._free("entries", base)
        self.taken.add(("entries", id))
        self._add("entries", items.entry(id, asks, phrasing, answer, self.id, number))

    def _is_target(self, id: str) -> bool:
        return any((section, id) in self.taken for section in ("facts", "entries", "gaps"))

    def _free(self, section: str, base: str) -> str:
        """An unused id that begins with `base`; facts and entries share one space."""
        number = 1
        while (
            self._is_target(f"{base}-{number}")
            if section in ("facts", "entries")
            else ((section, f"{base}-{number}") in self.taken)
        ):
            number += 1
        self.taken.add((section, f"{base}-{number}"))
        return f"{base}-{number}"


def park_of(id: str, loaded: Loaded) -> str:
    """The first park of an article that the files hold, complete or not; "" where they do not."""
    node = loaded.places.items.get(("articles", id))
    parks = node.entries.get("parks") if isinstance(node, Map) else None
    return next((suggested(scalar.text) for _, scalar in scalars(parks)), "") if parks is not None else ""


def make_draft(id: str, text: ArticleText, park: str, root: Path, loaded: Loaded) -> Draft:
    """Everything of an article that the files do not hold yet, as the new texts of the files. Writes nothing.

    Raises:
        DraftError: a file has faults, or the FAQ file of this name belongs to another park.
    """
    if not loaded.complete:
        raise DraftError(
            Bilingual(
                "有内容文件读不出来：请先改好 `parkbot check` 列出的问题。什么也没有改。",
                "A content file cannot be read: mend what `parkbot check` lists first. Nothing was changed.",
            )
        )
    drafter = _Drafter(id, text, park, loaded)
    drafter.run()
    texts: dict[str, str] = {}
    added: dict[str, int] = {}
    held = {file.name: file.data.decode() for file in loaded.files}
    for section, made in drafter.made.items():
        name = _file(section, id, root)
        before = texts.get(name, held.get(name, ""))
        if section == "entries" and before and (owner := _park_of_file(name, before)) != park:
            raise DraftError(
                Bilingual(
                    f"{name} 属于园区“{owner}”，这篇报道属于“{park}”。请给其中一个文件改名。",
                    f"{name} is of the park “{owner}”, the article of “{park}”. Rename one of the two files.",
                )
            )
        texts[name] = with_items(name, before, section, made, park, NOTE)
        added[name] = added.get(name, 0) + len(made)
    return Draft(texts, added)


def _file(section: str, id: str, root: Path) -> str:
    if section in ("articles", "parks"):
        path = holding(root, section)
        return path.relative_to(root).as_posix() if path else f"data/{section}.yaml"
    return f"faq/{id}.yaml" if section == "entries" else f"data/{section.replace('_', '-')}/{id}.yaml"


def _park_of_file(name: str, text: str) -> str:
    node, _ = strict_yaml.parse(name, text)
    park = node.entries.get("park") if isinstance(node, Map) else None
    return park.text if isinstance(park, Scalar) else ""


def _text(node: Map, *path: str) -> str:
    held = find(node, path)
    return held.text if isinstance(held, Scalar) else ""


def _chinese(node: Map) -> Iterator[str]:
    """The Chinese name and aliases of an item."""
    yield suggested(_text(node, "name", "zh"))
    aliases = find(node, ("aliases", "zh"))
    yield from (scalar.text for path, scalar in scalars(aliases) if not path)
