"""Errors told in the language of whoever reads them."""

from bot.domain.bilingual import Bilingual
from bot.errors import ParkbotError


class BilingualError(ParkbotError):
    """An error that an administrator meets, in both languages; as a string (in a log) it is English."""

    def __init__(self, words: Bilingual) -> None:
        super().__init__(words.en)
        self.words = words


def words_of(error: ParkbotError) -> Bilingual:
    """What an error says, in both languages where it has them."""
    return error.words if isinstance(error, BilingualError) else Bilingual(str(error), str(error))
