"""Ids are lower-case ASCII words joined by hyphens, short enough for a button.

Good: `id: chengdu-platforms-built`. Bad: `id: 成都_平台`.
"""

import re
from collections.abc import Iterator

from bot.content.problems import error
from bot.content.rules.subject import Subject
from bot.domain.problems import Problem

CODE = "id-form"
LIMIT = 48  # a Telegram button carries 64 bytes, and the id shares them with a version and a prefix
_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WITHOUT_ID = ("synonyms", "left_out")


def check(subject: Subject) -> Iterator[Problem]:
    for section, id in subject.places.items:
        if section not in _WITHOUT_ID and (not _FORM.fullmatch(id) or len(id) > LIMIT):
            yield error(
                subject.places.at(section, id, "id"),
                CODE,
                (f"编号“{id}”写法不对", f"the id “{id}” has the wrong form"),
                (
                    f"只用小写英文字母、数字和连字符，最多 {LIMIT} 个，例如 chengdu-platforms-built",
                    f"use lower-case letters, digits and hyphens, at most {LIMIT}, for example chengdu-platforms-built",
                ),
            )
