"""The bot's own sentences, in both languages. Content comes from the revision; only what frames it stands here."""

from dataclasses import dataclass

from bot.domain.bilingual import Bilingual
from bot.domain.facts import Status
from bot.domain.outcomes import HelpTopic, LackKind, Verdict

STATUSES = {
    Status.ACTUAL: Bilingual("实际值", "actual"),
    Status.TARGET: Bilingual("目标值", "target"),
    Status.PLANNED: Bilingual("规划值", "planned"),
    Status.FORECAST: Bilingual("预计值", "forecast"),
    Status.CUMULATIVE: Bilingual("累计值", "cumulative"),
    Status.SHARE: Bilingual("占比", "share"),
    Status.GROWTH: Bilingual("增长率", "growth rate"),
}

VERDICTS = {
    Verdict.YES: Bilingual("是的，{told}", "Yes, {told}"),
    Verdict.NO: Bilingual("不是，{told}", "No, {told}"),
    Verdict.UNCERTAIN: Bilingual("资料没有说得这么细，{told}", "The source is not that precise, {told}"),
    Verdict.UNSAID: Bilingual(
        "原文没有直接这样说，写的是：{told}", "The sources do not say just that. What they say: {told}"
    ),
}

LACKS = {
    LackKind.PLACE: Bilingual("我的资料里没有关于“{subject}”的内容。", "My sources hold nothing on “{subject}”."),
    LackKind.PERIOD: Bilingual("我的资料里没有{subject}的这项数据。", "My sources hold no such figure for {subject}."),
    LackKind.TOPIC: Bilingual("我的资料里没有提到“{subject}”。", "My sources do not give the {subject}."),
    LackKind.NAME: Bilingual(
        "我的资料里没有与“{subject}”对得上的答案。", "My sources hold no answer that fits “{subject}”."
    ),
    LackKind.NUMBER: Bilingual(
        "我的资料里没有与“{subject}”这个数对得上的内容。", "My sources hold nothing that fits the number {subject}."
    ),
    LackKind.STATUS: Bilingual("我的资料里没有这项的{subject}。", "My sources hold no {subject} for this."),
    LackKind.DETAIL: Bilingual("我的资料里没有写{subject}。", "My sources do not say {subject}."),
    LackKind.GAP: Bilingual("我的资料里没有写{subject}。", "My sources do not say {subject}."),
    LackKind.UNCLEAR: Bilingual(
        "其中一问可以有几种理解，请单独再问一次。",
        "One of the questions may mean several things: please ask it on its own.",
    ),
    LackKind.NOTHING: Bilingual("我的资料里没有这个问题的答案。", "My sources do not hold the answer to this."),
}

DETAILS = {
    "when": Bilingual("这件事的时间", "when"),
    "who": Bilingual("是谁", "who"),
    "where": Bilingual("具体在哪里", "where"),
    "why": Bilingual("原因", "why"),
    "how": Bilingual("怎么做的", "how"),
    "name": Bilingual("叫什么名字", "what it is called"),
    "list": Bilingual("具体有哪些", "which ones"),
    "breakdown": Bilingual("更细的内容", "any further detail of this figure"),
    "most": Bilingual("哪个最突出", "which is the most so"),
    "before": Bilingual("以前的情况", "what was before"),
    "comparison": Bilingual("可以拿来比的数", "figures that could be compared"),
    "other": Bilingual("除此之外还有什么", "what there is besides"),
    "figure": Bilingual("这个数", "how many"),
    "count": Bilingual("有多少", "how many"),
    "money": Bilingual("金额", "how much money"),
    "area": Bilingual("面积", "the area"),
    "mass": Bilingual("重量", "the weight"),
    "ratio": Bilingual("比例", "the share"),
    "time": Bilingual("多长时间", "how long"),
    "people": Bilingual("有多少人", "how many people"),
    "vehicles": Bilingual("有多少台（架）", "how many vehicles"),
    "target": Bilingual("目标值", "target"),
    "actual": Bilingual("实际值", "actual figure"),
    "year-1": Bilingual("“去年”", "“last year” (it can be read in two ways: name the year)"),
    "year-2": Bilingual("“前年”", "that year"),
    "year+1": Bilingual("“明年”", "next year"),
    "year+2": Bilingual("“后年”", "that year"),
    "year+0": Bilingual("“今年”", "this year"),
}

HELPS = {
    HelpTopic.START: Bilingual(
        "您好！我回答有关中国产业园区的问题，只依据收录的报道，并注明出处；资料里没有的，我会直说。",
        "Hello! I answer questions about China’s industrial parks, only from the articles I hold, and name the source; "
        "what they do not hold, I say so.",
    ),
    HelpTopic.GREETING: Bilingual("您好！想了解哪个园区？", "Hello! Which park would you like to know about?"),
    HelpTopic.THANKS: Bilingual("不客气，随时再问。", "You’re welcome. Ask me anytime."),
    HelpTopic.FAREWELL: Bilingual("再见，欢迎再来。", "Goodbye, come back anytime."),
    HelpTopic.ABOUT: Bilingual(
        "我是parkbot，一个查资料的机器人：回答有关中国产业园区的问题，每个数字都注明来自哪篇报道。",
        "I am parkbot, a reference bot: I answer questions about China’s industrial parks and name the article behind "
        "every figure.",
    ),
    HelpTopic.INSULT: Bilingual(
        "抱歉没帮上忙。换个说法再问我一次？", "Sorry I was no help. Shall we try it in other words?"
    ),
    HelpTopic.MACHINE: Bilingual(
        "我只能查收录的园区报道，别的事做不了。", "I can only look things up in the park articles I hold."
    ),
    HelpTopic.EMPTY: Bilingual(
        "请用一句话问我，例如下面的问题。", "Ask me in a sentence, for example one of the questions below."
    ),
    HelpTopic.NONE_OF_THESE: Bilingual(
        "好的，那我的资料里可能没有。可以换个说法再问。",
        "All right, then my sources may not hold it. You can ask in other words.",
    ),
    HelpTopic.PARKS: Bilingual("我的资料涉及这些园区：", "My sources are about these parks:"),
    HelpTopic.ARTICLES: Bilingual("我的资料是这{count}篇报道：", "My sources are these {count} articles:"),
    HelpTopic.ARTICLE: Bilingual("这篇报道：", "This article:"),
    HelpTopic.PARK: Bilingual("关于{park}，我能回答例如：", "On {park} I can answer, for example:"),
    HelpTopic.PEOPLE: Bilingual("资料里提到的人：", "People named in my sources:"),
}

# The lists that one can browse, in the order of their buttons, by the name of their page.
LISTS = {
    "parks": Bilingual("园区", "Parks"),
    "topics": Bilingual("主题", "Topics"),
    "articles": Bilingual("报道", "Articles"),
    "latest": Bilingual("最新数据", "Latest figures"),
}


@dataclass(frozen=True, slots=True)
class Dates:
    """What is said of content whose last day has passed, and where articles differ."""

    over: Bilingual = Bilingual(
        "注意：这条内容的有效期到{date}，现在可能已经过时。",
        "Please note: this was valid until {date} and may be out of date.",
    )
    over_named: Bilingual = Bilingual(
        "注意：“{what}”的有效期到{date}，现在可能已经过时。",
        "Please note: “{what}” was valid until {date} and may be out of date.",
    )
    gap: Bilingual = Bilingual(
        "注意：这一点核对到{date}，此后可能已有报道。",
        "Please note: this was checked until {date}; articles since then may tell.",
    )
    until: Bilingual = Bilingual("（有效期到{date}，可能已过时）", " (valid until {date}, may be out of date)")
    mark: Bilingual = Bilingual("（已过期）", " (out of date)")
    differ: Bilingual = Bilingual(
        "各报道给出的数字不同，较新的报道在前。", "The articles give different figures; the newer article comes first."
    )
    differ_undated: Bilingual = Bilingual(
        "各报道给出的数字不同，逐一列出。", "The articles give different figures; here is each of them."
    )
    differ_named: Bilingual = Bilingual("{what}：", "{what}: ")
    otherwise: Bilingual = Bilingual(
        "注意：“{what}”，别的报道给出的数字不同：{figures}。",
        "Please note: for “{what}” another article gives a different figure: {figures}.",
    )
    newer: Bilingual = Bilingual(
        "“{what}”有更新的数字：{figures}。", "For “{what}” there is a newer figure: {figures}."
    )
    by: Bilingual = Bilingual("{figure}（《{title}》）", "{figure} (“{title}”)")
    figure_of: Bilingual = Bilingual("{what}：{figure}", "{what}: {figure}")


@dataclass(frozen=True, slots=True)
class Frames:
    """The small words around figures, sources and choices."""

    source: Bilingual = Bilingual("来源：", "Source: ")
    paragraph: Bilingual = Bilingual("第{n}段", "para. {n}")
    reporters: Bilingual = Bilingual("、", ", ")
    reported: Bilingual = Bilingual("截至报道时", "as of the report")
    this_year: Bilingual = Bilingual("报道当年", "year of the report")
    yearly: Bilingual = Bilingual("每年", "per year")
    undated: Bilingual = Bilingual("报道未注明时间", "no date given")
    inferred: Bilingual = Bilingual("推断为{date}", "inferred: {date}")
    held: Bilingual = Bilingual("资料里有的是：", "What they do hold: ")
    try_these: Bilingual = Bilingual("可以问：", "You can ask:")
    did_you_mean: Bilingual = Bilingual("您想问的是哪一个？", "Which one do you mean?")
    mended: Bilingual = Bilingual("您是不是想问“{text}”？", "Did you mean “{text}”?")
    none_of_these: Bilingual = Bilingual("都不是", "None of these")
    understood: Bilingual = Bilingual("您问的是：{text}", "Understood as: {text}")
    beside: Bilingual = Bilingual("另有：", "Also held: ")
    as_written: Bilingual = Bilingual("原文是这样写的：", "What the sources say: ")
    computed: Bilingual = Bilingual(
        "（以上为按报道数字计算，并非报道原文）", "(Computed from the published figures, not published itself)"
    )
    and_: Bilingual = Bilingual("；", "; ")
    count: Bilingual = Bilingual("共{count}条，第{page}/{pages}页", "{count} in all, page {page} of {pages}")
    picture: Bilingual = Bilingual("📊 看图", "📊 Picture")
    the_article: Bilingual = Bilingual("这篇报道", "The article")
    more_on: Bilingual = Bilingual("更多：{park}", "More: {park}")
