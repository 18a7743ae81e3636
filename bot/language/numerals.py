"""Chinese numerals as digits, only where a year, measure word or percentage shows that a number is meant.

Names keep theirs where nothing shows it ("统一", "一年两作"): a blind conversion would change words.
"""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖", "一二三四五六七八九")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "零〇一二两三四五六七八九十百千"
# 号 turns 一号 into 1号 (varieties), 月/日 dates, the rest are the measure words that figures are published with.
_MEASURES = "个家条项名种类支所辆架座批号款倍轮岁人位天月日分钟年亩亿万公平方克斤吨元米国处套字期"

# Not in 陆港, where nothing shows that a number is meant.
_FORMALLY = re.compile(
    rf"[壹贰叁肆伍陆柒捌玖]+(?=[零〇十百千{_MEASURES}壹贰叁肆伍陆柒捌玖])|(?<=[零〇壹贰叁肆伍陆柒捌玖十百千])[壹贰叁肆伍陆柒捌玖]"
)

_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_SHORT_YEAR = re.compile(r"(?<![\d.零〇一二三四五六七八九十百])(2[1-9])(?=年(?![内间期来以之多]))")
_PERCENT = re.compile(rf"百分之([{_NUMERAL}\d.点]+)")
_TENTHS = re.compile(
    r"(?<![零〇一二三四五六七八九十百千几\d])([一二两三四五六七八九])成(?!都|立|果|为|长|功|品|效|本|员|熟|交)(半?)"
)
_COUNT = re.compile(rf"(?<![{_NUMERAL}几数\d])([{_NUMERAL}]+)(?=[{_MEASURES}])")
_SPELT = re.compile(r"[零〇一二三四五六七八九]{3,}(?![年次]?产|年)")  # 一五八 of a variety; not 一二三产
_ONE = frozenset({"一", "十", "百", "千"})


def chinese_number(text: str) -> int | None:
    """Read a Chinese numeral below 10,000 ("四十九", "一百五十", "二〇二三"); None where it is not one."""
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[c]
        elif c in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        else:
            return None
    return total + (digit or 0) if text else None


def _count(match: re.Match[str]) -> str:
    text = match[1]
    following = match.string[match.end() : match.end() + 1]
    if following == "年" and len(text) > 1:
        return text  # 二十二年 is a span of years; 22年 is read as the year 2022
    if text in _ONE and not (text in "一十" and following in "号月日期") and not (text == "十" and following != "万"):
        # 一个, 百亿, 千万 are words or scales, not counts; 十条 is a count.
        return text
    if text[-1] in "百千" and len(text) == 1:
        return text
    number = chinese_number(text)
    return text if number is None else str(number)


def _spelt(match: re.Match[str]) -> str:
    return "".join(str(_DIGITS[c]) for c in match[0])


def numerals_to_digits(text: str) -> str:
    """Write numerals as digits in years, percentages and counts: 二零二二年 → 2022年, 四十九个 → 49个, 六成 → 60%."""
    text = _FORMALLY.sub(lambda match: match[0].translate(_FORMAL), text)
    text = _YEAR.sub(_spelt, text)
    text = _SPELT.sub(_spelt, text)
    text = _SHORT_YEAR.sub(r"20\1", text)
    text = _PERCENT.sub(lambda m: _percent(m[1], m[0]), text)
    text = _TENTHS.sub(lambda m: f"{_DIGITS[m[1]]}{5 if m[2] else 0}%", text)
    return _COUNT.sub(_count, text)


def _percent(number: str, written: str) -> str:
    whole, _, fraction = number.partition("点")
    value = whole if whole.replace(".", "").isdigit() else chinese_number(whole)
    if value is None or (fraction and not all(c in _DIGITS for c in fraction)):
        return written
    return f"{value}{'.' if fraction else ''}{''.join(str(_DIGITS[c]) for c in fraction)}%"
