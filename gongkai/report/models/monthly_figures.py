"""按月登记: what table two counts and no register of this system knows, month by month, each figure with its evidence.

A later figure of the same month replaces the earlier one; both stay. A month that nobody entered is not zero.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from gongkai.law.report_form import Cell
from gongkai.office.models import AppendOnly, Office, User
from gongkai.office.models.events import AppendOnlyQuerySet

from .entries import Entry, EntryQuerySet, change_is_explained
from .kept_files import KeptFile


class MonthlyItem(models.TextChoices):
    """The rows of table two that come from the ledgers of enforcement and finance."""

    PERMITS = "PERMITS", "行政许可"
    PENALTIES = "PENALTIES", "行政处罚"
    COERCIONS = "COERCIONS", "行政强制"
    FEES = "FEES", "行政事业性收费"

    @property
    def cell(self) -> Cell:
        return ITEM_CELLS[self]

    @property
    def unit(self) -> str:
        return "元" if self is MonthlyItem.FEES else "件"


ITEM_CELLS = {
    MonthlyItem.PERMITS: Cell("table2", "permits", "decisions"),
    MonthlyItem.PENALTIES: Cell("table2", "penalties", "decisions"),
    MonthlyItem.COERCIONS: Cell("table2", "coercions", "decisions"),
    MonthlyItem.FEES: Cell("table2", "fees_10k_yuan", "amount"),
}


class LedgerFileQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User) -> LedgerFileQuerySet:
        """Return the files of the person's own offices: ledgers name people."""
        return self.filter(office__in=user.office_ids())


class LedgerFile(KeptFile, AppendOnly):
    """台账材料: an uploaded page of a ledger; only people of the office open it."""

    PURPOSE = "report.ledger"

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="ledger_files")
    by = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    objects = LedgerFileQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = verbose_name_plural = "台账材料"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class MonthlyFigureQuerySet(EntryQuerySet):
    def standing(self) -> MonthlyFigureQuerySet:
        """Return the figures that no later one replaced."""
        same = {name: OuterRef(name) for name in ("office", "year", "month", "item")}
        return self.filter(~Exists(MonthlyFigure.objects.filter(**same, version__gt=OuterRef("version"))))


class MonthlyFigure(Entry):
    """One figure of one month. `includes_processing_fees` is None for counts, and where no such fee was on record."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="monthly_figures")
    month = models.PositiveSmallIntegerField("月份")
    item = models.CharField("项目", max_length=9, choices=MonthlyItem.choices)
    value = models.DecimalField("数字", max_digits=14, decimal_places=2, help_text="收费以元计。")
    includes_processing_fees = models.BooleanField("已含信息处理费", null=True)
    processing_fees_yuan = models.PositiveBigIntegerField("登记时的信息处理费（元）", default=0)
    evidence = models.CharField("依据", max_length=300)
    file = models.ForeignKey(
        LedgerFile, verbose_name="台账材料", null=True, on_delete=models.PROTECT, related_name="figures"
    )
    note = models.CharField("备注", max_length=300, blank=True)

    objects = MonthlyFigureQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = verbose_name_plural = "按月登记"
        ordering = ["office", "year", "month", "item", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "month", "item", "version"], name="monthly_figure_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), value__gte=0),
                name="monthly_figure_is_of_a_month",
                violation_error_message="月份应为1至12，数字不小于0。",
            ),
            models.CheckConstraint(
                condition=~Q(evidence=""),
                name="monthly_figure_has_evidence",
                violation_error_message="按月登记须写明依据。",
            ),
            change_is_explained("monthly_figure_change_is_explained", or_else="改动已经登记的数字须写明理由。"),
        ]

    def __str__(self) -> str:
        return f"{self.office}{self.year}年{self.month}月{self.get_item_display()}：{self.told}"

    @property
    def told(self) -> str:
        """The figure with its unit."""
        return f"{format(plain(self.value), 'f')}{MonthlyItem(self.item).unit}"

    def desk_address(self) -> str:
        address = reverse("monthly_figures", args=[self.office.slug, self.year])
        return f"{address}?month={self.month}#history"


def plain(value: Decimal) -> Decimal:
    """Return the number without idle zeros behind the point; nothing is rounded."""
    return value.normalize()
