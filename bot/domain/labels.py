"""How a fact is named in one line, in both languages: park, item, measure, stated date."""

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact, PeriodKind
from bot.domain.revision import Revision


def label(fact: Fact, revision: Revision) -> Bilingual:
    """ "贵阳综保区外贸进出口总额（2023年）" / "Guiyang Comprehensive Bonded Zone, total foreign trade (2023)"."""
    park = revision.parks[fact.park].name
    measures = fact.measures or revision.indicators[fact.indicator].name
    zh = [] if park.zh in measures.zh else [park.zh]
    en = [] if park.en in measures.en else [park.en]
    if fact.item:
        item = revision.names[fact.item].name
        if item.zh not in measures.zh:
            zh.append(item.zh)
        if item.en not in measures.en:
            en.append(item.en)
    zh.append(measures.zh)
    en.append(measures.en)
    if fact.period.kind is PeriodKind.DATE and fact.period.value[:4] not in measures.zh:
        zh.append(f"（{fact.period.value}）")
        en.append(f"({fact.period.value})")
    return Bilingual("".join(zh), ", ".join(en).replace(", (", " ("))
