"""Problems as lines of text: all of them, errors first, in file order."""

from collections.abc import Iterable

from bot.domain.bilingual import Language
from bot.domain.problems import Level, Problem


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors before warnings, then by file, line and column; repeats dropped."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.level is not Level.ERROR, p.place, p.code, p.what.zh)))


def lines(problems: Iterable[Problem], language: Language) -> tuple[str, ...]:
    """One line a problem: "file:line:column  what. mend."; warnings say that they are."""
    return tuple(_line(problem, language) for problem in in_order(problems))


def _line(problem: Problem, language: Language) -> str:
    what, mend = problem.what.get(language), problem.mend.get(language)
    if language.is_chinese:
        mark = "" if problem.level is Level.ERROR else "提醒："
        return f"{problem.place}  {mark}{what}。{mend}{'' if mend.endswith(('？', '。')) else '。'}"
    mark = "" if problem.level is Level.ERROR else "warning: "
    return f"{problem.place}  {mark}{what}. {mend[:1].upper()}{mend[1:]}{'' if mend.endswith(('?', '.')) else '.'}"
