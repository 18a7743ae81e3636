"""What every rule is given, and how rules walk over the content."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.content.nodes import Places
from bot.domain.articles import Citation
from bot.domain.bilingual import Names
from bot.domain.problems import Place
from bot.domain.revision import Revision
from bot.domain.validity import Validity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The content under check. `normalise` is the one that questions go through."""

    revision: Revision
    places: Places
    normalise: Callable[[str], str]

    def known(self, section: str, id: str) -> bool:
        """Whether an id is written in a section, even if its item is faulty: one fault is reported once."""
        return (section, id) in self.places.items

    def is_target(self, id: str) -> bool:
        """Whether an id is a fact's or an entry's."""
        return self.known("facts", id) or self.known("entries", id)

    def citations(self) -> Iterator[tuple[str, str, Path, Citation]]:
        """Every citation, as (section, id, path inside the item, citation)."""
        for fact in self.revision.facts.values():
            yield "facts", fact.id, ("citation",), fact.citation
        for entry in self.revision.entries.values():
            for number, citation in enumerate(entry.citations):
                yield "entries", entry.id, ("citations", number), citation

    def phrasings(self) -> Iterator[tuple[str, str, str, Names]]:
        """Every fact's, entry's and gap's own phrasings, as (section, id, park, phrasings)."""
        for fact in self.revision.facts.values():
            yield "facts", fact.id, fact.park, fact.phrasings
        for entry in self.revision.entries.values():
            yield "entries", entry.id, entry.park, entry.phrasings
        for gap in self.revision.gaps.values():
            yield "gaps", gap.id, gap.park, gap.phrasings

    def dated(self) -> Iterator[tuple[str, str, Validity]]:
        """Every fact's, entry's and gap's dates, as (section, id, dates)."""
        for fact in self.revision.facts.values():
            yield "facts", fact.id, fact.validity
        for entry in self.revision.entries.values():
            yield "entries", entry.id, entry.validity
        for gap in self.revision.gaps.values():
            yield "gaps", gap.id, gap.validity

    def each(self, section: str, id: str, key: str, names: Names) -> Iterator[tuple[str, str, Place]]:
        """The texts of `names` with their language and position."""
        for language, texts in (("zh", names.zh), ("en", names.en)):
            for number, text in enumerate(texts):
                yield language, text, self.places.at(section, id, key, language, number)
