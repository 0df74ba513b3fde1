"""待办来处: what waits for a person among the applications, and how many of an office's stand under each light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from gongkai.law.clock import ClockEventKind
from gongkai.law.letters import LetterKind
from gongkai.law.timeliness import CHINA_TIME, DueAt, Light, end_of, light
from gongkai.law.workdays import WorkCalendar
from gongkai.office.calendar import Calendars
from gongkai.office.models import Office, Role, User

from .models import Application, Letter, LetterState, Rectification, Remedy
from .piles import entries, reckoned, waits_until
from .states import AT_WORK, OPEN, UNDECIDED, State
from .telling import UNDER_WAY, untold

LIMIT = 500
WAITING = (
    State.CORRECTION_PENDING,
    State.REASONS_PENDING,
    State.FEE_PENDING,
    State.CONSULTING_THIRD_PARTY,
    State.CONSULTING_AGENCY,
)
HANDLING = (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, Role.DISCLOSURE_OFFICER)
REMEDY_KEEPERS = (Role.DISCLOSURE_OFFICER, Role.LEGAL_REVIEWER)
TELL_APPLICANT = "告知申请人正在征求意见"
OVER = {
    State.CORRECTION_PENDING: "补正期满，作出处理",
    State.REASONS_PENDING: "说明理由期满，继续办理",
    State.FEE_PENDING: "缴费期满，作出处理",
    State.CONSULTING_THIRD_PARTY: "登记逾期未提出意见",
    State.CONSULTING_AGENCY: "登记逾期未提出意见",
}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that waits: which case, the act in the office's words, where, and until when; no full name in it."""

    title: str
    act: str
    address: str
    office: Office
    due: date | None = None
    light: Light | None = None
    is_provisional: bool = False


def waiting_for(user: User, now: datetime | None = None, calendars: Calendars | None = None) -> list[Task]:
    """Return what waits for the person among the applications, remedies and requests for correction, in no order."""
    today = timezone.localdate(now)
    held = _offices_by_role(user)
    cases, remedies, rectifications = _cases(user, held), _remedies(user, held), _rectifications(user, held)
    kept = Calendars() if calendars is None else calendars
    return [
        *(task for case in cases if (task := _of_case(case, user, held, kept[case.office_id], today))),
        *(_of_remedy(row, kept[row.office_id], today) for row in remedies),
        *(_of_rectification(row, kept[row.office_id], today) for row in rectifications),
    ]


def light_of(due: date, *, calendar: WorkCalendar, today: date) -> Light:
    """Return how near a day is that is the last one to act."""
    return light(datetime.combine(today, time.min, CHINA_TIME), DueAt(end_of(due)), calendar)


def lights_by_office(calendars: Mapping[int, WorkCalendar], *, today: date) -> dict[int, Counter[Light]]:
    """Return how many open applications of each office stand under each light, by the deadline last told.

    `calendars` are those of the offices, by their keys.
    """
    found: dict[int, Counter[Light]] = {office: Counter() for office in calendars}
    rows = Application.objects.filter(office__in=found, state__in=sorted(OPEN)).order_by()
    for office, due, count in rows.values_list("office", "told_due").annotate(Count("pk")):
        found[office][light_of(due, calendar=calendars[office], today=today) if due else Light.GREEN] += count
    return found


Held = Mapping[str, set[int]]


def _offices_by_role(user: User) -> Held:
    found: dict[str, set[int]] = {}
    for post in user.active_posts():
        found.setdefault(post.role, set()).add(post.office_id)
    return found


def _of(held: Held, roles: Iterable[str]) -> set[int]:
    return set().union(*(held.get(role, set()) for role in roles))


def _cases(user: User, held: Held) -> list[Application]:
    """Return the cases in which this person has the next step, with what tells which step that is."""
    offices = _of(held, HANDLING)
    if not offices:
        return []
    rows = Application.objects.visible_to(user).filter(office__in=offices, state__in=sorted(OPEN | {State.SERVED}))
    rows = rows.filter(_officers(held) | _handlers(user) | _heads(user))
    related = rows.select_related("office", "applicant").order_by("told_due", "id")
    return list(related.prefetch_related(entries(), Prefetch("letters", _telling()))[:LIMIT])


def _telling() -> QuerySet[Letter]:
    """Return the letters that are to go out, and those by which an applicant is told of a consultation."""
    notices = Q(kind=LetterKind.CONSULTATION_NOTICE, state__in=tuple(UNDER_WAY))
    return Letter.objects.filter(Q(state=LetterState.SIGNED) | notices).order_by("id")


def _officers(held: Held) -> Q:
    offices = held.get(Role.DISCLOSURE_OFFICER, set())
    nobodys = Q(state__in=sorted(UNDECIDED | {State.DECIDED}), department=None, handler=None)
    return Q(office__in=offices) & (Q(state__in=(State.SUBMITTED, State.SERVED)) | nobodys)


def _handlers(user: User) -> Q:
    return Q(handler=user, state__in=sorted(AT_WORK | {State.DECIDED, *WAITING}))


def _heads(user: User) -> Q:
    """Whoever heads a department has what lies there in nobody's hands."""
    headed = {post.department_id for post in user.active_posts() if post.role == Role.DEPARTMENT_HEAD}
    return Q(department__in=headed - {None}, handler=None, state__in=sorted(AT_WORK | {State.DECIDED, *WAITING}))


def _of_case(case: Application, user: User, held: Held, calendar: WorkCalendar, today: date) -> Task | None:
    act = _next_act(
        case, is_officer=case.office_id in held.get(Role.DISCLOSURE_OFFICER, ()), calendar=calendar, today=today
    )
    if not act:
        return None
    due = case.told_due if case.is_open else None
    return Task(
        title=f"{case}（{case.applicant.masked_name}）",
        act=act,
        address=case.desk_address(),
        office=case.office,
        due=due,
        light=light_of(due, calendar=calendar, today=today) if due else None,
        is_provisional=case.told_provisional,
    )


def _next_act(case: Application, *, is_officer: bool, calendar: WorkCalendar, today: date) -> str:
    """Return what is to be done; "" while somebody else is waited for."""
    if signed := [each.get_kind_display() for each in case.letters.all() if each.state == LetterState.SIGNED]:
        return f"发出{'、'.join(signed)}"
    if case.state in WAITING:
        until = waits_until(case, reckoned(case, calendar, today), calendar)
        return OVER[State(case.state)] if until and until < today else _to_tell(case)
    if case.state in {State.SUBMITTED, State.SERVED}:
        return "确认收到" if case.state == State.SUBMITTED else "登记送达、办结"
    return "交办" if is_officer and case.department_id is None and case.handler_id is None else "办理"


def _to_tell(case: Application) -> str:
    """Return that the applicant is to be told of a consultation which suspends his period."""
    entries = case.clock_entries.all()
    asked = {each.consultation for each in entries if each.consultation}
    is_ordered = any(each.kind == ClockEventKind.ORDERED for each in entries)
    return TELL_APPLICANT if not is_ordered and untold(asked, case.letters.all(), since=UNDER_WAY) else ""


def _remedies(user: User, held: Held) -> list[Remedy]:
    offices = _of(held, REMEDY_KEEPERS)
    if not offices:
        return []
    rows = Remedy.objects.visible_to(user).filter(office__in=offices, ended_on=None, answered_on=None)
    return list(rows.exclude(answer_due=None).select_related("office", "application")[:LIMIT])


def _of_remedy(row: Remedy, calendar: WorkCalendar, today: date) -> Task:
    assert row.answer_due  # noqa: S101  asked for by the query
    return Task(
        title=f"{row.application}：{row.get_kind_display()}",
        act="提交答复、答辩",
        address=row.desk_address(),
        office=row.office,
        due=row.answer_due,
        light=light_of(row.answer_due, calendar=calendar, today=today),
    )


def _rectifications(user: User, held: Held) -> list[Rectification]:
    """Return what the person has to answer, and for the officer what is signed and has to be told."""
    offices = _of(held, HANDLING)
    if not offices:
        return []
    headed = {post.department_id for post in user.active_posts() if post.role == Role.DEPARTMENT_HEAD}
    under_way = Q(letters__state__in=(LetterState.IN_REVIEW, LetterState.SIGNED))
    own = (Q(handler=user) | Q(handler=None, department__in=headed - {None})) & ~under_way
    to_tell = Q(office__in=held.get(Role.DISCLOSURE_OFFICER, set()), letters__state=LetterState.SIGNED)
    rows = Rectification.objects.visible_to(user).filter(own | to_tell, office__in=offices, told_on=None)
    return list(rows.select_related("office").distinct()[:LIMIT])


def _of_rectification(row: Rectification, calendar: WorkCalendar, today: date) -> Task:
    return Task(
        title=str(row),
        act="答复更正申请",
        address=row.desk_address(),
        office=row.office,
        due=row.due_on,
        light=light_of(row.due_on, calendar=calendar, today=today),
    )
