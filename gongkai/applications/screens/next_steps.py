"""下一步: what this person can lawfully do to the case now, and why the rest of its state cannot be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.applications.acts.writing import ACT_OF
from gongkai.applications.case import Case
from gongkai.applications.models import Letter, LetterState
from gongkai.applications.states import Act
from gongkai.applications.telling import UNDER_WAY
from gongkai.applications.transitions import REVIEW, ROWS, TABLE, entitled, lawful_acts, refusals
from gongkai.law.letters import LetterKind

from .doing import PAGES, slug_of

BY_LETTER = frozenset({Act.SUBMIT_REPLY, Act.SEND_REPLY})
"""Acts that are done on the page of the reply."""


AWAITED = frozenset(
    {
        Act.CONFIRM,
        Act.TAKE_CORRECTION,
        Act.TAKE_REASONS,
        Act.RECORD_CONSULTATION_DELIVERY,
        Act.TAKE_OPINION,
        Act.LAPSE_CONSULTATION,
        Act.TAKE_RULING,
        Act.RECORD_FEE_DELIVERY,
        Act.TAKE_FEE,
    }
)
"""What the state of the case waits for."""
SELDOM = frozenset({Act.ASK_CORRECTION, Act.ASK_REASONS, Act.DELAY, Act.CONSULT, Act.REFER_UP, Act.ASK_FEE, Act.EXTEND})
"""What only some cases need."""

ABOUT_OPEN = frozenset(
    {
        LetterKind.THIRD_PARTY_CONSULTATION,
        LetterKind.CO_MAKER_CONSULTATION,
        LetterKind.AGENCY_CONSULTATION,
        LetterKind.CONSULTATION_NOTICE,
    }
)
"""Letters that mean nothing any more when the opinion is there."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do: the words of the button and where it leads."""

    label: str
    address: str
    is_final: bool = False


@dataclass(frozen=True)
class Refused:
    """An act of this state that cannot be done now, with every reason."""

    label: str
    reasons: list[str]


def next_steps(case: Case) -> list[Step]:
    """Return what the person can do now: what lies half done first, then the acts in the order of the table.

    What was waited for comes before deciding, deciding before what is seldom needed. Giving the case to others, amending
    what was served and the applicant's withdrawal are nearly always possible, so they come last.
    """
    lawful = sorted(_offered(case), key=lambda act: (_comes_last(case, act), _rank(case, act)))
    return [
        *_with_letters(case),
        *_draft_reply(case, lawful),
        *_tell_applicant(case, lawful),
        *map(_step(case), lawful),
    ]


def _offered(case: Case) -> list[Act]:
    return [act for act in lawful_acts(case) if act not in {*REVIEW, *BY_LETTER}]


def _rank(case: Case, act: Act) -> int:
    if act in AWAITED or (act is Act.ASSIGN and case.application.department_id is None):
        return 0
    return 2 if act in SELDOM else 1


def _comes_last(case: Case, act: Act) -> bool:
    """Test if the act is possible but hardly what comes next."""
    is_assigned = case.application.department_id is not None
    is_served = all(each.delivered_on for each in case.application.deliveries.all() if each.letter.is_reply)
    return act is Act.WITHDRAW or (act is Act.ASSIGN and is_assigned) or (act is Act.RECORD_SERVICE and is_served)


def refused_acts(case: Case) -> list[Refused]:
    """Return the acts that belong to this state and cannot be done, each with all its reasons."""
    rows = [row for row in ROWS if case.application.state in row.sources and row.act not in REVIEW]
    found = [Refused(row.act.label, reasons) for row in rows if (reasons := refusals(case, row.act))]
    unsent = [letter for letter in case.letters if letter.state == LetterState.SIGNED]
    return found + [
        Refused(f"发出{letter.get_kind_display()}", reasons)
        for letter in unsent
        if not letter.is_reply and (reasons := against_sending(case, letter))
    ]


def against_sending(case: Case, letter: Letter, *, on: date | None = None) -> list[str]:
    """Return every reason why the act that the letter serves could not be done by sending it."""
    act = Act.SEND_REPLY if letter.is_reply else ACT_OF[letter.kind]
    return refusals(case.when_sent(letter, on=on), act)


def _with_letters(case: Case) -> list[Step]:
    return [step for letter in case.letters if (step := _of_letter(case, letter))]


def _of_letter(case: Case, letter: Letter) -> Step | None:
    name = letter.get_kind_display()
    if letter.state == LetterState.DRAFT and _still_serves(case, letter):
        return Step(label=f"核对并送审签：{name}", address=letter.desk_address())
    if letter.state == LetterState.SIGNED and not against_sending(case, letter):
        return Step(label=f"发出：{name}", address=reverse("application_letter_send", args=[letter.pk]))
    return None


def _still_serves(case: Case, letter: Letter) -> bool:
    """Test if the draft is this person's, and the case has not gone past what it serves."""
    row = TABLE[Act.SUBMIT_REPLY if letter.is_reply else ACT_OF[letter.kind]]
    is_answered = letter.kind in ABOUT_OPEN and letter.consultation is not None and not letter.consultation.is_open
    return entitled(case, row) and case.application.state in row.sources and not is_answered


def _draft_reply(case: Case, lawful: list[Act]) -> list[Step]:
    if Act.DECIDE not in lawful or case.decision is None or case.reply:
        return []
    return [Step(label="拟写答复文书", address=_address(case, "draft-reply"))]


def _tell_applicant(case: Case, lawful: list[Act]) -> list[Step]:
    """Offer the notice to the applicant as long as no draft of it lies before him who would write it."""
    if Act.CONSULT not in lawful or not case.untold(since=UNDER_WAY | {LetterState.DRAFT}):
        return []
    return [Step(label=PAGES["tell-applicant"].title, address=_address(case, "tell-applicant"))]


def _step(case: Case):  # type: ignore[no-untyped-def]
    def step(act: Act) -> Step:
        slug = slug_of(act)
        if slug in PAGES:
            return Step(label=act.label, address=_address(case, slug), is_final=PAGES[slug].is_final)
        return Step(label=act.label, address=reverse(SCREENS[act], args=[case.application.pk]))

    return step


def _address(case: Case, slug: str) -> str:
    return reverse("application_act", args=[case.application.pk, slug])


SCREENS = {Act.DECIDE: "application_decide", Act.MAKE_PROACTIVE: "application_make_proactive"}
"""Acts that need more than one form."""
