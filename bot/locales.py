"""Which language a locale or a client's language code asks for."""

import os
from collections.abc import Mapping

from bot.domain.bilingual import Language

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def language_of_code(code: str | None, default: Language) -> Language:
    """The language of "zh_CN.UTF-8", "zh-hant", "en" …; `default` when nothing is said.

    Every other language gets English, the likelier of the two to be read.
    """
    parts = (code or "").partition(".")[0].partition("@")[0].lower().replace("_", "-").split("-")
    if not parts[0]:
        return default
    if parts[0] != "zh":
        return Language.ENGLISH
    return Language.TRADITIONAL if _TRADITIONAL.intersection(parts[1:]) else Language.SIMPLIFIED


def language_of_environment(environment: Mapping[str, str]) -> Language:
    """The language for messages, as POSIX finds it: LC_ALL before LC_MESSAGES before LANG; English without any."""
    code = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    return language_of_code(code, Language.ENGLISH)


def own_language() -> Language:
    """The language for messages of the commands, after the environment of this process."""
    return language_of_environment(os.environ)
