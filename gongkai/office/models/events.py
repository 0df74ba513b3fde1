"""事件: what was done, by whom, in which post. Append-only and chained; the audit trail and the outbox in one."""

from __future__ import annotations

from typing import Any

from django.db import models

from .offices import Office
from .people import Post, User


class RowIsEvidence(Exception):
    """Evidence is added to, never changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> int:
        raise RowIsEvidence("留痕记录只能追加，不能修改。")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise RowIsEvidence("留痕记录只能追加，不能删除。")


class AppendOnly(models.Model):
    """A row written once. Database triggers (see `office.protection`) hold the same line below the ORM."""

    wagtail_reference_index_ignore = True
    """Wagtail would keep with every row a list of where it points; its screens that ask are closed here."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RowIsEvidence("留痕记录只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RowIsEvidence("留痕记录只能追加，不能删除。")


class Event(AppendOnly):
    """One act. `digest` covers the row and the digest before it, so that a changed or lost row shows (`audit verify`)."""

    verb = models.CharField("动作", max_length=60)
    office = models.ForeignKey(Office, verbose_name="机构", null=True, on_delete=models.PROTECT)
    actor = models.ForeignKey(User, verbose_name="人员", null=True, on_delete=models.PROTECT)
    post = models.ForeignKey(Post, verbose_name="岗位", null=True, on_delete=models.PROTECT)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.CharField("对象编号", max_length=40)
    data = models.JSONField("内容", default=dict)
    at = models.DateTimeField("时间")
    previous = models.CharField("前一摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="event_by_subject"),
            models.Index(fields=["verb", "id"], name="event_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type}#{self.subject_id}"


class EventHead(models.Model):
    """The end of the chain, one locked row: whoever appends holds it, so ids follow the order of commits."""

    digest = models.CharField("末尾摘要", max_length=64)
    count = models.PositiveBigIntegerField("事件数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "事件链末尾"

    def __str__(self) -> str:
        return f"{self.count}：{self.digest[:12]}"


class Cursor(models.Model):
    """How far a follower of the events has come."""

    name = models.CharField("名称", max_length=40, primary_key=True)
    last_event_id = models.PositiveBigIntegerField("已处理到", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "事件游标"

    def __str__(self) -> str:
        return f"{self.name} → {self.last_event_id}"
