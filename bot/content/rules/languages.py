"""Both languages are there, each in its own script, so that nobody gets an answer he cannot read.

Good: `answer: {zh: 吴畏是……, en: Wu Wei is …}`. Bad: `answer: {zh: …, en: 吴畏 is …}`, or no English phrasing.
"""

import re
from collections.abc import Iterator

from bot.content.problems import error, warning
from bot.content.rules.subject import Subject
from bot.domain.bilingual import Bilingual
from bot.domain.problems import Problem

CODE = "language"
_HAN = re.compile(r"[\u3400-\u9fff]+")
_RUNNING = ("answer", "note", "about", "reason")
_TEXTS = ("name", "title", "answer", "measures", "note", "about", "place", "reason", "lacks")


def check(subject: Subject) -> Iterator[Problem]:
    for section, id, key, text in _texts(subject):
        han = _HAN.search(text.en)
        if han:
            # A quoted title or heading may stand in running text; a name must be readable on its own.
            make = warning if key in _RUNNING else error
            yield make(
                subject.places.at(section, id, key, "en"),
                CODE,
                (f"英文里有汉字“{han[0]}”", f"the English text holds Chinese characters “{han[0]}”"),
                ("译成英文或写拼音", "translate them or write pinyin"),
            )
    for section, id, _, phrasings in subject.phrasings():
        if section == "facts":
            continue  # a fact is also asked with the names of what it measures
        for language, texts in (("zh", phrasings.zh), ("en", phrasings.en)):
            if not texts:
                yield error(
                    subject.places.at(section, id, "phrasings"),
                    CODE,
                    (f"“{id}”没有{language}问法", f"“{id}” has no phrasing in {language}"),
                    ("两种语言都至少写一种问法", "write at least one phrasing in each language"),
                )
    for entry in subject.revision.entries.values():
        if not _HAN.search(entry.answer.zh):
            yield error(
                subject.places.at("entries", entry.id, "answer", "zh"),
                CODE,
                ("中文答案里没有汉字", "the Chinese answer holds no Chinese characters"),
                ("在 zh 后面写中文答案", "write the Chinese answer after zh"),
            )
    for section, id, _, phrasings in subject.phrasings():
        for language, phrasing, place in subject.each(section, id, "phrasings", phrasings):
            if language == "en" and not re.search(r"[A-Za-z]", phrasing):
                yield warning(
                    place,
                    CODE,
                    (f"英文问法里没有英文：{phrasing}", f"no English in this phrasing: {phrasing}"),
                    ("移到 zh 下面", "move it to zh"),
                )


def _texts(subject: Subject) -> Iterator[tuple[str, str, str, Bilingual]]:
    revision = subject.revision
    for section, items in (
        ("articles", revision.articles),
        ("parks", revision.parks),
        ("names", revision.names),
        ("indicators", revision.indicators),
        ("facts", revision.facts),
        ("entries", revision.entries),
        ("gaps", revision.gaps),
    ):
        for id, item in items.items():
            for key in _TEXTS:
                text = getattr(item, key, None)
                if isinstance(text, Bilingual):
                    yield section, id, key, text
