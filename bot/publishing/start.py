"""The start of a bot: the first revision, and who publishes."""

import getpass
import logging
from pathlib import Path

from bot.content.load import load
from bot.domain.bilingual import Language
from bot.publishing.difference import differences
from bot.publishing.publisher import Revisions, read_draft
from bot.storage.revisions import NewRevision, Origin, RevisionError, RevisionRecord

_LOG = logging.getLogger(__name__)


def author() -> str:
    """The user this program runs as."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user often has no name
        return "unknown"


def first_revision(revisions: Revisions, content: Path, language: Language) -> RevisionRecord:
    """What is live; where nothing was ever published, the content under `content`, published now.

    Raises:
        Refused: that content has errors.
    """
    live = revisions.live()
    if live is not None:
        return live
    loaded, _ = read_draft(content, language)
    files = {file.name: file.data.decode() for file in loaded.files}
    changes = differences(None, loaded.usable)
    new = NewRevision(files, loaded.usable, author(), Origin.FILES, "first start", changes=changes)
    try:
        record = revisions.publish(new, None)
    except RevisionError:
        # Another replica was first; what it published is live.
        there = revisions.live()
        if there is None:
            raise
        return there
    _LOG.info("nothing was published yet: the content of %s is now revision %d", content, record.number)
    return record


def say_what_is_live(content: Path, record: RevisionRecord) -> None:
    """Tell the operator what is served, and when the files hold something else."""
    _LOG.info("serving revision %d (%s, by %s)", record.number, record.origin, record.author)
    if load(content).usable.digest != record.digest:
        _LOG.info("the files in %s are a draft that differs from it: parkbot diff shows how", content)
