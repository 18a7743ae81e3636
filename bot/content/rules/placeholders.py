"""`{fact-id}` in an answer names an existing fact, and braces are used for nothing else.

Good: `zh: 已建成{chengdu-platforms-built}中试平台`. Bad: `zh: 已建成{chengdu-platform}中试平台` or a lone `{`.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.content.problems import error, warning
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

CODE = "placeholder"
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check(subject: Subject) -> Iterator[Problem]:
    for entry in subject.revision.entries.values():
        used = {}
        for language, text in (("zh", entry.answer.zh), ("en", entry.answer.en)):
            place = subject.places.at("entries", entry.id, "answer", language)
            used[language] = set(PLACEHOLDER.findall(text))
            for id in sorted(used[language]):
                if not subject.known("facts", id):
                    near = process.extractOne(id, subject.places.declared("facts"), scorer=fuzz.ratio, score_cutoff=60)
                    yield error(
                        place,
                        CODE,
                        (f"答案里的 {{{id}}} 不是任何数据的编号", f"{{{id}}} in the answer is not the id of a fact"),
                        (
                            f"是不是 {{{near[0]}}}？" if near else "改成 data/facts 里已有的编号",
                            f"did you mean {{{near[0]}}}?" if near else "use an id from data/facts",
                        ),
                    )
            rest = PLACEHOLDER.sub("", text)
            if "｛" in text or "｝" in text:
                yield error(
                    place,
                    CODE,
                    ("答案里有全角花括号｛｝", "the answer holds full-width braces ｛｝"),
                    ("改成半角花括号 {数据编号}", "write ordinary braces {fact-id}"),
                )
            if "{" in rest or "}" in rest:
                yield error(
                    place,
                    CODE,
                    ("答案里有不成对的花括号", "the answer holds a brace without its partner"),
                    ("花括号只用于 {数据编号}，补全或删掉", "braces are only for {fact-id}; complete or delete it"),
                )
        if used["zh"] != used["en"]:
            only = ", ".join(sorted(used["zh"] ^ used["en"]))
            yield warning(
                subject.places.at("entries", entry.id, "answer"),
                CODE,
                (
                    f"中英文答案引用的数据不同：{only}",
                    f"the Chinese and the English answer use different facts: {only}",
                ),
                ("让两种语言的答案给出同样的数字", "give the same figures in both languages"),
            )
