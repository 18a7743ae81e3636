"""The words around a figure: what it counts, and what they suggest of its period and status. Nothing here is certain
but a period that the clause itself states.
"""

import re

from bot.content.source.dates import Mention
from bot.content.source.texts import Paragraph
from bot.domain.facts import Status
from bot.domain.quantities import Dimension, Quantity

_BREAK = re.compile(r"[，。；：！？、“”‘’《》（）()\[\]\n,;:!?…—\s]")
_PAUSE = re.compile(r"[，、,]")
_SENTENCE = re.compile(r"[。！？；\n]")
_LIMIT = 12  # characters of what a figure counts
# Where the name of a counted thing ends: 6家企业 | 入驻.
_VERB = re.compile(
    r"考核|连续|入驻|签订|签署|投产|落地|建成|开工|实现|进入|就业|参加|参与|销往|远销|覆盖|提供|完成|达|形成|成为|获|正在|已|均|将"
    r"|为|是|在|的|中(?=$)|里(?=$)|内(?=$)|以上|左右|占|从|被|由|对|向"
)
_TAIL = re.compile(
    r"(?:首次|预计|达到|达|为|约|共计|共有|共|总计|累计|将|已|有|了|超|近|就|可|仅|的|是|到|至|其中|合计|分别|均|同时|则|也|还|再|又|高|和|与|及|仅需|最快)$"
)
_HEAD = re.compile(
    r".*(?:的|了|在|从|由|把|被|向|对|使|让|并|且|及|与|和|其中|其|该|这|将|已有|已|新增|目前|截至|已有|现有|拥有|成为|首个|预计|今年|于)(?=..)"
)
_MEASURED_BEFORE = frozenset({"人次", "公里", "千米", "千瓦时", "千瓦", "兆瓦", "米", "岁", "步"})
_BARE_VERB = re.compile(
    r"打造|覆盖|辅助|培育|投入|投资|建设|建成|规划|形成|吸引|引进|拥有|实现|完成|提供|力争用|新建|新增"
)
_GROWTH = re.compile(r"同比|环比|增长|增幅|增速|提高|提升|下降|增加")
_SHARE = re.compile(r"占|比例|比重|覆盖|率|达成|完成")
_HINTS: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"预计|有望|预测"), Status.FORECAST),
    (re.compile(r"目标|力争|到(?:19|20)\d\d年|将(?:达|建|形成|实现|突破)"), Status.TARGET),
    (re.compile(r"规划|计划|拟|设计|将"), Status.PLANNED),
    (re.compile(r"累计"), Status.CUMULATIVE),
    (re.compile(r"已|目前|截至|现有|建成|完成|实现|拥有|获|达"), Status.ACTUAL),
)
_PERIODS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"每年|年产|年均|一年"), "yearly"),
    (re.compile(r"今年"), "this-year"),
    (re.compile(r"目前|截至|至今|迄今|如今|现有|已|当前"), "reported"),
)
_SINCE = re.compile(r"(?:自|从|早在|距|自从)\s*$")
_AFTER_SINCE = re.compile(r"\s*(?:以来|起|后|至今|之前|以前|前|开始|至|到|[-~—])")
_OTHER_TIME = re.compile(r"每年|近年|去年|前年|明年|今年|年均|累计|目前|截至|以来|历年|预计|规划|未来")


def counted(paragraph: Paragraph, start: int, end: int, quantity: Quantity) -> str:
    """What the figure counts, in the nearest words: 平台 for 49个平台, 外贸总额 for 外贸总额100亿元; "" without any."""
    text = paragraph.text
    nearer = [s for s, _, _ in paragraph.figures if s >= end] + [m.start for m in paragraph.dates if m.start >= end]
    after = _BREAK.split(text[end : min(nearer, default=len(text))])[0]
    after_of, after = after.startswith("的"), after.removeprefix("的")
    if quantity.dimension is Dimension.COUNT and quantity.unit not in _MEASURED_BEFORE:
        verb = _VERB.search(after)
        thing = after[: verb.start()] if verb else after
        if len(thing) >= 2:
            return thing[:_LIMIT]
        if not quantity.unit and after:
            return after[:_LIMIT]
    thing = _before(paragraph, start)
    if after_of and (len(thing) < 2 or _BARE_VERB.fullmatch(thing)):
        thing = after[:_LIMIT]  # 打造近70万平方米的企业群落
    if re.fullmatch(r"(?:同比|环比)?(?:增长|下降|提高|增加|占比|比重|占)?", thing):
        earlier = next((f for f in reversed(paragraph.figures) if f[1] <= start), None)
        whole = _before(paragraph, earlier[0]) if earlier and not _SENTENCE.search(text[earlier[1] : start]) else ""
        thing = f"{whole}{thing}" if whole else thing
    return thing[-_LIMIT:] if len(thing) >= 2 and not _BARE_VERB.fullmatch(thing) else ""


def _before(paragraph: Paragraph, start: int) -> str:
    earlier = [e for _, e, _ in paragraph.figures if e <= start] + [m.end for m in paragraph.dates if m.end <= start]
    run = _BREAK.split(paragraph.text[max(earlier, default=0) : start])[-1]
    while _TAIL.search(run):
        run = _TAIL.sub("", run)
    return _HEAD.sub("", run)


def period(paragraph: Paragraph, start: int) -> tuple[str, bool]:
    """The figure's period as the content writes it, and whether the article states it; ("", False) without a hint."""
    sentence_start, sentence = _sentence(paragraph, start)
    dated = [m for m in paragraph.dates if m.year is not None and m.start < sentence_start + len(sentence)]
    inside = [m for m in dated if m.start >= sentence_start]
    if len(inside) == 1 and inside[0].end <= start and _governs(paragraph, inside[0], start, sentence):
        return _value(inside[0]), True
    clause = _PAUSE.split(paragraph.text[sentence_start:start])[-1]
    hint = next((word for part in (clause, sentence) for cue, word in _PERIODS if cue.search(part)), "")
    if inside and inside[-1].start < start:
        return _value(inside[-1]), False
    return (hint or (_value(dated[-1]) if dated else "")), False


def _governs(paragraph: Paragraph, date: Mention, start: int, sentence: str) -> bool:
    """Whether a date is plainly the figure's: its clause or the one before, no "since", no other time or figure."""
    text = paragraph.text
    if date.part or _SINCE.search(text[: date.start]) or _AFTER_SINCE.match(text, date.end):
        return False
    between = text[date.end : start]
    figures = any(date.end <= s < start for s, _, _ in paragraph.figures)
    return not figures and len(_PAUSE.findall(between)) <= 1 and not _OTHER_TIME.search(sentence)


def _value(date: Mention) -> str:
    parts = [f"{date.year}"]
    for number in (date.month, date.day):
        if number is None:
            break
        parts.append(f"{number:02}")
    return "-".join(parts)


def status(paragraph: Paragraph, start: int, quantity: Quantity) -> str:
    """What kind of number the words suggest: never more than a hint."""
    sentence_start, sentence = _sentence(paragraph, start)
    before = paragraph.text[sentence_start:start]
    near = " ".join(_PAUSE.split(before)[-1:])
    if quantity.dimension is Dimension.RATIO:
        return Status.GROWTH if _GROWTH.search(near) else Status.SHARE if _SHARE.search(sentence) else ""
    return next((one for part in (near, before) for cue, one in _HINTS if cue.search(part)), "")


def _sentence(paragraph: Paragraph, start: int) -> tuple[int, str]:
    begin = max((m.end() for m in _SENTENCE.finditer(paragraph.text, 0, start)), default=0)
    stop = _SENTENCE.search(paragraph.text, start)
    return begin, paragraph.text[begin : stop.start() if stop else len(paragraph.text)]
