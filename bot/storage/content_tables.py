"""The published content as tables. A row holds from the revision `since` until before the revision `until`.

What is live now has no `until`; the state of revision N is `since <= N AND (until IS NULL OR until > N)`. So a
publish writes what it changes, and every earlier state stays readable.
"""

from sqlalchemy import Boolean, Column, ColumnElement, Index, Integer, Table, Text, or_

from bot.storage.tables import JSON_TYPE, KEY, UtcDateTime, metadata

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("author", Text, nullable=False),
    Column("origin", Text, nullable=False),  # files, rollback, review
    Column("note", Text, nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 over the files
    Column("restores", Integer),  # the number that a rollback went back to
    Column("changes", JSON_TYPE, nullable=False),  # lists of Chinese and English words
)

content_files = Table(
    "content_files",
    metadata,
    Column("id", Text, primary_key=True),  # the path below the content folder
    Column("text", Text, nullable=False),
    Column("since", Integer, primary_key=True),
    Column("until", Integer),
    Index("ix_content_files_until", "until"),
)

decisions = Table(
    "review_decisions",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("author", Text, nullable=False),
    Column("action", Text, nullable=False),  # phrasing, entry, ignore
    Column("question", Text, nullable=False),  # as asked; blank once the log does not hold it any more
    Column("covers", JSON_TYPE, nullable=False),  # fingerprints of the whole cluster's questions
    Column("language", Text, nullable=False),
    Column("target", Text, nullable=False),  # a fact or entry id; empty for ignore
    Column("revision", Integer, nullable=False),  # live when it was decided
    Column("made", Integer),  # the revision that the decision made
    Column("undone_at", UtcDateTime),
    Column("undone_by", Text),
    sqlite_autoincrement=True,
)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, Text, nullable=optional)


def _list(name: str) -> Column[object]:
    return Column(name, JSON_TYPE, nullable=False)


def _both(name: str, *, optional: bool = False) -> tuple[Column[str], Column[str]]:
    return _text(f"{name}_zh", optional=optional), _text(f"{name}_en", optional=optional)


def _many(name: str) -> tuple[Column[object], Column[object]]:
    return _list(f"{name}_zh"), _list(f"{name}_en")


def _dates() -> tuple[Column[str], Column[str]]:
    return _text("review", optional=True), _text("expires", optional=True)  # as 2027-06-30


def _section(name: str, *columns: Column[str] | Column[object] | Column[int] | Column[bool]) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Text, primary_key=True),
        *columns,
        Column("since", Integer, primary_key=True),
        Column("until", Integer),
        Index(f"ix_{name}_until", "until"),
    )


SECTIONS: dict[str, Table] = {
    "articles": _section(
        "articles",
        *_both("title"), *_both("newspaper"), _list("reporters"),
        _text("date"), Column("date_inferred", Boolean, nullable=False), Column("paragraphs", Integer, nullable=False),
        _list("parks"), *_both("about"), _text("url", optional=True),
    ),
    "parks": _section("parks", *_both("name"), *_both("place"), *_many("aliases")),
    "names": _section("names", _text("kind"), _text("park"), *_both("name"), *_many("aliases")),
    "indicators": _section("indicators", *_both("name"), *_many("aliases")),
    "facts": _section(
        "facts",
        _text("park"), _text("indicator"), _text("item", optional=True),
        _text("part_of", optional=True), _text("per", optional=True), *_both("measures", optional=True),
        _text("quantity"), _text("amount"), _text("upper_amount", optional=True), _text("unit"), _text("qualifier"),
        _text("status"), _text("period"), *_both("period_wording", optional=True),
        Column("year", Integer), Column("year_inferred", Boolean, nullable=False),
        _text("article"), _list("paragraphs"), *_both("note", optional=True), *_dates(), *_many("phrasings"),
    ),
    "entries": _section(
        "entries",
        _text("park"), _list("asks"), *_both("answer"), _list("citations"), _list("related"), *_dates(),
        *_many("phrasings"),
    ),
    "gaps": _section("gaps", _text("park"), *_both("lacks"), _list("related"), *_dates(), *_many("phrasings")),
}  # fmt: skip


def holds_at(table: Table, number: int) -> ColumnElement[bool]:
    """Whether a row belongs to the state of a revision."""
    return (table.c.since <= number) & or_(table.c.until.is_(None), table.c.until > number)
