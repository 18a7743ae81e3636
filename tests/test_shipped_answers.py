"""Conversations over the shipped content: what must be said to the last message, and what must never be said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import MemoryContexts

from bot.content.check import load_checked
from bot.content.vocabulary import load_vocabulary
from bot.in_memory import NoLog
from bot.matching.reading import Reading
from bot.reply.compose import Composer
from bot.reply.plain import plain
from bot.service import Answerer

ROOT = Path(__file__).parent.parent
NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading.of(load_checked(ROOT), load_vocabulary())


def last_reply(reading: Reading, *messages: str) -> str:
    """What the last message of a conversation gets."""
    answerer = Answerer(reading, MemoryContexts(), NoLog(), lambda: NOW)
    composer = Composer(reading.revision, reading.scripts, lambda: NOW)
    return [plain(composer.compose(answerer.answer(text, "7"))) for text in messages][-1]


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        # Growth over the year before is the published rate; an amount is still worked out.
        (["贵阳综保区2023年外贸比2022年增加百分之几"], "28.89%"),
        (["贵阳综保区2023年外贸比前一年涨了多少？"], "28.89%"),
        (["How much did Guiyang trade grow in 2023 compared with 2022?"], "28.89%"),
        (["贵阳综保区2023年外贸比2022年多多少亿"], "62.34亿元"),
        (["按28.89%的增速倒推，贵阳综保区2022年外贸大概是多少亿"], "约125.95"),
        (["Given that 2023 trade in the Guiyang zone rose 28.89%, roughly what was the 2022 total?"], "12.595"),
        (["按20%的增幅推算，贵阳综保区去年同期进出口大概多少"], "约75亿元"),
        # Multiples of yearly figures and of yields.
        (["每年支持150个，三年一共能支持多少中试项目"], "450个"),
        (["要是种上十亩晋杂金苗158号，照测出来的产量能收多少公斤"], "3847.5公斤"),
        (["按每年40至50架计算，沃飞长空的生产基地三年一共能造多少架eVTOL？"], "120至150架"),
        # Of a whole: what is left, what is missing, how many a share comes to.
        (["成都高新那些中试基金，还有多少钱没投出去"], "74亿元"),
        (["成都高新区要实现2025年的中试平台目标，还差多少个？"], "还差11个"),
        (["What share of the 60-platform goal has Chengdu reached so far?"], "81.67%"),
        (["中试平台覆盖六成重点产业链，14条里面大概是几条啊"], "约8.4条"),
        (["跨境电商企业占经营主体的比例"], "8.7%"),
        (["两个品种平均亩产多少"], "383.275公斤"),
        (["How many acres is the Tcar auto park?"], "19.7684 acres"),
        # The year of a growth that is worked back may be the growth's own.
        (["按2023年的增速倒推，贵阳综保区前一年外贸大概是多少？"], "约125.95"),
        # Colloquial ways to ask for a share, a difference, a share in numbers.
        (["成都那个六十个的指标，眼下干完百分之几了"], "81.67%"),
        (["成都中试基金总额比已经投出去的多多少亿"], "74亿元"),
        (["园博产业园的数字科技企业群落，占园区规划总面积的比重是多少"], "52.24%"),
        (["企业主导中试平台 94% 折合个数"], "约46个"),
        (["成都现在覆盖了多少条产业链"], "约8.4条"),
        (["成都现在有多少条重点产业链"], "14条\n"),
        # What is asked of the figure just shown alone.
        (["成都高新区已经投用的中试平台有多少个？", "其中企业牵头的占多少"], "94%"),
        (["成都高新区已经投用的中试平台有多少个？", "其中企业牵头的占多少", "那照这个比例是几个"], "约46个"),
        (["北京园博数字经济产业园规划总面积多少", "合多少亩"], "2010亩"),
        (["How large is the Yuanbo park in total?", "in acres?"], "acres"),
        (["成都高新区中试平台的目标是多少", "哪年之前要做到"], "2025年"),
        (["How many universities has the Guiyang zone signed with?", "name a few"], "Guizhou University"),
        (["贵阳综保区签约了几所高校", "分别是哪几所"], "贵州大学"),
        (["沃飞长空的总部啥时候落在高新区的", "航线呢？"], "6月"),
        # Of the park itself, and of no other.
        (["成都高新区有几所大学", "园博产业园面积多大"], "134万平方米"),
        (["园博产业园面积多大"], "134万平方米"),
        (["成都高新区有多少企业"], "您想问的是哪一个"),
        (["园博产业园有多少企业，商品销往多少个国家"], "没有"),
        (["Tcar那篇是哪位记者写的？"], "李禾"),
        (["园博是在朝阳区吧"], "丰台"),
        # Several questions in one message; how many things are wanted may stand in the question word.
        (["城市机会清单 几批 哪些领域"], "智慧交通"),
        (["贵阳综保区 经营主体 跨境电商企业 各多少"], "200余家"),
        (["范明月啥头衔，园博要招哪四个领域的公司"], "数字能源"),
        # Which came first: both times.
        (["沃飞长空是先落地总部还是先开通青城山航线"], "6月"),
        # Chatter around the question.
        (["你们这破机器人能不能痛快点：成都高新到底弄成了多少个中试平台"], "49个"),
        (["今天天气真不错哈哈，说到天气，甘肃头一个给工业园看天的台子设在哪儿？"], "白银高新区"),
        # What a yes/no question gets wrong.
        (["贵阳综保区是2021年外贸首次破百亿的吧"], "2022年"),
        (["李鹏是贵阳综保区的区长吗"], "副局长"),
        (["成都高新区的中试平台大多由高校主导，对吗？"], "94%"),
        (["杭州Tcar以前是飞机制造厂，没记错吧？"], "卡车"),
        (["贵阳综保区说的“6400多人”是怎么回事？"], "就业"),
        # Follow-ups: the growth of the figure just shown, the person who said it, the indicator spoken of.
        (["贵阳综保区截至目前的进出口额是多少？", "涨了多少"], "20%左右"),
        (["贵阳综保区截至目前的进出口额是多少？", "涨了多少", "他是干嘛的"], "副局长"),
        (["贵阳综保区2023年外贸多少", "今年呢"], "约90亿元"),
        (["Tcar白天是什么", "晚上呢", "以前呢"], "卡车"),
        (["北京園博二期總建築面積有多少？", "佔地呢？", "杭州Tcar的呢？"], "120亩"),
        # After what was shown: its growth, what there is by now, the rest of the choices.
        (["90亿是什么", "截至什么时候", "增幅"], "20%左右"),
        (["李鹏是谁", "他说了什么", "增长多少"], "20%左右"),
        (["成都高新区中试平台目标多少", "现在呢"], "49个"),
        (["28.89%是什么", "哪年", "前一年呢"], "超100亿元"),
        (["What was Guiyang trade in 2023?", "and the year before?"], "over RMB 10 billion"),
        (["how much more growth was there in 2023 than now in Guiyang trade"], "8.89 percentage points"),
        (["60%是什么", "几条"], "约8.4条"),
        (["how many industry chains are covered"], "About 8.4"),
        (["Guiyang trade volume in 2022?", "and how much the year after?"], "16.234"),
        (["北京大学成都前沿交叉生物技术研究院哪年成立的", "跟哪家企业搭伙", "一起建了什么"], "概念验证"),
        (["丝路汽车 语种 出口额"], "500万元"),
        (["贵阳综保区外贸总额多少", "不是，我问的是2022年"], "超100亿元"),
        (["Guiyang trade volume in 2023?", "No, I meant this year"], "about RMB 9 billion"),
        (["晋杂金苗58号亩产多少", "158号呢", "差多少", "换成斤"], "5.9斤"),
        # A growth of no stated time: each of them.
        (["贵阳综保区外贸同比"], "20%左右"),
        # A question that opens with a published figure is about that one.
        (["19亿是基金投的吗"], "助力创新项目获得的融资"),
        (["26家是跨境电商企业吗"], "实绩超亿元"),
        (["162亿是跨境电商的吗"], "162.34亿元"),
        (["成都是不是有60个中试平台了"], "不是，49个"),
        (["2025年底建成60个了吗"], "60个"),
        # What is covered is a share of all there are; both halves of a question; a lower bound is said to be one.
        (["成都高新区中试平台覆盖多少产业链"], "约8.4条"),
        (["企业主导的占多少"], "94%"),
        (["2023年外贸比2022年多多少"], "下限"),
        (["郑宇说支持多少项目，每个多少钱"], "没有写"),
        (["卡车厂啥时候建的"], "没有写卡车厂哪年建"),
        (["园博产业园二期多少钱"], "投资额"),
        # Which came first, or which is more, of what was last shown; who wrote an article, however it is asked.
        (["白银气象台哪天挂牌", "园博二期哪天", "哪个早"], "11月上旬"),
        (["园博有多少企业", "贵阳呢", "哪个多"], "没有写可以拿来比的数"),
        (["甘肃首家园区气象台挂牌的消息是哪位记者报道的？"], "顾满斌"),
        (["撰写杭州Tcar汽车产业园报道的记者是谁？"], "李禾"),
        (["跨境电商交易中心 商品 种类数"], "超过3000种"),
        (["白银高新区 下辖园区"], "银东"),
        (["園博二期樓面面積幾多呎"], "平方英尺"),
        # A share of the two figures last shown, an average over what the money went to, a place's own figure.
        (["贵阳培养了多少人", "就业了多少", "占比呢"], "约32%"),
        (["how many pilot platforms in Chengdu?", "and the target?", "as a percentage?"], "81.67%"),
        (["每个项目平均投资多少钱 成都"], "7500万元"),
        (["天府国际生物城投了多少钱", "几条线", "几个项目"], "7个"),
        (["What is the area of Tcar park?"], "120 mu"),
        (["成都多少中试平台，归谁管"], "49个"),
        (["晋杂金苗58号亩产381.8斤对吗"], "不是，381.8公斤"),
        (["园博产业园占地2.41公顷是吗"], "原文没有直接这样说"),
        (["那个姓盛的在贵阳综保区管哪一摊"], "盛健"),
        (["how much has the Chengdu pilot fund put into projects so far"], "RMB 2.1 billion"),
        # Key words that set two things against each other; the same of another thing.
        (["园博二期 建筑面积 占地 倍数"], "约5.23倍"),
        (["成都高新区专业园区 北京园博 规划面积 谁大"], "成都高新区 · 规划的专业园区总面积更大"),
        (["晋杂金苗58号跟158号的亩产分别是多少"], "381.8公斤"),
        (["贵阳综保区多少家企业", "跨境电商的呢"], "200余家"),
        (["4个新品种叫什么"], "没有逐一写明"),
        (["19亿除以1883"], "约100.9万元"),
        (["58号和158号合计亩产"], "相加并不是一亩的产量"),
        (["6019地块以前是干什么的"], "没有写以前的情况"),
        (["银东和银南谁大"], "没有写可以拿来比的数"),
        (["谁主持的开工仪式"], "没有写是谁"),
        (["成都中试基金投了28个项目", "平均每个多少"], "7500万元"),
        # A question as people talk, of which much is left unexplained, is answered by what stands out.
        (["到了晚上，Tcar主要是哪个人群的去处？"], "年轻人"),
        (["请问2025年那批平台建成后，基本能覆盖几条重点产业链？"], "14条"),
        (["那支一个亿的基金专挑啥样的下手"], "中试验证"),
        # What is missing from a target, however far; a share in the order of the question; the named park alone.
        (["成都高新区中试平台离60个还有多远"], "还差11个"),
        (["how far is chengdu from its 60 pilot platform target"], "11 more to go"),
        (["成都平台数还要建几个才够60"], "还差11个"),
        (["晋杂金苗158号亩产是58号的百分之多少"], "100.77%"),
        (["贵阳综保区 目前进出口额 占2023全年 比例"], "55.44%"),
        (["晋杂金苗158号 比58号 增产 百分比"], "0.77%"),
        (["园博二期建筑面积比占地面积多多少平方米"], "10.19万平方米"),
        (["二期建筑面积占园博总面积多大比重"], "9.4%"),
        (["园博产业园 规划总面积 是 二期建筑面积 几倍"], "10.63倍"),
        (["不归企业主导的中试平台在成都占百分之几"], "6%"),
        (["平均下来，成都高新区每个中试平台服务了多少个项目？"], "38.4"),
        (["成都投的那28个项目，摊下来一个拿多少钱"], "7500万元"),
        # A figure that nobody is quoted for was said by the article itself.
        (["成都有多少个中试平台", "谁说的"], "刘侠、滕继濮"),
        (["贵阳今年进出口多少", "谁说的"], "李鹏"),
        # The one of two that is stated, and nothing where neither tells.
        (["助力融资21亿还是19亿"], "超19亿元"),
        (["园博二期是10月开工还是11月开工"], "11月上旬"),
        (["贵阳外贸首次突破100亿是2023年还是2022年"], "2022年。"),
        (["沃飞长空的互通航线是今年5月还是6月开通的？"], "年6月"),
        (["说填补专业气象服务空白的是张玉飞还是姚延锋？"], "张玉飞说"),
        (["优赛诺是北京大学还是生物城孵化的"], "天府国际生物城孵化"),
        (["did Zhang Yufei or Yao Yanfeng say one enterprise one policy"], "Yao Yanfeng"),
        # So many times the other, in the order of the question.
        (["Tcar建筑面积是园博二期的几倍"], "前者是后者的约0.32倍"),
        (["超亿元企业是超千万元企业的几倍"], "前者是后者的约0.32倍"),
        (["中试基金总额 是首支中试投资基金的几倍"], "95倍"),
        (["成都中试基金总额是已投资金的几倍"], "4.52倍"),
        (["中试基金 21亿 占 95亿 百分比"], "22.11%"),
        (["28个项目是1883个项目的百分之几"], "前者是后者的约1.49%"),
        (["90亿占162.34亿多少"], "前者是后者的约55.44%"),
        (["Tcar的建筑面积是园博产业园面积的几分之几"], "前者是后者的约2.99%"),
        # Over what 每个 says, whatever else is counted.
        (["服务1883个项目平均每个平台服务多少个"], "平均约38.4286个"),
        (["成都中试平台平均每个服务几个项目"], "平均约38.4286个"),
        (["平均每个平台帮忙融资多少"], "平均约3877.55万元"),
        (["平均每个项目获得多少融资"], "平均约100.9万元"),
        (["28个项目平均投了多少"], "平均7500万元"),
        (["没有覆盖的产业链占多少"], "40%"),
        # What a follow-up works out with what was shown, and in the unit of the question before.
        (["成都首支基金规模", "和95亿比呢"], "相差94亿元"),
        (["成都投了28个项目多少钱", "平均呢"], "平均7500万元"),
        (["Tcar和园博二期哪个占地大", "差多少", "建筑面积呢"], "相差约8.6万平方米"),
        (["晋杂金苗58号亩产多少斤", "158号呢"], "769.5斤"),
        (["晋杂金苗58号和158号哪个高", "高多少斤"], "合5.9斤"),
        (["compare yields of 58 and 158", "difference in jin"], "5.9 jin"),
        (["贵阳综保区23年外贸做了多少", "比上年涨了多少"], "28.89%"),
        (["贵阳综保区23年外贸做了多少", "比上年涨了多少", "那前一年到多少了"], "超100亿元"),
        (["成都高新区企业主导的中试平台占多少", "那是多少个", "覆盖率呢"], "60%"),
        (["site area of phase 2 beijing", "in square metres", "in mu", "and Tcar?"], "120 mu"),
        (["贵阳综保区出口到多少国家", "几种产品"], "40多种"),
        (["企业牵头的占几成"], "94%"),
        (["生物城为了那几条线砸进去多少"], "1亿元"),
        (["Chengdu fund total?"], "9.5 billion"),
        (["Tcar容积率"], "0.5（总建筑面积 ÷ 占地面积）"),
        (["园博二期容积率多少"], "约5.23"),
        (["floor area ratio of Tcar"], "0.5 (floor area"),
        (["余国锋 跟哪些单位碰过头"], "运营商"),
        # What is left, the year that was last, the bound of a multiple, both sides or none.
        (["成都非企业主导的平台有几个"], "约3个"),
        (["贵阳培养的人才里没就业的有多少"], "还剩约1.36万名"),
        (["how many trained people in Guiyang did not get jobs"], "13600 left"),
        (["成都专业园区比园博大多少亩"], "合约12990亩"),
        (["园博二期占总面积多少"], "占约1.8%"),
        (["晋中 58号 158号 差"], "相差2.95公斤"),
        (["成都中试基金和贵阳外贸额差多少"], "相差67.34亿元"),
        (["贵阳2023外贸额是2022年的几倍"], "实际倍数比这小"),
        (["把贵阳2022和2023外贸加起来"], "实际合计比这大"),
        (["贵阳 81 26 合计"], "没有说明这几个数有没有重叠"),
        (["贵阳跨境电商企业占经营主体的百分比"], "占约8.7%"),
        (["白银气象局一把手叫啥"], "姚延锋"),
        (["《中试跨越行动计划》和那份实施方案哪个先出，早几个月？"], "早4个月"),
        (["which came first, the leap action plan or the implementation plan, and how many months apart"], "4 months"),
        (["照李鹏说的涨两成，贵阳上年同期进出口该有多少？"], "约75亿元"),
        (["How big is the Tcar park", "how many times the Yuanbo park"], "16.75 times"),
        (["你帮我算算，贵阳综保区2023年的外贸比一百亿多出来多少？"], "多62.34亿元"),
        (["成都平台数比50个少多少"], "少1个"),
        (["158号亩产比400公斤少多少"], "少15.25公斤"),
        (["贵阳综保区2023年进出口多少", "那2022年呢", "今年呢", "合计多少"], "352.34亿元"),
        (["贵阳综保区外贸超千万的企业多少家", "过亿的呢", "一共多少家"], "没有说明这几个数有没有重叠"),
        # Of what was shown last: a share, an average, the whole that is named; a year's figure, what a measure counts.
        (["成都高新区中试基金总额多少", "投了多少", "占比呢"], "占约22.11%"),
        (["成都高新区中试基金总额多少", "投了多少", "占比呢", "差多少"], "相差74亿元"),
        (["成都高新区中试基金总额多少", "投了多少", "平均一个项目呢"], "平均7500万元"),
        (["成都中试基金投了多少项目", "投出去的金额呢", "平均下来一个多少"], "平均7500万元"),
        (["贵阳有多少跨境电商企业", "占所有企业多少"], "占约8.7%"),
        (["资助资金每年支持多少个", "一年多少个"], "150个"),
        (["成都高新区的资助资金重点支持什么？", "一年多少个"], "150个"),
        (["天府国际生物城", "有几家"], "6家"),
        (["贵阳综保区产品销往多少国家", "多少种"], "40多种"),
        (["中试平台有多少个", "往后呢"], "60个"),
        (["张玉飞怎么评价气象台", "还有哪位领导也表态了"], "姚延锋是白银市气象局局长"),
        (["成都的三大要素是什么", "谁说的", "啥职务"], "副处长"),
        # Key words that are set against each other, and a text with a blank after every character.
        (["贵阳综保区 跨境电商企业 占 经营主体 比重"], "占约8.7%"),
        (["成都高新区 中试基金 组建总额 已投资金 差额"], "相差74亿元"),
        (["北京园博总面积 Tcar占地 倍数"], "16.75倍"),
        (["贵 阳 综 保 区 2 0 2 3 年 同 比 增 长"], "28.89%"),
        (["亿元企业和千万企业差几家"], "相差55家"),
        (["成都高新区中试基金所投项目的资金规模达到多少？"], "21亿元"),
        (["有多少人经贵阳综保区引导进入跨境电商行业工作？"], "6400多人"),
        (["first fund of its kind how big"], "RMB 100 million"),
        (["園博產業園喺北京邊個區？"], "丰台"),
        (["贵阳综保区今年进出口额多少，2023年呢"], "162.34亿元"),
        (["成都跟贵阳谁钱多"], "不能直接比较"),
        (["贵阳和成都企业数量哪个多"], "不能直接比较"),
        (["Tcar 园博 占地 哪个大"], "不能直接比较"),
        (["哈哈哈哈你真逗"], "我是parkbot"),
        (["范明月 职务 期待"], "期待将来入驻"),
        (["李鹏 进出口额 同比增幅"], "20%左右"),
        (["晋杂谷1号亩产", "那2号呢"], "没有写晋杂谷1号和晋杂谷2号的亩产"),
        (["Tcar占地", "建筑面积", "容积率"], "0.5（"),
        (["Tcar占地", "建筑面积", "跟园博二期比呢"], "12.6万平方米"),
        (["請問全中國第一檔專投中試的科技成果轉化基金，規模是多大？"], "1億元"),
        # Each clause of a message is answered, or said not to be held.
        (["智慧电力用到多少项目，都有哪些类型，省了多少电"], "商业综合体"),
        (["智慧电力用到多少项目，都有哪些类型，省了多少电"], "我的资料里没有"),
        (["生物城几个项目完成中试，孵化了谁，利润多少"], "成都优赛诺"),
        (["优赛诺是干嘛的，多少员工"], "细胞治疗"),
        (["优赛诺是干嘛的，多少员工"], "我的资料里没有"),
        (["园博二期占地多少，什么时候完工"], "我的资料里没有"),
        (["贵阳综保区和几所高校签约，哪几所"], "贵州财经大学"),
        (["Guiyang trained how many?", "and employed?", "what share?"], "32%"),
        (
            ["How much was raised for pilot projects in Chengdu", "and how much was invested?", "per project?"],
            "RMB 75 million",
        ),
        (["Guiyang products sold to 148 countries: by how many companies?"], "over 200"),
        (["综保区跨境产业园来了多少家企业"], "120余家"),
        (["谁写的白银气象台报道"], "顾满斌"),
        (["Who is Fei Lan", "how old is she?"], "My sources do not give the age"),
        (["贵阳今年外贸的涨势比上一年快了还是慢了，差几个点"], "相差约8.89个百分点（前者较低）"),
        (["Tcar占地比园博二期大多少"], "（前者较大）"),
        (["成都给平台划出来的专业园区，抵得上几个北京园博"], "约7.46倍"),
        (["贵阳培养的人里头有百分之几真去上班了"], "占约32%"),
        (["投资28个项目的21亿元占95亿的比重"], "占约22.11%"),
        (["Tcar基地面積幾坪"], "24200坪"),
        (["tcra产业园总建筑面积"], "Tcar时尚汽车产业园 · 产业园前身（卡车生产基地）总建筑面积"),
    ],
)
def test_said(reading: Reading, messages: list[str], said: str) -> None:
    assert said in last_reply(reading, *messages)


@pytest.mark.parametrize(
    ("messages", "never"),
    [
        # A rate of growth is no share, and two rates make none.
        (["贵阳综保区 目前进出口额 占2023全年 比例"], ["28.89%\n", "69.23"]),
        # A total is no average.
        # A plot number is no area; a factory's name is not its size.
        (["plot number of innovation center phase II, Yuanbo"], ["2.41"]),
        (["Tcar那块地原来的卡车厂叫啥名字"], ["120亩\n"]),
        # What belongs to a known gap is no question of its own.
        (["白银高新区专业气象台建设花了多少钱，谁出的"], ["来源："]),
        # Unlike figures of two parks make no sum; what points back stays with the park last spoken of.
        (["中试＋生态体系是哪五项加起来"], ["185"]),
        (["成都高新区已经投用的中试平台有多少个？", "其中企业牵头的占多少"], ["贵阳"]),
        # 撒出去 is no typo of 卖出去.
        (["九十五个亿全撒出去了？到底投了多少"], ["卖出去", "95亿元\n"]),
        # What is counted: universities are no projects, companies of one place in the zone not those of the zone.
        (["成都高新区有几所大学"], ["150个\n"]),
        (["How many companies are in Chengdu Hi-tech Zone"], ["46", "6家)\n"]),
        (["成都有几家企业用了中试平台"], ["46"]),
        (["成都高新区最大的企业是哪家"], ["120"]),
        # The area of phase two is not that of the park.
        (["园博产业园面积多大"], ["2.41"]),
        (["园博产业园占地多少亩"], ["36.15"]),
        # Length and principle are not published; whoever is named is not who is asked for.
        (["黔渝铁路全程多长"], ["来源："]),
        (["CAR-T疗法的原理是什么"], ["来源："]),
        (["白银高新区专业气象台的牌子是谁揭的"], ["来源："]),
        # What is measured must be known to the figure; spending is not earning, trade is not exports.
        (["晋杂金苗58号投资多少"], ["381.8公斤\n"]),
        (["天府国际生物城出口多少"], ["7个\n"]),
        (["余国锋投资多少"], ["几十个\n"]),
        (["丝路汽车花了多少钱"], ["500万元\n"]),
        (["What did Guiyang Comprehensive Bonded Zone export in 2023"], ["162.34"]),
        # Who signs the article is not who runs the zone.
        (["Who runs Guiyang Comprehensive Bonded Zone"], ["Duan Yan and"]),
        # A follow-up that names nothing gets no figure of something else, nor the growth of another year.
        (["创新中心二期占地多少公顷", "平均一个多少"], ["0.0182"]),
        (["截至目前贵阳综保区进出口额约多少", "还有呢"], ["3分钟"]),
        (["建中试平台聚焦几大要素", "还有呢"], ["来源："]),
        (["截至目前贵阳综保区进出口额约多少", "投资呢"], ["3分钟"]),
        (["贵阳综保区聚集了多少家经营主体", "增长了多少"], ["20%"]),
        (["2022年贵阳综保区外贸总额多少", "增长了多少"], ["28.89%\n"]),
        (["What is the planned total area of the Yuanbo park", "what share?"], ["94%"]),
        (["How large are the pilot funds in total", "what about the target?"], ["3 years"]),
        # 最火 is not 最快.
        (["交易中心那三千多种货里卖得最火的是哪样"], ["3分钟\n"]),
        # 参评的 is no typo of 产品的.
        (["哪家公布的贵阳跨境电商考评结果", "参评的总共多少个"], ["3000种"]),
        # After a company, a platform or a person a bare measure is not the park's, nor another park's.
        (["优赛诺", "融资多少"], ["19亿元"]),
        (["先进微球材料平台", "服务多少项目"], ["1883个\n"]),
        (["鲸飞", "出口额"], ["500万元\n"]),
        (["范明月", "投资多少"], ["21亿元"]),
        (["姚延锋", "占多少"], ["%"]),
        (["成都先导", "企业多少家"], ["46"]),
        (["贵阳综试区哪年获批", "13年？"], ["1950"]),
        # A size is no time and no count; a duration is no amount.
        (["贵阳综保区多大"], ["3分钟"]),
        (["天府国际生物城多大"], ["7个\n", "1亿元\n"]),
        (["青城山航线", "多长"], ["3年"]),
        # Another time: running totals, goals, what was added, a whole year.
        (["今年培训多少人"], ["2万余名\n贵阳"]),
        (["每年培养多少人才"], ["2万余名\n贵阳"]),
        (["沃飞去年产了多少架"], ["40至50架\n成都"]),
        (["现在产值多少"], ["超过千亿元\n成都"]),
        (["How many pilot platforms were built this year?"], ["49 (49个)\nChengdu", "46"]),
        (["贵阳综保区2024全年进出口"], ["约90亿元\n"]),
        # Yes only to what the figure bears out.
        (["28个项目投了95亿对吧"], ["是的"]),
        (["1亿的基金是天府国际生物城投的吗"], ["是的"]),
        (["千亿是现在的产值吗"], ["是的"]),
        (["2025年底建成60个了吗"], ["是的"]),
        (["1883个项目是今年服务的吧"], ["是的"]),
        (["Have they reached 60 platforms yet?"], ["60%"]),
        # What is counted, for each, in all parks, in which place of a list.
        (["沃飞几个基地"], ["40至50架"]),
        (["中试基金有几支"], ["28个\n"]),
        (["中试平台服务了多少企业"], ["94%\n"]),
        (["成效好的有几个"], ["8.4"]),
        (["企业多少家"], ["46"]),
        (["企业占多少"], ["1.13%"]),
        (["一个中试平台服务几个项目"], ["1883个\n"]),
        (["贵阳综保区每家企业平均外贸多少"], ["0.0113"]),
        (["六个园区一共多少面积"], ["134万平方米\n"]),
        (["贵阳综保区排全国综保区第几"], ["148个\n"]),
        (["How tall are the buildings at Tcar"], ["40,000"]),
        (["前店后仓", "最慢呢"], ["3分钟\n"]),
        # What is of another part, status or year: no nearest figure instead.
        (["贵阳综保区2023年外贸多少", "2022年呢", "增长多少"], ["28.89%\n"]),
        (["What was Guiyang trade in 2023?", "the year before the report"], ["over RMB 10 billion (超100亿元)\n"]),
        (["Tcar用电多少", "改造花多少"], ["120亩\n"]),
        (["94%是什么", "那6%呢"], ["六个\n"]),
        (["资助资金每年支持多少项目", "今年支持了多少"], ["150个\n"]),
        (["成都中试平台还在建的有多少"], ["49个\n"]),
        (["成都国企主导的中试平台占比"], ["94%\n"]),
        (["生物城生产线今年投了多少"], ["1亿元\n成都"]),
        (["how many eVTOLs has aerofugia made"], ["40 to 50 (40至50架)\nChengdu"]),
        (["budget of baiyin weather station"], ["Source:"]),
        (["园博低空企业几家"], ["来源："]),
        # Of the parks that are named, and no others; in something.
        (["Tcar和晋中哪个面积大"], ["83.85"]),
        (["对比一下贵阳和成都"], ["2290"]),
        (["成都和贵阳哪个企业多"], ["2294"]),
        (["综保区成立于哪年，外贸多少"], ["最小", "最大"]),
        (["What share of pilot platforms are run by universities?"], ["81.67"]),
        # When and where and who: of that very event, place and part.
        (["卡车厂啥时候建的"], ["2022年，"]),
        (["谷子啥时候种"], ["10月底"]),
        (["优赛诺在哪"], ["来源："]),
        (["园博二期谁承建"], ["来源："]),
        (["Tcar老板是谁"], ["余国锋是"]),
        # What is held is not said to be missing.
        (["甘肃第二家园区气象台在哪"], ["“甘肃”"]),
        (["148个国家都有中欧班列吗"], ["“148”"]),
        (["哪些园区是国家级"], ["我的资料涉及这些园区"]),
        # Another park's, another event's, or what the park is, for what a follow-up asks of it.
        (["园博和哪个大学合作"], ["13所"]),
        (["商品卖到多少国家", "有美国吗"], ["核心区"]),
        (["白银气象台有啥服务", "要钱吗"], ["甘肃首家"]),
        (["谁给白银气象台揭牌"], ["顾满斌"]),
        (["园博在哪", "谁建的"], ["资料里提到的人"]),
        (["最慢要几分钟"], ["3年\n"]),
        (["覆盖多少产业链", "剩下的啥时候覆盖", "一共几条"], ["49个"]),
        (["81家里有26家超亿元吗"], ["千亿元"]),
        # What is asked for is published of something else alone, or not at all.
        (["贵阳进口和出口哪个大"], ["上千个", "200余家"]),
        (["成都49个里有几个不是企业主导"], ["46"]),
        (["海铁联运专列一年几趟"], ["148"]),
        (["贵阳综保区2023外贸", "那成都呢", "增长多少"], ["28.89%"]),
        (["絲路汽車今年賺幾多"], ["500"]),
        (["贵阳综保区销往多少国家", "产品呢"], ["148个\n"]),
        (["成都高新区中试基金总额多少", "投了多少", "投了几个项目", "占多少"], ["28个\n"]),
        (["40多种产品都是什么"], ["40至50架"]),
        (["哪个园区最值得投资"], ["低空经济", "数字金融"]),
        (["谁收割的谷子"], ["测产人员给"]),
        (["白银气象台谁成立的"], ["顾满斌"]),
        (["6019地块是一期的吗"], ["不是，2.41"]),
        (["園博二期幾時起好"], ["11月上旬"]),
        (["记者都是谁"], ["两人署名"]),
        (["气象局公务员怎么考"], ["安全保障"]),
        (["成都高新区49个中试平台里高校主导的占几成"], ["94%"]),
        (["生物城7条线每条投了多少钱"], ["1亿元\n"]),
        (["28个占1883个的几成"], ["22.11%"]),
        (["58号和158号差多少", "每公顷呢"], ["2.95公斤"]),
        (["how many firms are at tianfu bio city", "who said so"], ["Yousainuo Biotechnology"]),
        (["40多种产品平均每家企业几种"], ["5家"]),
        (["成都今年融资多少", "那平均每个项目多少"], ["0.0149"]),
        (["貴陽同成都邊個企業多", "多幾倍"], ["倍\n"]),
        (["谷子一斤卖多少钱啊，农民种一亩能赚多少，比原来多赚多少"], ["500万元"]),
        (["晋杂金苗58号是去年种的吗"], ["381.8"]),
        (["创新中心一期当时盖了多少万平方米啊，跟二期比哪个大一点"], ["120亩"]),
        # Neither an average of other things nor a figure that is not the one asked for.
        (["平均每个国家卖多少种产品"], ["平均约"]),
        (["中试平台平均每个投资多少"], ["平均约"]),
        (["二期平均每公顷建多少平方米"], ["12.6公顷"]),
        (["162.34亿的增速"], ["162.34亿元\n贵阳"]),
        (["成都现在建成49个还是60个"], ["是的"]),
        # What is not so is told by no statement of what is.
        (["没进产业园的跨境电商企业有多少家"], ["120余家\n"]),
        (["贵阳没有和哪些高校合作"], ["北京工商大学"]),
        (["哪些平台不是企业主导的"], ["引导企业牵头"]),
        (["未建成的中试平台还有多少"], ["49个\n"]),
        (["哪个园区外贸最高"], ["2022年。"]),
        (["哪个大学和成都合作"], ["杨思"]),
        (["今年支持了150个项目吗"], ["是的"]),
        (["大赛谁赢了"], ["擂台"]),
        (["银西工业园归气象台管吗"], ["银东、银南"]),
        (["晋杂金苗1号亩产"], ["381.8"]),
        (["晋杂金苗亩产多少斤"], ["763.6斤\n"]),
        (["2023年同比增长20%吗"], ["没有2023年"]),
        (["成都高新区中试人才有多少"], ["十条\n", "三大\n"]),
        (["11月11日发生了什么"], ["11月7日"]),
        (["成都5月出了什么方案", "目标是什么", "现在完成了吗"], ["7个\n成都高新区 ·"]),
        (["How many countries does Guiyang sell to?", "and how many products?", "and Chengdu?"], ["40 to 50 ("]),
        (["How big is the Beijing Yuanbo park?", "and the Hangzhou one?"], ["1.34 million"]),
        (["How many companies in Guiyang's cross-border e-commerce park?", "and in the whole zone?"], ["165"]),
        (["6019地块 容积率"], ["5.23"]),
        (["成都容积率"], ["÷"]),
        (["贵阳人才比成都多多少"], ["1.9997"]),
        (["Chengdu output target vs Guiyang trade how many times"], ["1 times"]),
        (["number of pilot platforms in Chengdu vs Guiyang"], ["difference is 36"]),
        (["贵阳的2023年外贸比成都2023年的多多少"], ["162.34亿元\n贵阳"]),
        (["Jinmiao 58 tons per hectare"], ["0.3818"]),
        (["实绩超亿元的是哪些企业"], ["26家（"]),
        (["贵阳出口多少国家", "多少语言", "加起来"], ["161"]),
        (["贵阳外贸2023年多少", "比成都多多少"], ["相差"]),
        (["成都有多少平台", "目标呢", "一共多少"], ["109"]),
        # A figure of something else than an earlier part of the message names, or than was shown last.
        (["资助资金支持啥，每年多少，总共多少钱"], ["95亿", "21亿", "19亿"]),
        (["微球平台什么时候揭牌，国内第几家，投资多少"], ["21亿"]),
        (["成都高新区中试基金总额多少", "投了多少", "占比呢"], ["94%"]),
        (["贵阳培养了多少人", "就业的呢", "没就业的呢"], ["6400多人"]),
        (["贵阳综保区实绩超亿的外贸企业", "超千万的呢", "那另一个呢"], ["81家\n"]),
        (["前店后仓", "多久", "啥时候的事"], ["3分钟\n"]),
        # Not told by the nearest figure: an average, a second one, another end, what a number is of, what is one of it.
        (["成都7条线一共多少钱一条"], ["1亿元\n"]),
        (["Tcar一亩建多少平"], ["60亩", "120亩\n"]),
        (["最快3分钟，最慢呢"], ["3分钟\n"]),
        (["瓦特式人才有多少"], ["三大\n"]),
        (["首个超200亿的园区"], ["200余家"]),
        (["最贵的商品"], ["3000种\n"]),
        (["150个项目做完了吗"], ["不是，7个"]),
        (["有第二个气象台没"], ["银东"]),
        (["中試專案融資幾多"], ["28個"]),
        (["天使基金規模"], ["1億元\n"]),
        # Another numeral, province or pair of words is no typo.
        (["五大准则"], ["您问的是：两大准则"]),
        (["四大要素"], ["三大要素是"]),
        (["一园一策"], ["“一企一策”是"]),
        (["黔桂铁路通了吗"], ["黔渝铁路（"]),
        (["全国首支乡村振兴基金规模多大"], ["1亿元\n"]),
        (["全国首支养老产业基金规模多大"], ["1亿元\n"]),
        (["郑宇", "谁管他"], ["科技金融处处长"]),
        # What is asked the other way round, of a province, of another bureau, of the whole country, of a price.
        (["生物城失败了几个项目"], ["7个\n"]),
        (["中试基金退出了几个项目"], ["28个\n"]),
        (["几家细胞治疗企业搬出生物城"], ["6家\n"]),
        (["综保区新增了多少经营主体"], ["2300家\n"]),
        (["园博不欢迎哪些领域的公司"], ["数字金融"]),
        (["沃飞长空六月关了哪条航线"], ["成都高新区为"]),
        (["貴陽綜試區哪年不達標"], ["2018年，"]),
        (["贵州省2023年外贸总额"], ["162.34亿元\n"]),
        (["158號最高畝產"], ["384.75公斤\n"]),
        (["58号一斤卖多少"], ["763.6"]),
        (["白银市应急局局长叫什么"], ["姚延锋是白银", "姚延锋说，"]),
        (["全国首家园区气象台 落户哪个园区"], ["甘肃首家工业园区专业气象台是"]),
        (["Silk Road Auto exports this year", "in how many languages?", "to how many countries?"], ["148 (148个)\n"]),
        (["丝路汽车今年出口多少", "几种语言", "卖到多少国家"], ["148个\n"]),
    ],
)
def test_never_said(reading: Reading, messages: list[str], never: list[str]) -> None:
    text = last_reply(reading, *messages)
    assert [n for n in never if n in text] == []


@pytest.mark.parametrize(
    ("asked", "opening"),
    [
        # The figure is published, of something else than the question says: no yes, and no bare figure either.
        ("94%的中试平台是高校主导的吗", "原文没有直接这样说，写的是：94%"),
        ("49个平台都是企业建的吗", "原文没有直接这样说，写的是：94%"),
        ("7个项目都是成都医学院的吗", "原文没有直接这样说，写的是：7个"),
        ("生物城只有6家企业吗", "原文没有直接这样说，写的是：6家"),
        ("成都高新区中试平台覆盖了全部14条产业链吗", "原文没有直接这样说"),
        ("162.34亿是出口额吗", "原文没有直接这样说，写的是：162.34亿元"),
        ("90亿是全年的吗", "原文没有直接这样说，写的是：约90亿元"),
        ("6400人是毕业生吗", "原文没有直接这样说，写的是：6400多人"),
        # What it says is known, of another figure: no, and both.
        ("园博规划面积12.6万平米对吗", "不是，约134万平方米"),
        ("园博二期建筑面积70万平方米对吗", "不是，约12.6万平方米"),
        ("19亿是基金规模吗", "不是，95亿元"),
        ("全国首支中试基金规模是95亿吗", "不是，1亿元"),
        ("60个已经建成了吗", "不是，49个"),
        ("Is it true that Chengdu Hi-tech Zone has 14 pilot-scale platforms in operation?", "No, 49"),
        # Neither is a statement on what is asked a yes.
        ("沃飞试飞成功了吗", "原文是这样写的："),
        ("园博已经零碳了吗", "原文是这样写的："),
        ("白银气象台是全国第一个吗", "原文是这样写的："),
        # A date or a post that is supposed: when it was, who it is.
        ("沃飞长空的航线是5月开通的吗", "报道当年6月"),
        ("贵阳综保区外贸头一回过百亿是在2023年，对不对？", "2022年"),
        ("贵阳综保区是2018年成立的吗", "我的资料里没有"),
        ("去年支持了150个项目吗", "我的资料里没有“去年”"),
        ("郑宇是科技创新局局长吗", "原文是这样写的：郑宇是成都高新区科技创新局科技金融处处长"),
        ("Tcar是杭州最大的吗", "我的资料里没有"),
        # What is so stays a yes.
        ("贵阳2022年外贸过百亿了吗", "是的，超100亿元"),
        ("成都是不是有49个中试平台了", "是的，49个"),
        ("优赛诺是生物城孵化的吗", "成都优赛诺"),
    ],
)
def test_what_a_yes_no_question_supposes(reading: Reading, asked: str, opening: str) -> None:
    assert last_reply(reading, asked).startswith(opening)


@pytest.mark.parametrize(
    "park", ["白银高新区", "园博产业园", "成都高新区", "贵阳综保区", "晋中国家农高区", "Tcar产业园"]
)
@pytest.mark.parametrize("asked", ["什么时候成立的", "哪一年获批设立的", "哪年建的", " 获批时间", "成立于哪一年"])
def test_when_a_park_began_is_not_when_something_in_it_did(reading: Reading, park: str, asked: str) -> None:
    """No article says when its park was founded; each tells the dates of other things in it."""
    assert "来源：" not in last_reply(reading, park + asked)
