"""What administrators do from a chat: the review one case at a time, figures of use, and why a reply was what it was.

Nothing is remembered between two steps but plans that were worked out, so any replica can take the next step.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from bot.desk import ExplainedMessage
from bot.domain.bilingual import Bilingual, Language
from bot.domain.cases import Candidate, Case, Decided, EntryForm, ReplyHint, Trial
from bot.domain.revision import Revision
from bot.drafting.forms import FORMS, Kind
from bot.drafting.new import add, faults, hints
from bot.drafting.tidy import DraftError
from bot.language.script import Scripts
from bot.publishing.explaining import Explaining
from bot.publishing.figures import Figures
from bot.publishing.gentle import Gentle
from bot.publishing.publisher import Plan
from bot.publishing.review import Cluster, Decisions, Review, nearest, normal_form, queue
from bot.reply.message import Message
from bot.storage.decisions import Decision
from bot.storage.revisions import RevisionError

_KEY = 12  # characters of a fingerprint that name a case: 48 bits
_OTHERS = 3
_PLANS = 8  # plans kept between looking at what would change and making it so
_LINE = re.compile(r"\s*([a-z.]+)\s*[:：]\s*(.*)")
_COMMAS = str.maketrans(dict.fromkeys(",，;；、", " "))


class Served(Protocol):
    """What a running bot serves; `bot.publishing.live.LiveDesk` is one."""

    @property
    def revision(self) -> Revision: ...

    def consider(self, text: str) -> ExplainedMessage: ...

    def label(self, target: str, language: Language) -> str: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """A cluster with the question that its key is of in front, and where it stands."""

    cluster: Cluster
    key: str
    place: int
    waiting: int
    after: str


class Administration:
    """Does what administrators ask for; safe for any number of threads. Methods may raise `ParkbotError`.

    `review_of` makes the review for a language of its messages and an author of its decisions; `drafts` is the folder
    of the files that entries are started in.
    """

    def __init__(
        self,
        live: Served,
        decisions: Decisions,
        review_of: Callable[[Language, str], Review],
        figures: Figures,
        explaining: Explaining,
        normalise: Callable[[str], str],
        gentle: Gentle,
        drafts: Path,
    ) -> None:
        self._live = live
        self._decisions = decisions
        self._review_of = review_of
        self._figures = figures
        self._explaining = explaining
        self._normalise = normalise
        self._gentle = gentle
        self._drafts = drafts
        self._scripts = Scripts()
        self._plans: OrderedDict[tuple[str, str, int], Plan] = OrderedDict()

    def targets(self) -> Set[str]:
        """What a question can become a phrasing of: the ids of facts, entries and gaps in the revision served."""
        served = self._live.revision
        return served.facts.keys() | served.entries.keys() | served.gaps.keys()

    def case(self, key: str, language: Language) -> Case | None:
        """The case with this key, or the first where it does not wait (any more); None where nothing waits."""
        found = self._find(key) or self._find("")
        return None if found is None else self._case(found, language)

    def try_phrasing(self, key: str, target: str, language: Language) -> Trial | None:
        """What would change if a case's question became a phrasing of a target; takes long. None: it does not wait.

        Raises:
            Refused: the phrasing collides with another's, or questions would fall below their bars.
            DraftError: there is no such target.
        """
        found = self._find(key)
        return None if found is None else self._try(found, target, language)

    def attach(self, key: str, target: str, on: int, language: Language, author: str) -> Decided | Trial | None:
        """Make the phrasing live, if revision `on`, on which it was tried, still is; otherwise what would change now.

        None where the case does not wait any more. Raises as `try_phrasing`.
        """
        found = self._find(key)
        if found is None:
            return None
        cluster, review = found.cluster, self._review_of(language, author)
        if review.live_number() != on:
            return replace(self._try(found, target, language), moved=True)
        plan = self._plans.pop((cluster.question, target, on), None)
        if plan is None:  # tried by another replica, or before a restart
            with self._gentle.work():
                plan = review.plan_phrasing(cluster.question, target, self._spoken(cluster))
        if plan is None:
            return self._try(found, target, language)
        try:
            made = review.attach(cluster, target, self._spoken(cluster), plan)
        except RevisionError:
            return replace(self._try(found, target, language), moved=True)
        return self._decided(review, found, target, made=made.number)

    def ignore(self, key: str, language: Language, author: str) -> Decided | None:
        """The case needs nothing. None where it does not wait any more."""
        found = self._find(key)
        if found is None:
            return None
        review = self._review_of(language, author)
        review.ignore(found.cluster, self._spoken(found.cluster))
        return self._decided(review, found)

    def entry_form(self, key: str, language: Language) -> EntryForm | None:
        """What to fill in for an entry that answers a case. None where it does not wait any more."""
        found = self._find(key)
        return None if found is None else self._form(found, self._blank(found.cluster), (), language)

    def start_entry(self, key: str, text: str, language: Language, author: str) -> Decided | EntryForm | None:
        """Write an entry from a filled-in form into the files; the form again where something is wrong with it.

        None where the case does not wait any more.

        Raises:
            DraftError: the files cannot be changed.
        """
        found = self._find(key)
        if found is None:
            return None
        given = _filled(text)
        if wrong := faults(Kind.ENTRY, self._drafts, given, language):
            return self._form(found, {**dict.fromkeys(self._blank(found.cluster), ""), **given}, wrong, language)
        try:
            path = add(Kind.ENTRY, self._drafts, given)
        except OSError as cause:
            why = cause.strerror or cause
            raise DraftError(Bilingual(f"文件写不进去：{why}", f"The file cannot be written: {why}")) from cause
        review = self._review_of(language, author)
        review.started(found.cluster, given["id"], self._spoken(found.cluster))
        return self._decided(review, found, given["id"], path=path.relative_to(self._drafts).as_posix())

    def undo(self, id: int, language: Language, author: str) -> Decided | None:
        """Take a decision back; takes long for a phrasing. None where it does not hold any more.

        Raises:
            Refused, RevisionError: the revision without it cannot be published.
        """
        review = self._review_of(language, author)
        with self._gentle.work():
            undone = review.undo(id)
        return None if undone is None else Decided(id, undone.question, undone.target, after=_name(undone.covers))

    def stats(self, days: int, language: Language) -> Message:
        """What was asked in the last `days` days, today included."""
        return self._figures.stats(self._live.revision, days, language)

    def digest(self, language: Language) -> Message:
        """What was asked yesterday, and how much waits."""
        waiting = len(queue(self._decisions, self._normalise))
        return self._figures.yesterday(self._live.revision, waiting, language)

    def why(self, question: str, language: Language) -> Message:
        """How a question that stands alone is answered."""
        return self._explaining.alone(question, language)

    def why_reply(self, chat: str, hint: ReplyHint, language: Language) -> Message | None:
        """How a reply in a chat came about, as `Explaining.reply`."""
        return self._explaining.reply(chat, hint, language)

    def _find(self, key: str) -> _Found | None:
        waiting = queue(self._decisions, self._normalise)
        named = (n for n, cluster in enumerate(waiting) if any(known.startswith(key) for known in cluster.covers))
        at = next(named, None)
        if at is None:
            return None
        after = _name(waiting[at + 1].covers) if at + 1 < len(waiting) else ""
        # New questions may come in front of those that an administrator has seen: what was seen is what is decided.
        seen, all_ = key or waiting[at].covers[0], waiting[at].questions
        first = next((q for q in all_ if self._fingerprint(q).startswith(seen)), all_[0])
        cluster = replace(waiting[at], questions=tuple(dict.fromkeys((first, *all_))))
        return _Found(cluster, seen[:_KEY], at + 1, len(waiting), after)

    def _fingerprint(self, question: str) -> str:
        return self._decisions.fingerprint(normal_form(question, self._normalise))

    def _case(self, found: _Found, language: Language) -> Case:
        cluster = found.cluster
        ids = nearest(cluster.question, self._live)
        labelled = ((id, self._live.label(id, language)) for id in ids)
        return Case(
            found.key, cluster.question, cluster.questions[1 : 1 + _OTHERS], cluster.count, cluster.marked,
            tuple(Candidate(id, label) for id, label in labelled if label),
            found.place, found.waiting, found.after,
        )  # fmt: skip

    def _try(self, found: _Found, target: str, language: Language) -> Trial:
        review, cluster = self._review_of(language, ""), found.cluster
        with self._gentle.work():
            plan = review.plan_phrasing(cluster.question, target, self._spoken(cluster))
        case, candidate = self._case(found, language), Candidate(target, self._live.label(target, language))
        if plan is None or plan.on is None:
            return Trial(case, candidate, review.live_number(), None)
        self._plans[cluster.question, target, plan.on] = plan
        while len(self._plans) > _PLANS:
            self._plans.popitem(last=False)
        changes = tuple(self._scripts.say(line, language) for line in (*plan.changes, *plan.replies))
        return Trial(case, candidate, plan.on, changes)

    def _decided(
        self, review: Review, found: _Found, target: str = "", made: int | None = None, path: str = ""
    ) -> Decided:
        decision: Decision | None = review.decided(found.key)
        id = 0 if decision is None else decision.id  # undone meanwhile by somebody else
        return Decided(id, found.cluster.question, target, made, path, found.after)

    def _form(self, found: _Found, given: dict[str, str], wrong: tuple[str, ...], language: Language) -> EntryForm:
        text = "\n".join(f"{key}: {value}" for key, value in given.items())
        return EntryForm(self._case(found, language), text, hints(Kind.ENTRY, self._drafts, language), wrong)

    def _blank(self, cluster: Cluster) -> dict[str, str]:
        asked = " ".join(cluster.question.translate(_COMMAS).split())  # a comma would make two phrasings of it
        mine = "phrasings.zh" if self._spoken(cluster).is_chinese else "phrasings.en"
        return {one.key: asked if one.key == mine else "" for one in FORMS[Kind.ENTRY]}

    def _spoken(self, cluster: Cluster) -> Language:
        return self._scripts.language_of(cluster.question)


def _name(covers: tuple[str, ...]) -> str:
    return covers[0][:_KEY] if covers else ""


def _filled(text: str) -> dict[str, str]:
    """The lines of a filled-in form; a line without a key goes on with the one before."""
    given: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found:
            last = found[1]
            given[last] = found[2]
        elif last:
            given[last] = f"{given[last]} {line}".strip()
    return given
