"""The words of published figures: numerals, units, qualifiers, idioms and dates, as tables and patterns."""

import re

from bot.domain.quantities import Dimension, Qualifier

# One character for one character, so that positions in the folded text are positions in the text itself.
FOLD = str.maketrans(
    "０１２３４５６７８９％．＋－～〜−–—―萬億兩個餘過約條畝頃噸種幾數歲達點臺輛項億貳〇",
    "0123456789%.+-~~----万亿两个余过约条亩顷吨种几数岁达点台辆项亿二零",
)
WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
NUMERAL = "零一二两三四五六七八九十百千万亿"

UNITS: dict[str, Dimension] = {
    **dict.fromkeys(("平方公里", "平方千米", "平方米", "平米", "公顷", "亩", "㎡", "m²"), Dimension.AREA),
    **dict.fromkeys(("公斤", "千克", "吨", "斤", "克", "kg"), Dimension.MASS),
    **dict.fromkeys(("元人民币", "美元", "欧元", "港元", "元"), Dimension.MONEY),
    **dict.fromkeys(("个百分点", "百分点", "%", "‰", "倍", "成"), Dimension.RATIO),
    **dict.fromkeys(
        ("个工作日", "工作日", "个月", "个小时", "小时", "分钟", "秒钟", "秒", "周年", "周", "天", "年"), Dimension.TIME
    ),
    **dict.fromkeys(
        (
            "人次",
            "公里",
            "千米",
            "厘米",
            "毫米",
            "微米",
            "纳米",
            "立方米",
            "毫升",
            "千瓦时",
            "千瓦",
            "兆瓦时",
            "兆瓦",
            "吉瓦",
            "摄氏度",
            "℃",
            "标箱",
        ),
        Dimension.COUNT,
    ),
    **dict.fromkeys(
        "米个家条种类项名人位所座栋幢架台辆艘套件支只批次轮届场门份间户大层环步班趟列篇处片块道款笔张本封代号岁",
        Dimension.COUNT,
    ),
}
SAME_UNIT = {
    **{"个小时": "小时", "个多小时": "小时", "个多月": "个月", "kg": "公斤"},
    **dict.fromkeys(("平米", "㎡", "m²"), "平方米"),
}
BY_LENGTH = sorted(UNITS, key=len, reverse=True)
# A measure word that begins another word is no unit: 成都, 种子, 人才, 项目 …
NOT_UNIT = re.compile(
    "成[都立果为本员功效交长型熟就]|种[子植业质]|人[才工民均口]|条[件例约]|项目|批[准发]|台风|位[于置]|名[称单片字]"
    "|所[有以在谓]|支[持出付援]|架构|套[餐路]|场[景地所]|层[次面]|门[店户]|处[理长于]|代[表理码]|元[素宇旦器件]"
    "|天[府使然津河空]|周[边围期]|年[级轻]|大[学型量幅约概于力家楼厦批数小范部]|号召|个亿|道路|片区|班列|列车|件事|家[长族电庭园]|步[伐行]|秒杀|类似|户外|个性"
)
ENGLISH_UNITS: tuple[tuple[str, str], ...] = (
    (r"square (?:met(?:re|er)s?)|sq\.? ?m(?:et(?:re|er)s?)?|m2|m²", "平方米"),
    (r"square (?:kilomet(?:re|er)s?)|km2", "平方公里"),
    (r"hectares?", "公顷"),
    (r"mu", "亩"),
    (r"kilograms?|kilos?|kgs?", "公斤"),
    (r"tonnes?|tons?", "吨"),
    (r"yuan|rmb|cny", "元"),
    (r"%|per ?cent", "%"),
    (r"years?", "年"),
    (r"months?", "个月"),
    (r"days?", "天"),
    (r"hours?", "小时"),
    (r"minutes?|mins?", "分钟"),
    (r"people|persons?", "人"),
)
ENGLISH_UNIT = tuple((re.compile(rf"[ -]?(?:{p})(?![a-z0-9])", re.I), unit) for p, unit in ENGLISH_UNITS)
ENGLISH_SCALE = re.compile(r" ?(thousand|million|billion|trillion|mn|bn)(?![a-z])", re.I)
ENGLISH_POWER = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}

NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.\d+)?")
SCALE = re.compile(r" ?(个亿|万亿|[十百千]亿|亿|[十百千]万|万|千|百)")
RANGE = re.compile(r" ?(?:至|到|-+|~| to | and ) ?")
AT_MOST = re.compile(r"(?:不超过|不高于|不多于|最多|至多|不大于|up to|at most|less than|under) ?$", re.I)
BEFORE: tuple[tuple[re.Pattern[str], Qualifier], ...] = tuple(
    (re.compile(f"(?:{p}) ?$", re.I), q)
    for p, q in (
        (r"至少(?:有|为|达)?|不少于|不低于|最少|起码|\bat least|\bno (?:less|fewer) than", Qualifier.AT_LEAST),
        (r"超过|超出|超|逾|突破|多于|高于|大于|不止|\bover|\bmore than|\babove|\bexceed(?:ing|ed|s)?", Qualifier.OVER),
        (r"(?<![通经不度])(?<=[额值量数积产，。、,;；：: ])过|^过", Qualifier.OVER),
        (r"大约|大概|(?<![节合条预签制])约|\babout|\baround|\broughly|\bapproximately|\bsome", Qualifier.ABOUT),
        (r"接近|将近|(?<![最附就邻])近|不到|不足|\bnearly|\balmost|\bclose to|\bjust under", Qualifier.NEARLY),
    )
)
AFTER: tuple[tuple[re.Pattern[str], Qualifier], ...] = (
    (re.compile(r" ?(?:左右|上下)"), Qualifier.ABOUT),
    (re.compile(r" ?(?:以上|及以上|or more|and above)"), Qualifier.AT_LEAST),
    (re.compile(r" ?有余"), Qualifier.OVER),
)
TRAILING_MORE = re.compile(r"[多余](?![少个元样家种])")
MONTHS = re.compile(r"个[多余](月|小时)")
MORE = re.compile(r"[余多几](?!少)")
UPWARDS = re.compile(
    r"(?:(?<![以海马早晚线路版])上|(?<![第好十百千万])好?几|(?<![系指倍位总参函分岁])数)([十百千万]+亿?)"
)
PERCENT = re.compile(rf"([百千])分之 ?({NUMBER.pattern}|[{NUMERAL}点]+)")
CHINESE = re.compile(rf"[{NUMERAL}]+(?:点[零一二三四五六七八九]+[万亿]*)?")
APPROXIMATE = re.compile(r"(一两|两三|三四|三五|四五|五六|六七|七八|八九)(十?)(?=[^零一二两三四五六七八九十百千万亿])")
# Idioms that hold a numeral and a measure word but count nothing.
IDIOMS = re.compile(
    "五花八门|千家万户|三番五次|四面八方|千门万户|百家争鸣|万家灯火|千方百计|十全十美|两个一百年|一个个"
)
DATES = re.compile(
    r"(?:公元)?(?<!\d)(?:19|20)\d\d ?年(?!来)(?: ?\d{1,2} ?月(?:份)?(?: ?\d{1,2} ?[日号])?)?(?:[上中下]旬|[初底末])?"
    r"|(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\d.])"
    r"|[零一二三四五六七八九]{4}年"
    r"|(?<![\d.])\d{1,2} ?[-至到、~] ?\d{1,2} ?月(?:份)?"
    r"|(?<![\d.])\d{1,2} ?月(?:份)?(?: ?\d{1,2} ?[日号])?(?:[上中下]旬|[初底末])?"
    r"|(?<![个零一二两三四五六七八九十百])(?:十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"(?:[一二三]?十?[一二三四五六七八九十][日号])?(?:[上中下]旬|[初底末])?"
    r"|(?<![\d.])\d{1,2} ?日(?!均)"
    r"|(?<![\d.共历时用争续超近约逾])(?:19|2\d|3[0-5])年(?![来内间后前时多余])"  # "23年" of everyday speech
)
