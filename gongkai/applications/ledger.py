"""申请台账: the columns of the paper ledger, in its order, each cell a plain text made of what is on record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db.models import DateField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from gongkai.law.clock import ClockEventKind

from .models import Application, ClockEntry, Decision, Delivery, Wording
from .piles import entries
from .states import ENDED, OPEN

CHUNK = 500
LARGEST = 5_000
"""Rows of one export or print, each opened and written in a few milliseconds; more are asked for year by year."""


def with_days(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Return the rows in the order of their registration, with `answered_on`, the day of the last reply, and `stopped_on`."""
    replies = Decision.objects.filter(application=OuterRef("pk"), sent_on__isnull=False).order_by("-round")
    answered = Subquery(replies.values("sent_on")[:1], output_field=DateField())
    found = rows.annotate(answered_on=answered, stopped_on=Coalesce(answered, "ended_on"))
    return found.order_by("office", "id")


def together(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Return the rows with everything that the cells read."""
    related = rows.select_related("office", "applicant", "department", "handler", "repeats")
    return related.prefetch_related(
        Prefetch("wordings", Wording.objects.order_by("number")),
        entries(),
        "consultations",
        Prefetch("deliveries", Delivery.objects.select_related("letter").order_by("id")),
        "fees",
        "remedies",
    )


def late_open(today: date) -> Q:
    """逾期未办: not answered, and the deadline is over."""
    return Q(state__in=sorted(OPEN), told_due__lt=today)


def late_done() -> Q:
    """逾期已办: answered or withdrawn after the deadline; asks for rows `with_days`."""
    return Q(state__in=sorted(ENDED), stopped_on__gt=Coalesce("told_due", "stopped_on"))


def due_until(today: date, last: date) -> Q:
    """将逾期: not answered, and the deadline is near."""
    return Q(state__in=sorted(OPEN), told_due__gte=today, told_due__lte=last)


def lateness(row: Application, today: date) -> str:
    """Return 是否超期 of a row `with_days`, as the filters see it; empty while no deadline runs."""
    if row.told_due is None:
        return ""
    if row.state in OPEN:
        return "逾期未办" if row.told_due < today else "否"
    stopped: date | None = row.stopped_on  # type: ignore[attr-defined]
    return "逾期已办" if stopped and stopped > row.told_due else "否"


def _received(row: Application) -> str:
    if row.received_on:
        return row.received_on.isoformat()
    return f"未确认（{timezone.localdate(row.submitted_at).isoformat()}提交）"


def _days_of(row: Application, *kinds: ClockEventKind) -> list[ClockEntry]:
    return [each for each in row.clock_entries.all() if each.kind in kinds]


def _correction(row: Application) -> str:
    words = {ClockEventKind.CORRECTION_ASKED: "告知", ClockEventKind.CORRECTED: "补正"}
    return "，".join(f"{each.on}{words[ClockEventKind(each.kind)]}" for each in _days_of(row, *words))


def _consulted(row: Application) -> str:
    """Say whom the office asked and what came of it, and no names."""
    sent = [each for each in row.consultations.all() if each.sent_on]
    return "；".join(
        f"{each.get_kind_display()}：{each.sent_on}发出，{each.get_opinion_display() or '尚未答复'}" for each in sent
    )


def _extended(row: Application) -> str:
    return "，".join(f"{each.on}延期{each.workdays}个工作日" for each in _days_of(row, ClockEventKind.EXTENDED))


def _due(row: Application) -> str:
    return f"{row.told_due}{'（待校准）' if row.told_provisional else ''}" if row.told_due else ""


def _served(row: Application) -> str:
    replies = [each for each in row.deliveries.all() if each.letter.is_reply]
    return "；".join(
        f"{each.get_way_display()}，{f'{each.delivered_on}送达' if each.delivered_on else f'{each.sent_on}发出'}"
        for each in replies
    )


def _remedies(row: Application) -> str:
    return "；".join(
        f"{each.get_kind_display()}（{' '.join(filter(None, [each.authority, each.number]))}）："
        f"{each.get_result_display() or '尚未审结'}"
        for each in row.remedies.all()
    )


def _remarks(row: Application) -> str:
    delays = [f"延迟答复至{each.until}" for each in _days_of(row, ClockEventKind.DELAYED)]
    fees = [f"信息处理费{each.amount}元{'已缴' if each.paid_on else '未缴'}" for each in row.fees.all()]
    withdrawn = [f"{each.on}申请人撤回" for each in _days_of(row, ClockEventKind.WITHDRAWN)]
    repeats = [f"重复{row.repeats}"] if row.repeats else []
    published = ["已转为主动公开"] if row.record_id else []
    return "；".join([*delays, *fees, *withdrawn, *repeats, *published])


def _answered(row: Application) -> str:
    """Say the day of the last reply of a row `with_days`."""
    day: date | None = row.answered_on  # type: ignore[attr-defined]
    return day.isoformat() if day else ""


Cell = Callable[[Application], str]
COLUMNS: tuple[tuple[str, Cell], ...] = (
    ("编号", lambda row: row.number),
    ("收到日期", _received),
    ("途径", lambda row: row.get_channel_display()),
    ("申请人类型", lambda row: row.applicant.get_kind_display()),
    ("申请人", lambda row: row.applicant.masked_name),
    ("申请内容", lambda row: [*row.wordings.all()][-1].said),
    ("承办科室", lambda row: row.department.name if row.department else ""),
    ("经办人", lambda row: str(row.handler) if row.handler else ""),
    ("补正", _correction),
    ("征求意见", _consulted),
    ("延期", _extended),
    ("答复期限", _due),
    ("答复日期", _answered),
    ("是否超期", lambda row: lateness(row, timezone.localdate())),
    ("办理结果", lambda row: row.get_outcome_display() or row.get_state_display()),
    ("送达方式、日期", _served),
    ("复议诉讼", _remedies),
    ("备注", _remarks),
)
HEAD = ("序号", *(name for name, _ in COLUMNS))
NAME_AT = HEAD.index("申请人")


def lines(rows: Iterable[Application], *, first: int = 1) -> Iterator[tuple[str, ...]]:
    """Yield the rows as texts, numbered from `first`; applicants are masked."""
    for number, row in enumerate(rows, start=first):
        yield (str(number), *(cell(row) for _, cell in COLUMNS))


def lines_with_names(rows: Iterable[Application]) -> Iterator[tuple[str, ...]]:
    """Yield the rows with the applicants' full names; whoever calls has put the reason on record."""
    for number, row in enumerate(rows, start=1):
        line = (str(number), *(cell(row) for _, cell in COLUMNS))
        yield (*line[:NAME_AT], row.applicant.name or row.applicant.masked_name, *line[NAME_AT + 1 :])


def in_chunks(rows: QuerySet[Application]) -> Iterator[Application]:
    """Yield the rows with what their cells read, a few hundred at a time."""
    return together(rows).iterator(chunk_size=CHUNK)
