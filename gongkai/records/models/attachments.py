"""附件与图片: files of a record, in private storage until the record is public."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils import timezone

from gongkai.office.models import Office, User

from .record import Record


class AttachmentKind(models.TextChoices):
    FILE = "FILE", "附件"
    IMAGE = "IMAGE", "正文图片"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User) -> AttachmentQuerySet:
        return self.filter(record__office__in=Office.objects.visible_to(user))

    def standing(self) -> AttachmentQuerySet:
        """Return those that belong to the draft, in reading order; a removed file stays for the published version."""
        return self.filter(removed_at__isnull=True).order_by("order", "id")


def private_place(attachment: Attachment, filename: str) -> str:
    """Return where the file lies: by record, under its digest, never under the name that somebody chose."""
    return f"records/{attachment.record_id}/{attachment.sha256[:16]}{PurePath(filename).suffix.lower()}"


class Attachment(models.Model):
    """One file, added under a title and never overwritten; its digest is part of what is reviewed."""

    record = models.ForeignKey(Record, verbose_name="信息", on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField("类型", max_length=5, choices=AttachmentKind.choices, default=AttachmentKind.FILE)
    title = models.CharField("标题", max_length=200)
    alt = models.CharField("图片说明", max_length=200, blank=True)
    file = models.FileField("文件", upload_to=private_place)
    name = models.CharField("原文件名", max_length=200)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("摘要", max_length=64)
    added_by = models.ForeignKey(User, verbose_name="上传人", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("上传时间", default=timezone.now)
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="IMAGE") | ~models.Q(alt=""),
                name="attachment_image_has_alt",
                violation_error_message="图片必须填写说明文字，供看不见图片的人了解内容。",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Keep the file: it may belong to a published version. Use `remove`."""
        raise FileIsEvidence("附件不能删除，只能从草稿中移除。")

    def remove(self, *, at: Any) -> None:
        """Take the file out of the draft; a published version that has it keeps it."""
        self.removed_at = at
        self.save(update_fields=["removed_at"])

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower().lstrip(".")

    @property
    def desk_address(self) -> str:
        return f"/desk/attachments/{self.pk}/{self.sha256[:8]}.{self.suffix}"

    def content(self) -> dict[str, Any]:
        """Return the facts that a reviewer answers for."""
        facts = ("id", "kind", "title", "alt", "name", "size")
        return {"digest": self.sha256, **{fact: getattr(self, fact) for fact in facts}}


class FileIsEvidence(Exception):
    """Files are taken out of drafts, never deleted."""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
