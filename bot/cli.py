"""The commands: parse, call, print, exit code. Nothing else."""

import json
import logging
import os
import sys
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from bot.cli_content import Source, add_commands
from bot.cli_review import add_review_commands
from bot.domain.bilingual import Language
from bot.domain.errors import words_of
from bot.errors import ParkbotError
from bot.locales import own_language

LAST_RUN = Path(".eval") / "last.json"


class _Commands(TyperGroup):
    """Turns what ends a command into an exit code: 1 with a plain message, 130, and a quiet end where nobody reads."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except ParkbotError as error:
            print(f"parkbot: {words_of(error).get(own_language())}", file=sys.stderr)
            raise typer.Exit(1) from error
        except (KeyboardInterrupt, typer.Abort) as error:
            print("Interrupted.", file=sys.stderr)
            raise typer.Exit(130) from error
        except BrokenPipeError as error:
            # The reader has seen enough. Python flushes stdout once more at its end: that must not fail either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Answers questions about China's industrial parks with the figure and the article it came from, "
    "or says that its sources do not hold it.",
    epilog="Settings are read from the environment: PARKBOT_TOKEN, PARKBOT_API_URL, PARKBOT_DATABASE_URL and "
    "PARKBOT_CONTENT; the README explains them. Exit codes: 0 done, 1 something you can mend (the message says what), "
    "2 wrong usage, 130 interrupted.",
)


class Tongue(StrEnum):
    """A language for messages."""

    ZH = "zh"
    EN = "en"


def main() -> None:
    """The `parkbot` command."""
    _speak_utf8()
    app(prog_name="parkbot")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(version("parkbot"))
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options of all commands; the help text is that of the app."""


@app.command()
def chat() -> None:
    """Talk with the bot here: no token, no network.

    Type a question and Enter; where the bot offers numbered choices, type the number (0: none of these).
    Ctrl-C clears the line, or leaves when it is empty; Ctrl-D leaves.
    Where the input is no terminal, each of its lines is a question.
    """
    from bot import bootstrap, terminal
    from bot.settings import load_settings

    settings, language = load_settings(), own_language()
    core = bootstrap.load_core(settings, language)
    with bootstrap.open_database(settings) as database:
        if terminal.at_terminal():
            desk = core.desk(database.contexts, database.questions)
            terminal.chat_at_terminal(terminal.Conversation(desk, "terminal"), language)
        else:
            # A pipe starts afresh each time: its first line follows up on nothing said in an earlier run.
            desk = core.desk_without_memory(database.questions)
            terminal.chat_in_lines(sys.stdin.buffer, sys.stdout, terminal.Conversation(desk, "pipe"))


@app.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="The question; quotes around it are not needed.")] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Also print what was read, the candidates with their scores, and the rule.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as one JSON object.")] = False,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Answer many: a line {"id", "chat", "text"} in, a line {"id", "outcome", "text", "articles"} out, '
            "in order. Lines with the same chat are turns of one conversation.",
        ),
    ] = False,
) -> None:
    """Answer one question, or a batch of them."""
    from bot import batch, bootstrap, explanation
    from bot.settings import load_settings

    if jsonl and (question or why or as_json):
        raise typer.BadParameter("--jsonl reads its questions from the input and goes with nothing else")
    if not jsonl and question is None:
        raise typer.BadParameter("give a question, or --jsonl")
    settings = load_settings()
    core = bootstrap.load_core(settings, own_language())
    with bootstrap.open_database(settings) as database:
        desk = core.desk_without_memory(database.questions)
        if jsonl:
            if batch.answer_lines(sys.stdin.buffer, sys.stdout, sys.stderr, desk):
                raise typer.Exit(1)
            return
        explained = desk.explain(" ".join(question or ()), "ask")
    if as_json:
        print(json.dumps(explanation.as_data(explained, with_why=why), ensure_ascii=False, indent=2))
        return
    print("\n".join(explanation.as_lines(explained, with_why=why)))


@app.command()
def run(
    delete_webhook: Annotated[
        bool, typer.Option("--delete-webhook", help="Remove a webhook that is set for the bot, then poll.")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Publish every good edit of the files by itself, and report bad ones in the log."),
    ] = False,
) -> None:
    """Answer on Telegram until stopped.

    The bot's token is read from PARKBOT_TOKEN. It polls, or listens where PARKBOT_WEBHOOK_URL is set.
    What is answered from is the revision published last; another one is taken within seconds, without a restart.
    """
    from bot import bootstrap
    from bot.settings import load_settings

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # which database it speaks to is of no interest
    settings = load_settings()
    if delete_webhook and settings.webhook_url is not None:
        raise typer.BadParameter("--delete-webhook does not go with PARKBOT_WEBHOOK_URL")
    bootstrap.run_telegram(settings, own_language(), delete_webhook=delete_webhook, watch=watch)


@app.command(name="setup-telegram")
def setup_telegram() -> None:
    """Set the menus, description and profile text that Telegram shows of the bot, in each language, where they differ.

    Once is enough; again after an update of parkbot.
    """
    from bot import bootstrap
    from bot.settings import load_settings

    changed = bootstrap.set_up_telegram(load_settings())
    print("\n".join(f"set: {line}" for line in changed) or "everything is as it should be")


@app.command(context_settings={"ignore_unknown_options": True})  # a group's number begins with a minus
def forget(
    chat: Annotated[
        str, typer.Argument(metavar="CHAT", help="The chat's Telegram number, or a name such as terminal.")
    ],
) -> None:
    """Delete what is stored of a chat: its questions, marks, last turn, language, what was passed on to the staff."""
    from bot import bootstrap
    from bot.settings import load_settings

    print(f"{bootstrap.forget_chat(load_settings(), chat)} records deleted")


@app.command()
def check(
    source: Source = None,
    lang: Annotated[
        Tongue | None, typer.Option("--lang", help="Language of the messages; otherwise that of LC_ALL or LANG.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again after every change of the files, until Ctrl-C.")
    ] = False,
    due: Annotated[
        bool,
        typer.Option(
            "--due", help="Only what is to be looked at again, out of date, or told differently by two articles."
        ),
    ] = False,
    days: Annotated[int, typer.Option("--days", min=0, max=3650, help="With --due: how far to look ahead.")] = 30,
) -> None:
    """List every problem of the content.

    Each with file, line and column, what is wrong, and how to mend it. Warnings alone do not fail.
    """
    from bot import bootstrap
    from bot.content.report import lines
    from bot.content.summary import due_summary, error_count, summary
    from bot.settings import load_settings

    language, settings = Language(lang.value) if lang else own_language(), load_settings()

    if due and source:
        raise typer.BadParameter("--due goes with no --source")

    def once() -> int:
        if due:
            found, errors = bootstrap.check_due(settings, days)
            print("\n".join([*lines((*found, *errors), language), due_summary(len(found), language)]), flush=True)
            return len(errors)
        problems, revision = bootstrap.check_content(settings, source)
        print("\n".join([*lines(problems, language), summary(problems, revision, language)]), flush=True)
        return error_count(problems)

    if watch:
        from bot.publishing.watch import when_edited

        when_edited(settings.content, once)
    elif once():
        raise typer.Exit(1)


@app.command(name="eval")
def evaluate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Question tables (.jsonl); otherwise those in tests/questions.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every question that was not answered right.")] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Keep this run in .eval, for later runs to be compared with.")
    ] = False,
    bar: Annotated[bool, typer.Option("--bar", help="End with exit code 1 below the bars in pyproject.toml.")] = False,
    fit: Annotated[
        bool,
        typer.Option(
            "--fit",
            help="Instead, look for better weights of the decision, and print them to paste into "
            "bot/matching/weights.py. Tables named heldout-* are only a check.",
        ),
    ] = False,
) -> None:
    """Score the bot on tables of questions.

    Prints right, wrong and missed per kind, language and article, what was answered instead of what, right against
    wrong for a higher answer line, and what has changed since the run that was kept. Logs nothing, and uses nothing
    that is stored.
    """
    from bot import bootstrap
    from bot.evaluation import bars, command
    from bot.evaluation import fit as fitting
    from bot.settings import CHECKOUT, load_settings

    if fit and (misses or save or bar):
        raise typer.BadParameter("--fit goes with no other option")
    core = bootstrap.load_core(load_settings(), own_language())
    if fit:
        found = fitting.Fitter(core.reading, core.composer).fit(command.tables(files, CHECKOUT))
        print("\n".join(fitting.report(found)))
        return
    with_bars = bars.read_bars(CHECKOUT / "pyproject.toml") if bar else ()
    evaluation = command.evaluate(command.tables(files, CHECKOUT), core.desk_without_memory(), core.reading.scripts)
    print("\n".join(command.report(evaluation, core.reading.weights.answer, LAST_RUN, with_misses=misses)))
    if save:
        command.save(evaluation, LAST_RUN)
    failed = list(bars.below(with_bars, evaluation.rows))
    if failed:
        raise ParkbotError("below the bar\n" + "\n".join(failed))


add_commands(app)
add_review_commands(app)


def _speak_utf8() -> None:
    """UTF-8 in and out whatever the locale; what UTF-8 cannot hold (half a surrogate pair) is shown as an escape."""
    streams: tuple[TextIO, ...] = (sys.stdin, sys.stdout, sys.stderr)
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")
