"""汉字数字: counts and percentages written in Chinese numerals, as Arabic figures.

Only before a measure word or after 百分之 is a numeral a figure; 三四件 means about so many, and 一起、一次性 count nothing.
"""

import re

_DIGITS = {character: index for index, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
_NUMERAL = "零〇○一二两三四五六七八九十百千万"
_COUNT = re.compile(
    rf"(?<![第每逐{_NUMERAL}])[一二两三四五六七八九十][{_NUMERAL}]*(?=[余多]?(?:件|条|份|篇|起|宗|则|期|次|部))"
)
_PERCENT = re.compile(rf"百分之([{_NUMERAL}]+)(?:点([零〇○一二三四五六七八九]+))?")
_ROUGH = re.compile("[一二两三四五六七八九]{2}")
_IDIOM = re.compile(r"一(?:件件|条条|条龙|份份|起(?!行政|案)|则|期|次性|次次|部分|部)")


def in_digits(text: str) -> str:
    """Return the text with counts and percentages in Arabic figures."""
    return _COUNT.sub(_count, _PERCENT.sub(_percent, text))


def _count(match: re.Match[str]) -> str:
    if _ROUGH.search(match[0]) or _IDIOM.match(match.string, match.start()):
        return match[0]
    return str(_value(match[0]))


def _percent(match: re.Match[str]) -> str:
    if _ROUGH.search(match[1]):
        return match[0]
    fraction = "".join(str(_DIGITS[character]) for character in match[2] or "")
    return f"{_value(match[1])}{'.' if fraction else ''}{fraction}%"


def _value(words: str) -> int:
    myriads, _, rest = words.rpartition("万")
    return (_MYRIAD * _value(myriads) if myriads else 0) + _below_myriad(rest)


def _below_myriad(words: str) -> int:
    total = digit = 0
    for character in words:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
