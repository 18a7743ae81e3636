"""Errors that a user can act on: their message says what is wrong and how to mend it, and is shown as it is."""


class ParkbotError(Exception):
    """Base of everything that ends a command with exit code 1 and a plain message instead of a traceback."""


class SettingsError(ParkbotError):
    """A setting in the environment is missing or malformed."""


class ContentError(ParkbotError):
    """The content cannot be served; `parkbot check` lists every problem."""


class StorageError(ParkbotError):
    """The database cannot be reached or used."""
