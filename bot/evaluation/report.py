"""What an evaluation shows, as lines of text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.evaluation.judge import Verdict
from bot.evaluation.run import Judged
from bot.evaluation.tables import KINDS, LANGUAGES, PLAIN, UNANSWERABLE

Tally = Counter[Verdict]
MOST_CONFUSIONS = 20


def tallies(judged: Iterable[Judged]) -> dict[str, Tally]:
    """Verdicts per row: each kind, groups of kinds, languages, articles (`article <id>`), and all."""
    rows: dict[str, Tally] = {}
    for one in judged:
        for row in _rows(one):
            rows.setdefault(row, Counter())[one.verdict] += 1
    return rows


def table(rows: Mapping[str, Tally]) -> Iterator[str]:
    """The rows as a table: how many right, wrong and missed, and the shares of right and wrong."""
    yield f"{'':24}{'right':>7}{'wrong':>7}{'missed':>7}{'asked':>7}{'right %':>9}{'wrong %':>9}"
    for row in sorted(rows, key=_order):
        tally = rows[row]
        asked = tally.total()
        right, wrong, missed = (tally[v] for v in (Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED))
        yield (
            f"{row:24}{right:7}{wrong:7}{missed:7}{asked:7}"
            f"{share(tally, Verdict.RIGHT):9.1f}{share(tally, Verdict.WRONG):9.1f}"
        )


def share(tally: Tally, verdict: Verdict) -> float:
    """The percentage of a verdict; 0 where nothing was asked."""
    return 100 * tally[verdict] / tally.total() if tally else 0.0


def misses(judged: Iterable[Judged]) -> Iterator[str]:
    """Every question that was not answered right, wrong ones first."""
    missed = (one for one in judged if one.verdict is not Verdict.RIGHT)
    for one in sorted(missed, key=lambda one: one.verdict is not Verdict.WRONG):
        wanted = " + ".join("|".join(group) for group in one.question.must) or "no answer"
        yield f"{one.verdict} {one.question.key} [{one.question.kind}] {one.question.text[:80]}"
        yield f"    wanted {wanted} {' '.join(one.question.articles)}".rstrip()
        yield f"    got {one.message.outcome} ({one.rule}): {' / '.join(one.text.splitlines())[:200]}"


def confusions(judged: Iterable[Judged]) -> Iterator[str]:
    """What was answered instead of what, for the wrong replies, the most frequent first."""
    counts = Counter(
        (" or ".join(one.question.articles) or "(not held)", ", ".join(one.shown) or f"({one.message.outcome})")
        for one in judged
        if one.verdict is Verdict.WRONG
    )
    for (wanted, shown), count in counts.most_common(MOST_CONFUSIONS):
        yield f"{count:4}  {wanted} -> {shown}"
    if len(counts) > MOST_CONFUSIONS:
        yield f"      … and {len(counts) - MOST_CONFUSIONS} more"


def threshold_curve(judged: Sequence[Judged], line: float) -> Iterator[str]:
    """Right against wrong if the answer line stood higher than `line`: answers below it would not have been given.

    How it would be lower cannot be told from the answers of one run. Answers that no candidate's score decided
    (small talk, the source of the last answer) stay as they are.
    """
    yield f"{'answer line':>12}{'right':>7}{'wrong':>7}{'missed':>7}"
    for step in range(11):
        raised = line + step * 0.04
        tally = Counter(_verdict_at(one, raised) for one in judged)
        yield f"{raised:12.2f}{tally[Verdict.RIGHT]:7}{tally[Verdict.WRONG]:7}{tally[Verdict.MISSED]:7}"


def _verdict_at(one: Judged, line: float) -> Verdict:
    if one.message.outcome != "answer" or not 0 < one.score < line:
        return one.verdict
    return Verdict.RIGHT if one.question.expect == "unknown" else Verdict.MISSED


def _rows(one: Judged) -> Iterator[str]:
    question = one.question
    yield question.kind
    if question.kind in PLAIN:
        yield "plain"
    if question.kind in UNANSWERABLE:
        yield "unanswerable"
    yield f"language {question.language}"
    if len(question.articles) == 1:
        yield f"article {question.articles[0]}"
    yield "all"


def _order(row: str) -> tuple[int, str]:
    """Kinds first, in the order of the tables' description, then groups, languages, articles, and all at the end."""
    fixed = (*KINDS, "plain", "unanswerable", *(f"language {code}" for code in LANGUAGES))
    if row in fixed:
        return fixed.index(row), ""
    return len(fixed) + (row == "all"), row
