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


def prove(revision: Revision, source: Path, places: Places | None = None) -> tuple[Problem, ...]:
    """Everything that the texts in `source` do not bear out: a folder of <article id>.txt, or one such file.

    Paragraphs are marked ¶n, or those of a plain text. With one file only what cites that article alone is proved.

    Without `places` problems name the section of the content instead of file and line.
    """
    places = places or Places()
    problems: list[Problem] = []
    texts: dict[str, ArticleText] = {}
    declared = dict.fromkeys((*revision.articles, *sorted(places.declared("articles"))))  # unfinished ones too
    if source.is_file() and source.stem in declared:
        wanted, folder = [source.stem], source.parent
    elif source.is_dir():
        wanted, folder = [*declared], source
    else:
        return (
            error(
                Place(str(source)),
                "no-source",
                (
                    "没有这个文件夹，也不是以报道编号命名的文件",
                    "there is no such folder, and no file named after an article",
                ),
                (
                    "--source 后面写放文章原文的文件夹，或一篇原文：报道编号.txt",
                    "give the folder that holds the article texts after --source, or one text: <article id>.txt",
                ),
            ),
        )
    for id in wanted:
        try:
            text = article_texts.read(folder, id)
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
        if any(citation.article not in texts for citation in entry.citations):
            continue  # half of what it cites proves nothing
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
            f"把原文以 {id}.txt（UTF-8）放进 --source 的文件夹",
            f"put the text into the --source folder as {id}.txt (UTF-8)",
        ),
    )
