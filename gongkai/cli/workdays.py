"""gongkai workdays：从某日起第 n 个工作日是哪天。"""

import argparse
import datetime as dt
from collections.abc import Iterable
from typing import Any

from gongkai.cli.answers import FINE, CannotRun, add_json_option, answer
from gongkai.cli.chinese import Commands
from gongkai.cli.values import count_value, date_value
from gongkai.law.workdays import Day, WorkCalendar, WorkdaysNotCountable, shipped_calendar

WEEKDAYS = "一二三四五六日"
PROVISIONAL = "待校准：所涉年份的放假安排尚未公布，先按周末和日期固定的法定节日推算。"


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "workdays",
        help="第 n 个工作日是哪天",
        description="从起算日起第 n 个工作日是哪天。起算当日不计入。按随系统提供的历年放假安排计算。",
    )
    parser.add_argument("start", metavar="起算日", type=date_value, help="如 2025-01-20")
    parser.add_argument("n", metavar="工作日数", type=count_value, help="如 20")
    parser.add_argument("--days", action="store_true", help="逐日列出是否计入及理由")
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer the day and whether it is provisional."""
    calendar = shipped_calendar()
    require_notices(arguments.start, calendar)
    try:
        due = calendar.after(arguments.start, arguments.n)
    except WorkdaysNotCountable as refusal:
        raise CannotRun(str(refusal)) from refusal
    days = calendar.walk(arguments.start, arguments.n) if arguments.days else []
    data: dict[str, Any] = {"due": due.date.isoformat(), "provisional": due.provisional}
    if days:
        data["days"] = [{"date": day.date.isoformat(), "counts": day.counts, "why": day.why} for day in days]
    lines = [f"{due.date.isoformat()}（星期{WEEKDAYS[due.date.weekday()]}）"]
    answer(arguments, data=data, text="\n".join(lines + [PROVISIONAL] * due.provisional + reckoning_lines(days)))
    return FINE


def require_notices(start: dt.date, calendar: WorkCalendar) -> None:
    """Refuse to reckon from a day of which no notice tells whether it was worked.

    :raises CannotRun: when the day lies before the first notice.
    """
    if calendar.precedes_notices(start):
        raise CannotRun(
            f"随系统提供的放假安排自{min(calendar.years)}年起，{start.isoformat()}起的期限不能推算。请核对日期。"
        )


def reckoning_lines(days: Iterable[Day]) -> list[str]:
    """Return a line for each day, the counted ones numbered."""
    lines, number = [], 0
    for day in days:
        number += day.counts
        lines.append(f"{day.date.isoformat()}  星期{WEEKDAYS[day.date.weekday()]}  {_ordinal(day, number)}  {day.why}")
    return lines


def _ordinal(day: Day, number: int) -> str:
    return f"第{number:>3}日" if day.counts else "  不计"
