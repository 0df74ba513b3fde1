"""命令行上的值：日期、前后两个日期、数目，只能写一次的选项。

What lives here: turning one word of the command line into a value, or into a Chinese sentence that says what to write.
"""

import argparse
import datetime as dt
import re
from typing import Any

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


class Once(argparse.Action):
    """An option that stands for one fact: given twice, the second value would silently take the place of the first."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            raise argparse.ArgumentError(self, "只能写一次")
        setattr(namespace, self.dest, values)


def date_value(text: str) -> dt.date:
    """Return the date that was written as 2025-01-20 or 2025年1月20日."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成2025-01-20的样子")
    try:
        return dt.date(*map(int, found.groups()))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”这一天不存在，请核对年月日") from None


def days_value(text: str) -> tuple[dt.date, dt.date | None]:
    """Return the two dates written as 2026-03-06:2026-03-20; the second is None where nothing follows the colon."""
    first, colon, second = text.replace("：", ":").partition(":")
    if not colon:
        raise argparse.ArgumentTypeError(f"“{text}”不是前后两个日期，请写成2026-03-06:2026-03-20的样子")
    return date_value(first), date_value(second) if second.strip() else None


def count_value(text: str) -> int:
    """Return the number, from 0 to 9999."""
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"“{text}”不是0到9999之间的整数")
    return int(text)
