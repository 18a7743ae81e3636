"""What only administrators read, in both languages."""

from bot.domain.bilingual import Bilingual

ADMIN_COMMANDS = {
    "review": Bilingual("处理没答上来的问题", "questions without a good answer"),
    "stats": Bilingual("使用情况", "figures of use"),
    "why": Bilingual("为什么这样回答", "why that reply"),
}
NOTHING_WAITS = Bilingual("没有等着处理的问题。", "No question waits for a decision.")
CASE_GONE = Bilingual("这一组已经处理过了，或不再等着处理。", "This group was decided on, or does not wait any more.")
TARGET_GONE = Bilingual("现行版本里已经没有这一条了。", "The live revision does not hold this item any more.")
PLACE = Bilingual("第 {place} 组，共 {waiting} 组", "{place} of {waiting}")
TIMES = Bilingual("没答上 {count} 次", "not answered: {count}")
MARKED = Bilingual("评价不好 {count} 次", "marked badly: {count}")
ALSO = Bilingual("还有这样问的：", "Also asked:")
NEAREST = Bilingual(
    "加为哪一条的问法？点一下先看会改变什么。要选别的，就把编号回复给本消息。",
    "A phrasing of which? A tap first shows what would change. For another, reply to this message with its id.",
)
IGNORE = Bilingual("忽略", "Ignore")
NEW_ENTRY = Bilingual("新建问答", "Start an entry")
NEXT = Bilingual("下一组 ›", "Next ›")
FROM_START = Bilingual("从头看", "From the first")
BACK = Bilingual("‹ 返回", "‹ Back")
UNDO = Bilingual("↩ 撤销", "↩ Undo")
CONFIRM = Bilingual("✓ 确认生效", "✓ Make it live")
AT_WORK = Bilingual(
    "⏳ 正在用题表检查会改变什么，请稍候……", "⏳ Asking the question tables what would change, one moment …"
)
TRIAL = Bilingual("“{question}”加为这一条的问法：", "“{question}” as a phrasing of:")
CHANGES = Bilingual("会改变：", "What changes:")
HAS_IT = Bilingual("这一条已有这个问法。", "It has this phrasing already.")
MOVED = Bilingual(
    "这期间发布了别的版本，还没有生效。请再看一遍：",
    "Another revision was published meanwhile; nothing was made live. Please look again:",
)
ATTACHED = Bilingual(
    "已生效，版本 {number}：“{question}” → {target}。记得 parkbot pull 写进文件。",
    "Live as revision {number}: “{question}” → {target}. Remember to write it into the files: parkbot pull",
)
IGNORED = Bilingual("已忽略：“{question}”", "Ignored: “{question}”")
STARTED = Bilingual(
    "问答 {target} 已写入 {path}，发布后生效：parkbot publish",
    "Entry {target} was written to {path}; publish it to make it live: parkbot publish",
)
UNDONE = Bilingual("已撤销：“{question}”", "Undone: “{question}”")
NOT_UNDONE = Bilingual("这个决定已经撤销过了。", "This decision was undone before.")
FORM = Bilingual(
    "把“表”里的各行复制下来、填好，回复给本消息：",
    "Copy the lines under “form”, fill them in, and reply to this message:",
)
FORM_HEAD = Bilingual("表", "form")
FORM_FAULTS = Bilingual("还没有写入，先改这些：", "Nothing was written yet. First mend these:")
FAILED = Bilingual("没有改变什么：", "Nothing was changed:")
DAYS = {1: Bilingual("今天", "Today"), 7: Bilingual("7 天", "7 days"), 30: Bilingual("30 天", "30 days")}
NO_REPLY_KEPT = Bilingual(
    "找不到这条答复对应的提问：它不在记录里，或记录已删除。也可以写 /why 加一个问题。",
    "I do not find the question of this reply: it is not in the log, or was deleted. You can also write /why and a "
    "question.",
)
