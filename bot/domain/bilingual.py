"""Languages a reader can use, and texts held in both of them."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The language and script of a question, and so of its reply."""

    SIMPLIFIED = "zh"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"

    @property
    def is_chinese(self) -> bool:
        return self is not Language.ENGLISH


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in simplified Chinese and in English; traditional script is converted when a reply is rendered."""

    zh: str
    en: str

    def get(self, language: Language) -> str:
        """Return the text for a reader of `language` (simplified characters for both Chinese scripts)."""
        return self.en if language is Language.ENGLISH else self.zh


@dataclass(frozen=True, slots=True)
class Names:
    """Many short texts in both languages: aliases or phrasings."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        return self.zh + self.en

    def first(self, language: Language) -> str:
        """The one that stands for all of them. Raises IndexError where there is none in the language."""
        return (self.en if language is Language.ENGLISH else self.zh)[0]
