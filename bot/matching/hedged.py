"""Yes/no questions that what is found does not settle: 试飞成功了吗 is told as what the sources do say."""

import re
from dataclasses import replace

from bot.domain.outcomes import EntryPart, FactPart, Part, Verdict
from bot.domain.quantities import Dimension
from bot.matching.alternatives import either
from bot.matching.computed.named_facts import same_figure
from bot.matching.named_figure import bears_out
from bot.matching.premises import is_yes_no, supposed, supposes
from bot.matching.question import Question
from bot.matching.reading import Reading

# 试飞成功了吗: what a route was opened for does not say that it came about.
_DONE = re.compile(
    r"(?:已经|成功|完成|实现|建成|建好|做到|达到|完工|竣工|落成|盖好)[^?,]{0,6}(?:吗|没|么|吧)|了没有?$|\b(?:finish\w*|complet\w+)\b"
)
_STATEMENT = re.compile(r"是|算|\d")  # 园博二期占地12.6万平方米?


def hedged(question: Question, part: Part | None, reading: Reading) -> Part | None:
    """What is found, marked as no yes where a yes/no question has a word, or a figure, that it does not know."""
    stated = question.language.is_chinese and _STATEMENT.search(question.normal) and supposes(question)
    if question.asks or either(question) or not (stated or is_yes_no(question)):
        return part
    match part:
        case FactPart(fact=fact, verdict=None):
            other = any(q.unit and not same_figure(q, fact.quantity) for q in supposed(question))
            # 园博产业园占地2.41公顷是吗: that is the site of something in it
            part_of_park = fact.quantity.dimension is Dimension.AREA and fact.item and not question.names
            unsaid = other or part_of_park or not bears_out(question, fact.id, reading)
            return replace(part, verdict=Verdict.UNSAID) if unsaid else part
        case FactPart(fact=fact, verdict=Verdict.YES) if not bears_out(question, fact.id, reading):
            return replace(part, verdict=Verdict.UNSAID)
        case EntryPart(entry=entry):
            done = bool(_DONE.search(question.normal))
            return replace(part, unsaid=done or not bears_out(question, entry.id, reading))
        case _:
            return part
