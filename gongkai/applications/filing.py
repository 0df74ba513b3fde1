"""材料入卷: bytes come in cleaned and sealed, and stay with the case they came for."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone

from gongkai.office.models import User
from gongkai.office.sealed_files import keep
from gongkai.records.models.attachments import digest
from gongkai.records.uploads import cleaned

from .models import Application, CaseFile, FileKind, Rectification
from .models.files import PURPOSE

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
UNKNOWN = "application/octet-stream"


class CleanUpload(SimpleUploadedFile):
    """An upload that was cleaned before any row was locked: pictures take their time."""


def clean_upload(upload: UploadedFile) -> CleanUpload:
    """Return the upload as it may be kept.

    :raises UploadRefused: when it is too large, not of the kind that its name says, or not a picture that opens.
    """
    name = PurePath(upload.name or "材料").name
    return CleanUpload(name, cleaned(name, upload))


def keep_upload(
    upload: UploadedFile,
    *,
    kind: FileKind | str,
    application: Application | None = None,
    rectification: Rectification | None = None,
    by: User | None,
    title: str = "",
    at: datetime | None = None,
) -> CaseFile:
    """Keep an uploaded file in the case.

    :raises UploadRefused: when it is too large, not of the kind that its name says, or not a picture that opens.
    """
    ready = upload if isinstance(upload, CleanUpload) else clean_upload(upload)
    return keep_bytes(
        ready.read(),
        name=ready.name or "",
        kind=kind,
        application=application,
        rectification=rectification,
        by=by,
        title=title,
        at=at,
    )


def keep_bytes(
    data: bytes,
    *,
    name: str,
    kind: FileKind | str,
    application: Application | None = None,
    rectification: Rectification | None = None,
    by: User | None,
    title: str = "",
    at: datetime | None = None,
) -> CaseFile:
    """Keep bytes that the system made, or that were cleaned already."""
    return CaseFile.objects.create(
        application=application,
        rectification=rectification,
        kind=kind,
        title=(title or str(FileKind(kind).label))[:100],
        name=name[-200:],
        media_type=MEDIA_TYPES.get(PurePath(name).suffix.lower().lstrip("."), UNKNOWN),
        size=len(data),
        sha256=digest(data),
        sealed=keep(data, purpose=PURPOSE),
        added_by=by,
        added_at=at or timezone.now(),
    )
