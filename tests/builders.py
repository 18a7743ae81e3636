"""A small made-up revision: two parks, facts built and planned, two years, people, policies.

Tests may add their own. East (东岭高新区) counts platforms and land; West (西岸综保区) foreign trade and shops. The
names are of no real place, so that nothing in the general vocabulary knows them.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from bot.content.vocabulary import load_vocabulary
from bot.domain.articles import Article, ArticleDate, Citation, Reporter
from bot.domain.bilingual import Bilingual, Language, Names
from bot.domain.entries import Asks, Entry
from bot.domain.facts import Fact, Indicator, Period, PeriodKind, Status
from bot.domain.parks import Name, NameKind, Park
from bot.domain.revision import Revision, Synonyms
from bot.language.quantities import parse_quantity
from bot.matching.question import Question
from bot.matching.reading import Reading

EAST, WEST = "east", "west"
REPORTED = Period(PeriodKind.REPORTED, year=2024, year_inferred=True)
UNDATED = Period(PeriodKind.UNDATED)


def dated(value: str) -> Period:
    """A stated date: "2023" or "2023-04"."""
    return Period(PeriodKind.DATE, value, int(value[:4]))


def indicator(id: str, zh: str, en: str, aliases: Iterable[str] = (), english: Iterable[str] = ()) -> Indicator:
    return Indicator(id, Bilingual(zh, en), Names(tuple(aliases), tuple(english)))


def fact(
    id: str,
    park: str,
    measures: str,
    period: Period,
    status: Status,
    written: str,
    zh: Iterable[str] = (),
    en: Iterable[str] = (),
    paragraph: int = 1,
    item: str | None = None,
) -> Fact:
    """A fact with the quantity read from its published wording."""
    phrasings = Names(tuple(zh), tuple(en))
    citation = Citation(f"{park}-article", (paragraph,))
    return Fact(id, park, measures, period, status, parse_quantity(written), citation, item, phrasings=phrasings)


def entry(
    id: str,
    park: str,
    asks: Iterable[Asks],
    zh: Iterable[str],
    answer: tuple[str, str],
    en: Iterable[str] = (),
    paragraph: int = 1,
) -> Entry:
    phrasings = Names(tuple(zh), tuple(en))
    return Entry(id, park, frozenset(asks), phrasings, Bilingual(*answer), (Citation(f"{park}-article", (paragraph,)),))


PARKS = (
    Park(
        EAST,
        Bilingual("东岭高新区", "Dongling Hi-tech Zone"),
        Names(("东岭高新技术产业开发区", "东岭"), ("Dongling",)),
        Bilingual("南省东岭市", "Dongling, Nan"),
    ),
    Park(
        WEST,
        Bilingual("西岸综保区", "West Shore Bonded Zone"),
        Names(("西岸综合保税区", "西岸"), ("West Shore Zone", "West Shore")),
        Bilingual("北省西岸市", "West Shore, Bei"),
    ),
)
ARTICLES = (
    Article(
        "east-article",
        Bilingual("东岭高新区：造平台", "Dongling builds platforms"),
        Bilingual("科技日报", "Science Daily"),
        (Reporter(Bilingual("余国锋", "Yu Guofeng")),),
        ArticleDate("2024-11", inferred=True, reason=Bilingual("文中写11月", "the text tells of November")),
        6,
        (EAST,),
        Bilingual("平台建设", "building platforms"),
    ),
    Article(
        "west-article",
        Bilingual("西岸综保区：做外贸", "West Shore trades"),
        Bilingual("科技日报", "Science Daily"),
        (Reporter(Bilingual("范明月", "Fan Mingyue")),),
        ArticleDate("2024-10-09", inferred=False),
        6,
        (WEST,),
        Bilingual("外贸", "foreign trade"),
    ),
)
NAMES = (
    Name("yu", NameKind.PERSON, EAST, Bilingual("余国锋", "Yu Guofeng"), Names(("余主任",), ("Director Yu",))),
    Name("fan", NameKind.PERSON, WEST, Bilingual("范明月", "Fan Mingyue"), Names()),
    Name(
        "millet-58",
        NameKind.PRODUCT,
        EAST,
        Bilingual("金苗58号", "Jinmiao No. 58"),
        Names(("58号谷子",), ("Jinmiao 58",)),
    ),
    Name("millet-158", NameKind.PRODUCT, EAST, Bilingual("金苗158号", "Jinmiao No. 158"), Names((), ("Jinmiao 158",))),
    Name("leap-plan", NameKind.PLAN, EAST, Bilingual("中试跨越计划", "pilot leap plan"), Names()),
    Name("trade-centre", NameKind.PLACE, WEST, Bilingual("跨境交易中心", "cross-border trading centre"), Names()),
    Name("one-policy", NameKind.TERM, EAST, Bilingual("一企一策", "one policy per company"), Names()),
)
INDICATORS = (
    indicator(
        "platforms", "中试平台数量", "number of pilot platforms", ("中试平台数", "中试平台个数"), ("pilot platforms",)
    ),
    indicator("land", "占地面积", "site area", ("占地",), ("land area",)),
    indicator("financing", "项目融资额", "project financing", ("融资额", "融资"), ("financing",)),
    indicator("yield", "平均亩产", "average yield per mu", ("亩产", "亩产量"), ("yield per mu",)),
    indicator("led-share", "企业主导占比", "share led by companies", ("企业主导比例",), ("share led by companies",)),
    indicator("trade", "外贸进出口总额", "total foreign trade", ("外贸总额", "外贸额", "外贸"), ("foreign trade",)),
    indicator("trade-growth", "外贸增速", "growth of foreign trade", ("外贸同比增长",), ("foreign trade growth",)),
    indicator("shops", "入驻商户数量", "number of shops", ("商户数量", "商户"), ("shops",)),
    indicator("pickup", "取货时间", "pick-up time", ("最快取货时间",), ("pick-up time",)),
)
FACTS = (
    fact(
        "east-platforms",
        EAST,
        "platforms",
        REPORTED,
        Status.ACTUAL,
        "49个",
        ("已经建成了多少个中试平台", "东岭建成几个中试平台"),
        ("how many pilot platforms have been built",),
    ),
    fact(
        "east-platforms-2025",
        EAST,
        "platforms",
        dated("2025"),
        Status.TARGET,
        "60个",
        ("到2025年要建成多少个中试平台", "中试平台的建设目标是多少个"),
        ("how many pilot platforms are planned by 2025",),
        2,
    ),
    fact(
        "east-land",
        EAST,
        "land",
        UNDATED,
        Status.ACTUAL,
        "120亩",
        ("东岭高新区占地多少亩",),
        ("how many mu is Dongling",),
    ),
    fact(
        "east-financing",
        EAST,
        "financing",
        REPORTED,
        Status.CUMULATIVE,
        "超19亿元",
        ("助力项目融资多少亿元",),
        ("how much financing did the projects get",),
        3,
    ),
    fact(
        "east-led",
        EAST,
        "led-share",
        REPORTED,
        Status.SHARE,
        "94%",
        ("企业主导的中试平台占百分之几",),
        ("what share of the platforms is led by companies",),
        3,
    ),
    fact(
        "east-yield-58",
        EAST,
        "yield",
        UNDATED,
        Status.ACTUAL,
        "381.8公斤",
        ("金苗58号亩产多少公斤",),
        ("what is the yield of Jinmiao 58",),
        4,
        "millet-58",
    ),
    fact(
        "east-yield-158",
        EAST,
        "yield",
        UNDATED,
        Status.ACTUAL,
        "384.75公斤",
        ("金苗158号亩产多少公斤",),
        ("what is the yield of Jinmiao 158",),
        4,
        "millet-158",
    ),
    fact(
        "west-trade-2022",
        WEST,
        "trade",
        dated("2022"),
        Status.ACTUAL,
        "超100亿元",
        ("2022年西岸综保区外贸总额多少",),
        ("what was West Shore's foreign trade in 2022",),
    ),
    fact(
        "west-trade-2023",
        WEST,
        "trade",
        dated("2023"),
        Status.ACTUAL,
        "162.34亿元",
        ("2023年西岸综保区外贸总额多少",),
        ("what was West Shore's foreign trade in 2023",),
    ),
    fact(
        "west-trade-growth",
        WEST,
        "trade-growth",
        dated("2023"),
        Status.GROWTH,
        "28.89%",
        ("2023年西岸综保区外贸同比增长多少",),
        ("how much did West Shore's foreign trade grow in 2023",),
    ),
    fact(
        "west-shops",
        WEST,
        "shops",
        REPORTED,
        Status.ACTUAL,
        "120余家",
        ("西岸入驻了多少家商户",),
        ("how many shops",),
        2,
    ),
    fact(
        "west-land",
        WEST,
        "land",
        UNDATED,
        Status.ACTUAL,
        "2.4公顷",
        ("西岸综保区占地多少公顷",),
        ("how many hectares",),
        2,
    ),
    fact(
        "west-pickup",
        WEST,
        "pickup",
        UNDATED,
        Status.ACTUAL,
        "3分钟",
        ("最快几分钟能取到货",),
        ("how fast is pick-up",),
        2,
    ),
)
ENTRIES = (
    entry(
        "east-yu",
        EAST,
        (Asks.WHO, Asks.WHAT),
        ("余国锋是谁", "余国锋是什么职务", "谁介绍了中试平台"),
        (
            "余国锋是东岭高新区管委会主任，他介绍了中试平台的情况。",
            "Yu Guofeng is director of Dongling Zone; he told of the platforms.",
        ),
        ("who is Yu Guofeng",),
    ),
    entry(
        "east-plan",
        EAST,
        (Asks.WHAT, Asks.HOW),
        ("什么是中试跨越计划", "中试跨越计划是什么"),
        (
            "中试跨越计划是东岭支持中试的办法，到目前已建{east-platforms}平台。",
            "The pilot leap plan supports pilot production; {east-platforms} platforms stand.",
        ),
        ("what is the pilot leap plan",),
        2,
    ),
    entry(
        "east-plan-why",
        EAST,
        (Asks.WHY,),
        ("为什么要推出中试跨越计划", "推出中试跨越计划的原因"),
        ("因为实验室成果难以直接投入生产。", "Because laboratory results seldom go straight into production."),
        ("why was the pilot leap plan started",),
        2,
    ),
    entry(
        "west-fan",
        WEST,
        (Asks.WHO, Asks.WHAT),
        ("范明月是谁", "范明月是什么职务"),
        ("范明月是西岸综保区副局长。", "Fan Mingyue is deputy director of West Shore Zone."),
        ("who is Fan Mingyue",),
    ),
    entry(
        "west-centre",
        WEST,
        (Asks.WHERE, Asks.WHAT),
        ("跨境交易中心在哪里", "跨境交易中心的地址"),
        ("跨境交易中心在西岸综保区东门。", "The trading centre stands at the east gate of West Shore Zone."),
        ("where is the cross-border trading centre",),
        2,
    ),
    entry(
        "west-goods",
        WEST,
        (Asks.LIST, Asks.WHAT),
        ("跨境交易中心有哪些商品", "交易中心卖什么商品"),
        ("有红酒、奶粉、护肤品等商品。", "Wine, milk powder and skin care, among others."),
        ("which goods does the trading centre sell",),
        2,
    ),
    entry(
        "west-founded",
        WEST,
        (Asks.WHEN,),
        ("西岸综保区什么时候成立的", "西岸综保区哪年成立"),
        ("西岸综保区2013年9月成立。", "West Shore Zone was set up in September 2013."),
        ("when was West Shore set up",),
    ),
)
SYNONYMS = (
    Synonyms(("商户", "商家", "店铺"), ("shop", "shops", "store")),
    Synonyms(("商品", "货", "货物"), ("goods", "wares")),
    Synonyms(("成立", "设立"), ("set up", "founded")),
    Synonyms(("中试平台", "平台"), ("pilot platform", "platform")),
)


def revision(facts: Iterable[Fact] = (), entries: Iterable[Entry] = ()) -> Revision:
    """The made-up revision, with further facts and entries; one of the same id takes the place of the first."""
    return Revision(
        articles={a.id: a for a in ARTICLES},
        parks={p.id: p for p in PARKS},
        names={n.id: n for n in NAMES},
        indicators={i.id: i for i in INDICATORS},
        facts={f.id: f for f in (*FACTS, *facts)},
        entries={e.id: e for e in (*ENTRIES, *entries)},
        synonyms=SYNONYMS,
        digest="made up",
    )


@cache
def small() -> Reading:
    """The made-up revision, read with the general words that come with the program. Built once, never changed."""
    return Reading.of(revision(), load_vocabulary())


def read(text: str, language: Language = Language.SIMPLIFIED) -> Question:
    """A question to the made-up revision."""
    return small().question(text, language)


def with_quantity(id: str, written: str) -> Fact:
    """A fact of the made-up revision with another figure."""
    return replace(small().revision.facts[id], quantity=parse_quantity(written))
