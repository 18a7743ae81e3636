"""Everything that only the chat edge says, in both languages; traditional characters are converted."""

from bot.domain.bilingual import Bilingual, Language
from bot.domain.marks import Mark
from bot.language.script import Scripts
from bot.locales import language_of_code
from bot.reply.message import Line, Message, Role

COMMANDS = {
    "start": Bilingual("开始，看看能问什么", "start, and see what you can ask"),
    "parks": Bilingual("按园区浏览", "browse by park"),
    "topics": Bilingual("按主题浏览", "browse by topic"),
    "articles": Bilingual("收录的报道", "the articles behind the answers"),
    "latest": Bilingual("最新数据", "the latest figures"),
    "language": Bilingual("界面语言", "language of the menus"),
    "privacy": Bilingual("会保存什么，保存多久", "what is kept, and for how long"),
    "forget": Bilingual("删除关于我的记录", "delete what is kept of me"),
    "help": Bilingual("使用帮助", "how to ask"),
}
# What a group's menu shows: nothing that only one person wants.
GROUP_COMMANDS = ("parks", "latest", "help")

# Telegram takes 512 characters of description (shown before the first message) and 120 of the short one (profile).
DESCRIPTION = Bilingual(
    "问我中国产业园区的事：建了多少、投了多少、谁说的、哪项政策。我只依据收录的报道回答，每个数字都注明出自哪篇报道的第几段；"
    "资料里没有的，我会直说。\n\n直接打字提问，或用 /parks 浏览。",
    "Ask me about China’s industrial parks: how many, how much, who said so, which policy. I answer only from the "
    "articles I hold and name article and paragraph behind every figure; what they do not hold, I say so.\n\n"
    "Type a question, or browse with /parks.",
)
SHORT_DESCRIPTION = Bilingual(
    "中国产业园区问答：有数字，有出处；资料里没有的，直说。",
    "Answers about China’s industrial parks, with the figure and its source, or plainly none.",
)

NOT_TEXT = Bilingual(
    "我只看得懂文字，请把问题打出来，例如一个园区的名字。",
    "I can only read text. Please type your question, for example the name of a park.",
)
STALE = Bilingual("这个按钮已经过期，请再问一次。", "This button is out of date. Please ask again.")
FAILED = Bilingual(
    "抱歉，我这边出了点问题，请稍后再问一次。",
    "Sorry, something went wrong on my side. Please ask again in a moment.",
)

MARKS = {
    Mark.HELPFUL: Bilingual("👍 有帮助", "👍 Helpful"),
    Mark.NOT_HELPFUL: Bilingual("👎 没帮助", "👎 Not helpful"),
    Mark.WRONG_FIGURE: Bilingual("数字不对", "Wrong figure"),
    Mark.OUTDATED: Bilingual("过时了", "Outdated"),
    Mark.NOT_MY_QUESTION: Bilingual("答非所问", "Not my question"),
}
THANKS = Bilingual("✓ 谢谢您的反馈", "✓ Thank you")
SHARE = Bilingual("分享", "Share")
ASK_BOT = Bilingual("问问机器人", "Ask the bot")

ASK_STAFF = Bilingual("转给工作人员", "Ask the staff")
STAFF_CONSENT = Bilingual(
    "要把这个问题转给工作人员吗？他们会看到问题本身，看不到您是谁；答复会发到这里。为此，本聊天的编号会保存到答复为止。\n\n“{question}”",
    "Shall I pass this question on to the staff? They see the question, not who you are; their reply comes here. For "
    "that the number of this chat is kept until they reply.\n\n“{question}”",
)
YES_SEND = Bilingual("转给他们", "Pass it on")
NO_THANKS = Bilingual("不用了", "No, thanks")
STAFF_ASKED = Bilingual("已转给工作人员，有答复会发到这里。", "Passed on. Their reply comes here.")
STAFF_ASKED_BEFORE = Bilingual("这个问题已经转给工作人员了。", "This question was passed on before.")
NOT_DONE = Bilingual("好的，什么也没做。", "All right, nothing was done.")
GONE = Bilingual("这个问题的记录已经删除，请再问一次。", "This question is not kept any more. Please ask it again.")
FOR_STAFF = Bilingual(
    "提问 #{key}\n{question}\n\n直接回复本消息，答复会转给提问者（只转一次）。",
    "Question #{key}\n{question}\n\nReply to this message: your reply goes to the asker, once.",
)
FROM_STAFF = Bilingual("工作人员答复：", "The staff reply:")
STAFF_SENT = Bilingual("已转给提问者。", "Sent to the asker.")
STAFF_NOT_SENT = Bilingual("没能发给提问者。", "It could not be sent to the asker.")
STAFF_CLOSED = Bilingual(
    "这个问题已经答复过，或提问者已删除记录。", "This was replied to before, or the asker was forgotten."
)
STAFF_TEXT_ONLY = Bilingual("只能转文字，请用文字回复。", "Only text can be passed on. Please reply in text.")

PRIVACY = Bilingual(
    "我会保存：您问的问题和得到的答复种类、最近一次话题（好让您接着问）、您对答复的评价，{days}天后自动删除；"
    "您选的界面语言，保存到您更改为止。不保存姓名和用户名；聊天编号只以加密指纹保存。"
    "管理内容的人可以把一种问法收进内容，那时只留文字，不留是谁问的；其余的用 /forget 可以随时全部删除。",
    "I keep: your questions and what kind of reply they got, what you last asked about (for follow-ups) and your marks "
    "on replies, all deleted after {days} days; and the language you chose, until you change it. No names, no user "
    "names; chat numbers only as keyed fingerprints. Whoever keeps the content may take over a "
    "way of asking, without who asked; /forget deletes everything else at any time.",
)
PRIVACY_STAFF = Bilingual(
    "如果您同意把问题转给工作人员，本聊天的编号会保存到他们答复为止。",
    "If you let a question be passed on to the staff, the number of this chat is kept until they reply.",
)
PRIVACY_ADMINS = Bilingual(
    "管理员能看到没答好的问题，看不到是谁问的。管理员是工作人员：他们的决定会连同其 Telegram 编号和用户名一直保存。",
    "Administrators see questions that got no good answer, not who asked. Administrators are staff: their decisions "
    "are kept for good, with their Telegram number and user name.",
)
FORGET_CONSENT = Bilingual(
    "要删除本聊天的全部记录吗？删除后无法恢复。", "Delete everything kept of this chat? It cannot be undone."
)
YES_DELETE = Bilingual("全部删除", "Delete all")
FORGOTTEN = Bilingual(
    "已删除本聊天的全部记录（{count}条）。", "Everything kept of this chat is deleted ({count} records)."
)
ADMINISTRATORS_ONLY = Bilingual("只有群管理员可以删除。", "Only administrators of the group can do this.")

WHICH_LANGUAGE = Bilingual("菜单和按钮用哪种语言？", "Which language for menus and buttons?")
# Each in itself: whoever looks for it reads no other.
LANGUAGES = {Language.SIMPLIFIED: "简体中文", Language.TRADITIONAL: "繁體中文", Language.ENGLISH: "English"}
LANGUAGE_SET = Bilingual(
    "好的，菜单和按钮用{language}。您用什么语言提问，我就用什么语言回答。",
    "All right: menus and buttons are in {language}. I answer in the language of your question.",
)


class Wording:
    """Says the bot's own sentences to readers of each language."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts

    def say(self, text: Bilingual, language: Language) -> str:
        return self._scripts.say(text, language)

    def line(self, text: Bilingual, language: Language) -> Message:
        """A message of one line."""
        return Message("help", (Line(Role.NOTE, self.say(text, language)),), language=language)


def language_of(language_code: str | None) -> Language:
    """The language of a reader's client; Chinese when it does not say."""
    return language_of_code(language_code, Language.SIMPLIFIED)


def language_named(code: str) -> Language | None:
    """The language that is written after /language: "en", "zh-hant", "繁體中文" …; None where that names none."""
    written = code.strip().lower()
    if name := next((language for language, name in LANGUAGES.items() if name.lower() == written), None):
        return name
    return language_of(written) if written.partition("-")[0] in ("zh", "en") else None
