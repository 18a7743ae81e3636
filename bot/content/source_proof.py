"""The proof of the content against the article texts, which are kept outside the repository."""

from pathlib import Path

from bot.content.nodes import Places
from bot.content.problems import error
from bot.content.source import texts as article_texts
from bot.content.source.answers import prove_entry
from bot.content.source.claims import overclaimed
from bot.content.source.coverage import uncovered
from bot.content.source.english import prove_english
from bot.content.source.facts import prove_fact
from bot.content.source.named import misnamed
from bot.content.source.texts import ArticleText
from bot.domain.problems import Place, Problem
from bot.domain.revision import Revision


def prove(revision: Revision, source_dir: Path, places: Places | None = None) -> tuple[Problem, ...]:
    """Everything that the texts in `source_dir` (<article id>.txt, paragraphs marked ¶n) do not bear out.

    Without `places` problems name the section of the content instead of file and line.
    """
    places = places or Places()
    problems: list[Problem] = []
    texts: dict[str, ArticleText] = {}
    if not source_dir.is_dir():
        return (
            error(
                Place(str(source_dir)),
                "no-source",
                ("没有这个文件夹", "there is no such folder"),
                ("--source 后面写放文章原文的文件夹", "give the folder that holds the article texts after --source"),
            ),
        )
    for id in revision.articles:
        try:
            text = article_texts.read(source_dir, id)
        except (OSError, UnicodeDecodeError) as cause:
            problems.append(_unreadable(id, f"（{type(cause).__name__}）"))
            continue
        if text is None:
            problems.append(_unreadable(id, ""))
        else:
            texts[id] = text
    return (*problems, *prove_texts(revision, texts, places))


def prove_texts(revision: Revision, texts: dict[str, ArticleText], places: Places) -> tuple[Problem, ...]:
    """The same against texts that have been read."""
    problems = list(misnamed(revision, texts, places))
    for fact in revision.facts.values():
        problems.extend(prove_fact(fact, revision, texts, places))
    for entry in revision.entries.values():
        problems.extend(prove_entry(entry, revision, texts, places))
        problems.extend(prove_english(entry, revision, texts, places))
    problems.extend(overclaimed(revision, texts, places))
    problems.extend(uncovered(revision, texts, places))
    return tuple(problems)


def _unreadable(id: str, cause: str) -> Problem:
    return error(
        Place(f"{id}.txt"),
        "no-source",
        (f"读不到文章原文{cause}", f"the article's text cannot be read {cause}".rstrip()),
        (
            f"把原文以 {id}.txt（UTF-8，段首标 ¶n）放进 --source 的文件夹",
            f"put the text into the --source folder as {id}.txt (UTF-8, paragraphs marked ¶n)",
        ),
    )
