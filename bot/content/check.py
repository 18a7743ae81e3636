"""`parkbot check`: every problem of the content at once, also against the article texts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.content.due import WITHIN_DAYS, due
from bot.content.load import Loaded, load
from bot.content.report import in_order, lines
from bot.content.rules import RULES, placeholders, references, unused
from bot.content.rules.subject import Subject
from bot.content.source_proof import prove
from bot.domain.bilingual import Bilingual, Language
from bot.domain.problems import Level, Problem
from bot.domain.revision import Revision
from bot.errors import ContentError
from bot.language.normalise import Normaliser

Normalise = Callable[[str], str]
SHOWN_PROBLEMS = 5  # of content that cannot be served; `parkbot check` lists all

# Problems of ids that nobody declares: with a file unread they would bury the one thing to mend.
_OF_IDS = frozenset({references.CODE, placeholders.CODE, unused.CODE})
_UNFIT = Bilingual(
    "内容有错误，不能使用。运行 parkbot check 可看到全部。先改这些：",
    "The content has errors and cannot be used. Run `parkbot check` to see all of them. The first:",
)


def check(root: Path, source: Path | None = None, normalise: Normalise | None = None) -> tuple[Problem, ...]:
    """Every problem of the content under `root`, errors first; with `source` also those of the proof."""
    return check_loaded(load(root), source, normalise)


def check_loaded(loaded: Loaded, source: Path | None = None, normalise: Normalise | None = None) -> tuple[Problem, ...]:
    """The same for content that has been read already."""
    subject = Subject(loaded.usable, loaded.places, normalise or Normaliser())
    problems = list(loaded.problems)
    for rule in RULES:
        problems.extend(p for p in rule(subject) if loaded.complete or p.code not in _OF_IDS)
    if source is not None:
        problems.extend(prove(loaded.usable, source, loaded.places))
    return in_order(problems)


def check_dates(loaded: Loaded, today: date, days: int = WITHIN_DAYS) -> tuple[Problem, ...]:
    """What of the content is due on a day: to be looked at within `days`, or past that; over; or told differently."""
    return in_order(due(loaded.usable, loaded.places, today, days))


def load_checked(root: Path, normalise: Normalise | None = None, language: Language = Language.SIMPLIFIED) -> Revision:
    """The content under `root`, fit to be served.

    Raises:
        ContentError: there are errors; the message names the first of them, in `language`.
    """
    loaded = load(root)
    errors = [p for p in check_loaded(loaded, None, normalise) if p.level is Level.ERROR]
    if errors or loaded.revision is None:
        raise ContentError("\n".join([_UNFIT.get(language), *lines(errors, language)[:SHOWN_PROBLEMS]]))
    return loaded.revision
