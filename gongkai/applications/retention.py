"""保存期与清除: personal data goes when its term has run; what the statistics need (kind, dates, outcome) stays.

个人信息保护法第十九条: no longer than the purpose needs. The terms are the office's own (`CaseRules`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from typing import TypeVar

from dateutil.relativedelta import relativedelta
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.office import events
from gongkai.office.encryption import EncryptedJSONField, EncryptedTextField
from gongkai.office.sealed_files import shred

from .models import (
    Applicant,
    Application,
    CaseFile,
    CaseRules,
    Consultation,
    ContactNote,
    Decision,
    Delivery,
    FileKind,
    LetterVersion,
    Rectification,
    Redaction,
    SearchRecord,
    Wording,
)
from .states import State

_Row = TypeVar("_Row", Application, Rectification)
HeldBy = tuple[tuple[type[models.Model], str], ...]
OF_CASE: HeldBy = (
    (Wording, "application"),
    (Consultation, "application"),
    (ContactNote, "application"),
    (Decision, "application"),
    (Delivery, "application"),
    (Redaction, "application"),
    (SearchRecord, "application"),
    (LetterVersion, "letter__application"),
    (CaseFile, "application"),
)
"""Every table of a case that holds encrypted text, with the way to the application."""
OF_RECTIFICATION: HeldBy = ((LetterVersion, "letter__rectification"), (CaseFile, "rectification"))
HELD: dict[type[Application | Rectification], HeldBy] = {Application: OF_CASE, Rectification: OF_RECTIFICATION}


def erase_what_is_due(now: datetime) -> int:
    """Erase identity papers and whole cases whose term has run; return how many rows were emptied."""
    erased = 0
    for office_id in {office for kind in HELD for office in _offices(kind)}:
        rules = CaseRules.objects.filter(office_id=office_id).first() or CaseRules()
        erased += _identity_papers(office_id, now - relativedelta(months=rules.identity_retention_months))
        erased += _whole_cases(office_id, now - relativedelta(years=rules.personal_retention_years), now)
    return erased


def _offices(kind: type[models.Model]) -> Iterable[int]:
    return kind._default_manager.values_list("office_id", flat=True).order_by().distinct()


def _identity_papers(office_id: int, before: datetime) -> int:
    ended = Q(application__office=office_id, application__closed_at__lt=before)
    ended |= Q(rectification__office=office_id, rectification__told_on__lt=timezone.localdate(before))
    papers = list(CaseFile.objects.filter(ended, kind=FileKind.IDENTITY, erased_at__isnull=True))
    for paper in papers:
        _shred(paper, before)
    return len(papers)


def _whole_cases(office_id: int, before: datetime, now: datetime) -> int:
    held = {"office": office_id, "applicant__erased_at__isnull": True}
    applications = Application.objects.filter(archived_at__lt=before, **held).select_related("office")
    answered = Rectification.objects.filter(told_on__lt=timezone.localdate(before), **held).select_related("office")
    cases: list[Application | Rectification] = [*applications, *answered]
    for case in cases:
        erase(case, now=now)
    return len(cases)


@transaction.atomic
def erase(case: Application | Rectification, *, now: datetime) -> None:
    """Empty every encrypted text of the case and shred its files; dates, kind and outcome stay for the statistics."""
    for file in case.files.filter(erased_at__isnull=True):
        _shred(file, now)
    for model, way in HELD[type(case)]:
        model._default_manager.filter(**{way: case}).update(**_emptied(model))
    Applicant.objects.filter(pk=case.applicant_id).update(**_emptied(Applicant), identity_key="", erased_at=now)
    type(case)._default_manager.filter(pk=case.pk).update(**_emptied(type(case)))
    events.record("applications.erased", case, office=case.office, by=None, at=now)


def _emptied(model: type[models.Model]) -> dict[str, object]:
    """Return the encrypted fields of the model with what stands in them afterwards."""
    fields = [field for field in model._meta.local_fields if isinstance(field, EncryptedTextField | EncryptedJSONField)]
    return {field.name: {} if isinstance(field, EncryptedJSONField) else "" for field in fields}


def _shred(file: CaseFile, at: datetime) -> None:
    shred(file.sealed)
    CaseFile.objects.filter(pk=file.pk).update(erased_at=at, sealed="", name="")


def identity_papers_coming(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Return the closed applications whose identity papers still stand, the longest closed first."""
    papers = CaseFile.objects.filter(kind=FileKind.IDENTITY, erased_at__isnull=True, application=OuterRef("pk"))
    return rows.filter(Exists(papers), closed_at__isnull=False).order_by("closed_at", "id")


def cases_coming(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Return the archived applications with personal data, the longest archived first."""
    return rows.filter(archived_at__isnull=False, applicant__erased_at__isnull=True).order_by("archived_at", "id")


def rectification_papers_coming(rows: QuerySet[Rectification]) -> QuerySet[Rectification]:
    """Return the answered requests for correction whose identity papers still stand, the longest answered first."""
    papers = CaseFile.objects.filter(kind=FileKind.IDENTITY, erased_at__isnull=True, rectification=OuterRef("pk"))
    return rows.filter(Exists(papers), told_on__isnull=False).order_by("told_on", "id")


def rectifications_coming(rows: QuerySet[Rectification]) -> QuerySet[Rectification]:
    """Return the answered requests for correction with personal data, the longest answered first."""
    return rows.filter(told_on__isnull=False, applicant__erased_at__isnull=True).order_by("told_on", "id")


def not_archived(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Return what is closed and not archived: its term does not run."""
    return rows.filter(state=State.CLOSED, archived_at__isnull=True).order_by("closed_at", "id")


def identity_papers_end(application: Application, rules: CaseRules) -> datetime:
    """Return the moment from which the identity papers are erased."""
    return application.closed_at + relativedelta(months=rules.identity_retention_months)  # type: ignore[operator]


def case_ends(application: Application, rules: CaseRules) -> datetime:
    """Return the moment from which the whole case is erased."""
    return application.archived_at + relativedelta(years=rules.personal_retention_years)  # type: ignore[operator]


def rectification_papers_end(row: Rectification, rules: CaseRules) -> datetime:
    """Return the moment from which its identity papers are erased; its end is the day on which the answer went out."""
    return _told(row) + relativedelta(months=rules.identity_retention_months)


def rectification_ends(row: Rectification, rules: CaseRules) -> datetime:
    """Return the moment from which the whole request is erased: it is not archived apart, its answer ends it."""
    return _told(row) + relativedelta(years=rules.personal_retention_years)


def _told(row: Rectification) -> datetime:
    return timezone.make_aware(datetime.combine(row.told_on, time.min))  # type: ignore[arg-type]


def dated(
    rows: Iterable[_Row],
    ends: Callable[[_Row, CaseRules], datetime],
    rules: Mapping[int, CaseRules],
) -> list[tuple[_Row, datetime]]:
    """Return the rows with the moment of their erasure, by the rules of each office, which go by its key."""
    return [(row, ends(row, rules[row.office_id])) for row in rows]
