"""状态转换表: which act is lawful in which state, by whom, under which conditions, with which letter.

The one declared table of the case. Screens offer what it allows, acts ask it again under a lock, tests walk every cell.
Conditions that depend on what is being entered (a date, an outcome) are checked by the act itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.letters import LetterKind
from gongkai.office.models import Role

from . import guards as when
from .case import Case
from .guards import Guard
from .states import AT_WORK, CONSULTING, OPEN, UNDECIDED, Act, State

OFFICER = (Role.DISCLOSURE_OFFICER,)
HANDLERS = (Role.DISCLOSURE_OFFICER, Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD)
"""The disclosure officer, and whoever of the department the application was assigned to."""
INTAKE = (Role.DISCLOSURE_OFFICER, Role.CONTRIBUTOR)


class ActRefused(Exception):
    """The act is not lawful now; `reasons` lists every reason, not only the first."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("".join(reasons))


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row of the table. `sources` empty: the act begins an application. `target` None: the state follows the facts."""

    act: Act
    sources: frozenset[State]
    target: State | None = None
    roles: tuple[Role, ...] = HANDLERS
    by_applicant: bool = False
    guards: tuple[Guard, ...] = ()
    letters: tuple[LetterKind, ...] = ()


def _row(act: Act, sources: frozenset[State] | set[State], target: State | None = None, **more: object) -> Transition:
    return Transition(act=act, sources=frozenset(sources), target=target, **more)  # type: ignore[arg-type]


RUNNING = frozenset(
    {
        State.REGISTERED,
        State.REASONS_PENDING,
        State.CONSULTING_THIRD_PARTY,
        State.CONSULTING_AGENCY,
        State.REFERRED_UP,
        State.DRAFTING,
    }
)
"""The office works on it, and its clock runs or is suspended."""

ROWS = (
    _row(Act.SUBMIT, set(), State.SUBMITTED, roles=(), by_applicant=True, letters=(LetterKind.SUBMISSION_RECEIPT,)),
    _row(
        Act.TAKE_IN,
        set(),
        roles=INTAKE,
        letters=(LetterKind.REGISTRATION_FORM, LetterKind.REGISTRATION_RECEIPT),
    ),
    _row(
        Act.CONFIRM,
        {State.SUBMITTED},
        State.REGISTERED,
        roles=OFFICER,
        letters=(LetterKind.REGISTRATION_FORM, LetterKind.REGISTRATION_RECEIPT),
    ),
    _row(Act.MARK_UNREACHABLE, {State.SUBMITTED}, State.SUBMITTED, roles=OFFICER),
    _row(Act.ASSIGN, UNDECIDED, roles=OFFICER),
    _row(
        Act.ASK_CORRECTION,
        AT_WORK,
        State.CORRECTION_PENDING,
        guards=(
            when.correction_not_asked_before,
            when.correction_within_seven_workdays,
            when.no_order_pending,
            when.nobody_consulted,
            when.nothing_on_its_way(LetterKind.CORRECTION_NOTICE),
        ),
        letters=(LetterKind.CORRECTION_NOTICE,),
    ),
    _row(Act.TAKE_CORRECTION, {State.CORRECTION_PENDING}, State.REGISTERED, by_applicant=True),
    _row(
        Act.ASK_REASONS,
        AT_WORK,
        State.REASONS_PENDING,
        guards=(when.reasons_not_asked_before, when.nothing_on_its_way(LetterKind.REASONS_NOTICE)),
        letters=(LetterKind.REASONS_NOTICE,),
    ),
    _row(Act.TAKE_REASONS, {State.REASONS_PENDING}, State.DRAFTING, by_applicant=True),
    _row(
        Act.DELAY,
        {State.DRAFTING},
        State.DRAFTING,
        guards=(
            when.reasons_given,
            when.period_not_ordered,
            when.not_delayed_before,
            when.before_the_deadline,
            when.nothing_on_its_way(LetterKind.DELAY_NOTICE),
        ),
        letters=(LetterKind.DELAY_NOTICE,),
    ),
    _row(
        Act.CONSULT,
        AT_WORK | CONSULTING,
        guards=(when.clock_runs,),
        letters=(
            LetterKind.THIRD_PARTY_CONSULTATION,
            LetterKind.CO_MAKER_CONSULTATION,
            LetterKind.AGENCY_CONSULTATION,
            LetterKind.CONSULTATION_NOTICE,
            LetterKind.CONSULTATION_CONFIRMATION,
        ),
    ),
    _row(Act.RECORD_CONSULTATION_DELIVERY, CONSULTING, guards=(when.consultation_undelivered,)),
    _row(Act.TAKE_OPINION, CONSULTING),
    _row(Act.LAPSE_CONSULTATION, CONSULTING, guards=(when.consultation_lapsed,)),
    _row(
        Act.REFER_UP,
        AT_WORK,
        State.REFERRED_UP,
        guards=(when.nothing_on_its_way(LetterKind.REFERRAL),),
        letters=(LetterKind.REFERRAL,),
    ),
    _row(Act.TAKE_RULING, {State.REFERRED_UP}, State.DRAFTING),
    _row(
        Act.ASK_FEE,
        AT_WORK,
        State.FEE_PENDING,
        guards=(
            when.office_charges,
            when.period_not_ordered,
            when.not_charged_before,
            when.clock_runs,
            when.before_the_deadline,
            when.nobody_consulted,
            when.nothing_on_its_way(LetterKind.FEE_NOTICE),
        ),
        letters=(LetterKind.FEE_NOTICE,),
    ),
    _row(
        Act.RECORD_FEE_DELIVERY,
        {State.FEE_PENDING},
        State.FEE_PENDING,
        guards=(when.fee_notice_undelivered,),
    ),
    _row(Act.TAKE_FEE, {State.FEE_PENDING}, State.DRAFTING),
    _row(
        Act.EXTEND,
        RUNNING | {State.APPROVING},
        guards=(
            when.clock_runs,
            when.not_extended_before,
            when.period_not_ordered,
            when.before_the_deadline,
            when.nothing_on_its_way(LetterKind.EXTENSION_NOTICE),
        ),
        letters=(LetterKind.EXTENSION_NOTICE,),
    ),
    _row(Act.SEARCH, RUNNING),
    _row(
        Act.DECIDE,
        AT_WORK | {State.SUBMITTED, State.CORRECTION_PENDING, State.FEE_PENDING},
        guards=(when.nobody_consulted, when.rejoined_or_unreachable),
    ),
    _row(
        Act.SUBMIT_REPLY,
        {State.DRAFTING, State.SUBMITTED, State.CORRECTION_PENDING, State.FEE_PENDING},
        State.APPROVING,
        guards=(when.reply_is_drafted, when.nobody_consulted, when.rejoined_or_unreachable),
    ),
    _row(Act.RETURN_REPLY, {State.APPROVING}, roles=()),
    _row(Act.SIGN_REPLY, {State.APPROVING}, State.DECIDED, roles=()),
    _row(
        Act.SEND_REPLY,
        {State.DECIDED},
        State.SERVED,
        guards=(when.reply_is_signed,),
        letters=(LetterKind.REPLY, LetterKind.NO_FURTHER_PROCESSING, LetterKind.SERVICE_RECORD),
    ),
    _row(Act.RECORD_SERVICE, set(State) - {State.SUBMITTED}, by_applicant=True, guards=(when.something_was_sent,)),
    _row(
        Act.TELL_THIRD_PARTY,
        {State.DECIDED, State.SERVED},
        guards=(when.somebody_to_tell, when.nothing_on_its_way(LetterKind.DISCLOSURE_NOTICE)),
        letters=(LetterKind.DISCLOSURE_NOTICE,),
    ),
    _row(
        Act.CLOSE, {State.SERVED}, State.CLOSED, roles=OFFICER, guards=(when.service_is_proven, when.third_parties_told)
    ),
    _row(Act.ARCHIVE, {State.CLOSED}, State.ARCHIVED, roles=OFFICER, letters=(LetterKind.FILE_LIST,)),
    _row(Act.WITHDRAW, OPEN, State.CLOSED, by_applicant=True),
    _row(
        Act.CONFIRM_WITHDRAWAL,
        {State.CLOSED},
        State.CLOSED,
        guards=(when.was_withdrawn, when.nothing_on_its_way(LetterKind.WITHDRAWAL_CONFIRMATION)),
        letters=(LetterKind.WITHDRAWAL_CONFIRMATION,),
    ),
    _row(
        Act.REOPEN,
        {State.SERVED, State.CLOSED, State.ARCHIVED},
        State.REGISTERED,
        roles=OFFICER,
        guards=(when.remedy_orders_reply,),
    ),
    _row(
        Act.MAKE_PROACTIVE,
        {State.SERVED, State.CLOSED, State.ARCHIVED},
        roles=OFFICER,
        guards=(when.is_granted, when.not_yet_proactive),
    ),
)
TABLE = {row.act: row for row in ROWS}
REVIEW = (Act.RETURN_REPLY, Act.SIGN_REPLY)
"""Acts that review does, by the agreement or the return of its last stage, and nobody else."""


def refusals(case: Case, act: Act) -> list[str]:
    """Return every reason against the act; an empty list means that it is lawful now."""
    row, application = TABLE[act], case.application
    reasons = [_wrong_person(case, row)]
    if application.state not in row.sources:
        reasons.append(f"“{application.get_state_display()}”的申请不能办理“{act.label}”。")
    else:
        reasons += [guard(case) for guard in row.guards]
    return [reason for reason in reasons if reason]


def check(case: Case, act: Act) -> Transition:
    """Return the row of the act.

    :raises ActRefused: with every reason against it.
    """
    if reasons := refusals(case, act):
        raise ActRefused(*reasons)
    return TABLE[act]


def lawful_acts(case: Case) -> list[Act]:
    """Return the acts that this person can do now, in the order of the table."""
    return [row.act for row in ROWS if row.sources and not refusals(case, row.act)]


def entitled(case: Case, row: Transition) -> bool:
    """Test if one of the person's posts gives the act; a drafting post only for an application in its own hands."""
    if case.by is None:
        return row.by_applicant
    application, posts = case.application, case.by.active_posts(case.entered_on or case.today)
    held = [post for post in posts if post.office_id == application.office_id and post.role in row.roles]
    own = application.handler_id == case.by.pk
    headed = {post.department_id for post in held if post.role == Role.DEPARTMENT_HEAD}
    return any(post.role == Role.DISCLOSURE_OFFICER for post in held) or (
        bool(held) and (own or (application.department_id is not None and application.department_id in headed))
    )


def _wrong_person(case: Case, row: Transition) -> str:
    if row.act in REVIEW or entitled(case, row):
        return ""
    if case.by is None:
        return f"“{row.act.label}”由机关办理。"
    names = "、".join(str(Role(role).label) for role in row.roles)
    return (
        f"您没有可以办理“{row.act.label}”的岗位。此事由{names}办理；非信息公开专员只能办理交由本人或本科室承办的申请。"
    )
