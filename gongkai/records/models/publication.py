"""公开的事实: what stands published under which number and address, what was withdrawn and why, what is still in force."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from gongkai.catalogue.models import Column
from gongkai.office.models import AppendOnly, Office, Post, User
from gongkai.review.models import Round
from gongkai.review.subjects import hash_of

from .record import Record


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> PublicationQuerySet:
        """Return those that the public can read now."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self) -> PublicationQuerySet:
        return self.order_by("-published_at", "-id")

    def below(self, column: Column) -> PublicationQuerySet:
        """Return those of the column and of all columns under it."""
        path = column.path
        return self.filter(
            models.Q(column_path=path) | models.Q(column_path__startswith=f"{path}/"), office_id=column.office_id
        )


class Publication(models.Model):
    """One record's public life: allotted once at first publication, never reused or changed.

    `content` is the reviewed content word for word; what the public reads is made from it alone. `published_at` is the
    first publication (set by the server, never changed); `updated_at` the latest, where a correction followed.
    """

    record = models.OneToOneField(Record, verbose_name="信息", on_delete=models.PROTECT, related_name="publication")
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="publications")
    column = models.ForeignKey(Column, verbose_name="栏目", on_delete=models.PROTECT, related_name="publications")
    column_path = models.CharField("网址路径", max_length=200)
    shelf_number = models.PositiveIntegerField("栏目内序号")
    index_number = models.CharField("索引号", max_length=60, unique=True)
    published_at = models.DateTimeField("发布时间")
    updated_at = models.DateTimeField("最近发布时间")
    published_by = models.ForeignKey(User, verbose_name="发布人", on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey(Round, verbose_name="审校", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField("公开内容")
    content_hash = models.CharField("内容摘要", max_length=64)
    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    made_on = models.DateField("成文日期")
    kind = models.CharField("信息类别", max_length=14)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开"
        constraints = [
            models.UniqueConstraint(fields=["column", "shelf_number"], name="publication_shelf_number_once"),
        ]
        indexes = [
            models.Index(fields=["office", "-published_at", "-id"], name="publication_by_office"),
            models.Index(fields=["column", "-published_at", "-id"], name="publication_by_column"),
            models.Index(fields=["-published_at", "-id"], name="publication_by_time"),
            models.Index(
                fields=["office", "withdrawn_at", "-published_at", "-id"], name="publication_standing_in_office"
            ),
            models.Index(
                fields=["column", "withdrawn_at", "-published_at", "-id"], name="publication_standing_in_column"
            ),
            models.Index(fields=["office", "column_path"], name="publication_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.index_number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self._keep_promises()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PromiseKept("公开记录不能删除，只能撤回。")

    def _keep_promises(self) -> None:
        promised = ("record_id", "office_id", "column_path", "shelf_number", "index_number", "published_at")
        kept = Publication.objects.values(*promised).get(pk=self.pk)
        if changed := [name for name in promised if getattr(self, name) != kept[name]]:
            raise PromiseKept(f"首次公开后不能改变：{'、'.join(map(self._label, changed))}。")

    def _label(self, name: str) -> str:
        return str(getattr(self._meta.get_field(name.removesuffix("_id")), "verbose_name", name))

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    def shows(self, content: dict[str, Any]) -> bool:
        """Tell if the content is what was reviewed and published; attachments are those of the published version."""
        return hash_of({**content, "attachments": self.content["attachments"]}) == self.content_hash

    def validity_on(self, day: Any) -> Validity | None:
        """Return the validity on the day; None where the kind of information has none (news, notices …)."""
        change = self.validity_changes.filter(since__lte=day).order_by("since", "id").last()
        return Validity(change.validity) if change else None


class PromiseKept(Exception):
    """Number, address and first publication never change."""


class Withdrawal(AppendOnly):
    """撤回: the end of a publication, with reason; page, attachments, feed and index entry go together."""

    publication = models.ForeignKey(
        Publication, verbose_name="公开", on_delete=models.PROTECT, related_name="withdrawals"
    )
    reason = models.CharField("理由", max_length=300)
    public_reason = models.CharField("对外说明", max_length=200)
    by = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "撤回"

    def __str__(self) -> str:
        return f"{self.publication}：{self.reason}"


class Schedule(models.Model):
    """定时发布: when an approved item goes out, and, where it had to stay back, why."""

    record = models.OneToOneField(Record, verbose_name="信息", on_delete=models.PROTECT, related_name="schedule")
    at = models.DateTimeField("定时", db_index=True)
    by = models.ForeignKey(User, verbose_name="发布员", on_delete=models.PROTECT, related_name="+")
    held_back = models.CharField("未能发布的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "定时发布"

    def __str__(self) -> str:
        return f"{self.record} {self.at:%Y-%m-%d %H:%M}"

    def is_due(self, now: datetime) -> bool:
        return not self.held_back and self.at <= now


class Validity(models.TextChoices):
    """有效性 of a policy document."""

    NOT_YET = "NOT_YET", "尚未施行"
    IN_FORCE = "IN_FORCE", "现行有效"
    AMENDED = "AMENDED", "已修改"
    REPEALED = "REPEALED", "已废止"
    EXPIRED = "EXPIRED", "失效"


class ValidityChange(AppendOnly):
    """One change of a document's validity, from a day on, with the paper it rests on."""

    publication = models.ForeignKey(
        Publication, verbose_name="公开", on_delete=models.PROTECT, related_name="validity_changes"
    )
    validity = models.CharField("有效性", max_length=10, choices=Validity.choices)
    since = models.DateField("自")
    basis = models.CharField("依据", max_length=200, blank=True)
    by = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "有效性"
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"{self.get_validity_display()}（自{self.since}）"
