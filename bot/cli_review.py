"""The commands for what people asked: the review of unanswered questions, pulling what was approved, figures of use."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.domain.bilingual import Bilingual, Language
from bot.domain.errors import words_of
from bot.errors import ParkbotError
from bot.locales import own_language

if TYPE_CHECKING:
    from bot.bootstrap import Core
    from bot.publishing.review import Cluster, Review

_COMMAS = str.maketrans(dict.fromkeys(",，;；、", " "))
_EMPTY = Bilingual("没有等着处理的问题。", "No question waits for a decision.")
_TIMES = Bilingual("没答上 {count} 次", "not answered: {count}")
_MARKED = Bilingual("评价不好 {count} 次", "marked badly: {count}")
_ALSO = Bilingual("还有这样问的：", "also: ")
_PROMPT = Bilingual(
    "1-3 或编号：加为它的问法；e 新建问答；i 忽略；s 跳过；u 撤销上一个决定；q 结束",
    "1-3 or an id: make it a phrasing of that; e start an entry; i ignore; s skip; u undo the last decision; q quit",
)
_SURE = Bilingual("生效吗？(y/n)", "Make it live? (y/n)")
_DONE = Bilingual(
    "已生效，版本 {number}。记得 parkbot pull 写进文件。", "Live as revision {number}. Remember: parkbot pull"
)
_HAS = Bilingual("它已有这个问法。", "It has this phrasing already.")
_UNDONE = Bilingual("已撤销：{question}", "Undone: {question}")
_NO_UNDO = Bilingual("没有可撤销的。", "There is nothing to undo.")
_STARTED = Bilingual("已写入 {path}，发布后生效。", "Written to {path}; publish it to make it live.")
_PULLED = Bilingual("写入 {written} 个问法。", "phrasings written: {written}")
_HOMELESS = Bilingual(
    "文件里没有 {target}，问法没有写入：{question}", "{target} is not in the files, so this was not written: {question}"
)


def add_review_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    for command in (review, pull, stats, report):
        app.command()(command)


def review(
    listed: Annotated[bool, typer.Option("--list", help="Only list what waits for a decision.")] = False,
    log: Annotated[
        bool, typer.Option("--log", help="List every decision: who, when, what, on which revision.")
    ] = False,
) -> None:
    """Go through the questions that got no answer, nothing that fits, or bad marks, near-duplicates together.

    A question can become a phrasing of a fact, entry or gap (you see first what else would change), start an entry, or
    be ignored. What is approved serves at once on every running bot; `parkbot pull` writes it into the files.
    """
    from bot import bootstrap
    from bot.settings import load_settings

    language, settings = own_language(), load_settings()
    with bootstrap.open_database(settings) as database:
        if log:
            for one in database.decisions.every():
                undone = f"  (undone {one.undone_at:%Y-%m-%d %H:%M} by {one.undone_by})" if one.undone_at else ""
                made = f"{one.revision} → {one.made}" if one.made else str(one.revision)
                words = one.question or "—"
                what = f"{words} → {one.target}" if one.target else words
                print(f"{one.at:%Y-%m-%d %H:%M}  {one.author}  {one.action}  {what}  revision {made}{undone}")
            return
        publisher = bootstrap.publisher(settings, database, language)
        queue, core = bootstrap.review(database, publisher)
        waiting = queue.queue()
        if not waiting:
            print(_EMPTY.get(language))
        for number, cluster in enumerate(waiting, 1):
            choices = _show(cluster, f"[{number}/{len(waiting)}]", core, language)
            if not listed and not _decide(queue, cluster, choices, core, language):
                return


def pull() -> None:
    """Write the phrasings that were approved in the review into the files; comments and order stay."""
    from bot import bootstrap
    from bot.content.load import load
    from bot.publishing import review
    from bot.settings import load_settings

    language, root = own_language(), load_settings().content
    with bootstrap.open_database(load_settings()) as database:
        wanted = review.unpulled(database.decisions, database.revisions, load(root).usable)
    done = review.pull(root, wanted)
    for path in done.paths:
        print(path.relative_to(root).as_posix())
    print(_PULLED.get(language).format(written=len(done.written)))
    for one in done.homeless:
        print(_HOMELESS.get(language).format(target=one.target, question=one.question), file=sys.stderr)
    if done.homeless:
        raise typer.Exit(1)


def stats(
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How many days, today included.")] = 30,
    top: Annotated[int, typer.Option("--top", min=1, help="How many questions of each list.")] = 10,
) -> None:
    """Count what was asked: outcomes, languages, parks, days, marks, and the top questions of each kind.

    Days are those of PARKBOT_TIME_ZONE.
    """
    from bot import bootstrap
    from bot.content.load import load
    from bot.publishing.stats import lines
    from bot.settings import load_settings

    settings = load_settings()
    with bootstrap.open_database(settings) as database:
        counts = bootstrap.figures(settings, database).counts(load(settings.content).usable, days)
    print("\n".join(lines(counts, top, own_language())))


def report(
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="The page to write.")],
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How many days, today included.")] = 30,
    top: Annotated[int, typer.Option("--top", min=1, help="How many questions of each list.")] = 20,
) -> None:
    """Write what was asked as one web page with plots: it needs no network, and holds nothing personal."""
    from bot import bootstrap
    from bot.content.load import load
    from bot.publishing.report import page
    from bot.publishing.stats import first_day
    from bot.settings import load_settings

    settings, language = load_settings(), own_language()
    content = load(settings.content).usable
    with bootstrap.open_database(settings) as database:
        figures = bootstrap.figures(settings, database)
        first, last = (first_day(figures.clock(), n, figures.zone) for n in (days, 1))
        made = page(figures.counts(content, days), content, first, last, top, language)
    try:
        html.write_text(made, encoding="utf-8")
    except OSError as cause:
        raise ParkbotError(f"{html} cannot be written: {cause.strerror}. Name another file.") from cause
    print(html)


def _show(cluster: "Cluster", place: str, core: "Core", language: Language) -> tuple[str, ...]:
    """Print a cluster with its nearest candidates; the candidates' ids."""
    from bot.domain.labels import label
    from bot.publishing.review import nearest

    revision = core.reading.revision
    counts = ((_TIMES, cluster.count), (_MARKED, cluster.marked))
    print(f"{place} {cluster.question}  ({', '.join(w.get(language).format(count=n) for w, n in counts if n)})")
    if cluster.questions[1:]:
        print(f"    {_ALSO.get(language)}{' / '.join(cluster.questions[1:4])}")
    ids = nearest(cluster.question, core.desk_without_memory())
    for number, id in enumerate(ids, 1):
        fact, entry = revision.facts.get(id), revision.entries.get(id)
        words = label(fact, revision) if fact else entry.answer if entry else None
        print(f"    {number}. {id}  {words.get(language)[:60] if words else ''}")
    return ids


def _decide(review: "Review", cluster: "Cluster", ids: tuple[str, ...], core: "Core", language: Language) -> bool:
    """Ask until there is a decision; False to stop the review."""
    spoken = core.reading.scripts.language_of(cluster.question)
    while True:
        typed = str(typer.prompt(_PROMPT.get(language), default="s", show_default=False)).strip()
        try:
            match typed:
                case "q":
                    return False
                case "s":
                    return True
                case "i":
                    review.ignore(cluster, spoken)
                    return True
                case "u":
                    undone = review.undo()
                    print((_UNDONE if undone else _NO_UNDO).get(language).format(question=undone and undone.question))
                case "e":
                    _start_entry(review, cluster, spoken, language)
                    return True
                case _:
                    chosen = int(typed) - 1 if typed.isascii() and typed.isdigit() else None
                    target = ids[chosen] if chosen is not None and 0 <= chosen < len(ids) else typed
                    if _attach(review, cluster, target, spoken, language):
                        return True
        except ParkbotError as error:  # a collision, an id that is not there: something else may be chosen
            print(words_of(error).get(language))


def _attach(review: "Review", cluster: "Cluster", target: str, spoken: Language, language: Language) -> bool:
    plan = review.plan_phrasing(cluster.question, target, spoken)
    if plan is None:
        print(_HAS.get(language))
        return False
    for line in (*plan.changes, *plan.replies):
        print(f"    {line.get(language)}")
    if str(typer.prompt(_SURE.get(language), default="n", show_default=False)).strip().lower() not in ("y", "yes"):
        return False
    record = review.attach(cluster, target, spoken, plan)
    print(_DONE.get(language).format(number=record.number))
    return True


def _start_entry(review: "Review", cluster: "Cluster", spoken: Language, language: Language) -> None:
    from bot.drafting.forms import Kind
    from bot.drafting.new import add, ask_for
    from bot.settings import load_settings

    root = load_settings().content
    key = "phrasings.zh" if spoken.is_chinese else "phrasings.en"

    def ask(words: str) -> str:
        return str(typer.prompt(words, default="", show_default=False))

    asked = " ".join(cluster.question.translate(_COMMAS).split())  # a comma would make two phrasings of it
    given = ask_for(Kind.ENTRY, root, ask, print, language, {key: asked})
    path = add(Kind.ENTRY, root, given)
    review.started(cluster, given["id"], spoken)
    print(_STARTED.get(language).format(path=path.relative_to(root).as_posix()))
