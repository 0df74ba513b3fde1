"""索引号：机关代码、时段、顺序号，按本机关的格式写成。

What lives here: the format of index numbers, writing and reading them, and the check digit of the office's code. Which
sequence number is next is the catalogue's affair: it is allotted once, at first publication, and never reused.
"""

import datetime as dt
import re
from typing import NamedTuple

YEARLY = "{code}/{year}-{sequence:05d}"
MONTHLY = "{code}/{year}{month:02d}-{sequence:05d}"

_FORMAT = re.compile(
    r"\{code\}(?P<before_period>[^\s\w{}]+)\{year\}(?P<month>\{month:02d\})?"
    r"(?P<before_sequence>[^\s\d{}]+)\{sequence:0(?P<width>[3-9])d\}"
)
_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100—2015 leaves out I, O, S, V and Z."""


class FormatNotUsable(ValueError):
    """The office's format cannot make index numbers; the message says why."""


class SequenceNotUsable(ValueError):
    """Sequence numbers begin with 1."""


class IndexNumberNotRead(ValueError):
    """The text is not an index number of this format."""


class IndexNumber(NamedTuple):
    """What an index number says; `month` is None where the sequence runs through the year."""

    code: str
    year: int
    month: int | None
    sequence: int


def format_faults(pattern: str) -> list[str]:
    """Return what is wrong with the office's format, as Chinese sentences; [] when it is usable."""
    missing = [name for name in ("code", "year", "sequence") if f"{{{name}" not in pattern]
    if missing:
        return [f"格式缺少{{{name}}}。" for name in missing]
    if _FORMAT.fullmatch(pattern):
        return []
    return [
        f"格式的写法不对。按年编号请写成{YEARLY}，按月编号请写成{MONTHLY}；"
        "代码、时段、顺序号之间要有分隔符，顺序号取3至9位。"
    ]


def period_of(pattern: str, on: dt.date) -> str:
    """Return the period in which the sequence runs: the year such as 2026, or the month such as 202611.

    :raises FormatNotUsable: when the format has faults.
    """
    return f"{on.year}{on.month:02d}" if _parts(pattern)["month"] else f"{on.year}"


def render(pattern: str, code: str, on: dt.date, sequence: int) -> str:
    """Return the index number of the sequence-th item first published in the period of that day.

    :raises FormatNotUsable: when the format has faults.
    :raises SequenceNotUsable: when the sequence number is below 1.
    """
    _parts(pattern)
    if sequence < 1:
        raise SequenceNotUsable("索引号的顺序号从1开始。请检查编号。")
    return pattern.format(code=code, year=on.year, month=on.month, sequence=sequence)


def parse(pattern: str, text: str) -> IndexNumber:
    """Return what the index number says; a sequence that has outgrown its width is read too.

    :raises FormatNotUsable: when the format has faults.
    :raises IndexNumberNotRead: when the text was not written in this format.
    """
    parts = _parts(pattern)
    month, width = r"(0[1-9]|1[0-2])" if parts["month"] else "()", parts["width"]
    found = re.fullmatch(
        rf"(\S+){re.escape(parts['before_period'])}(\d{{4}}){month}"
        rf"{re.escape(parts['before_sequence'])}(\d{{{width}}}|[1-9]\d{{{width},}})",
        text,
        re.ASCII,
    )
    if found is None or not int(found[4]):
        raise IndexNumberNotRead(f"“{text}”不是本机关格式（{pattern}）的索引号。请核对。")
    return IndexNumber(found[1], int(found[2]), int(found[3]) if found[3] else None, int(found[4]))


def _parts(pattern: str) -> re.Match[str]:
    found = _FORMAT.fullmatch(pattern)
    if found is None:
        raise FormatNotUsable("".join(format_faults(pattern)))
    return found


def code_faults(code: str) -> list[str]:
    """Return what is wrong with an office's code, as Chinese sentences; [] when it is usable.

    Usable are the 18 characters of a 统一社会信用代码 with its check digit (GB 32100—2015), and the older codes of nine
    characters, with or without a dash before the last: those seen in use are not all true to their check digit.
    """
    if re.fullmatch(r"\d{8}[\dX]|\d{7,8}-[\dX]", code, re.ASCII):
        return []
    if len(code) != 18 or set(code) - set(_CODE_CHARACTERS):
        return ["机关代码应当是18位统一社会信用代码（不含字母I、O、S、V、Z）或者9位组织机构代码。请核对。"]
    if check_character(code[:17]) != code[17]:
        return ["统一社会信用代码的校验码不符，可能录入有误。请对照证书逐位核对。"]
    return []


def check_character(first_17: str) -> str:
    """Return the 18th character of a 统一社会信用代码 (GB 32100—2015: weights 3ⁱ, modulo 31)."""
    total = sum(_CODE_CHARACTERS.index(character) * pow(3, place, 31) for place, character in enumerate(first_17))
    return _CODE_CHARACTERS[-total % 31]
