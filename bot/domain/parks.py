"""Parks and the other named things that articles speak of."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.bilingual import Bilingual, Names


@dataclass(frozen=True, slots=True)
class Park:
    """A zone, park or base that articles are about."""

    id: str
    name: Bilingual
    aliases: Names
    place: Bilingual

    def is_around(self, place: str) -> bool:
        """Whether a place, in lower case, is the park's own city or province."""
        return any(place in where.lower() for where in (self.place.zh, self.place.en))


class NameKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLAN = "plan"
    PROJECT = "project"
    PRODUCT = "product"
    PLACE = "place"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Name:
    """A named thing inside a park: a person, organisation, plan, variety, place, coined term."""

    id: str
    kind: NameKind
    park: str
    name: Bilingual
    aliases: Names
