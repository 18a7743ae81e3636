"""What `parkbot draft` finds in articles that the content holds already: run with the folder of their texts.

For each fact of the content: is its figure drafted, with the fact's paragraph, unit and qualifier? Of the periods that
a draft fills in by itself and of the statuses that it suggests, how many are those of the fact?
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from bot.content.load import Loaded, load
from bot.content.source.facts import same
from bot.content.source.pending import Pending, pending
from bot.content.todo import is_blank, suggested
from bot.content.validate import to_data
from bot.domain.bilingual import Language
from bot.domain.facts import Fact
from bot.drafting.article_file import read_article
from bot.drafting.draft import make_draft
from bot.drafting.tidy import write

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    folder, curated = Path(sys.argv[1]), load(ROOT).usable
    counts: Counter[str] = Counter()
    for article in curated.articles:
        with tempfile.TemporaryDirectory() as scratch:
            drafted = _drafted(folder / f"{article}.txt", Path(scratch))
        held = [d for d in pending(drafted.usable, drafted.places) if d.article == article]
        facts = [f for f in curated.facts.values() if f.citation.article == article]
        cited = [(fact, number) for fact in facts for number in fact.citation.paragraphs]
        found = [one for one in cited if _is_drafted(*one, held)]
        missing = [f"{fact.id} §{number}" for fact, number in cited if (fact, number) not in found]
        print(f"{article}: {len(found)} of {len(cited)} figures at their paragraphs", *missing)
        counts.update({"cited": len(cited), "found": len(found)})
        for fact, draft in _twins(drafted, facts):
            counts["drafts of facts"] += 1
            if not is_blank(draft["period"]):
                counts["periods filled in"] += 1
                counts["of them as in the content"] += draft["period"] == fact.period.value
            if suggested(draft["status"]):
                counts["statuses suggested"] += 1
                counts["of them the fact's"] += suggested(draft["status"]) == fact.status
            if not is_blank(draft["status"]):
                counts["statuses filled in"] += 1
    print(f"paragraph, unit and qualifier right: {counts['found'] / counts['cited']:.1%}", dict(counts))


def _drafted(path: Path, root: Path) -> Loaded:
    id, text = read_article(path, Language.ENGLISH)
    for name, content in make_draft(id, text, id, root, load(root)).texts.items():
        write(root / name, content)
    return load(root)


def _is_drafted(fact: Fact, number: int, held: list[Pending]) -> bool:
    return any(number in d.paragraphs and any(same(figure, fact.quantity) for figure in d.figures) for d in held)


def _twins(drafted: Loaded, facts: list[Fact]) -> list[tuple[Fact, dict[str, Any]]]:
    """Each drafted fact beside the one of the content on the same figure of the same paragraph, where there is one."""
    drafts = [to_data(node) for (section, _), node in drafted.places.items.items() if section == "facts"]
    found = []
    for draft in drafts:
        numbers = {int(number) for number in draft["citation"]["paragraphs"]}
        fits = [
            f for f in facts if f.quantity.written == draft["quantity"] and numbers.intersection(f.citation.paragraphs)
        ]
        found += [(fact, draft) for fact in fits[:1]]
    return found


if __name__ == "__main__":
    main()
