"""Pictures of one revision: which reply has one, and the picture itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.bilingual import Language
from bot.domain.entries import Entry
from bot.domain.facts import Fact
from bot.domain.revision import Revision
from bot.matching.drawable import Drawable, drawable, picture_of
from bot.pictures.chart import Chart
from bot.pictures.charts import Charts
from bot.reply.compose import Composer
from bot.reply.message import Message


class Paints(Protocol):
    """Draws charts; `bot.pictures.painter.Painter` does. Called from several threads at once."""

    def covers(self, texts: Sequence[str]) -> bool:
        """Whether every character can be written."""

    def paint(self, chart: Chart) -> bytes:
        """The picture as a PNG file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, and the same in words."""

    png: bytes
    caption: Message


class Pictures:
    """Built once, changes nothing."""

    def __init__(self, revision: Revision, composer: Composer, painter: Paints) -> None:
        self._revision = revision
        self._charts = Charts(revision, composer)
        self._composer = composer
        self._painter = painter

    def offered(self, message: Message) -> tuple[Fact, ...]:
        """The facts of the picture that goes with a reply; none where there is no such picture."""
        facts: list[Fact] = []
        for id in message.shown:
            match self._revision.target(id):
                case Fact() as fact:
                    facts.append(fact)
                case Entry() as entry:
                    named = self._composer.figures_in(entry)
                    facts += named if len(named) > 1 else ()
                case None:
                    return ()
        drawn = picture_of(tuple(dict.fromkeys(facts)), self._revision)
        return drawn.facts if drawn and self._may_be_drawn(drawn, message.language) else ()

    def draw(self, facts: Sequence[str], language: Language) -> Picture | None:
        """The picture of these facts, by id; None where they are gone, or may not be drawn together (any more)."""
        held = [self._revision.facts[id] for id in facts if id in self._revision.facts]
        drawn = drawable(held, self._revision) if len(held) == len(facts) else None
        if drawn is None or not self._may_be_drawn(drawn, language):
            return None
        return Picture(self._painter.paint(self._charts.chart(drawn, language)), self._charts.caption(drawn, language))

    def _may_be_drawn(self, drawn: Drawable, language: Language) -> bool:
        # A picture is passed on without the words around it: nothing is drawn that needs some.
        if not all(self._composer.stands_alone(fact) for fact in drawn.facts):
            return False
        return self._painter.covers(tuple(self._charts.chart(drawn, language).texts()))
