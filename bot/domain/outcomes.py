"""What a message gets: a closed set of outcomes, made of references into one revision; renderers make them text."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.bilingual import Bilingual, Language
from bot.domain.entries import Entry
from bot.domain.facts import Fact


class Verdict(StrEnum):
    """How the figure stands to what a yes/no question supposed."""

    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"  # the published wording ("over 10 billion") does not settle it
    UNSAID = "unsaid"  # what is published is near to what was supposed, and is not that


@dataclass(frozen=True, slots=True)
class FactPart:
    """A figure. `beside` are figures of another status or period that may have been meant (49 built, 60 planned).

    `differing` are the figures that other articles give for the same fact, `fact` being that of the newest.
    """

    fact: Fact
    verdict: Verdict | None = None
    beside: tuple[Fact, ...] = ()
    differing: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPart:
    """An FAQ answer; `unsaid` where it is near to what a yes/no question supposed, and settles it neither way."""

    entry: Entry
    unsaid: bool = False


@dataclass(frozen=True, slots=True)
class SourcePart:
    """Where something shown earlier (or asked for now) stands: the articles, newest question first."""

    articles: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputedPart:
    """Something worked out from facts: the `headline`, the `working`, one line a step, then each operand's source."""

    headline: Bilingual
    working: tuple[Bilingual, ...]
    operands: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LacksPart:
    """One of several questions in a message that the sources do not hold."""

    lack: "Lack"


Part = FactPart | EntryPart | SourcePart | ComputedPart | LacksPart


class LackKind(StrEnum):
    """Why there is no answer."""

    PLACE = "place"  # a city or zone no article is about
    PERIOD = "period"  # held for other periods only
    TOPIC = "topic"  # an attribute nobody published (rent, telephone)
    NAME = "name"  # the named thing is not in this park's articles
    NUMBER = "number"  # a number that no fact carries
    STATUS = "status"  # only an actual figure where a target was asked, or the reverse
    DETAIL = "detail"  # the thing is known, what is asked of it (when, who, where) is not
    GAP = "gap"  # known to be left out by the articles
    UNCLEAR = "unclear"  # one of several questions, which may mean several things
    NOTHING = "nothing"  # nothing in the sources is about this


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: `subject` is the word of the question it hangs on ("苏州", "租金", "2021年")."""

    kind: LackKind
    subject: str = ""
    held: tuple[Fact, ...] = ()  # figures of other periods or statuses that are held
    related: tuple[str, ...] = ()  # facts and entries that come nearest to a known gap
    gap: str | None = None  # the id of the known gap


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be tapped: a fact or an entry, by id (never by position)."""

    target: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure or statement, with its source. `understood` is shown when the question was filled in or mended."""

    language: Language
    parts: tuple[Part, ...]
    understood: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Did you mean: at most three, "none of these" is always offered. `mended` names a correction that needs a yes."""

    language: Language
    choices: tuple[Choice, ...]
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The sources do not hold it; what is missing and what is held instead."""

    language: Language
    lack: Lack
    offers: tuple[Choice, ...] = ()


class HelpTopic(StrEnum):
    START = "start"
    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT = "about"  # who are you, what can you do
    FAREWELL = "farewell"
    INSULT = "insult"
    MACHINE = "machine"  # instructions to the machine, tests of it
    EMPTY = "empty"
    NONE_OF_THESE = "none-of-these"
    PARKS = "parks"
    ARTICLES = "articles"
    ARTICLE = "article"  # the one on something
    PARK = "park"  # what is held on one park
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Help:
    """A short friendly line, or an overview of what can be asked. Never a fact."""

    language: Language
    topic: HelpTopic
    parks: tuple[str, ...] = ()
    offers: tuple[Choice, ...] = ()


Outcome = Answer | Choices | Unknown | Help


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One named part of a candidate's score, for `ask --why`."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class CandidateTrace:
    target: str
    score: float
    parts: tuple[ScorePart, ...]
    caps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """How an outcome came about: what was read, what was spotted, the candidates, and the rule that decided."""

    normalised: str
    spotted: tuple[str, ...]
    candidates: tuple[CandidateTrace, ...]
    rule: str
