"""What a reader thinks of a reply."""

from enum import StrEnum


class Mark(StrEnum):
    """A reader's mark; the last three say what was not helpful."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not-helpful"
    WRONG_FIGURE = "wrong-figure"
    OUTDATED = "outdated"
    NOT_MY_QUESTION = "not-my-question"
