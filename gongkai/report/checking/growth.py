"""增长率 (growth): a rate that no whole number of last year gives, or that last year's own figure contradicts.

A rate may be rounded or cut off. About-figures (近、约、超、余) and units of ten thousand are not judged.
"""

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from gongkai.report.checking.finding import Finding, plain
from gongkai.report.checking.prose import of, sections, sentences
from gongkai.report.reading import Reading

_UNIT = r"(?:件|条|份|篇|期|则|宗|次|项|个)(?!百分点)"
_UP = "增长|增加|上升|上涨|提高|增幅(?:为|达)?"
_DOWN = "下降|减少|降低|下滑|降幅(?:为|达)?"
_THAN = r"(?:同比|(?:与|比|较|相比)(?:上一?年度?|去年|20\d{2}年)?(?:度|同期)?(?:相比)?,?)"
_RATE = rf"(?P<verb>{_UP}|{_DOWN})(?:了|达|为|达到)?(?P<rate>\d{{1,5}}(?:\.\d{{1,3}})?)(?:%|个?百分之)(?!以上|左右|多)"
_COUNT = rf"(?P<count>(?<![\d.])\d{{1,9}}){_UNIT}"
_AFTER_COUNT = re.compile(rf"{_COUNT}[,(]?{_THAN}?{_RATE}")
_BEFORE_COUNT = re.compile(rf"{_RATE}[,]?(?:达到|达|至|到|为)(?:了)?{_COUNT}")
_ROUGH = re.compile(r"(?:近|约|超|逾|超过|接近|余|多)\Z")
_CHANGE = re.compile(r"(?:增加|减少|增长|下降|上升|降低|净增|多|少)(?:了)?\Z")
_PAST_COUNT = re.compile(
    rf"(?:上一?年度?|去年|(?P<year>20\d{{2}})年)[^,;。\d%增减升降多少]{{0,14}}(?P<past>(?<![\d.])\d{{1,9}}){_UNIT}"
)
_RECEIVED = re.compile(r"(?:新收|收到|受理|接到)[^,;。\d]{0,24}\Z")
_RECEIVED_RATE = re.compile(r"(?:新收|收到|受理|接到|申请)[^;。\d]{0,24}\Z")


_DIFFERENCE = re.compile(
    rf"{_COUNT}[,(]?(?:比|较)(?:上一?年度?|去年|20\d{{2}}年)(?:同期)?的?(?P<before>\d{{1,9}}){_UNIT}"
    rf"(?P<way>增加|减少|增长|下降|上升|多|少)了?(?P<by>\d{{1,9}}){_UNIT}"
)
_SAME = re.compile(
    rf"{_COUNT}[^;。\d]{{0,24}}?(?:与|和|同|较|跟)(?:上一?年度?|去年|20\d{{2}}年)(?:同期)?(?:基本)?(?P<same>持平|相同)"
)


class Rate(NamedTuple):
    """A count of this year and the rate stated with it, in percent, above zero, with the places it is printed with."""

    number: int
    rate: Decimal
    is_up: bool
    before: str
    sentence: str


def check_growth(reading: Reading, previous: Reading | None) -> Iterator[Finding]:
    found = sections(reading)
    statements = (part for sentence in sentences(of(found, *found)) for part in sentence.split(";"))
    for statement in statements:
        for rate in _rates(statement):
            finding = _judged(rate, reading, previous)
            if finding is not None:
                yield finding
        yield from _not_the_same(statement, reading, previous)
        yield from _wrong_difference(statement)


def _rates(sentence: str) -> Iterator[Rate]:
    for expression in (_AFTER_COUNT, _BEFORE_COUNT):
        for match in expression.finditer(sentence):
            before = sentence[: match.start()]
            if not _ROUGH.search(before) and not _CHANGE.search(before):
                is_up = re.match(_UP, match["verb"]) is not None
                yield Rate(int(match["count"]), Decimal(match["rate"]), is_up, before, sentence)


def _judged(rate: Rate, reading: Reading, previous: Reading | None) -> Finding | None:
    past = _past_in_sentence(rate, reading.year)
    if past is not None:
        now, before = past
        return None if _gives(now, before, rate) else _contradicted(rate, now, [before], "句中的上年数")
    known = _past_in_report(rate, reading, previous)
    if known:
        if any(_gives(rate.number, before, rate) for before in known):
            return None
        return _contradicted(rate, rate.number, known, "上年报告")
    if any(_gives(rate.number, before, rate) for before in _near(rate)):
        return None
    return _impossible(rate)


def _past_in_sentence(rate: Rate, year: int | None) -> tuple[int, int] | None:
    """Return (this year's count, last year's) where the sentence gives both; the rate may follow either."""
    pasts = [int(match["past"]) for match in _PAST_COUNT.finditer(rate.sentence) if _is_past(match, year)]
    if len(pasts) != 1:
        return None
    counts = [int(count) for count in re.findall(rf"(?<![\d.])(\d{{1,9}}){_UNIT}", rate.sentence)]
    others = [count for count in counts if count != pasts[0]]
    if rate.number != pasts[0]:
        return rate.number, pasts[0]
    return (others[0], pasts[0]) if len(others) == 1 else None


def _is_past(match: re.Match[str], year: int | None) -> bool:
    if "结转" in match[0]:
        return False
    return match["year"] is None or (year is not None and int(match["year"]) == year - 1)


def _past_in_report(rate: Rate, reading: Reading, previous: Reading | None) -> list[int]:
    """Return last year's counts of applications, where the rate is that of the applications."""
    received = _value(reading, "new"), _sum(reading)
    is_received = _RECEIVED.search(rate.before) or _RECEIVED_RATE.search(rate.before)
    if previous is None or not is_received or rate.number not in received:
        return []
    return [count for count in (_value(previous, "new"), _sum(previous)) if count is not None]


def _not_the_same(statement: str, reading: Reading, previous: Reading | None) -> Iterator[Finding]:
    """Yield the finding that the applications are told to be as many as last year's, which last year's report denies."""
    for match in _SAME.finditer(statement):
        if "基本" in match[0]:
            continue
        now = Rate(int(match["count"]), Decimal(0), True, statement[: match.start()], statement)
        known = _past_in_report(now, reading, previous)
        if known and now.number not in known:
            message = f"正文写{now.number}件与上年持平，而上年报告为{known[0]}件。请核对“{statement}”。"
            yield Finding("growth", "error", f"正文“{statement}”", message, known[0], now.number)


def _wrong_difference(statement: str) -> Iterator[Finding]:
    """Yield the finding that two counts of a sentence do not differ by what it says."""
    for match in _DIFFERENCE.finditer(statement):
        now, before, by = int(match["count"]), int(match["before"]), int(match["by"])
        change = now - before
        if change != (by if re.match("增|多|上升", match["way"]) else -by):
            message = f"正文写由{before}到{now}、{match['way']}{by}，两数相差{abs(change)}。请核对“{statement}”。"
            yield Finding("growth", "error", f"正文“{statement}”", message, abs(change), by)


def _value(reading: Reading, row: str) -> int | None:
    value = reading.tables.value("table3", row, "total")
    return None if value is None else int(value)


def _sum(reading: Reading) -> int | None:
    new, carried_in = _value(reading, "new"), _value(reading, "carried_in")
    return None if new is None or carried_in is None else new + carried_in


def _near(rate: Rate) -> range:
    """Return the whole numbers of last year that could give the rate."""
    factor = 1 + Fraction(rate.rate) / 100 if rate.is_up else 1 - Fraction(rate.rate) / 100
    if factor <= 0:
        return range(1, 2)
    guess = rate.number / factor
    return range(max(math.floor(guess) - 2, 1), math.ceil(guess) + 3)


def _gives(now: int, before: int, rate: Rate) -> bool:
    """Test if the change from before to now, rounded or cut off as printed, is the rate."""
    if before == 0 or ((now > before) != rate.is_up and now != before):
        return False
    exact = Fraction(abs(now - before) * 100, before)
    return rate.rate in (_rounded(exact, rate.rate), _cut(exact, rate.rate))


def _places(rate: Decimal) -> int:
    return max(-int(rate.as_tuple().exponent), 0)


def _rounded(exact: Fraction, like: Decimal) -> Decimal:
    precise = Decimal(exact.numerator) / Decimal(exact.denominator)
    return precise.quantize(Decimal(1).scaleb(-_places(like)), rounding=ROUND_HALF_UP)


def _cut(exact: Fraction, like: Decimal) -> Decimal:
    places = _places(like)
    return Decimal(math.floor(exact * 10**places)).scaleb(-places)


def _said(rate: Rate) -> str:
    return f"{'增长' if rate.is_up else '下降'}{plain(rate.rate)}%"


def _contradicted(rate: Rate, now: int, known: list[int], source: str) -> Finding:
    before = known[0]
    expected = f"{_rounded(Fraction(abs(now - before) * 100, before), Decimal('0.1')):f}%" if before else None
    told = f"{source}为{before}，本年{now}，" + (
        f"应为{'增长' if now >= before else '下降'}{expected}" if expected else "不能计算增长率"
    )
    message = f"正文写{_said(rate)}，而{told}。请核对“{rate.sentence}”。"
    return Finding("growth", "error", f"正文“{rate.sentence}”", message, expected, f"{rate.rate:f}%")


def _impossible(rate: Rate) -> Finding:
    nearest = min(
        _near(rate), key=lambda before: abs(Fraction(abs(rate.number - before) * 100, before) - Fraction(rate.rate))
    )
    nearby = _rounded(Fraction(abs(rate.number - nearest) * 100, nearest), Decimal("0.1"))
    message = (
        f"正文写{rate.number}、{_said(rate)}，但上年没有一个整数能得出这个增长率（最接近的是上年{nearest}，"
        f"{'增长' if rate.number >= nearest else '下降'}{nearby:f}%）。请核对“{rate.sentence}”。"
    )
    return Finding("growth", "error", f"正文“{rate.sentence}”", message, f"{nearby:f}%", f"{rate.rate:f}%")
