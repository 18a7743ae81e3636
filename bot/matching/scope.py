"""Whether a candidate is of the park that a question asks of, or of something in it that the question does not name."""

import re

from bot.domain.entries import Asks
from bot.domain.facts import Fact
from bot.domain.quantities import Dimension
from bot.matching.matcher import Scored
from bot.matching.question import Question

WHOLE = 0.98  # of a phrasing that the question covers: it asks of that very thing
WHOLE_WORD = 0.7  # of a phrasing that the question covers: it is more than one word that they share
OF_ITSELF = 0.95  # of a phrasing that a question of the park's own beginning covers
_BEGAN = re.compile(
    r"什么时候|啥时候|时候|何时|[一哪何]年|年份|年|成立|设立|获批|批准|批复|建立|建成|创建|创办|开办|建园|开园|开建|挂牌|揭牌|诞生|落成|建设|建|办|设|时间|日期"
    r"|found|foundi?|establish|set ?up|set|up|approv|built|build|open|creat|start|begin|began|begun|launch|born"
    r"|year|date"
)
_RUN = re.compile(
    r"谁(来|在)?(管|运营|经营|开的|当家|领导|主管)|归谁管"
    r"|\b(who|which company) (runs?|owns?|operates?|manages?|leads?|heads?)\b"
)


def told(question: Question) -> int:
    """How many words of a question tell what it is about."""
    return sum(1 for p in question.pieces if not p.is_ask and p.weight * p.telling >= 0.9)


def is_of_park_itself(question: Question) -> bool:
    """Whether a question asks when a park began or who runs it, and names nothing in it: 成都高新区什么时候成立的."""
    if not question.parks or question.names or not question.asks & {Asks.WHEN, Asks.WHO}:
        return False
    if Asks.WHO in question.asks:
        return bool(_RUN.search(question.normal))
    words = [p.text for p in question.pieces if not p.is_ask]
    return bool(words) and all(map(_BEGAN.fullmatch, words))


def is_namesake(blocked: Scored, best: Scored | None, question: Question) -> bool:
    """Whether a candidate only tells of another park what the best one tells of the park that is named.

    Every article has an author: that another park's entry is worded more alike says nothing.
    """
    if best is None or best.explained < WHOLE or best.covered < WHOLE_WORD or best.strange:
        return False
    own = best.candidate.park in question.parks and blocked.candidate.park not in question.parks
    return own and len(blocked.objections) == 1


def of_unnamed(question: Question, best: Scored, scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """What a question of the park may mean where the best figure is of something in it: 园博面积多大, not of phase two.

    The area of the park itself; that and the best one, where it is not sure; the best one alone, where it only counts
    something else. Empty: the figure is asked for in more than one word, or what it is of is named.
    """
    fact = best.candidate.target
    if not isinstance(fact, Fact) or not fact.item or not question.parks or question.names or told(question) > 1:
        return ()
    if fact.quantity.dimension is Dimension.COUNT:
        return (best,) if best.covered < WHOLE_WORD else ()
    if fact.quantity.dimension is not Dimension.AREA:
        return ()
    facts = [(s, s.candidate.target) for s in scored]
    areas = [(s, f) for s, f in facts if isinstance(f, Fact) and f.park == fact.park]
    whole = next((s for s, f in areas if not f.item and f.quantity.dimension is Dimension.AREA), None)
    if whole is None:
        return ()
    return (whole,) if not whole.objections and whole.explained >= WHOLE else (best, whole)
