"""The small content with dates and a second article, as a test wants them, and a desk whose day is set by hand."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fakes import HandClock, MemoryContexts, MemoryLog
from program import SMALL_CONTENT

from bot.bootstrap import core_of
from bot.content.check import load_checked
from bot.desk import Desk

LAST = "2027-06-30"  # the last day of what expires
# Midnight in China is four in the afternoon in UTC.
BEFORE = datetime(2027, 6, 30, 15, 59, 59, tzinfo=UTC)
AFTER = BEFORE + timedelta(seconds=1)

NEWER = """\
articles:
  - id: willow-again
    title: {zh: 柳树湾再扩建, en: Willow Bay builds on}
    newspaper: {zh: 柳湾晚报, en: Willow Evening News}
    reporters: [{zh: 高山, en: Gao Shan}]
    date: {value: "2024-06"}
    paragraphs: 4
    parks: [willow-bay]
    about: {zh: 柳树湾的新厂房, en: new workshops in Willow Bay}
facts:
  - id: willow-workshops-again
    park: willow-bay
    indicator: workshops
    period: reported
    status: actual
    quantity: "41座"
    citation: {article: willow-again, paragraphs: [2]}
"""
GAP = """\
gaps:
  - id: willow-gap-rent
    lacks: {zh: 厂房的租金, en: the rent of the workshops}
    phrasings: {zh: [柳树湾厂房的租金是多少], en: [what is the rent of a workshop in Willow Bay]}
    related: [willow-workshops]
"""


def content(folder: Path, *, newer: str = "", gap: str = "", **dates: str) -> Path:
    """A copy of the small content; `dates` are lines for facts and entries, by id with _ for -."""
    root = Path(shutil.copytree(SMALL_CONTENT, folder / "content"))
    faq = root / "faq" / "willow.yaml"
    if newer:
        (root / "data" / "newer.yaml").write_text(newer, encoding="utf-8")
    faq.write_text(faq.read_text(encoding="utf-8") + gap, encoding="utf-8")
    for id, line in dates.items():
        for file in root.rglob("*.yaml"):
            text, start = file.read_text(encoding="utf-8"), f"- id: {id.replace('_', '-')}\n"
            file.write_text(text.replace(start, f"{start}    {line}\n"), encoding="utf-8")
    return root


def desk(root: Path, clock: HandClock) -> Desk:
    """Something to ask, with pictures."""
    return core_of(load_checked(root), clock).desk(MemoryContexts(), MemoryLog(), with_pictures=True)
