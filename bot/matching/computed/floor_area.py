"""容积率: the floor area of a site over the site's own area, where both are published of the same thing."""

import re

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Fact
from bot.domain.outcomes import ComputedPart
from bot.domain.quantities import Dimension
from bot.matching.arithmetic import amount, joined
from bot.matching.compute import capital, working
from bot.matching.computed.named_facts import first_fact
from bot.matching.question import Question
from bot.matching.reading import Reading

_RATIO = re.compile(r"容积率|\b(?:floor[- ]area|plot) ratio\b")
_FLOOR, _SITE = Bilingual("总建筑面积", "total floor area"), Bilingual("占地面积", "site area")


def floor_area_ratio(question: Question, reading: Reading) -> ComputedPart | None:
    """None: it is not asked for, or one of the two areas is not published of what is named."""
    if not _RATIO.search(question.normal) or not (question.parks or question.names):
        return None
    language = question.language
    named = " ".join(
        [reading.revision.names[n].name.get(language) for n in question.names[:1]]
        or [reading.revision.parks[p].name.get(language) for p in question.parks[:1]]
    )

    def area(measure: Bilingual) -> Fact | None:
        asked = reading.question(f"{named} {measure.get(language)}", language)
        return first_fact(asked, reading, lambda f: f.quantity.dimension is Dimension.AREA)

    floor, site = area(_FLOOR), area(_SITE)
    if floor is None or site is None or floor == site or (floor.park, floor.item) != (site.park, site.item):
        return None
    if question.names and floor.item not in question.names:
        return None  # of a plot, what is built on it is not all that may be
    ratio = joined(amount(floor.quantity) / amount(site.quantity), "", (floor, site))
    headline = Bilingual(f"{ratio.zh}（总建筑面积 ÷ 占地面积）", capital(f"{ratio.en} (floor area ÷ site area)"))
    lines = (working(floor, reading.revision), working(site, reading.revision))
    return ComputedPart(headline, lines, (floor, site))
