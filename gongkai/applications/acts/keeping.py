"""案卷材料的增减: what staff add to a case by hand, and take out again while nothing rests on it."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.filing import keep_upload
from gongkai.applications.models import Application, CaseFile, FileKind, LetterState
from gongkai.applications.states import Act
from gongkai.applications.transitions import TABLE, ActRefused, entitled
from gongkai.office import events
from gongkai.office.models import User

from .moving import locked

BY_HAND = tuple(kind for kind in FileKind if kind not in {FileKind.RELEASE, FileKind.LETTER})
"""What is uploaded; what is released and the letters that go out are made here and come in no other way."""


def in_hand(application: Application, *, by: User, to_do: str, at: datetime | None = None) -> Case:
    """Return the case under lock, if one of the person's posts handles it.

    :raises ActRefused: when none does.
    """
    case = Case(locked(application), timezone.localdate(at), by)
    if not entitled(case, TABLE[Act.SEARCH]):
        raise ActRefused(f"您没有可以{to_do}的岗位。此事由信息公开专员，或者承办本件的人员和科室负责人办理。")
    return case


@transaction.atomic
def add_file(
    application: Application,
    upload: UploadedFile,
    *,
    kind: FileKind | str,
    title: str,
    by: User,
    at: datetime | None = None,
) -> CaseFile:
    """Put a file into the case.

    :raises ActRefused: when the person does not handle the case, or such files are not uploaded.
    :raises UploadRefused: when the file cannot be taken.
    """
    case = in_hand(application, by=by, to_do="添加材料", at=at)
    if kind not in BY_HAND:
        raise ActRefused("提供给申请人的信息须由原件经遮盖或原样生成，不能直接上传。")
    file = keep_upload(upload, kind=kind, application=case.application, by=by, title=title, at=at)
    _record("file_added", file, by=by, at=at)
    return file


@transaction.atomic
def withdraw_file(file: CaseFile, *, by: User, at: datetime | None = None) -> None:
    """Take a file out of use; it stays on record.

    :raises ActRefused: when something rests on it: it went out, is enclosed, or proves a service.
    """
    application = _application_of(file)
    in_hand(application, by=by, to_do="作废材料", at=at)
    file = CaseFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if reasons := _rests_on(file):
        raise ActRefused(*reasons)
    file.withdrawn_at = at or timezone.now()
    file.save(update_fields=["withdrawn_at"])
    _record("file_withdrawn", file, by=by, at=at)


def _rests_on(file: CaseFile) -> list[str]:
    enclosed = file.enclosed_in.exclude(state=LetterState.VOIDED).first()
    reasons = [
        "这份材料已经作废。" if file.withdrawn_at else "",
        "发出的文书不能作废。" if file.kind == FileKind.LETTER else "",
        f"这份材料随附于{enclosed}，不能作废。请先在文书中改选随附材料。" if enclosed else "",
        "这份材料是送达证明，不能作废。" if file.proves.exists() else "",
    ]
    return [reason for reason in reasons if reason]


def _application_of(file: CaseFile) -> Application:
    if file.application is None:
        raise ActRefused("这份材料属于更正申请，请在更正申请中办理。")
    return file.application


def _record(verb: str, file: CaseFile, *, by: User, at: datetime | None) -> None:
    application = _application_of(file)
    data = {"file": file.pk, "kind": file.kind, "digest": file.sha256}
    events.record(f"applications.{verb}", application, office=application.office, by=by, data=data, at=at)
