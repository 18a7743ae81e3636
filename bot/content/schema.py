"""The form of content files, as pydantic models that know every key and forbid all others."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)
from pydantic_core import PydanticCustomError

from bot.domain.entries import Asks
from bot.domain.facts import Status
from bot.domain.parks import NameKind

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
DateText = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
NO_SUCH_DAY = "no_such_day"


def _in_the_calendar(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise PydanticCustomError(NO_SUCH_DAY, "not in the calendar") from None
    return day


def _filled_in(day: object) -> object:
    if day is None:  # written, and left blank: whoever did that meant a day
        raise PydanticCustomError("string_too_short", "blank")
    return day


DayText = Annotated[
    str,
    StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", strip_whitespace=True),
    AfterValidator(_in_the_calendar),
]
# A whole day, quoted or not, or no such key.
Day = Annotated[DayText | None, BeforeValidator(_filled_in)]
Number = Annotated[int, Field(ge=1, le=10_000)]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextIn(Model):
    """One text in both languages."""

    zh: Text
    en: Text


class TextsIn(Model):
    """Many short texts in both languages."""

    zh: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()


class ReporterIn(TextIn):
    role: TextIn | None = None


class DateIn(Model):
    value: DateText
    inferred: bool = False
    reason: TextIn | None = None


class CitationIn(Model):
    article: Text
    paragraphs: tuple[Number, ...] = Field(min_length=1)


class ArticleIn(Model):
    id: Text
    title: TextIn
    newspaper: TextIn
    reporters: tuple[ReporterIn, ...] = ()
    date: DateIn
    paragraphs: Number
    parks: tuple[Text, ...] = Field(min_length=1)
    about: TextIn
    url: Text | None = None


class ParkIn(Model):
    id: Text
    name: TextIn
    aliases: TextsIn = TextsIn()
    place: TextIn


class NameIn(Model):
    id: Text
    kind: NameKind
    park: Text
    name: TextIn
    aliases: TextsIn = TextsIn()


class IndicatorIn(Model):
    id: Text
    name: TextIn
    aliases: TextsIn = TextsIn()


class PeriodIn(TextIn):
    """A period in the administrator's own words; the year where it is known."""

    year: Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d$")] | None = None


def _period_form(value: Any) -> str:
    return "worded" if isinstance(value, dict | PeriodIn) else "code"


class FactIn(Model):
    id: Text
    park: Text
    indicator: Text
    item: Text | None = None
    part_of: Text | None = None
    per: Literal["亩"] | None = None
    measures: TextIn | None = None
    period: Annotated[Annotated[Text, Tag("code")] | Annotated[PeriodIn, Tag("worded")], Discriminator(_period_form)]
    status: Status
    quantity: Text
    citation: CitationIn
    phrasings: TextsIn = TextsIn()
    note: TextIn | None = None
    review: Day = None
    expires: Day = None


class EntryIn(Model):
    id: Text
    asks: tuple[Asks, ...] = Field(min_length=1)
    phrasings: TextsIn
    answer: TextIn
    citations: tuple[CitationIn, ...] = Field(min_length=1)
    related: tuple[Text, ...] = ()
    review: Day = None
    expires: Day = None


class GapIn(Model):
    """Something that readers ask and no article tells; `lacks` completes "the sources do not say"."""

    id: Text
    lacks: TextIn
    phrasings: TextsIn
    related: tuple[Text, ...] = ()
    review: Day = None
    expires: Day = None


class SynonymsIn(Model):
    """`light`: general words (推动, 带来) whose lack in an answer hardly shows that it is about something else."""

    zh: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()
    light: bool = False


class LeftOutIn(Model):
    article: Text
    paragraph: Annotated[int, Field(ge=0, le=10_000)]
    figure: Text
    reason: TextIn


class DataFile(Model):
    """A file under data/: any of the sections, in any file."""

    articles: tuple[ArticleIn, ...] = ()
    parks: tuple[ParkIn, ...] = ()
    names: tuple[NameIn, ...] = ()
    indicators: tuple[IndicatorIn, ...] = ()
    facts: tuple[FactIn, ...] = ()
    synonyms: tuple[SynonymsIn, ...] = ()
    left_out: tuple[LeftOutIn, ...] = ()


class FaqFile(Model):
    """A file under faq/: the entries of one park, and what its articles are known to leave out."""

    park: Text
    entries: tuple[EntryIn, ...] = ()
    gaps: tuple[GapIn, ...] = ()


SECTIONS: dict[str, type[Model]] = {
    "articles": ArticleIn,
    "parks": ParkIn,
    "names": NameIn,
    "indicators": IndicatorIn,
    "facts": FactIn,
    "synonyms": SynonymsIn,
    "left_out": LeftOutIn,
    "entries": EntryIn,
    "gaps": GapIn,
}
DAYS = frozenset({"review", "expires"})
# Keys whose values are not text: a plain 3, true or 2027-06-30 is what they should hold.
NOT_TEXT = frozenset({"paragraphs", "paragraph", "inferred", "year", "light"}) | DAYS
