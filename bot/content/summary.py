"""The last line of a check: how much there is, and how much of it is wrong."""

from collections.abc import Sequence

from bot.domain.bilingual import Bilingual, Language
from bot.domain.problems import Level, Problem
from bot.domain.revision import Revision

_HELD = Bilingual(
    "{articles} 篇报道、{parks} 个园区、{facts} 条数据、{entries} 条问答、{gaps} 条空白："
    "错误 {errors}，提醒 {warnings}。",
    "{articles} articles, {parks} parks, {facts} facts, {entries} entries, {gaps} gaps: "
    "errors {errors}, warnings {warnings}.",
)


_DUE = Bilingual("共 {count} 条。", "{count} in all.")
_NOTHING_DUE = Bilingual("没有要复核、过期或各报道不一致的内容。", "Nothing is due, out of date or told differently.")


def due_summary(count: int, language: Language) -> str:
    """How much is due."""
    return (_DUE if count else _NOTHING_DUE).get(language).format(count=count)


def error_count(problems: Sequence[Problem]) -> int:
    return sum(problem.level is Level.ERROR for problem in problems)


def summary(problems: Sequence[Problem], revision: Revision, language: Language) -> str:
    """What was read, and the number of errors and warnings."""
    errors = error_count(problems)
    return _HELD.get(language).format(
        articles=len(revision.articles),
        parks=len(revision.parks),
        facts=len(revision.facts),
        entries=len(revision.entries),
        gaps=len(revision.gaps),
        errors=errors,
        warnings=len(problems) - errors,
    )
