"""What both benchmarks need: the content as the bot reads it, the questions, and the candidates' phrasings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.load import load
from bot.content.report import lines
from bot.content.vocabulary import load_vocabulary
from bot.domain.bilingual import Language
from bot.domain.problems import Level
from bot.domain.revision import Revision
from bot.errors import ContentError
from bot.evaluation.tables import Question, read_tables
from bot.language.vocabulary import Vocabulary
from bot.matching.candidates import candidates

CHECKOUT = Path(__file__).resolve().parents[1]
SHOWN_PROBLEMS = 5


@dataclass(frozen=True)
class Content:
    """One revision and the general words it is read with."""

    revision: Revision
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Stored:
    """Every phrasing that can be matched, as written, and the id of the fact or entry that it asks for.

    `by_hand` says which ones stand in the content; the others are made from the names of a fact's indicator.
    """

    texts: tuple[str, ...]
    targets: tuple[str, ...]
    by_hand: tuple[bool, ...]


def read_content(root: Path = CHECKOUT) -> Content:
    """Read the content of a checkout.

    Raises:
        ContentError: it has errors; the message names the first of them.
    """
    loaded = load(root)
    if loaded.revision is None:
        errors = [p for p in loaded.problems if p.level is Level.ERROR]
        raise ContentError("\n".join(["The content has errors:", *lines(errors[:SHOWN_PROBLEMS], Language.ENGLISH)]))
    return Content(loaded.revision, load_vocabulary())


def stored_phrasings(revision: Revision) -> Stored:
    """The phrasings of all candidates, the same that the core is built from; each text once for each target."""
    texts: list[str] = []
    targets: list[str] = []
    by_hand: list[bool] = []
    for item in candidates(revision):
        own = frozenset(item.target.phrasings.all())
        for text in dict.fromkeys(item.phrasings):
            texts.append(text)
            targets.append(item.id)
            by_hand.append(text in own)
    return Stored(tuple(texts), tuple(targets), tuple(by_hand))


def read_questions(files: Sequence[Path]) -> tuple[Question, ...]:
    """The questions of the named tables, or of tests/questions where none are named; none at all is no error.

    Raises:
        TableError: naming every line that is not of the form.
    """
    return read_tables(files or sorted((CHECKOUT / "tests" / "questions").glob("*.jsonl")))
