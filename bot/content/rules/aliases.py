"""One word names one thing: two parks, or two names of one park, share no alias.

Good: 综保区 for one park only. Bad: 高新区 as an alias of both 成都高新区 and 白银高新区.
"""

from collections.abc import Iterator

from bot.content.problems import error, warning
from bot.content.rules.subject import Subject
from bot.domain.bilingual import Bilingual, Names
from bot.domain.problems import Place, Problem

CODE = "alias-twice"


def check(subject: Subject) -> Iterator[Problem]:
    revision = subject.revision
    parks: dict[str, tuple[str, Place]] = {}
    for park in revision.parks.values():
        yield from _taken(subject, parks, "parks", park.id, park.name, park.aliases)
    names: dict[str, dict[str, tuple[str, Place]]] = {}
    for name in revision.names.values():
        yield from _taken(subject, names.setdefault(name.park, {}), "names", name.id, name.name, name.aliases)
        for normal, text, place in _words(subject, "names", name.id, name.name, name.aliases):
            if normal in parks:
                yield warning(
                    place,
                    CODE,
                    (
                        f"“{text}”也是园区“{parks[normal][0]}”的叫法",
                        f"“{text}” also names the park “{parks[normal][0]}”",
                    ),
                    ("删掉其中一个，除非两者确是一回事", "delete one, unless both are the same thing"),
                )


def _taken(
    subject: Subject, taken: dict[str, tuple[str, Place]], section: str, id: str, name: Bilingual, aliases: Names
) -> Iterator[Problem]:
    for normal, text, place in _words(subject, section, id, name, aliases):
        first = taken.setdefault(normal, (id, place))
        if first[0] != id:
            yield error(
                place,
                CODE,
                (f"“{text}”已是“{first[0]}”的叫法（{first[1]}）", f"“{text}” already names “{first[0]}” ({first[1]})"),
                ("只留在一处；两者都用得上就写得更具体", "keep it in one place, or make both more specific"),
            )


def _words(
    subject: Subject, section: str, id: str, name: Bilingual, aliases: Names
) -> Iterator[tuple[str, str, Place]]:
    texts = [("zh", name.zh, subject.places.at(section, id, "name", "zh"))]
    if subject.normalise(name.en) != subject.normalise(name.zh):  # eVTOL is the same in both
        texts.append(("en", name.en, subject.places.at(section, id, "name", "en")))
    seen_across = {"zh": set[str](), "en": set[str]()}
    for language, text, place in (*texts, *subject.each(section, id, "aliases", aliases)):
        normal = subject.normalise(text)
        other = seen_across["en" if language == "zh" else "zh"]
        seen_across[language].add(normal)
        if normal and normal not in other:
            yield normal, text, place
