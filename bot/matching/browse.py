"""Questions about the bot's own content: what can you answer, which parks, which articles, what do you hold on X."""

import re

from bot.domain.outcomes import HelpTopic
from bot.matching.question import Question

_ARTICLES = re.compile(
    r"(几|多少|哪些|哪几|什么|有啥|列|所有|全部).{0,6}(篇|文章|报道|新闻|稿子|资料来源|信息源|出处)|(文章|报道|新闻|资料)(列表|清单|目录|有哪些|有几篇|都有)|which articles|what articles|list .{0,12}articles|how many articles|what (are )?(your |the )?sources|what sources|your sources|articles (do you|are)|which (newspaper )?(stories|reports|news)"
)
_PARKS = re.compile(
    r"(哪些|几个|哪几个|边几个|多少个?|列|所有|全部|收录).{0,8}(园区|产业园|开发区|高新区|地方|城市|地区|区)(?!.{0,6}(企业|平台|项目|公司))|(园区|地区|城市)(列表|名单|目录|有哪些|都有)|(which|what|list|how many).{0,16}\b(parks|zones|places|cities|areas|regions)\b"
)
_ABOUT = re.compile(
    r"(你|您|这里|机器人|bot|系统).{0,6}(能|会|可以|都|懂|知道).{0,6}(答|做|干|问|查|帮|什么|啥|哪)|(能|可以|可)(问|查|回答|帮我?)(你|查|些|到)?.{0,4}(什么|啥|哪|咩)|(怎么|如何)(用|使用|问)|使用(方法|说明)|(功能|帮助|菜单|目录|话题|主题)(有哪些|列表|介绍)?\??$|what (can|do) (you|i) (do|answer|know|ask|cover|help|offer|have|hold)|what (kind|sort|type)s? of (questions?|things)|how (do|can) i use|what topics|which topics|\bhelp\b|what are you able|what('?s| is) (in|covered)|can you (do|answer|help)"
)
_PEOPLE = re.compile(
    r"(哪些|什么|列|所有|全部|都有|几个|提到).{0,6}(人物|人名|受访|专家|官员)|(人物|受访者|采访对象)(名单|列表|有哪些|都有)|提到.{0,4}(哪些|什么|谁|几个)人|(采访|引用|提到)了?(哪些人|谁|什么人|哪几个人)|(which|what) people|who (is|are|was|were) (mentioned|quoted|named|interviewed)|list .{0,12}people|people (mentioned|quoted|named)"
)
_PARK = re.compile(
    r"(有|收录|掌握|知道|了解|能(问|查|答|说|讲)|可以(问|查)|问|关于).{0,8}(什么|哪些|啥|内容|信息|资料|情况|数据|方面)|(什么|哪些|啥)(内容|信息|资料|数据|可以问|能问|可问)|介绍一?下?|讲讲|说说|聊聊|(有什么|哪些)可(问|查)|资料$|概况|what (do|can) you (know|have|hold|tell|say|answer)|what (is|s) (held|there|known)|tell me (more )?about|anything (on|about)|what about|overview|information (on|about)|introduce"
)
_OWN = re.compile(
    r"你|您|资料|库|收录|这里|机器人|bot\b|\byou\b|\byour\b|能问|能查|能答|可以问|可以查|可查|可问|关于|about|文章|报道|articles?|sources?|overview|介绍|讲讲|说说|聊聊|概况|\bon\b"
)


_MOST = re.compile(r"最[大小多少高低]|largest|biggest|smallest|highest|lowest|\bmost\b")
_ARTICLE = re.compile(r"(是|在|有|关于)?哪一?篇(?!.{0,4}(文章|报道)?.{0,2}(有几|几))|which (article|report|story)\b")
_EACH_ARTICLE = re.compile(
    r"(文章|报道|新闻).{0,4}(分别|各自?|都).{0,6}(题目|标题|谁写|作者|讲|说|是|叫)|(题目|标题|作者|记者).{0,4}(分别|各|都)"
)


def speaks_of_each_article(normal: str) -> bool:
    """Whether a message asks the same of all articles: 记者都是谁."""
    return bool(_EACH_ARTICLE.search(normal))


def browsed(question: Question) -> HelpTopic | None:
    """The overview a message asks for; None where it is a question about the content itself."""
    normal = question.normal
    content = [p for p in question.pieces if p.weight >= 1.0]
    if question.parks:
        light = not question.names and len(content) <= 2 and not question.topics
        return HelpTopic.PARK if light and _PARK.search(normal) and _OWN.search(normal) else None
    if _MOST.search(normal):
        return None  # 这几个园区里面积最大的是哪个
    if _asks_parks(question) and not (question.names or question.places) and _few(question, content):
        return HelpTopic.PARKS
    if question.names or question.topics or question.places:
        return None
    if _EACH_ARTICLE.search(normal) and _few(question, content):
        return HelpTopic.ARTICLES
    if _ARTICLE.search(normal):
        return HelpTopic.ARTICLE
    if _PEOPLE.search(normal):
        return HelpTopic.PEOPLE
    if _ARTICLES.search(normal) and _few(question, content):
        return HelpTopic.ARTICLES
    if _asks_parks(question) and _few(question, content):
        return HelpTopic.PARKS
    if _ABOUT.search(normal) and _few(question, content):
        return HelpTopic.ABOUT
    return None


def _asks_parks(question: Question) -> bool:
    """Whether a message asks which parks there are, and not for those with something of their own: 哪些园区做低空经济."""
    match = _PARKS.search(question.normal)
    if match is None:
        return False
    rest = [p for p in question.pieces if p.weight * p.telling >= 1.0 and not p.is_ask and p.text not in match[0]]
    return not rest or bool(_OWN.search(question.normal))


def _few(question: Question, content: list) -> bool:  # type: ignore[type-arg]
    """Whether little else is asked: more than a few content words make it a question about the content."""
    return len(content) <= 4 and not question.numbers
