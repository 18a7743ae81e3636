"""Publishing: check the draft, tell what it changes, and write it as the next revision, or refuse and say why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.content.check import SHOWN_PROBLEMS, check_loaded
from bot.content.files import of_text
from bot.content.load import Loaded, load, load_files
from bot.content.report import lines
from bot.domain.bilingual import Bilingual, Language
from bot.domain.problems import Level, Problem
from bot.domain.revision import Revision
from bot.errors import ContentError, ParkbotError
from bot.evaluation.run import Explains, Judged
from bot.language.normalise import Normaliser
from bot.publishing import answers
from bot.publishing.difference import differences, removed
from bot.storage.decisions import NewDecision
from bot.storage.revisions import NewRevision, Origin, RevisionError, RevisionRecord

Progress = Callable[[Bilingual], None]

CHECKING = Bilingual("检查内容……", "checking the content …")
ASKING = Bilingual("用题表提问……", "asking the questions of the tables …")
COMPARING = Bilingual("与现行版本的回答比较……", "comparing with the answers of the live revision …")
_REFUSED = Bilingual(
    "内容有错误，没有发布。先改这些（parkbot check 列出全部）：",
    "The content has errors; nothing was published. First mend these (`parkbot check` lists all):",
)
_BELOW = Bilingual("题表成绩低于标准，没有发布：", "The question tables fall below their bars; nothing was published:")


class Refused(ParkbotError):
    """The draft cannot become live; the message says why and what to do."""


class Revisions(Protocol):
    """What publishing needs of the storage; `bot.storage.revisions.SqlRevisions` is one."""

    def live_number(self) -> int | None: ...

    def live(self) -> RevisionRecord | None: ...

    def record(self, number: int) -> RevisionRecord: ...

    def last_from_files(self) -> int: ...

    def files(self, number: int) -> dict[str, str]: ...

    def publish(self, new: NewRevision, on: int | None) -> RevisionRecord: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft that may be published on top of revision `on`, and what it would change."""

    on: int | None
    files: Mapping[str, str]
    content: Revision
    changes: tuple[Bilingual, ...]
    replies: tuple[Bilingual, ...]  # table questions that would get another reply
    warnings: int
    asked: int
    removed: tuple[str, ...]


def read_draft(root: Path, language: Language, source: Path | None = None) -> tuple[Loaded, tuple[Problem, ...]]:
    """The files with all their problems; with `source` also proven against the article texts in that folder.

    Raises:
        Refused: there are errors; the message names the first of them.
    """
    return _checked(load(root), language, source)


def read_revision(revisions: Revisions, number: int) -> Revision:
    """The content of a revision, rebuilt from its files.

    Raises:
        RevisionError: there is no such revision, or it is damaged.
        ContentError: this version of the program cannot read it.
    """
    record = revisions.record(number)
    return content_of(revisions.files(number), record)


def content_of(files: Mapping[str, str], record: RevisionRecord) -> Revision:
    """The same from files that were fetched already."""
    loaded = load_files(tuple(of_text(name, text) for name, text in files.items()))
    if loaded.usable.digest != record.digest:
        raise RevisionError(
            Bilingual(
                f"数据库里的第 {record.number} 版坏了：里面的文件不是当初发布的那些。请重新发布：parkbot publish",
                f"Revision {record.number} is damaged in the database: its files are not those that were published. "
                "Publish again: parkbot publish",
            )
        )
    if loaded.revision is None:
        errors = [p for p in loaded.problems if p.level is Level.ERROR]
        first = "\n".join(lines(errors, Language.ENGLISH)[:SHOWN_PROBLEMS])
        raise ContentError(
            f"Revision {record.number} cannot be read by this version of the program. Mend the files and publish them "
            f"(parkbot publish), or install the version that wrote it.\n{first}"
        )
    return loaded.revision


class Publisher:
    """Plans and writes revisions. `desk_of` makes something to ask out of a content; `tables` are its questions."""

    def __init__(
        self,
        revisions: Revisions,
        desk_of: Callable[[Revision], Explains],
        tables: answers.Tables,
        language: Language,
        progress: Progress = lambda _: None,
        guard: Callable[[Revision], None] = lambda _: None,
    ) -> None:
        self._revisions = revisions
        self._desk_of = desk_of
        self._tables = tables
        self._language = language
        self._progress = progress
        self._guard = guard  # may refuse a draft
        self._judged: dict[str, Sequence[Judged]] = {}  # by the content's digest

    def plan(self, root: Path, source: Path | None = None) -> Plan | None:
        """What publishing the files under `root` would do; None when they are what is live.

        With `source` the files must also stand the proof against the article texts in that folder.

        Raises:
            Refused: the files have errors, or the tables fall below their bars.
        """
        self._progress(CHECKING)
        loaded, problems = read_draft(root, self._language, source)
        self._guard(loaded.usable)
        return self._plan(loaded, len(problems))

    def plan_files(self, files: Mapping[str, str]) -> Plan | None:
        """The same for files that are held in memory."""
        loaded, problems = _checked(load_files(tuple(of_text(n, t) for n, t in files.items())), self._language, None)
        return self._plan(loaded, len(problems))

    def _plan(self, loaded: Loaded, warnings: int) -> Plan | None:
        content = loaded.usable
        live = self._revisions.live()
        if live is not None and live.digest == content.digest:
            return None
        old = None if live is None else self._live_content(live)
        files = {file.name: file.data.decode() for file in loaded.files}
        judged, replies = self._replies(old, content)
        below = self._tables.below(judged)
        if below:
            told = [line.get(self._language) for line in replies]
            raise Refused("\n".join([_BELOW.get(self._language), *below, *told]))
        gone = () if old is None else removed(old, content)
        return Plan(
            None if live is None else live.number,
            files, content, differences(old, content), replies, warnings, len(judged), gone,
        )  # fmt: skip

    def write(
        self, plan: Plan, author: str, origin: Origin = Origin.FILES, note: str = "",
        decision: NewDecision | None = None, undoes: int | None = None,
    ) -> RevisionRecord:  # fmt: skip
        """Make a plan live. Raises RevisionError when another revision was published since it was made."""
        new = NewRevision(plan.files, plan.content, author, origin, note, None, plan.changes, decision, undoes)
        return self._revisions.publish(new, plan.on)

    def _live_content(self, live: RevisionRecord) -> Revision | None:
        """What is live; None where this program cannot read it: it is then replaced as if there were nothing."""
        try:
            return content_of(self._revisions.files(live.number), live)
        except (ContentError, RevisionError):
            return None

    def _replies(self, old: Revision | None, new: Revision) -> tuple[Sequence[Judged], tuple[Bilingual, ...]]:
        if not self._tables.questions:
            return (), ()
        self._progress(ASKING)
        after = self._tables.ask(self._desk_of(new))
        if old is None:
            return after, ()
        before = self._judged.get(old.digest)
        if before is None:
            self._progress(COMPARING)
            before = self._tables.ask(self._desk_of(old))
        # What is new now is mostly what is old next time.
        self._judged = {old.digest: before, new.digest: after}
        return after, answers.changed(before, after)


def roll_back(revisions: Revisions, number: int, author: str, note: str = "") -> RevisionRecord:
    """Make the content of an earlier revision live again, as a new revision.

    Raises:
        RevisionError: there is no such revision, it is live already, or another one was published meanwhile.
        ContentError: this version of the program cannot read it.
    """
    earlier = revisions.record(number)
    live = revisions.live()
    if live is None or live.digest == earlier.digest:
        raise RevisionError(
            Bilingual(
                f"第 {number} 版的内容已经在用；什么也没有改。",
                f"The content of revision {number} is live already; nothing was changed.",
            )
        )
    files = revisions.files(number)
    content = content_of(files, earlier)
    try:
        changes = differences(content_of(revisions.files(live.number), live), content)
    except (ContentError, RevisionError):
        changes = differences(None, content)  # what is live cannot be read: all the more reason to go back
    new = NewRevision(files, content, author, Origin.ROLLBACK, note, restores=number, changes=changes)
    return revisions.publish(new, live.number)


def _checked(loaded: Loaded, language: Language, source: Path | None) -> tuple[Loaded, tuple[Problem, ...]]:
    problems = check_loaded(loaded, source, Normaliser())
    errors = [p for p in problems if p.level is Level.ERROR]
    if errors or loaded.revision is None:
        raise Refused("\n".join([_REFUSED.get(language), *lines(errors, language)[:SHOWN_PROBLEMS]]))
    return loaded, problems
