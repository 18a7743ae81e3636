"""How a fact is named in one line, in both languages: park, item, measure, stated date."""

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact, PeriodKind
from bot.domain.revision import Revision

TOLD = 5  # characters of an item's name that its measure must share to tell the item: 创新中心二期


def label(fact: Fact, revision: Revision) -> Bilingual:
    """ "贵阳综保区 · 外贸进出口总额（2023年）" / "Guiyang Comprehensive Bonded Zone, total foreign trade (2023)"."""
    park = revision.parks[fact.park].name
    measures = measure(fact, revision)
    zh, en = [measures.zh], [measures.en]
    item = untold_item(fact, revision)
    if item.zh:
        zh.insert(0, item.zh)
    if item.en:
        en.insert(0, item.en)
    if not any(park.zh in part for part in zh):
        zh.insert(0, park.zh)
    if not any(park.en in part for part in en):
        en.insert(0, park.en)
    stated = fact.period.kind is PeriodKind.DATE and fact.period.value[:4] not in measures.zh
    when = Bilingual(f"（{fact.period.value}）", f" ({fact.period.value})") if stated else Bilingual("", "")
    return Bilingual(" · ".join(zh) + when.zh, ", ".join(en) + when.en)


def measure(fact: Fact, revision: Revision) -> Bilingual:
    """What a figure measures, in its own words or else in those of its indicator."""
    return fact.measures or revision.indicators[fact.indicator].name


def untold_item(fact: Fact, revision: Revision) -> Bilingual:
    """The name of the item that a figure is of; empty in a language whose measure tells it, and where there is none."""
    if not fact.item:
        return Bilingual("", "")
    item, measures = revision.names[fact.item].name, measure(fact, revision)
    return Bilingual("" if _tells(measures.zh, item.zh) else item.zh, "" if item.en in measures.en else item.en)


def _tells(measures: str, item: str) -> bool:
    """Whether the name of a measure tells the item it is of: all of its name, or a good part."""
    size = min(TOLD, len(item))
    return any(item[i : i + size] in measures for i in range(len(item) - size + 1))
