"""The commands for administrators of the content: parse, call, print, exit code. Nothing else."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.content import todo
from bot.domain.bilingual import Bilingual, Language
from bot.drafting.forms import Kind, good_id
from bot.errors import ParkbotError
from bot.locales import own_language

_NOTHING = Bilingual(
    "与现行版本相同，没有要发布的。", "The files are what is live already; there is nothing to publish."
)
_SAME = Bilingual("没有差别。", "No difference.")
_ONLY_FORM = Bilingual("只有注释、写法或顺序不同。", "Only comments, form or order differ.")
_REPLIES = Bilingual("回答有变的题：", "Questions that get another reply:")
_PUBLISHED = Bilingual(
    "已发布为版本 {number}。撤回：parkbot rollback {before}",
    "Published as revision {number}. To undo: parkbot rollback {before}",
)
_FIRST = Bilingual("已发布为版本 {number}。", "Published as revision {number}.")
_DRY = Bilingual("没有发布（--dry-run）。", "Nothing was published (--dry-run).")
_ROLLED = Bilingual(
    "版本 {number} 现已生效，内容与版本 {earlier} 相同。文件没有动：要接着改，先改好文件再发布。",
    "Revision {number} is live, with the content of revision {earlier}. The files are as they were: mend them before "
    "you publish again.",
)
_NONE = Bilingual("还没有发布过。", "Nothing has been published yet.")
_WRITTEN = Bilingual("已写入 {path}。现在检查：", "Written to {path}. Checked:")
_TIDY = Bilingual("{count} 个文件不整齐：", "files that are not tidy: {count}")
_TIDIED = Bilingual("整理了 {count} 个文件。", "files tidied: {count}")
_PARK = Bilingual(
    "写的是哪个园区 [{known}]，或新园区的编号", "Which park is it about [{known}], or the id of a new one"
)
_NEW_PARK = Bilingual("没有园区“{park}”。新建它吗？", "There is no park “{park}”. Make it?")
_NO_PARK = Bilingual(
    "没有园区“{park}”。已有的：{known}；要新建就用 --new-park {park}",
    "There is no park “{park}”. There are: {known}; to make it, say --new-park {park}",
)
_PARK_ID = Bilingual(
    "园区的编号只用小写字母、数字和短横线，例如 lake-park",
    "a park's id has lower-case letters, digits and hyphens only, such as lake-park",
)
_READ = Bilingual(
    "《{title}》：{paragraphs} 段，{figures} 个数字。", "“{title}”: paragraphs {paragraphs}, figures {figures}."
)
_DRAFTED = Bilingual("  {path}：新增 {count} 条", "  {path}: new items {count}")
_TO_COMPLETE = Bilingual(
    "有 {count} 处 TODO 待填，parkbot check 逐一列出；填好后 parkbot check --source {file} 列出还没有收录的数字。",
    "To complete: {count} values marked TODO; parkbot check lists them. Then parkbot check --source {file} lists the "
    "figures that nothing carries yet.",
)
_ALL_DRAFTED = Bilingual(
    "没有要新增的：这篇报道已经都在文件里。", "Nothing to add: the files hold all of this article."
)
Source = Annotated[
    Path | None,
    typer.Option(
        "--source", metavar="DIR", help="Also prove the content against the article texts in this folder, or one text."
    ),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for the list of revisions.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    for command in (publish, revisions, diff, rollback, new, draft, fmt, schema):
        app.command()(command)


def publish(
    note: Note = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would change, and publish nothing.")] = False,
    source: Source = None,
) -> None:
    """Make the files live.

    Runs every check and the question tables, tells what changes, and writes one new revision, or refuses and says why.
    Running bots take it within seconds.
    """
    from bot import bootstrap
    from bot.publishing.start import author
    from bot.settings import load_settings

    settings, language = load_settings(), own_language()
    with bootstrap.open_database(settings) as database:
        publisher = bootstrap.publisher(settings, database, language, _progress(language))
        plan = publisher.plan(settings.content, source)
        if plan is None:
            print(_NOTHING.get(language))
            return
        _show(plan.changes or (_ONLY_FORM,), language)
        if plan.replies:
            print(_REPLIES.get(language))
            _show(plan.replies, language)
        if dry_run:
            print(_DRY.get(language))
            return
        record = publisher.write(plan, author(), note=note)
    print((_FIRST if plan.on is None else _PUBLISHED).get(language).format(number=record.number, before=plan.on))


def revisions(limit: Annotated[int, typer.Option("--limit", min=1, help="How many, newest first.")] = 20) -> None:
    """List what was published: number, time (UTC), who, how, and the note. The first line is live."""
    from bot import bootstrap
    from bot.settings import load_settings

    with bootstrap.open_database(load_settings()) as database:
        records = database.revisions.records(limit)
    if not records:
        print(_NONE.get(own_language()))
    for record in records:
        how = record.origin if record.restores is None else f"{record.origin} {record.restores}"
        print(f"{record.number:5}  {record.at:%Y-%m-%d %H:%M}  {record.author}  {how}  {record.note}".rstrip())


def diff(
    a: Annotated[int | None, typer.Argument(metavar="A", help="A revision; otherwise the live one.")] = None,
    b: Annotated[int | None, typer.Argument(metavar="B", help="Another; otherwise the files.")] = None,
) -> None:
    """Tell in words what differs: from the live revision to the files, from A to the files, or from A to B."""
    from bot import bootstrap
    from bot.publishing.difference import differences
    from bot.publishing.publisher import read_draft, read_revision
    from bot.settings import load_settings

    settings, language = load_settings(), own_language()
    with bootstrap.open_database(settings) as database:
        number = database.revisions.live_number() if a is None else a
        if number is None:
            print(_NONE.get(language))
            return
        before = read_revision(database.revisions, number)
        after = read_draft(settings.content, language)[0].usable if b is None else read_revision(database.revisions, b)
    form = _SAME if before.digest == after.digest else _ONLY_FORM
    _show(differences(before, after) or (form,), language)


def rollback(
    number: Annotated[int, typer.Argument(metavar="N", help="The revision to go back to.")], note: Note = ""
) -> None:
    """Make the content of an earlier revision live again, as a new revision: nothing is lost."""
    from bot import bootstrap
    from bot.publishing.publisher import roll_back
    from bot.publishing.start import author
    from bot.settings import load_settings

    language = own_language()
    with bootstrap.open_database(load_settings()) as database:
        record = roll_back(database.revisions, number, author(), note)
    _show(record.changes, language)
    print(_ROLLED.get(language).format(number=record.number, earlier=number))


def new(
    kind: Annotated[Kind, typer.Argument(help="What to make.", show_choices=True)],
) -> None:
    """Ask for a new article, park, indicator, fact, entry or gap, and write it into the files.

    Nothing is written before the last answer; Ctrl-C leaves everything as it was.
    """
    from bot import bootstrap
    from bot.content.report import lines
    from bot.content.summary import summary
    from bot.drafting.new import add, ask_for
    from bot.settings import load_settings

    settings, language = load_settings(), own_language()
    root = settings.content

    def ask(words: str) -> str:
        answer: str = typer.prompt(words, default="", show_default=False)
        return answer

    path = add(kind, root, ask_for(kind, root, ask, print, language))
    print(_WRITTEN.get(language).format(path=path.relative_to(root).as_posix()))
    problems, revision = bootstrap.check_content(settings, None)
    print("\n".join([*lines(problems, language), summary(problems, revision, language)]))


def draft(
    article: Annotated[
        Path, typer.Argument(metavar="ARTICLE.txt", help="Its text in Chinese, UTF-8; the file's name is its id.")
    ],
    park: Annotated[str, typer.Option("--park", metavar="ID", help="The park it is about; asked for otherwise.")] = "",
    new_park: Annotated[str, typer.Option("--new-park", metavar="ID", help="The same, for a park to be made.")] = "",
) -> None:
    """Draft a new article: its figures, dates, people and organisations as facts, names and entries to complete.

    A first line with the title, then the byline, then a line for each paragraph. What is not certain is marked TODO,
    and check lists it. Nothing that is there is changed; a second run adds only what is still missing.
    """
    from bot.content.load import load
    from bot.drafting.article_file import read_article
    from bot.drafting.draft import make_draft, park_of
    from bot.drafting.tidy import write
    from bot.settings import load_settings

    if park and new_park:
        raise typer.BadParameter("give --park or --new-park, not both")
    root, language = load_settings().content, own_language()
    id, text = read_article(article)
    loaded = load(root)
    chosen = park_of(id, loaded) or _park(park, new_park, loaded.places.declared("parks"), language)
    made = make_draft(id, text, chosen, root, loaded)
    for name, content in made.texts.items():
        write(root / name, content)
    figures = sum(len(paragraph.figures) for number, paragraph in text.paragraphs.items() if number)
    read = _READ.get(language).format(title=text.title, paragraphs=max(text.paragraphs), figures=figures)
    print(read)
    if not made.texts:
        print(_ALL_DRAFTED.get(language))
        return
    for name, count in made.added.items():
        print(_DRAFTED.get(language).format(path=name, count=count))
    left = sum(problem.code == todo.CODE for problem in load(root).problems)
    print(_TO_COMPLETE.get(language).format(count=left, file=article))


def _park(park: str, new_park: str, known: frozenset[str], language: Language) -> str:
    """The park's id from the options, else from whoever is at the prompt."""
    listed = ", ".join(sorted(known))
    if park and park not in known:
        raise ParkbotError(_NO_PARK.get(language).format(park=park, known=listed))
    chosen = park or new_park
    while not chosen:
        typed: str = typer.prompt(_PARK.get(language).format(known=listed)).strip()
        if typed in known or (good_id(typed) and typer.confirm(_NEW_PARK.get(language).format(park=typed))):
            chosen = typed
        elif not good_id(typed):
            print(_PARK_ID.get(language))
    if not good_id(chosen):
        raise ParkbotError(_PARK_ID.get(language))
    return chosen


def fmt(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; end with exit code 1 if a file is not tidy.")
    ] = False,
) -> None:
    """Tidy the files: indentation, trailing blanks, the schema in the first line. Comments and order stay."""
    from bot.drafting.tidy import untidy, write
    from bot.settings import load_settings

    root, language = load_settings().content, own_language()
    found = untidy(root)
    if check:
        for path in found:
            print(path.relative_to(root).as_posix())
        if found:
            print(_TIDY.get(language).format(count=len(found)), file=sys.stderr)
            raise typer.Exit(1)
        return
    for path, text in found.items():
        write(path, text)
        print(path.relative_to(root).as_posix())
    print(_TIDIED.get(language).format(count=len(found)))


def schema(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to; otherwise the folder schemas of the content.")
    ] = None,
) -> None:
    """Write the JSON Schemas of the content files, which let an editor complete and check while you type."""
    from bot.content.editor import FOLDER, write_schemas
    from bot.settings import load_settings

    for path in write_schemas(folder or load_settings().content / FOLDER):
        print(path)


def _progress(language: Language) -> Callable[[Bilingual], None]:
    def say(what: Bilingual) -> None:
        if sys.stderr.isatty():
            print(what.get(language), file=sys.stderr)

    return say


def _show(lines: tuple[Bilingual, ...], language: Language) -> None:
    for line in lines:
        print(f"  {line.get(language)}")
