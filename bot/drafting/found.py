"""Who and what an article names: reporters, newspaper, speakers with their posts, organisations, plans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from bot.content.source.texts import ArticleText
from bot.domain.bilingual import Bilingual
from bot.domain.parks import NameKind

_HAN = r"\u3400-\u9fff"
_ROLES = {"通讯员": Bilingual("通讯员", "correspondent"), "实习生": Bilingual("实习生", "intern")}
_ROLE = re.compile(
    r"(?:本报|本网|[\u3400-\u9fff]{2,6}报)?(?:特约|见习|实习)?(记者|通讯员|实习生)|(?:作者|撰文|文)\s*[:：/／|]"
)
_PERSON = re.compile(rf"[{_HAN}·]{{2,6}}")
_DATELINE = re.compile(rf"([{_HAN}]{{2,10}}?)[讯电]\s*[（(]([^）)]*)[）)]")
_NEWSPAPER = re.compile(rf"(?:^|[^{_HAN}])[据由]?([{_HAN}]{{2,6}}报)(?:社|记者)|来源\s*[:：]\s*([{_HAN}]{{2,10}})")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净滕梅段盖原"
)
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "南宫")
_POST = re.compile(
    r"(?:长|主任|经理|总监|书记|主席|教授|院士|专家|研究员|工程师|农艺师|负责人|董事|理事|创始人|总裁|合伙人|代表|首席科学家|队员|员|师)$"
)
_SAYS = re.compile(r"(?:介绍|坦言|表示|告诉|认为|指出|透露|强调|说)(?:道|称|说)?(?=[，,：:。“]|记者|$)")
_BREAK = re.compile(r"[，。；：！？、“”‘’《》\n,;:!?…—\s]")
_PLAN = re.compile(r"《([^》]{2,40}(?:计划|方案|规划|意见|办法|措施|条例|政策|纲要|通知))》")
_ORGANISATION = re.compile(
    rf"[{_HAN}A-Za-z0-9·（）()]*?(?:有限责任公司|股份有限公司|有限公司|集团|大学|学院|研究院|研究所|协会|银行|管委会|委员会"
    r"|医院|商会|联盟|联合会|合作社|实验室|基金会|商务局|科技局|气象局|农业局|水务局|统计局|税务局|人民政府)"
)
# What stands before a name and is no part of it; the name begins behind the last of these.
_BEFORE_NAME = re.compile(
    r"[与和由对在为向被把请的了]|^[据经从让]|以及|吸引|包括|其中|携手|联合|联手|支持|鼓励|共建|共同|成立|建立|孵化出|企业(?=.{4})|位于|入驻|获批|开通|完成|引进|等(?=.{4})"
)
_GENERIC = re.compile(r"[该本各这一两几多其此某全]|服务|科技|管理|发展|投资|开发|有限|股份|国家级|省级|市级")
_POST_LIMIT = 30
_NAME_LIMIT = 24
_ID_LIMIT = 30
_NOT_ID = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Reporter:
    name: str
    role: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Something named in a paragraph. `post` is what a speaker is called before the name."""

    kind: NameKind
    name: str
    paragraph: int
    post: str = ""


def reporters(article: ArticleText) -> tuple[Reporter, ...]:
    """Who wrote it, from the byline or the dateline of the first paragraph; none where neither names anyone."""
    source = article.byline or (match[2] if (match := _dateline(article)) else "")
    found: list[Reporter] = []
    role: Bilingual | None = None
    at = 0
    for match in _ROLE.finditer(source):
        found.extend(Reporter(name, role) for name in _PERSON.findall(source[at : match.start()]))
        role, at = _ROLES.get(match[1] or ""), match.end()
    found.extend(Reporter(name, role) for name in _PERSON.findall(source[at:]))
    return tuple(dict.fromkeys(found))


def newspaper(article: ArticleText) -> tuple[str, bool]:
    """The newspaper's Chinese name, and whether the article says it of itself; "" where none is named."""
    dateline = _dateline(article)
    if dateline and not dateline[1].startswith(("本报", "本网")):
        return dateline[1], True
    match = _NEWSPAPER.search("\n".join([article.byline, *article.about, article.whole]))
    return (match[1] or match[2] or "", False) if match else ("", False)


def _dateline(article: ArticleText) -> re.Match[str] | None:
    first = article.paragraphs.get(1)
    return _DATELINE.match(first.text) if first else None


def speakers(article: ArticleText) -> tuple[Named, ...]:
    """People whose words are told, each once, with their post where it is given."""
    found: dict[str, Named] = {}
    for number, paragraph in sorted(article.paragraphs.items()):
        if number:
            for match in _SAYS.finditer(paragraph.text):
                named = _speaker(paragraph.text[: match.start()], number)
                if named and not (named.name in found and (found[named.name].post or not named.post)):
                    found[named.name] = named
    return tuple(found.values())


def _speaker(before: str, paragraph: int) -> Named | None:
    run = _BREAK.split(before)[-1]
    run = re.sub(r"(?:还|也|又|对此|向|对|都|进一步)$", "", run)
    for length in (3, 2, 4):
        name, post = run[-length:], run[:-length]
        if len(name) == length and _is_person(name) and _POST.search(post):
            # 助理总经理、董事长范明月: the posts before a "、" belong to the person too, but one is enough to tell.
            return Named(NameKind.PERSON, name, paragraph, post[-_POST_LIMIT:])
    return Named(NameKind.PERSON, run, paragraph) if 2 <= len(run) <= 3 and _is_person(run) else None


def _is_person(name: str) -> bool:
    if len(name) == 4:
        return name[:2] in _DOUBLE
    known = name[0] in _SURNAMES and re.fullmatch(rf"[{_HAN}]+", name) is not None
    return known and not _POST.search(name) and not re.search(r"[的了者们在是也还]", name[1:])


def organisations(article: ArticleText) -> tuple[Named, ...]:
    """Organisations and plans by their full names, each where it is named first."""
    found: dict[str, Named] = {}
    for number, paragraph in sorted(article.paragraphs.items()):
        if not number:
            continue
        for piece in _BREAK.split(paragraph.text):
            for name in _full_names([match[0] for match in _ORGANISATION.finditer(piece)]):
                if 4 <= len(name) <= _NAME_LIMIT and not _GENERIC.match(name):
                    found.setdefault(name, Named(NameKind.ORGANISATION, name, number))
        for match in _PLAN.finditer(paragraph.text):
            found.setdefault(match[1], Named(NameKind.PLAN, match[1], number))
    return tuple(found.values())


def _full_names(parts: list[str]) -> Iterator[str]:
    """Names without the words before them; what goes on at once is one name: 江州大学|材料研究院."""
    name = ""
    for part in parts:
        own = _BEFORE_NAME.split(part)[-1].lstrip("（()）")
        if name and own == part and len(name) + len(own) <= _NAME_LIMIT:
            name += own
        else:
            yield name
            name = own
    yield name


def slug(named: Named) -> str:
    """An id from a Chinese name, in pinyin: wang-xiaoming for a person, the first syllables of anything else."""
    syllables = [
        plain for one in lazy_pinyin(named.name, style=Style.NORMAL) if (plain := _NOT_ID.sub("", one.lower()))
    ]
    if named.kind is NameKind.PERSON:
        cut = _surname(named.name)
        return "-".join(part for part in ("".join(syllables[:cut]), "".join(syllables[cut:])) if part)
    made = ""
    for syllable in syllables:
        if len(made) + len(syllable) + 1 > _ID_LIMIT:
            break
        made += f"-{syllable}" if made else syllable
    return made


def person_in_english(name: str) -> str:
    """A person's name in pinyin: 王小明 is Wang Xiaoming. A suggestion: some people write theirs in another way."""
    syllables = lazy_pinyin(name, style=Style.NORMAL, v_to_u=True)
    cut = _surname(name)
    return " ".join(part.capitalize() for part in ("".join(syllables[:cut]), "".join(syllables[cut:])) if part)


def _surname(name: str) -> int:
    return 2 if name[:2] in _DOUBLE else 1
