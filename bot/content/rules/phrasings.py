"""No two facts or entries answer the same question.

Good: 到2025年要建成多少个中试平台 (target), 已经建成多少个中试平台 (built). Bad: 有多少个中试平台 in both.
Across parks the park decides, so the same words may stand there.
"""

from collections.abc import Iterator

from bot.content.problems import error, warning
from bot.content.rules.subject import Subject
from bot.domain.problems import Place, Problem

CODE = "phrasing-twice"


def check(subject: Subject) -> Iterator[Problem]:
    seen: dict[tuple[str, str], tuple[str, str, Place]] = {}
    for section, id, park, phrasings in subject.phrasings():
        own: set[str] = set()
        for _, text, place in subject.each(section, id, "phrasings", phrasings):
            normal = subject.normalise(text).strip("?, ")
            if not normal:
                yield error(
                    place,
                    CODE,
                    (f"问法“{text}”里没有文字", f"the phrasing “{text}” holds no words"),
                    ("写一个完整的问法", "write a full question or keywords"),
                )
                continue
            first = seen.setdefault((park, normal), (section, id, place))
            if first[1] == id and (text in own):
                yield warning(
                    place,
                    CODE,
                    (f"同一问法写了两遍：{text}", f"the phrasing stands here twice: {text}"),
                    (f"删掉一个（另一个在 {first[2]}）", f"delete one (the other is at {first[2]})"),
                )
            own.add(text)
            if first[1] != id:
                yield error(
                    place,
                    CODE,
                    (
                        f"“{text}”也是“{first[1]}”的问法（{first[2]}）",
                        f"“{text}” is also a phrasing of “{first[1]}” ({first[2]})",
                    ),
                    ("改得更具体，或只留在一处", "make one more specific, or keep it in one place only"),
                )
