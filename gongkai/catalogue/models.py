"""目录的表: columns, topics, genres, and the sequences of index numbers."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models

from gongkai.law.timeliness import StartEvent, TimeLimit, Unit
from gongkai.office.models import Department, Office, User

RESERVED_SLUGS = frozenset({"apply", "correct", "messages", "search"})
"""What may follow an office in an address without being one of its columns: the portal answers there."""


class ColumnKind(models.TextChoices):
    """栏目类别: decides the layout of the list and the meta tag ColumnType."""

    GUIDE = "GUIDE", "政府信息公开指南"
    RULES = "RULES", "政府信息公开制度"
    STATUTORY = "STATUTORY", "法定主动公开内容"
    POLICY = "POLICY", "政策文件"
    REPORT = "REPORT", "政府信息公开年报"
    REQUEST = "REQUEST", "依申请公开"
    NEWS = "NEWS", "工作动态"
    NOTICE = "NOTICE", "通知公告"
    GRASSROOTS = "GRASSROOTS", "基层政务公开"


class LimitUnit(models.TextChoices):
    WORKDAY = Unit.WORKDAY.value, "工作日"
    DAY = Unit.DAY.value, "天"
    HOUR = Unit.HOUR.value, "小时"


START_EVENTS = [(each.value, each.label) for each in StartEvent]
"""时限的起算: from which moment the clock of publication runs."""


class Topic(models.Model):
    """主题分类: one entry of the subject classification, two levels deep."""

    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey("self", verbose_name="上级", null=True, blank=True, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "主题分类"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class Genre(models.Model):
    """体裁分类: the kind of document, as 通知, 公告, 意见."""

    name = models.CharField("名称", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "体裁分类"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class ColumnQuerySet(models.QuerySet["Column"]):
    def visible_to(self, user: User) -> ColumnQuerySet:
        return self.filter(office__in=Office.objects.visible_to(user))

    def writable(self) -> ColumnQuerySet:
        """Return the columns that take documents: those without columns below them, except 依申请公开."""
        return self.filter(columns__isnull=True).exclude(kind=ColumnKind.REQUEST)


@lru_cache(maxsize=1024)
def _promise(amount: int, unit: str, start_event: str, source: str) -> TimeLimit:
    """Return the limit; a year's report asks for it with every document of a column."""
    return TimeLimit(amount=amount, unit=Unit(unit), start_event=StartEvent(start_event), source=source)


class Column(models.Model):
    """栏目: one node of an office's tree, with its time limit, update cycle, and the people who answer for it.

    `path` is the address below the office's own, `place` sorts a tree; `save` keeps both in step with the parents'.
    """

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="columns")
    parent = models.ForeignKey(
        "self", verbose_name="上级栏目", null=True, blank=True, on_delete=models.PROTECT, related_name="columns"
    )
    name = models.CharField("栏目名称", max_length=60)
    slug = models.CharField("网址标识", max_length=40, validators=[validate_slug])
    path = models.CharField("网址路径", max_length=200, editable=False)
    place = models.CharField("树中位置", max_length=200, editable=False)
    kind = models.CharField("栏目类别", max_length=12, choices=ColumnKind.choices)
    art20_item = models.CharField("对应条款", max_length=10, blank=True, help_text="《条例》第二十条的项，如 20.5。")
    key_area = models.CharField("重点领域", max_length=40, blank=True)
    description = models.CharField("栏目描述", max_length=200, blank=True)
    keywords = models.CharField("栏目关键词", max_length=200, blank=True, help_text="用逗号分隔。")
    limit_amount = models.PositiveSmallIntegerField("公开时限", default=20)
    limit_unit = models.CharField("时限单位", max_length=8, choices=LimitUnit.choices, default=LimitUnit.WORKDAY)
    limit_start = models.CharField("起算", max_length=20, choices=START_EVENTS, default=StartEvent.MADE.value)
    limit_source = models.CharField("时限依据", max_length=100, default="《条例》第二十六条")
    update_cycle_days = models.PositiveSmallIntegerField(
        "更新周期（天）", null=True, blank=True, help_text="留空表示不要求定期更新。"
    )
    department = models.ForeignKey(
        Department, verbose_name="责任科室", null=True, blank=True, on_delete=models.PROTECT, related_name="columns"
    )
    responsible = models.ForeignKey(
        User, verbose_name="责任人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    monitor = models.ForeignKey(
        User, verbose_name="监测人", null=True, blank=True, on_delete=models.PROTECT, related_name="monitored_columns"
    )
    statement = models.CharField("无此类信息的说明", max_length=200, blank=True)
    stated_on = models.DateField("说明日期", null=True, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)

    objects = ColumnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["office", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "path"], name="column_path_once_per_office", violation_error_message="网址标识重复。"
            ),
            models.CheckConstraint(
                condition=models.Q(limit_amount__gte=1),
                name="column_limit_positive",
                violation_error_message="公开时限至少为1。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        above = f"{self.parent.path}/" if self.parent else ""
        place = f"{self.parent.place}/" if self.parent else ""
        self.path, self.place = f"{above}{self.slug}", f"{place}{self.order:05d}{self.slug}"[:200]
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            return
        for below in self.columns.exclude(path__startswith=f"{self.path}/", place__startswith=f"{self.place}/"):
            below.save()

    def clean(self) -> None:
        if self.parent is None and self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": f"“{self.slug}”是系统自用的网址，请另取一个标识。"})
        if self.parent and self.parent.office_id != self.office_id:
            raise ValidationError({"parent": "上级栏目属于另一机构，请重新选择。"})
        if self.pk and self.parent and self in self.parent.lineage():
            raise ValidationError({"parent": "不能把栏目放到它自己的下级栏目中。"})
        if self.department and self.department.office_id != self.office_id:
            raise ValidationError({"department": "责任科室不属于本机构，请重新选择。"})
        if self.pk and Column.objects.get(pk=self.pk).promises_address() and self._address_changed():
            raise ValidationError({"slug": "本栏目已有公开信息，网址不能再改，否则原有链接会失效。"})

    @property
    def limit(self) -> TimeLimit:
        """The local promise for what appears in this column."""
        return _promise(self.limit_amount, self.limit_unit, self.limit_start, self.limit_source)

    @property
    def indented_name(self) -> str:
        """The name set in by its depth, so that a list in the order of `place` reads as a tree."""
        return "　" * self.path.count("/") + self.name

    @property
    def limit_said(self) -> str:
        return f"{self.limit_amount}{Unit(self.limit_unit).label}"

    def lineage(self) -> list[Column]:
        """Return the columns from the root down to this one."""
        above = self.parent.lineage() if self.parent else []
        return [*above, self]

    def promises_address(self) -> bool:
        """Tell whether public addresses below this column's path exist, so that the path may not change any more."""
        return PromisedPath.objects.filter(office_id=self.office_id, path__startswith=self.path).exists()

    def _address_changed(self) -> bool:
        path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        return path != self.path


class PromisedPath(models.Model):
    """A column path under which something was published: addresses that people may have kept, for ever."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    path = models.CharField("网址路径", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "已用网址"
        constraints = [models.UniqueConstraint(fields=["office", "path"], name="promised_path_once")]

    def __str__(self) -> str:
        return self.path


class IndexSequence(models.Model):
    """The last index number allotted to an office in a period (a year or a month)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    period = models.CharField("期间", max_length=6)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "索引号流水"
        constraints = [models.UniqueConstraint(fields=["office", "period"], name="index_sequence_once_per_period")]

    def __str__(self) -> str:
        return f"{self.office} {self.period}：{self.last}"


class ShelfNumber(models.Model):
    """The last shelf number (the place in a column, counted from the oldest) allotted in a column; never reused."""

    column = models.OneToOneField(Column, on_delete=models.PROTECT, primary_key=True)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "栏目内序号"

    def __str__(self) -> str:
        return f"{self.column}：{self.last}"
