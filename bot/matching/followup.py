"""Follow-ups: a question that leaves slots empty, rewritten with what the last turn was about.

The rewriting is on the text, so that what was understood can be shown as it was read.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.bilingual import Language
from bot.domain.entries import Asks
from bot.domain.revision import Revision
from bot.domain.turns import Context
from bot.language.lexicon import Kind, Span
from bot.matching.question import Question, extents
from bot.matching.terms import RELATIVE_YEARS

LASTS = timedelta(minutes=30)

_OPENERS = re.compile(
    r"^(那么?|那|还有|然后|再说|and|what about|how about|what of|and what about|but|so|then|ok|okay|also)\s*|^(那|and)\s*(个|the|for|in)?\s*"
)
_CLOSERS = re.compile(r"(呢|咧|呐|又如何|又怎样|又怎么样|怎么样|如何|instead|too|then)?\??$")
_PERSON = re.compile(r"((?<![其吉])他|她|此人|这个人|这位|那位|\bhe\b|\bshe\b|\bhis\b|\bher\b|\bhim\b|佢)")
_THING = re.compile(
    r"(它们?|该项目|该园区|这个园区|这里|那里|那边|这边|该地|其中|其(?![他它余中实次])(?=[\u3400-\u9fff])|这个|那个|这些|那些|这|\bit\b|\bits\b|\bthey\b|\btheir\b|\bthat\b|\bthis\b|\bthere\b|\bthese\b|\bthose\b)"
)
_SAID = re.compile(
    r"^(这(话|个|句话|数字?|个数字?)?是?)?(谁|哪位|哪个人|邊個|边个)(说|讲|透露|介绍|表示|公布|披露|提)(的|过|出来的|嘅)?(这(话|个))?\??$|^(who|whom) (said|told|says|gave|reported|announced|claimed|mention|stated|disclosed)\b.{0,24}$|^说这话的(人)?是谁\??$|^谁讲嘅\??$|^according to whom\??$"
)
_OTHER = re.compile(
    r"另外?一?[个家位支条项种]|另一|别的|还有(?:谁|哪位|哪个人|别人)|又是(?:谁|哪位)|\b(?:the|another) other\b|\bthe other one\b"
)
_A_YEAR = re.compile(r"[每一1]年")
_NEGATES = re.compile(
    r"^那?些?(?:没有?|未|不|非)(?!过|错|对|是)[^?,]{1,8}[的呢]|\b(?:the ones?|those) (?:that|who) (?:did|were|are|have|has) ?n[o']t\b"
)
_IN_CHARGE = re.compile(
    r"谁(?:在|来)?(?:管|负责|运营|主管|领导)|归谁|哪家的|\bwho (?:runs|manages|owns|is in charge)\b"
)
_POST = re.compile(
    r"^那?(?:个人|人)?是?(?:(?:什么|啥|何|哪个)(?:职务|职位|职称|头衔|身份|官职|官|岗位|来头|人物)|(?:职务|职位|头衔|身份|岗位)(?:是(?:什么|啥))?"
    r"|哪个?家?(?:单位|部门|机构|公司|企业)的?(?:人)?|(?:干|做)(?:什么|啥|嘛)的|管(?:什么|啥)的?|什么人|啥人)(?:呢|啊|呀|的)?\??$"
    r"|^(?:and )?(?:what(?: is|s)? )?(?:(?:his|her|their|the) )?(?:job title|title|position|post|job|role)\??$"
)
_SOURCE = re.compile(
    r"^(请问|那|这个|这条|它的?|该)?(数据|数字|信息|消息|资料|说法|内容|文章|报道|答案|这些|以上|你说的)?的?(出处|来源|源头|依据|根据|信源|原文|引用|来自哪里?|哪来的?|从哪来的?|哪里来的?|哪篇(文章|报道)?|出自哪里?|出自哪篇(文章|报道)?|谁写的|谁报道的|哪家报纸|哪个报纸|什么报纸|记者是谁|作者是谁|谁采写的|谁采访的|哪个记者(写的)?|哪一段|第几段|有出处吗|有来源吗|有依据吗|靠谱吗|来源是(什么|哪里?)|出处是(什么|哪里?)|来源呢|出处呢|哪里看到的?|哪看到的?|哪里报道的|边度嚟嘎?|边度来嘅?|哪份报纸)(是(什么|哪里?|哪篇))?(呢|啊|呀|吗|的)?\??$|^((what is|what s|whats|what are|where is|where s|give me|show me|and|cite|name)?\s*(the|your|its|that)?\s*(source|sources|reference|references|citation|origin|article)s?( of (that|this|it))?( please)?|which (article|newspaper|paper|paragraph)( (is|was|did) (that|this|it) (from|in|come from))?( .{0,20})?|where (does|did|do) (that|this|it|you|these) .{0,24}|says who|who (wrote|reported) (that|this|it|the article)|according to (what|which).{0,20}|where is (that|this|it) from|where .{0,12}from)\s*\??$"
)
_SLOT_KINDS = frozenset({Kind.PARK, Kind.STATUS, Kind.ASKS, Kind.FILLER, Kind.NAME})
_RELATIVE = re.compile("|".join(map(re.escape, RELATIVE_YEARS.all())))
_TIME_OF_OLD = re.compile(
    r"以前|之前|原来|原先|过去|从前|早先|今后|以后|将来|未来|\b(?:before|previously|formerly|earlier|in future|in the past)\b"
)
_OF_ANOTHER = re.compile(r"[呢咧]\??$|^(?:and|what about|how about)\b")
_MEASURED = re.compile(r"(面积|规模|金额|总额|总量)(是|有)?(多大|多少)|多大面积|多大规模")
_ALL = re.compile(
    r"全区|整个|园区|全园|区内|一共|总共|高新区|综保区|农高区|产业园|\b(?:zone|park|in all|altogether|total)\b"
)
_YEAR_AFTER = re.compile(
    r"转过年|(?:到了?)?第[2二]年|次年|隔年|(?:in )?the (?:year after|next year|following year)|a year later"
)
_YEAR_BEFORE = re.compile(
    r"^(?:那)?(?:前|上|头)一年(?=[呢的?到有是做达多]|$)|^(?:and )?the (?:year before|previous year)(?=\?|$)"
)
_TRAILING = re.compile(r"[?,]+$")
_YEAR_WORD = re.compile(r"(?:19|20)\d{2}\s*年?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def fresh(context: Context | None, now: datetime) -> Context | None:
    """The context, unless it is too old to carry anything over."""
    return context if context and now - context.at <= LASTS else None


def asks_source(normal: str) -> bool:
    """Whether a message asks for the source of what was just said, and nothing else."""
    return bool(_SOURCE.match(normal))


def asks_of_the_other(normal: str) -> bool:
    """Whether a message asks of another one than was told: 那另一个呢."""
    return bool(_OTHER.search(normal))


def is_of_a_year(word: str) -> bool:
    return bool(_A_YEAR.fullmatch(word))


def negates(normal: str) -> bool:
    """Whether a message asks of what is not so: 没就业的呢."""
    return bool(_NEGATES.search(normal))


def asks_who_is_in_charge(normal: str) -> bool:
    return bool(_IN_CHARGE.search(normal))


def asks_post(normal: str) -> bool:
    """Whether a message asks what someone is, and nothing else: 啥职务 after who said it."""
    return bool(_POST.match(normal))


def asks_speaker(normal: str) -> bool:
    """Whether a message asks who said what was just answered."""
    return bool(_SAID.match(normal))


def bare(normal: str) -> str:
    """A follow-up without its opening and closing words: 那贵阳呢 → 贵阳."""
    return _CLOSERS.sub("", _OPENERS.sub("", normal.strip())).strip(" ,?")


def is_elliptic(question: Question) -> bool:
    """Whether a question leans on an earlier one: it opens or closes like one, or points back."""
    normal = question.normal
    return bool(
        _OPENERS.match(normal) or _PERSON.search(normal) or _THING.search(normal) or re.search(r"呢\??$|咧\??$", normal)
    )


def asks_of_another(question: Question) -> bool:
    """Whether a message names another thing for what was asked before: 里头干跨境电商的呢."""
    return not question.asks and not question.is_yes_no and bool(_OF_ANOTHER.search(question.normal))


def only_slots(question: Question) -> bool:
    """Whether a message names nothing but slots: a park, a year, a status, a number, a name, a question word."""
    # 面积多大 is a question word that names a measure.
    if _MEASURED.search(question.normal):
        return False
    return not _TIME_OF_OLD.search(question.normal) and all(
        any(m.kind in _SLOT_KINDS for m in span.meanings) or _NUMBER.fullmatch(text) or text in "?,%+年号月"
        for span in question.spans
        for text in ["".join(question.units[span.start : span.end])]
    )


def speaks_of_all(normal: str) -> bool:
    """Whether a message speaks of the park as a whole: 全区有多少."""
    return bool(_ALL.search(normal))


def in_years_around(normal: str, year: int) -> str:
    """A message with its words for the years before and after the one last spoken of written out: 转过年呢 → 2023年呢."""
    return _YEAR_BEFORE.sub(f"{year - 1}年", _YEAR_AFTER.sub(f"{year + 1}年", normal))


def refers_to_person(normal: str) -> bool:
    return bool(_PERSON.search(normal))


def replace_person(normal: str, name: str) -> str:
    """A pronoun replaced by the person last spoken of."""
    return _PERSON.sub(name, normal, count=1)


def replace_slots(previous: Question, now: Question, revision: Revision) -> str:
    """The earlier question with the slots that the follow-up names: park, name, year, number or status."""
    text = _TRAILING.sub("", previous.normal)
    language = previous.language
    if now.parks:
        park = _park_name(now.parks[0], language, revision)
        text = _swap(text, previous, Kind.PARK, park) if previous.parks else f"{park} {text}"
        first = next((s for s in previous.spans if s.has(Kind.PARK)), None)
        for span in previous.spans:  # 创新中心二期 is none of Tcar's
            owners = {revision.names[n].park for n in span.ids(Kind.NAME)}
            again = span.has(Kind.PARK) and span is not first  # the Beijing | Yuanbo park
            if again or (owners and not owners & set(now.parks) and not span.has(Kind.PARK)):
                text = _replace_surface(text, previous, span, " ")
    if now.names and not now.parks:
        name = revision.names[now.names[0]].name
        name_text = name.en.lower() if language is Language.ENGLISH else name.zh
        text = _swap(text, previous, Kind.NAME, name_text) if previous.names else f"{name_text} {text}"
    if now.numbers and not now.names and previous.names:  # 那2号呢 after 晋杂谷1号
        own = revision.names[previous.names[0]].name.zh
        other = _NUMBER.sub(str(now.numbers[0]), own, count=1)
        if other != own and any(name.name.zh == other for name in revision.names.values()):
            return _swap(text, previous, Kind.NAME, other)
    if now.years:
        year = str(now.years[0])
        text = _RELATIVE.sub(" ", text).strip()
        text = (
            _YEAR_WORD.sub(f"{year} " if language is Language.ENGLISH else f"{year}年", text, count=1)
            if _YEAR_WORD.search(text)
            else f"{text} {year}"
            if language is Language.ENGLISH
            else f"{year}年{text}"
        )
    elif now.numbers and previous.numbers and not now.names:
        text = _NUMBER.sub(str(now.numbers[0]), text, count=1)
    if relative := _RELATIVE.search(now.normal):
        text = f"{relative[0]} {_YEAR_WORD.sub(' ', _RELATIVE.sub(' ', text))}"
    if now.statuses:
        words = "".join(_texts(now, Kind.STATUS))
        text = _without(text, previous, Kind.STATUS)
        text = f"{text} {words}"
    if now.asks and not now.parks and not now.years:
        asked = " ".join(_texts(now, Kind.ASKS))
        kept = _without(text, previous, Kind.ASKS)
        text = f"{kept} {asked}"
    return text.strip()


def _texts(question: Question, kind: Kind) -> list[str]:
    return _surfaces(question, (s for s in question.spans if s.has(kind)))


def _surfaces(question: Question, spans: Iterable[Span]) -> list[str]:
    """Spans as they are written; the units of Latin words are stems."""
    return [question.normal[start:end] for start, end in extents(question, spans)]


def _swap(text: str, question: Question, kind: Kind, new: str) -> str:
    for span in question.spans:
        if span.has(kind):
            return _replace_surface(text, question, span, new)
    return text


def _without(text: str, question: Question, kind: Kind) -> str:
    for span in question.spans:
        if span.has(kind):
            text = _replace_surface(text, question, span, " ")
    return text


def _replace_surface(text: str, question: Question, span: Span, new: str) -> str:
    return text.replace(_surfaces(question, [span])[0], new, 1)


def _park_name(park: str, language: Language, revision: Revision) -> str:
    name = revision.parks[park].name
    return name.en.lower() if language is Language.ENGLISH else name.zh


def without_pointers(normal: str) -> str:
    """A follow-up without the words that point back, whose place a name will take."""
    return _THING.sub(" ", _PERSON.sub(" ", normal)).strip(" ?,")


def asking_words(previous: Question, language: Language) -> str:
    """The question words of the earlier question; in English a number is asked for by the thing it is of."""
    english = language is Language.ENGLISH
    if previous.asks == {Asks.FIGURE} and (english or previous.language is Language.ENGLISH):
        return "how much" if english else "多少"  # how many mu, and the floor area?
    return " ".join(_texts(previous, Kind.ASKS))


def topic_of(previous: Question, with_status: bool = True) -> str:
    """What the earlier question was about, without what it asked of it (and without its words for a plan or goal)."""
    left_out = (Kind.ASKS, Kind.FILLER) if with_status else (Kind.ASKS, Kind.FILLER, Kind.STATUS)
    keep = [s for s in previous.spans if not any(s.has(kind) for kind in left_out)]
    return " ".join(_surfaces(previous, keep)).strip(" ?,")
