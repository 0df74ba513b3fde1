"""拟稿: the content of a draft as plain data: addressee, paragraphs, enclosures, remedy, contact."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.models import CaseRules, Consultation, Decision, Rectification
from gongkai.applications.models.cases import ObtainWay
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import outcome
from gongkai.law.remedies import Remedy, RemedyIncomplete, remedy
from gongkai.office.models import Office

from .notices import NOTICES, Request
from .privacy import refuse_telling
from .replies import reply_words
from .saying import addressed, common_words, contact, pronouns
from .wording import (
    cited_together,
    closed,
    day,
    letter_enclosures,
    letter_lines,
    letter_title,
    one_line,
    quoted,
    sentence,
    shipped,
)

DECIDING = (LetterKind.REPLY, LetterKind.NO_FURTHER_PROCESSING)


def compose(
    case: Case,
    kind: str,
    *,
    terms: dict[str, Any],
    consultation: Consultation | None,
    decision: Decision | None,
) -> dict[str, Any]:
    """Return the content of a draft of this kind, composed from the case.

    `terms` are what the letter fixes: `what`, `until` (ISO date), `workdays`, `reasons`, `basis` and `quantity` of a fee,
    `agency` of a referral, `counts` where the number of applications is not to be counted from the register.

    :raises ActRefused: naming what is missing, or that the draft would tell one party who the other is.
    """
    kind = LetterKind(kind)
    request = Request(case=case, terms=terms, consultation=consultation)
    if kind in DECIDING:
        content = _reply(case, kind, decision)
    elif kind in NOTICES:
        content = _notice(request, kind)
    else:
        raise ActRefused(f"{kind.label}不用拟稿，由系统按案卷生成。")
    refuse_telling(content, case, kind, consultation)
    return content


def _notice(request: Request, kind: LetterKind) -> dict[str, Any]:
    says, addressee = NOTICES[kind]
    words = {**common_words(request.case, kind), **says(request)}
    return {
        **_frame(request.case.application.office, request.case),
        "title": letter_title(kind),
        "addressee": addressee(request),
        "body": "\n".join(letter_lines(kind, words)),
        "enclosures": letter_enclosures(kind),
        **_told_remedy(case_remedy(request.case, kind, None), words),
    }


def _reply(case: Case, kind: LetterKind, decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        raise ActRefused("请先拟定答复的结果、依据和理由。")
    ending = outcome(decision.outcome)
    if ending.letter is not kind:
        raise ActRefused(f"“{ending.label}”应当拟写{ending.letter.label}。")
    words = {**common_words(case, kind), **reply_words(case, decision)}
    return {
        **_frame(case.application.office, case),
        "title": ending.title,
        "addressee": addressed(case.application.applicant.name),
        "body": "\n".join(letter_lines(kind, words)),
        "enclosures": [],
        **_told_remedy(case_remedy(case, kind, decision), words),
    }


def _frame(office: Office, case: Case) -> dict[str, str]:
    return {"office": office.name, "contact": contact(office, case.application.handler or case.by), "note": ""}


def _told_remedy(told: Remedy, words: dict[str, str]) -> dict[str, str]:
    """Return the paragraph with its version; no version where no paragraph belongs."""
    return {"remedy": told.text.replace("您", words["you"]), "remedy_version": told.version if told.text else ""}


def case_remedy(case: Case, kind: LetterKind, decision: Decision | None) -> Remedy:
    """Return the remedy paragraph of the day for the outcome, or for a letter that ends no case."""
    code, parts = (decision.outcome, tuple(decision.refused_under)) if decision else (kind.value, ())
    return _remedy(code, rules=case.rules, on=case.today, refused_under=parts, online=_goes_online(case))


def _goes_online(case: Case) -> bool:
    application = case.application
    return application.agrees_to_electronic_service and application.obtain_way in {ObtainWay.ONLINE, ObtainWay.EMAIL}


def _remedy(code: str, *, rules: CaseRules, on: date, refused_under: tuple[str, ...] = (), online: bool) -> Remedy:
    """Return the paragraph; it names the address for filing on line whenever the office has one."""
    try:
        return remedy(
            code,
            on=on,
            served_online=online or bool(rules.filing_address),
            authority=rules.authority,
            court=rules.court,
            filing_address=rules.filing_address,
            refused_under=refused_under,
        )
    except RemedyIncomplete as incomplete:
        raise ActRefused(str(incomplete)) from incomplete


def compose_rectification(row: Rectification, *, result: str, on: date | None = None) -> dict[str, Any]:
    """Return the content of the answer to a request for correction (《条例》第四十一条); `on` is today unless told.

    :raises ActRefused: naming what is missing.
    """
    kind = LetterKind.RECTIFICATION_REPLY
    words = _rectification_words(row, result, kind)
    rules = CaseRules.of(row.office)
    told = _remedy(kind.value, rules=rules, on=on or timezone.localdate(), online=False)
    return {
        "office": row.office.name,
        "title": letter_title(kind),
        "addressee": addressed(row.applicant.name),
        "body": "\n".join(letter_lines(kind, words)),
        "enclosures": [],
        **_told_remedy(told, words),
        "contact": contact(row.office, row.registered_by),
        "note": "",
    }


def _rectification_words(row: Rectification, result: str, kind: LetterKind) -> dict[str, str]:
    words = {
        **pronouns(row.applicant),
        "number": row.number,
        "received": day(row.received_on),
        "subject": quoted(row.subject),
        "finding": closed(row.finding),
        "other_agency": one_line(row.other_agency),
        "basis": cited_together(kind.basis),
    }
    template = shipped()["rectification_decisions"].get(result)
    if template is None:
        raise ActRefused("请选择更正申请的处理结果。")
    return words | {"decision": sentence(template, words)}
