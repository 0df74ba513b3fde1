"""区分处理: what may be given is made from a source by masking (《条例》第三十七条), or as it is, and proven before it is kept.

The places are kept while somebody works on them; the words beneath them are never kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.applications.filing import keep_bytes
from gongkai.applications.models import Application, CaseFile, FileKind, Redaction
from gongkai.applications.states import UNDECIDED
from gongkai.applications.transitions import ActRefused
from gongkai.office import events
from gongkai.office.models import User
from gongkai.papers.redaction import (
    Mask,
    MaskOutsidePage,
    SourceEncrypted,
    SourceTooLarge,
    SourceUnreadable,
    find_text,
    page_count,
    prove,
    redact,
)

from .keeping import in_hand

MASKABLE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})
UNREADABLE = (SourceUnreadable, SourceEncrypted, SourceTooLarge, MaskOutsidePage)
PDF_FIRST = "只有PDF和图片可以在这里提供。其他文件请先导出为PDF再上传，避免修订痕迹、批注和作者信息随文件带出。"


def working_on(source: CaseFile) -> Redaction | None:
    """Return the masking of the source that is not finished, None where nobody has begun."""
    return source.redactions.filter(release=None).order_by("-id").first()


def masks_of(redaction: Redaction | None) -> list[Mask]:
    return [Mask(**place) for place in redaction.masks] if redaction else []


@transaction.atomic
def add_masks(source: CaseFile, masks: Sequence[Mask], *, by: User, at: datetime | None = None) -> Redaction:
    """Lay more masks over the source; one that is there already is not laid twice.

    :raises ActRefused: when the source cannot be worked on, or a mask lies outside its pages.
    """
    data = _begin(source, by=by, at=at)
    pages = page_count(data)
    if outside := [mask for mask in masks if mask.page >= pages]:
        raise ActRefused(f"文件共{pages}页，没有第{outside[0].page + 1}页。")
    redaction = working_on(source) or Redaction(application=source.application, source=source, by=by)
    redaction.masks = [_place(mask) for mask in dict.fromkeys([*masks_of(redaction), *masks])]
    redaction.by, redaction.at = by, at or timezone.now()
    redaction.save()
    return redaction


def mask_text(source: CaseFile, text: str, *, by: User, at: datetime | None = None) -> int:
    """Mask every occurrence of the text, and return how many masks that took.

    :raises ActRefused: when the source has no such text; a scanned page has none at all.
    """
    found = find_text(_begin(source, by=by, at=at), text) if text.strip() else []
    if not found:
        raise ActRefused("文件中没有找到这段文字。扫描件和图片没有可以查找的文字，请按位置遮盖。")
    add_masks(source, found, by=by, at=at)
    return len(found)


@transaction.atomic
def remove_mask(source: CaseFile, number: int, *, by: User, at: datetime | None = None) -> None:
    """Take away the mask with this number, from 0."""
    _begin(source, by=by, at=at)
    redaction = working_on(source)
    if redaction is None or not 0 <= number < len(redaction.masks):
        raise ActRefused("没有这一处遮盖，可能已经移除。")
    redaction.masks = [place for n, place in enumerate(redaction.masks) if n != number]
    redaction.save(update_fields=["masks"])


def release_masked(
    source: CaseFile,
    *,
    title: str,
    reasons: str,
    allowed: Sequence[str] = (),
    by: User,
    at: datetime | None = None,
) -> CaseFile:
    """Make the masked file, prove that nothing masked can be found in it, and only then keep it as released.

    `allowed` are words beneath the masks that somebody has looked at and lets stand elsewhere.

    :raises ActRefused: with everything that stands against it; nothing is kept then.
    """
    data, redaction = _begin(source, by=by, at=at), working_on(source)
    masks = masks_of(redaction)
    if redaction is None or not masks:
        raise ActRefused("还没有遮盖任何内容。不需要遮盖的，请办理“原样提供”。")
    made = _proven(data, masks, allowed)
    with transaction.atomic():
        _begin(source, by=by, at=at)
        redaction = Redaction.objects.select_for_update(of=("self",)).get(pk=redaction.pk)
        if redaction.release_id or masks_of(redaction) != masks:
            raise ActRefused("遮盖位置在生成期间有改动，请重新生成。")
        redaction.reasons = reasons
        return _keep(redaction, made, title=title, by=by, at=at)


def release_whole(source: CaseFile, *, title: str, by: User, at: datetime | None = None) -> CaseFile:
    """Release the source as it looks, drawn anew: no author, no revision, no comment goes along.

    :raises ActRefused: when the source is neither a PDF nor a picture, or cannot be proven clean.
    """
    made = _proven(_begin(source, by=by, at=at), [], ())
    with transaction.atomic():
        _begin(source, by=by, at=at)
        redaction = Redaction(application=source.application, source=source, by=by)
        return _keep(redaction, made, title=title, by=by, at=at)


def _begin(source: CaseFile, *, by: User, at: datetime | None) -> bytes:
    """Return the bytes of a source on which this person may work now."""
    application = _owner(source)
    with transaction.atomic():
        case = in_hand(application, by=by, to_do="区分处理", at=at)
    if reasons := _objections(source, case.application):
        raise ActRefused(*reasons)
    try:
        data = source.data()
        page_count(data)
    except UNREADABLE as unread:
        raise ActRefused(str(unread)) from unread
    return data


def _objections(source: CaseFile, application: Application) -> list[str]:
    reasons = [
        "" if source.kind == FileKind.SOURCE else "只有“拟提供的信息原件”可以作区分处理。",
        "这份原件已经作废。" if source.withdrawn_at or source.erased_at else "",
        "" if application.state in UNDECIDED else f"“{application.get_state_display()}”的申请不能再处理原件。",
        "" if source.media_type in MASKABLE else PDF_FIRST,
    ]
    return [reason for reason in reasons if reason]


def _proven(data: bytes, masks: Sequence[Mask], allowed: Sequence[str]) -> bytes:
    try:
        made = redact(data, masks)
        problems = prove(made, masks=masks, source=data, allowed=allowed)
    except UNREADABLE as unread:
        raise ActRefused(str(unread)) from unread
    if problems:
        raise ActRefused(*problems)
    return made


def _keep(redaction: Redaction, made: bytes, *, title: str, by: User, at: datetime | None) -> CaseFile:
    application, moment = redaction.application, at or timezone.now()
    release = keep_bytes(
        made, name=f"{title}.pdf", kind=FileKind.RELEASE, application=application, by=by, title=title, at=moment
    )
    redaction.release, redaction.proven_at, redaction.by, redaction.at = release, moment, by, moment
    redaction.save()
    data = {"source": redaction.source_id, "release": release.pk, "masks": len(redaction.masks)}
    events.record("applications.released", application, office=application.office, by=by, data=data, at=at)
    return release


def _owner(source: CaseFile) -> Application:
    if source.application is None:
        raise ActRefused("这份材料属于更正申请，不能在这里处理。")
    return source.application


def _place(mask: Mask) -> dict[str, Any]:
    return {"page": mask.page, "left": mask.left, "top": mask.top, "right": mask.right, "bottom": mask.bottom}
