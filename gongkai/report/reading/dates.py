"""落款: the date under a report, and what copying did to it."""

import re
from datetime import date, datetime
from typing import NamedTuple

from gongkai.report.reading.cells import even

_WHOLE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_RUN_TOGETHER = re.compile(r"(20\d{2})(\d{2,4})\Z")
_HALF = re.compile(r"20\d{2}\s*(?:\d{1,2}\s*月\s*\d{1,2}\s*日?|年?\s*\d{1,2}\s*月?\s*\d{1,2})\Z|20\d{2}年\d{3,4}日?\Z")
_POSTED = re.compile(
    r"(?:(?:发布|公布|公开|发文)(?:时间|日期)|(?<![\u4e00-\u9fff])(?:日期|时间))\s*[:]?\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
# Many pages print the day alone above the text.
_STAMP = re.compile(r"^\s*(20\d{2})-(\d{1,2})-(\d{1,2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$", re.MULTILINE)
_STAMP_IS_WITHIN = 400
_LONGEST_SIGNATURE = 16
_WITHOUT_YEAR_SIGN = re.compile(r"(?<!\d)20\d{2}\s*\d{1,2}月\d{1,2}日")


class Signature(NamedTuple):
    """The date of signing, None where it is not given whole, and what the copy lost."""

    signed_date: date | None
    note: str | None


def signature(text: str) -> Signature:
    """Return the date that stands alone on the last such line.

    A date that lost its 年月日 is damage of the copy. It is resolved only where the page's own posting date
    leaves one possible day, and the note says so.
    """
    lines = [even(line).strip() for line in text.splitlines()]
    for line in reversed([line for line in lines if line and len(line) <= _LONGEST_SIGNATURE]):
        whole = _WHOLE.fullmatch(line)
        if whole:
            return Signature(_day(*whole.groups()), None)
        if _RUN_TOGETHER.match(line) or _HALF.match(line):
            return _resolve(line, posted_date(text))
    return Signature(None, None)


def damaged_dates(text: str) -> list[str]:
    """Return a note for every date within the prose that lost its 年: 自20241月1日起."""
    lines = [line for line in even(text).splitlines() if len(line.strip()) > _LONGEST_SIGNATURE]
    found = dict.fromkeys(date for line in lines for date in _WITHOUT_YEAR_SIGN.findall(line))
    return [f"正文中的日期“{date}”缺少“年”字，疑为复制时丢失，不视为原文差错；请对照原文确认。" for date in found]


def posted_date(text: str) -> date | None:
    """Return the posting date that the page prints about itself."""
    plain = even(text)
    match = _POSTED.search(plain) or _STAMP.search(plain[:_STAMP_IS_WITHIN])
    return _day(*match.groups()) if match else None


def _resolve(line: str, posted: date | None) -> Signature:
    told = f"落款日期“{line}”缺少“年”“月”“日”字样，疑为复制时丢失，不视为原文差错"
    days = _possible_days(re.sub(r"\D", "", line))
    possible = [day for day in days if posted is None or day <= posted]
    if posted is not None and len(possible) == 1:
        day = possible[0]
        return Signature(day, f"{told}；按页面发布时间推断为{day.year}年{day.month}月{day.day}日。")
    return Signature(None, f"{told}；日期请对照原文确认。")


def _possible_days(digits: str) -> list[date]:
    year, rest = digits[:4], digits[4:]
    splits = [(rest[:size], rest[size:]) for size in (1, 2)]
    days = [_day(year, month, day) for month, day in splits if month and 1 <= len(day) <= 2]
    return sorted({day for day in days if day is not None})


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return datetime(int(year), int(month), int(day)).date()  # noqa: DTZ001 - a printed day has no zone
    except ValueError:
        return None
