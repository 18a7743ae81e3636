"""`parkbot eval --fit`: the weights and thresholds of the decision, fitted to the question tables.

What a candidate scores is left as it is, so each question is matched once; only what is decided from the scores is
tried again and again. One value at a time is moved, in a fixed order: the same tables give the same weights.
"""

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from bot.domain.outcomes import Answer
from bot.errors import ParkbotError
from bot.evaluation.judge import Judge, Verdict
from bot.evaluation.report import Tally
from bot.evaluation.tables import PLAIN, UNANSWERABLE, Question
from bot.matching.decide import Ambiguous, Answered, Decision, decide
from bot.matching.matcher import Scored
from bot.matching.memory import part_of
from bot.matching.question import Question as Asked
from bot.matching.reading import Reading
from bot.matching.replies import Replier
from bot.matching.weights import Weights
from bot.reply.compose import Composer
from bot.reply.plain import plain

HELD_OUT = "heldout-"  # tables of such names are never fitted on
VARIANTS = frozenset({"english", "traditional", "typo", "lookalike"})


@dataclass(frozen=True, slots=True)
class Aim:
    """What the verdicts of a group of questions are worth: weight · (right − cost · wrong) / asked."""

    kinds: frozenset[str]
    weight: float
    cost: float


# A wrong figure does more harm than a missed one, hence costs above 1. Variants count less: what they lose is mostly
# lost in reading, before the decision. An unanswerable question is either right or wrong, so its wrong replies cost
# 1 + cost. Kinds that are in no group (follow-ups, several questions at once, comparisons) are left out.
AIMS: Mapping[str, Aim] = {
    "plain": Aim(PLAIN, 1.0, 2.5),
    "variants": Aim(VARIANTS, 0.35, 2.9),
    "unanswerable": Aim(UNANSWERABLE, 1.0, 1.2),
}
# How far each value is moved from where it stands, in one step of the search.
STEPS: Mapping[str, tuple[float, ...]] = {
    "certain": (-0.12, -0.06, -0.03, 0.04, 0.08),
    "answer": (-0.06, -0.03, 0.03, 0.06),
    "statement": (-0.06, -0.03, 0.03, 0.06),
    "strange": (-0.1, 0.1, 0.2),
    "strange_english": (-0.1, 0.1, 0.2),
    "strictness": (-0.2, -0.1, 0.1, 0.2),
    "explained": (-0.12, -0.06, -0.03, 0.03, 0.06),
    "gap": (-0.015, -0.005, 0.005, 0.015),
    "outranked": (-0.05, 0.05, 0.1),
    "lead": (-0.2, -0.1, 0.1, 0.2),
    "unknown_word": (-0.08, 0.08, 0.16),
    "objected": (-0.1, 0.1, 0.2),
    "other_event": (-0.15, 0.15, 0.3),
    "choices": (-0.04, 0.04),
    "spoken_score": (-0.04, 0.04),
    "spoken_explained": (-0.06, 0.06),
}
MOST_ROUNDS = 4
LEAST_GAIN = 1e-3  # of the objective; one plain question more is 1 / asked
# Rules by which a reply is found only because nothing was decided; an answer comes before them.
_FALLBACKS = ("mended typos", "a mended park", "corrects what", "the number itself")

Tallies = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Fit:
    """Present and found weights, and for both the verdicts of the whole bot by group: fitted on, and held out."""

    present: Weights
    found: Weights
    fitted: tuple[Tallies, Tallies]
    held_out: tuple[Tallies, Tallies]


@dataclass(frozen=True, slots=True)
class _Case:
    """A question matched once, and what it got with the present weights. `is_open`: the decision made its reply."""

    question: Question
    group: str
    asked: Asked
    scored: tuple[Scored, ...]
    decided: Decision
    verdict: Verdict
    is_open: bool


class Fitter:
    """Fits one reading's weights. Built for one run; remembers how answers were judged."""

    def __init__(self, reading: Reading, composer: Composer) -> None:
        self._reading = reading
        self._composer = composer
        self._judge = Judge(reading.scripts.to_simplified)
        self._answers: dict[tuple[str, str], Verdict] = {}

    def fit(self, questions: Iterable[Question]) -> Fit:
        """Search on the questions of tables that are not held out.

        Raises:
            ParkbotError: there is none of the kinds that are fitted on.
        """
        known = [(q, group) for q in questions if q.is_scored and (group := group_of(q))]
        seen = [pair for pair in known if not pair[0].table.startswith(HELD_OUT)]
        unseen = [pair for pair in known if pair[0].table.startswith(HELD_OUT)]
        if not seen:
            raise ParkbotError("Nothing to fit on: no plain, variant or unanswerable question outside heldout-* tables")
        present = self._reading.weights
        cases = [self._case(question, group) for question, group in seen]
        found = search(present, lambda weights: objective(self._tallies(cases, weights)))
        before = _tallied((c.group, c.verdict) for c in cases)
        return Fit(
            present, found, (before, self._whole(seen, found)), (self._whole(unseen), self._whole(unseen, found))
        )

    def _case(self, question: Question, group: str) -> _Case:
        verdict, rule = self._reply(question, self._reading)
        asked = self._reading.question(question.text)
        scored = self._reading.matcher.match(asked)
        decided = decide(asked, scored, self._reading.weights)
        fallback = not isinstance(decided, Answered) and rule.startswith(_FALLBACKS)
        return _Case(question, group, asked, scored, decided, verdict, rule == decided.rule or fallback)

    def _reply(self, question: Question, reading: Reading) -> tuple[Verdict, str]:
        """The verdict on what the whole bot replies, and the rule it replied by."""
        reply = Replier(reading).reply(question.text, None)
        message = self._composer.compose(reply.outcome)
        verdict = self._judge.verdict(question, message.outcome, plain(message), message.articles)
        return verdict, reply.trace.rule

    def _whole(self, pairs: Sequence[tuple[Question, str]], weights: Weights | None = None) -> Tallies:
        reading = replace(self._reading, weights=weights) if weights else self._reading
        return _tallied((group, self._reply(question, reading)[0]) for question, group in pairs)

    def _tallies(self, cases: Sequence[_Case], weights: Weights) -> Tallies:
        return _tallied((case.group, self._verdict(case, weights)) for case in cases)

    def _verdict(self, case: _Case, weights: Weights) -> Verdict:
        """The verdict with other weights: as it was, unless the reply rests on a decision that now is another one."""
        if not case.is_open:
            return case.verdict
        decision = decide(case.asked, case.scored, weights)
        if type(decision) is type(case.decided) and _best(decision) == _best(case.decided):
            return case.verdict
        if isinstance(decision, Answered):
            return self._answer(case, decision.best.candidate.id)
        if not isinstance(case.decided, Answered) and case.verdict is not Verdict.MISSED:
            return case.verdict  # still not answered, and what was found instead still is
        outcome = "choices" if isinstance(decision, Ambiguous) else "unknown"
        return self._judge.verdict(case.question, outcome, "", ())

    def _answer(self, case: _Case, target: str) -> Verdict:
        key = (case.question.key, target)
        if key not in self._answers:
            part = part_of(target, self._reading.revision)
            message = self._composer.compose(Answer(case.asked.language, (part,) if part else ()))
            self._answers[key] = self._judge.verdict(case.question, "answer", plain(message), message.articles)
        return self._answers[key]


def group_of(question: Question) -> str | None:
    """The group whose aim a question counts for; None: it is left out."""
    return next((name for name, aim in AIMS.items() if question.kind in aim.kinds), None)


def objective(tallies: Tallies) -> float:
    """What is made as large as it can be. Groups of which nothing was asked count nothing."""
    return sum(
        aim.weight * (tallies[name][Verdict.RIGHT] - aim.cost * tallies[name][Verdict.WRONG]) / tallies[name].total()
        for name, aim in AIMS.items()
        if tallies.get(name)
    )


def search(start: Weights, worth: Callable[[Weights], float]) -> Weights:
    """Move one value at a time while that gains anything, in the order of `STEPS`, for at most `MOST_ROUNDS` rounds."""
    best, most = start, worth(start)
    for _ in range(MOST_ROUNDS):
        before = best
        for name, steps in STEPS.items():
            middle = best
            for step in steps:
                tried = replace(middle, **{name: round(getattr(middle, name) + step, 3)})
                if _is_sound(tried) and (gained := worth(tried)) > most + LEAST_GAIN:
                    best, most = tried, gained
        if best == before:
            break
    return best


def report(fit: Fit) -> Iterator[str]:
    """The found values beside the present ones, right and wrong before and after, and the block to paste."""
    present, found = asdict(fit.present), asdict(fit.found)
    yield f"{'':24}{'present':>9}{'found':>9}"
    for name in STEPS:
        changed = "  changed" if found[name] != present[name] else ""
        yield f"{name:24}{present[name]:9g}{found[name]:9g}{changed}"
    for title, (before, after) in (("Fitted on", fit.fitted), ("Held out, never fitted on", fit.held_out)):
        yield from ("", f"{title}:")
        yield f"{'':24}{'asked':>7}{'right':>7}{'now':>7}{'wrong':>7}{'now':>7}"
        for name in (n for n in AIMS if n in before):
            counts = (tally[name][v] for v in (Verdict.RIGHT, Verdict.WRONG) for tally in (before, after))
            yield f"{name:24}{before[name].total():7}" + "".join(f"{count:7}" for count in counts)
        yield f"objective {objective(before):.4f}, now {objective(after):.4f}" if before else "no questions"
    yield ""
    if fit.found == fit.present:
        yield "The present weights are the best that were found."
    else:
        if fit.held_out[0] and objective(fit.held_out[1]) < objective(fit.held_out[0]):
            yield "Mind: on the questions held out these weights do worse than the present ones."
        yield "To use them, put this in place of the class in bot/matching/weights.py:"
        yield from ("", block(fit.found))


def block(weights: Weights) -> str:
    """The source of `Weights` with these values as its defaults; its comments stay."""
    values = asdict(weights)
    source = inspect.getsource(Weights).rstrip()
    return re.sub(
        r"^( +(\w+): float = )[\d.]+", lambda m: f"{m[1]}{_written(values[m[2]])}", source, flags=re.MULTILINE
    )


def _written(value: float) -> str:
    return f"{value:.3f}".removesuffix("0")


def _is_sound(weights: Weights) -> bool:
    """No value below 0, and what is offered is not surer than what is answered."""
    return min(asdict(weights).values()) >= 0 and weights.choices <= weights.answer <= weights.certain


def _best(decision: Decision) -> str | None:
    return decision.best.candidate.id if isinstance(decision, Answered) else None


def _tallied(verdicts: Iterable[tuple[str, Verdict]]) -> Tallies:
    tallies: dict[str, Tally] = {}
    for group, verdict in verdicts:
        tallies.setdefault(group, Counter())[verdict] += 1
    return tallies
