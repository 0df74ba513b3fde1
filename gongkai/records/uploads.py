"""上传: what may come in as an attachment, and what is stripped from it before it is kept."""

from __future__ import annotations

import io
import warnings
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from PIL import Image, ImageOps, UnidentifiedImageError

from gongkai.office import events
from gongkai.office.models import User

from .models import Attachment, AttachmentKind, Record
from .models.attachments import digest

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
IMAGES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
SIGNATURES = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0",),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "wps": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "et": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
}
"""The first bytes by which a file of the kind is recognised, whatever its name says."""


class UploadRefused(Exception):
    """The file cannot be taken; the sentence says why and what to do."""


def attach(
    record: Record, upload: UploadedFile, *, title: str, by: User, alt: str = "", at: datetime | None = None
) -> Attachment:
    """Keep the file in private storage as part of the record's draft. A picture with `alt` belongs to the body.

    :raises UploadRefused: when the file is too large, of another kind than its name says, or a picture without alt.
    """
    kind, moment = AttachmentKind.IMAGE if alt else AttachmentKind.FILE, at or timezone.now()
    name = PurePath(upload.name or "").name
    data = cleaned(name, upload)
    row = Attachment(
        record=record,
        kind=kind,
        title=(title or PurePath(name).stem)[:200],
        alt=alt,
        name=name[-200:],
        size=len(data),
        sha256=digest(data),
        added_by=by,
        added_at=moment,
        order=record.attachments.count(),
    )
    row.file.save(name, ContentFile(data), save=False)
    row.save()
    facts = {"id": row.pk, "digest": row.sha256}
    events.record("records.attachment_added", record, office=record.office, by=by, data=facts, at=moment)
    return row


def cleaned(name: str, upload: UploadedFile) -> bytes:
    """Return the bytes to keep: a picture is drawn anew (place and camera are gone), a document passes as it is.

    :raises UploadRefused: see `attach`.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise UploadRefused(f"“{name}”超过20MB，请压缩或拆分后再上传。")
    data = upload.read()
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if suffix in IMAGES:
        return _redrawn(name, suffix, data)
    if suffix not in SIGNATURES:
        allowed = "、".join([*SIGNATURES, *IMAGES])
        raise UploadRefused(f"不能上传“{name}”：只接受 {allowed} 文件。")
    if not data.startswith(SIGNATURES[suffix]):
        raise UploadRefused(f"“{name}”的内容与扩展名 .{suffix} 不符，可能已损坏或改过名。请重新导出后上传。")
    return data


def _redrawn(name: str, suffix: str, data: bytes) -> bytes:
    """Draw the picture anew, so that nothing but its pixels is kept."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(data))
            if picture.width * picture.height > MAX_PIXELS:
                raise UploadRefused(f"图片“{name}”尺寸过大，请缩小到4000万像素以内。")
            picture.load()
            picture = ImageOps.exif_transpose(picture)  # how a telephone was held is not among the pixels
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, Image.DecompressionBombWarning) as broken:
        raise UploadRefused(f"“{name}”不是可以打开的图片，请重新保存后上传。") from broken
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if picture.mode == "P":
        bare.putpalette(picture.getpalette() or [])
    form = IMAGES[suffix]
    out = io.BytesIO()
    (bare.convert("RGB") if form == "JPEG" else bare).save(out, form)
    return out.getvalue()
