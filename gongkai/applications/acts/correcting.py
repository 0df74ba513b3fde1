"""补正与说明理由: what comes back from the applicant, and the ruling from above (第三十条、第三十五条、第十七条)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongkai.applications.filing import keep_upload
from gongkai.applications.models import Application, ContactNote, FileKind, Wording
from gongkai.applications.states import Act, State
from gongkai.law.clock import ClockEventKind
from gongkai.office.models import User

from .moving import begin, enter, finish, require_past


@transaction.atomic
def take_correction(
    application: Application,
    wording: Wording,
    *,
    on: date,
    by: User | None,
    files: list[UploadedFile] | None = None,
    at: datetime | None = None,
) -> Application:
    """Take the corrected application: both versions stay, and the reply period begins anew (《条例》第三十条)."""
    case = begin(application, Act.TAKE_CORRECTION, by=by, at=at)
    application = case.application
    wording.application, wording.number, wording.received_on = application, application.wordings.count() + 1, on
    wording.save()
    for upload in files or []:
        keep_upload(upload, kind=FileKind.CORRECTION, application=application, by=by, at=at)
    enter(case, ClockEventKind.CORRECTED, on=on, at=at)
    finish(case, Act.TAKE_CORRECTION, state=State.REGISTERED, at=at, data={"wording": wording.number})
    return application


@transaction.atomic
def take_reasons(application: Application, *, on: date, text: str, by: User | None, at: datetime | None = None) -> None:
    """Take the applicant's reasons for so many applications (第三十五条); the clock has not stopped meanwhile."""
    case = begin(application, Act.TAKE_REASONS, by=by, at=at)
    _note(
        case.application, f"申请人说明理由：{text}", on=on, by=by or case.application.letters.latest("id").author, at=at
    )
    enter(case, ClockEventKind.REASONS_GIVEN, on=on, at=at)
    finish(case, Act.TAKE_REASONS, state=State.DRAFTING, at=at)


@transaction.atomic
def take_ruling(application: Application, *, on: date, text: str, by: User, at: datetime | None = None) -> None:
    """Take the answer of the competent or secrecy department to which the question was referred (第十七条)."""
    case = begin(application, Act.TAKE_RULING, by=by, at=at)
    require_past(on, today=case.today)
    _note(case.application, f"主管部门确定意见：{text}", on=on, by=by, at=at)
    finish(case, Act.TAKE_RULING, state=State.DRAFTING, at=at, data={"on": on.isoformat()})


def _note(application: Application, text: str, *, on: date, by: User, at: datetime | None) -> None:
    ContactNote.objects.create(application=application, on=on, text=text, by=by, at=at or timezone.now())
