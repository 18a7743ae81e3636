"""The page of figures: in a real browser, with hostile questions, and nothing personal."""

import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders import revision
from PIL import Image
from program import Program

from bot.domain.bilingual import Language
from bot.domain.marks import Mark
from bot.ports import QuestionRecord
from bot.publishing.report import page
from bot.publishing.stats import count
from bot.storage.database import Database

CONTENT = revision()
FACT = next(iter(CONTENT.facts.values()))
FIRST, LAST = date(2025, 1, 1), date(2025, 1, 30)
HOSTILE = (
    "<script>document.title='owned'</script>", "</table></body><img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=\"document.title='owned'\">", "]]><!-- & &lt; \x00\u202eevil",
)  # fmt: skip
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))),
    None,
)


def records() -> list[QuestionRecord]:
    made = []
    for number, question in enumerate((*HOSTILE, "我的电话是13912345678", "li@example.org 是谁", "苏州的房价") * 6):
        at = datetime(2025, 1, 1 + number % 30, 12, tzinfo=UTC)
        outcome = ("unknown", "answer", "choices", "help")[number % 4]
        made.append(
            QuestionRecord(at, f"chat-name-{number}", question, "zh", outcome, "r", 0.1, (FACT.id,), f"k{number}")
        )
    return made


def made(language: Language = Language.ENGLISH) -> str:
    counts = count(records(), CONTENT, {"k1": (Mark.HELPFUL,), "k2": (Mark.OUTDATED,)})
    return page(counts, CONTENT, FIRST, LAST, 20, language)


class Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", Language)
def test_hostile_questions_are_words_and_nothing_personal_is_there(language: Language) -> None:
    text = made(language)
    seen = Seen(text)
    assert not {"script", "img", "iframe", "link", "object", "a"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name in ("src", "href")]
    assert HOSTILE[0] in seen.words
    assert "://" not in text
    for private in ("13912345678", "li@example.org", "chat-name", "\x00", "\u202e"):
        assert private not in text
    assert re.search("Content-Security-Policy.*default-src 'none'", text)
    assert seen.tags.count("svg") >= 5


def test_an_empty_time_says_so() -> None:
    assert "Nothing was asked" in page(count([], CONTENT), CONTENT, FIRST, LAST, 5, Language.ENGLISH)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the PATH to show the page in")
def test_a_browser_shows_the_plots_and_runs_nothing(tmp_path: Path) -> None:
    file, picture = tmp_path / "report.html", tmp_path / "page.png"
    file.write_text(made(), encoding="utf-8")
    assert CHROMIUM is not None

    def browse(*options: str) -> str:
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1000,1200", *options, file.as_uri(),
        ]  # fmt: skip
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
        done = subprocess.run(command, capture_output=True, timeout=120, check=False, env=environment)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    dom = browse("--dump-dom")
    shown = Seen(dom)
    assert "<title>parkbot: what was asked</title>" in dom  # every hostile question would change it
    assert "script" not in shown.tags
    assert "img" not in shown.tags
    assert shown.words.count("document.title='owned'") >= 3  # as words, in the lists
    bars = [value for name, value in shown.attributes if name == "class" and value in ("s1", "s2", "s3", "s4")]
    assert len(bars) > 30
    browse(f"--screenshot={picture}")
    colours = {colour for _, colour in Image.open(picture).convert("RGB").getcolors(1_000_000)}
    # The parts of the bars, in the light or the dark colours.
    light = {(0x2F, 0x7D, 0x5B), (0xC2, 0x85, 0x1A), (0xB5, 0x43, 0x3E), (0x7B, 0x87, 0x94)}
    dark = {(0x4F, 0xAE, 0x85), (0xDB, 0xA4, 0x3F), (0xDD, 0x6E, 0x68), (0x8B, 0x97, 0xA4)}
    assert light <= colours or dark <= colours


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    program = Program(tmp_path)
    with Database.open(f"sqlite:///{tmp_path / 'parkbot.sqlite3'}") as database:
        at = datetime.now(UTC)
        for days in (0, 1, 40):
            database.questions.record(
                QuestionRecord(at - timedelta(days=days), "c", f"<i>{days} 天前</i>", "zh", "unknown", "r", 0.1, ())
            )
    done = program.run("report", "--html", "r.html", "--days", "7")
    assert (done.code, done.out, done.err) == (0, "r.html\n", "")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "&lt;i&gt;1 天前&lt;/i&gt;" in text
    assert "40 天前" not in text
    failed = program.run("report", "--html", "no/such/folder.html")
    assert failed.code == 1
    assert "no/such/folder.html cannot be written" in failed.err
    assert program.run("report").code == 2
