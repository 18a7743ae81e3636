"""The review of questions that got no good answer: clusters of them, and what is done with a cluster."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rapidfuzz import fuzz

from bot.content import files
from bot.desk import ExplainedMessage
from bot.domain.bilingual import Bilingual, Language
from bot.domain.revision import Revision
from bot.drafting.insert import holds, with_phrasing, without_phrasing
from bot.drafting.tidy import DraftError, faulty, write
from bot.publishing.publisher import Plan, Publisher, Refused, Revisions, read_revision
from bot.storage.decisions import Action, Decision, NewDecision
from bot.storage.revisions import Origin, RevisionError, RevisionRecord
from bot.storage.waiting import Waiting

ALIKE = 82.0  # rapidfuzz's ratio of two normal forms, in percent, from which they are one question
NEAREST = 3
_UNPULLED = Bilingual(
    "这些批准过的问法还不在文件里，没有发布。先运行 parkbot pull 写进文件，或用 parkbot review 撤销：",
    "These approved phrasings are not in the files; nothing was published. Write them there (parkbot pull), or take "
    "them back (parkbot review):",
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


class Decisions(Protocol):
    """What the review needs of the storage; `bot.storage.decisions.SqlDecisions` is one."""

    def record(self, decision: NewDecision) -> None: ...

    def undo(self, id: int, author: str) -> None: ...

    def active(self) -> tuple[Decision, ...]: ...

    def every(self) -> tuple[Decision, ...]: ...

    def waiting(self) -> tuple[Waiting, ...]: ...

    def fingerprint(self, normal: str) -> str: ...


class Considers(Protocol):
    """Says how a question alone would be answered; `bot.desk.Desk` is one."""

    def consider(self, text: str) -> ExplainedMessage: ...


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that are nearly the same, the most frequent first; `covers` are the fingerprints of all of them.

    `count` is how often they got no answer or nothing that fits, `marked` how often they were marked badly.
    """

    questions: tuple[str, ...]
    count: int
    covers: tuple[str, ...]
    marked: int = 0

    @property
    def question(self) -> str:
        return self.questions[0]


def clusters(
    waiting: Sequence[Waiting],
    decided: Collection[str],
    normalise: Callable[[str], str],
    fingerprint: Callable[[str], str],
) -> tuple[Cluster, ...]:
    """Near-duplicates together, the largest cluster first; what was decided already is left out.

    Numbers decide before likeness: questions of two years look almost the same, and are not.
    """
    made: dict[str, list[tuple[Waiting, str]]] = {}  # by the normal form of the first of them
    for one in waiting:
        normal = normal_form(one.question, normalise)
        known = fingerprint(normal)
        if not normal or known in decided:
            continue
        head = next((head for head in made if _alike(head, normal)), normal)
        made.setdefault(head, []).append((one, known))
    found = [
        Cluster(
            tuple(one.question for one, _ in those),
            sum(one.unanswered for one, _ in those),
            tuple(dict.fromkeys(known for _, known in those)),
            sum(one.marked for one, _ in those),
        )
        for those in made.values()
    ]
    return tuple(sorted(found, key=lambda cluster: -cluster.count - cluster.marked))


def normal_form(question: str, normalise: Callable[[str], str]) -> str:
    """What two ways of typing one question have in common; its fingerprint is taken of this."""
    return normalise(question).strip(" ?,.!")


def queue(decisions: Decisions, normalise: Callable[[str], str]) -> tuple[Cluster, ...]:
    """What waits for a decision."""
    decided = {known for decision in decisions.active() for known in decision.covers}
    return clusters(decisions.waiting(), decided, normalise, decisions.fingerprint)


def _alike(one: str, other: str) -> bool:
    return _NUMBERS.findall(one) == _NUMBERS.findall(other) and fuzz.ratio(one, other) >= ALIKE


def nearest(question: str, desk: Considers) -> tuple[str, ...]:
    """The ids of the facts and entries that come closest to a question."""
    candidates = desk.consider(question).trace.candidates
    best = sorted(candidates, key=lambda c: -c.score)
    return tuple(dict.fromkeys(c.target for c in best))[:NEAREST]


class Review:
    """The queue, and the decisions about it. Every method may raise `StorageError`."""

    def __init__(
        self, decisions: Decisions, revisions: Revisions, publisher: Publisher, normalise: Callable[[str], str],
        author: str,
    ) -> None:  # fmt: skip
        self._decisions = decisions
        self._revisions = revisions
        self._publisher = publisher
        self._normalise = normalise
        self._author = author

    def queue(self) -> tuple[Cluster, ...]:
        """What waits for a decision."""
        return queue(self._decisions, self._normalise)

    def live_number(self) -> int:
        """The revision that decisions are made on. Raises RevisionError where nothing was published yet."""
        number = self._revisions.live_number()
        if number is None:
            raise RevisionError(
                Bilingual(
                    "还没有发布过内容。请先发布：parkbot publish",
                    "Nothing has been published yet. Publish first: parkbot publish",
                )
            )
        return number

    def plan_phrasing(self, phrasing: str, target: str, language: Language) -> Plan | None:
        """What would change if the live `target` had this phrasing; None where it has it.

        Raises:
            DraftError: there is no such target.
            Refused: the phrasing collides with another's, or questions would fall below their bars.
        """
        texts = self._revisions.files(self.live_number())
        name = _file_of(target, texts)
        return self._publisher.plan_files(
            {**texts, name: with_phrasing(name, texts[name], target, _key(language), phrasing)}
        )

    def attach(self, cluster: Cluster, target: str, language: Language, plan: Plan) -> RevisionRecord:
        """Make the planned phrasing live, and record the decision in the same step. Raises RevisionError."""
        decision = self._decision(Action.PHRASING, cluster, target, language)
        note = f"{cluster.question} → {target}"
        return self._publisher.write(plan, self._author, Origin.REVIEW, note, decision=decision)

    def ignore(self, cluster: Cluster, language: Language) -> None:
        """The cluster needs nothing; it is not shown again."""
        self._decisions.record(self._decision(Action.IGNORE, cluster, "", language))

    def started(self, cluster: Cluster, entry: str, language: Language) -> None:
        """An entry for the cluster was written into the files."""
        self._decisions.record(self._decision(Action.ENTRY, cluster, entry, language))

    def decided(self, case: str) -> Decision | None:
        """The decision that holds about the questions one of whose fingerprints begins with `case`."""
        return next((d for d in reversed(self._decisions.active()) if any(c.startswith(case) for c in d.covers)), None)

    def undo(self, id: int | None = None) -> Decision | None:
        """Take a decision back, the last one where no `id` is given, a phrasing also out of what is live.

        None where there is none, or it does not hold any more.

        Raises:
            Refused, RevisionError: the revision without it cannot be published.
        """
        last = next((d for d in reversed(self._decisions.active()) if id is None or d.id == id), None)
        if last is None:
            return None
        texts = self._revisions.files(self.live_number())
        name = next((n for n, t in texts.items() if holds(n, t, last.target)), None)
        if last.action is Action.PHRASING and name is not None:
            made = without_phrasing(name, texts[name], last.target, last.language, last.question)
            plan = self._publisher.plan_files({**texts, name: made})
            if plan is not None:
                note = f"undo: {last.question} → {last.target}"
                self._publisher.write(plan, self._author, Origin.REVIEW, note, undoes=last.id)
                return last
        self._decisions.undo(last.id, self._author)
        return last

    def _decision(self, action: Action, cluster: Cluster, target: str, language: Language) -> NewDecision:
        return NewDecision(
            self._author, action, cluster.question, cluster.covers, _key(language), target, self.live_number()
        )


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull did: files written, phrasings that are now in the files, and those whose target is gone there."""

    paths: tuple[Path, ...]
    written: tuple[Decision, ...]
    homeless: tuple[Decision, ...]


def pull(root: Path, approved: Sequence[Decision]) -> Pulled:
    """Write approved phrasings into the files under `root`. Raises DraftError; nothing is written then."""
    texts: dict[str, str] = {}
    for path in files.content_files(root):
        file = files.read(root, path)
        if file.text is None:
            raise faulty(file.name)
        texts[file.name] = file.data.decode()
    made, written, homeless = dict(texts), [], []
    for decision in approved:
        name = next((n for n, t in made.items() if holds(n, t, decision.target)), None)
        if name is None:
            homeless.append(decision)
            continue
        text = with_phrasing(name, made[name], decision.target, decision.language, decision.question)
        if text != made[name]:
            made[name] = text
            written.append(decision)
    changed = [name for name in texts if made[name] != texts[name]]
    for name in changed:
        write(root / name, made[name])
    return Pulled(tuple(root / name for name in changed), tuple(written), tuple(homeless))


def unpulled(decisions: Decisions, revisions: Revisions, draft: Revision) -> tuple[Decision, ...]:
    """Approved phrasings that are live and would be lost by publishing `draft`.

    What was approved before the last revision from files was in those files: whoever took it out since means it.
    """
    number, since = revisions.live_number(), revisions.last_from_files()
    later = [d for d in decisions.active() if d.action is Action.PHRASING and (d.made or 0) > since]
    if number is None or not later:
        return ()
    live = read_revision(revisions, number)
    return tuple(d for d in later if _has(live, d) and not _has(draft, d))


def refuse_unpulled(decisions: Decisions, revisions: Revisions, draft: Revision, language: Language) -> None:
    """Raises Refused where publishing `draft` would lose approved phrasings."""
    lost = unpulled(decisions, revisions, draft)
    if lost:
        listed = "\n".join(f"  {d.question} → {d.target}" for d in lost)
        raise Refused(f"{_UNPULLED.get(language)}\n{listed}")


def _has(content: Revision, decision: Decision) -> bool:
    target = content.target(decision.target) or content.gaps.get(decision.target)
    return target is not None and decision.question in target.phrasings.all()


def _file_of(target: str, texts: Mapping[str, str]) -> str:
    name = next((name for name, text in texts.items() if holds(name, text, target)), None)
    if name is None:
        raise DraftError(
            Bilingual(f"没有编号为“{target}”的数据、条目或缺口。", f"There is no fact, entry or gap “{target}”.")
        )
    return name


def _key(language: Language) -> str:
    """Under which key of `phrasings` a question belongs."""
    return "zh" if language.is_chinese else "en"
