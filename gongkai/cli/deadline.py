"""gongkai deadline：答复的最后一天，逐日说明。"""

import argparse
import datetime as dt
from collections.abc import Iterator
from typing import Any

from gongkai.cli.answers import FINE, CannotRun, add_json_option, answer
from gongkai.cli.chinese import Commands
from gongkai.cli.values import Once, count_value, date_value, days_value
from gongkai.cli.workdays import PROVISIONAL, WEEKDAYS, reckoning_lines, require_notices
from gongkai.law.clock import (
    ClockContradiction,
    ClockEvent,
    ClockEventKind,
    ClockState,
    Consulted,
    Reckoning,
    consultation_due,
    reckon,
)
from gongkai.law.timeliness import CHINA_TIME
from gongkai.law.workdays import ONE_DAY, WorkdaysNotCountable, shipped_calendar

SILENT = "silent"

Kind = ClockEventKind


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "deadline",
        help="依申请公开的答复期限",
        description="依申请公开的答复期限，逐日说明。收到当日不计入。冒号后面空着，表示事情还没有发生。",
    )
    parser.add_argument("--received", action=Once, metavar="日期", type=date_value, required=True, help="收到申请之日")
    parser.add_argument(
        "--correction", action=Once, metavar="告知:补正", type=days_value, help="告知补正之日和收到补正之日"
    )
    parser.add_argument(
        "--consult",
        metavar="发出:收到",
        type=consultation_value,
        action="append",
        default=[],
        help="征求第三方意见书发出之日和收到意见之日，征求其他机关的算法相同；知道送达之日的写“发出:送达:收到”，"
        "期满没有意见的写“发出:送达:silent”；可以写多次",
    )
    parser.add_argument("--extend", action=Once, metavar="天数", type=count_value, help="延期的工作日数，至多20")
    parser.add_argument("--fee", action=Once, metavar="通知:缴费", type=days_value, help="通知收费之日和缴费之日")
    parser.add_argument("--today", action=Once, metavar="日期", type=date_value, help="以哪一天为今天，默认为今天")
    add_json_option(parser)
    parser.set_defaults(run=run)


def consultation_value(text: str) -> tuple[dt.date, dt.date | None, dt.date | None, bool]:
    """Return when a letter was sent, delivered and answered, and whether its addressee kept silent."""
    days, _, last = text.replace("：", ":").rpartition(":")
    if last == SILENT:
        sent, delivered = days_value(days)
        if delivered is None:
            raise argparse.ArgumentTypeError(f"“{text}”没有写送达之日，请写成2026-03-06:2026-03-09:silent的样子")
        return sent, delivered, None, True
    if ":" in days:
        sent, delivered = days_value(days)
        return sent, delivered, date_value(last) if last else None, False
    sent, answered = days_value(text)
    return sent, None, answered, False


def run(arguments: argparse.Namespace) -> int:
    """Answer the deadline and how it was reckoned."""
    calendar = shipped_calendar()
    require_notices(arguments.received, calendar)
    try:
        reckoning = reckon(_events(arguments), calendar=calendar, today=_today(arguments))
    except (ClockContradiction, WorkdaysNotCountable) as refusal:
        raise CannotRun(str(refusal)) from refusal
    answer(arguments, data=_data(reckoning), text="\n".join(_text(reckoning)))
    return FINE


def _today(arguments: argparse.Namespace) -> dt.date:
    """Return the day on which the reckoning is looked at; whoever tells of a silence looks from after its end."""
    today = arguments.today or dt.datetime.now(CHINA_TIME).date()
    ends = [consultation_due(each[1], shipped_calendar()).date for each in arguments.consult if each[3]]
    return max([today, *(end + ONE_DAY for end in ends)])


def _events(arguments: argparse.Namespace) -> Iterator[ClockEvent]:
    yield ClockEvent(kind=Kind.RECEIVED, on=arguments.received)
    yield from _pair(arguments.correction, Kind.CORRECTION_ASKED, Kind.CORRECTED)
    yield from _pair(arguments.fee, Kind.FEE_NOTICED, Kind.FEE_PAID)
    for number, letter in enumerate(arguments.consult, start=1):
        yield from _letter(str(number), *letter[:3])
    if arguments.extend is not None:
        yield ClockEvent(kind=Kind.EXTENDED, on=_last_start(arguments), workdays=arguments.extend)


def _pair(days: tuple[dt.date, dt.date | None] | None, begun: Kind, ended: Kind) -> Iterator[ClockEvent]:
    for kind, day in zip((begun, ended), days or (), strict=False):
        if day:
            yield ClockEvent(kind=kind, on=day)


def _letter(ref: str, sent: dt.date, delivered: dt.date | None, answered: dt.date | None) -> Iterator[ClockEvent]:
    yield ClockEvent(kind=Kind.CONSULTED, on=sent, ref=ref, consulted=Consulted.THIRD_PARTY)
    if delivered:
        yield ClockEvent(kind=Kind.CONSULTATION_DELIVERED, on=delivered, ref=ref)
    if answered:
        yield ClockEvent(kind=Kind.CONSULTATION_ANSWERED, on=answered, ref=ref)


def _last_start(arguments: argparse.Namespace) -> dt.date:
    """Return the day from which the period runs at last: the extension is of that period, its own day is not asked."""
    restarts = [pair[1] for pair in (arguments.correction, arguments.fee) if pair and pair[1]]
    return max([arguments.received, *restarts])


def _data(reckoning: Reckoning) -> dict[str, Any]:
    return {
        "due": reckoning.due and reckoning.due.isoformat(),
        "provisional": reckoning.provisional,
        "conservative_due": reckoning.conservative_due and reckoning.conservative_due.isoformat(),
        "days": [{"date": day.date.isoformat(), "counts": day.counts, "why": day.why} for day in reckoning.days],
        "basis": list(reckoning.basis),
    }


def _text(reckoning: Reckoning) -> Iterator[str]:
    yield _outcome(reckoning)
    if reckoning.due and reckoning.conservative_due != reckoning.due:
        yield f"不扣除征求意见的时间，答复期限为{_dated(reckoning.conservative_due)}。"
    if reckoning.provisional:
        yield PROVISIONAL
    yield from reckoning.notes
    yield f"依据：{'，'.join(reckoning.basis)}。"
    yield from reckoning_lines(reckoning.days)


def _outcome(reckoning: Reckoning) -> str:
    if reckoning.due is None:
        return f"{reckoning.state.label}，答复期限没有在计算。"
    if reckoning.state is ClockState.SUSPENDED:
        return f"答复期限：{_dated(reckoning.due)}，正在征求意见，每过一个工作日推后一日。"
    return f"答复期限：{_dated(reckoning.due)}"


def _dated(day: dt.date | None) -> str:
    return f"{day.isoformat()}（星期{WEEKDAYS[day.weekday()]}）" if day else ""
