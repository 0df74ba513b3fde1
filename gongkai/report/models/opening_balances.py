"""期初数: what the last year before this system carried over, taken from the old report where it was not imported."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.report_form import ReportTables
from gongkai.office.models import AppendOnly, Office, Post, User
from gongkai.office.models.events import AppendOnlyQuerySet


class OpeningBalanceQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User) -> OpeningBalanceQuerySet:
        return self.filter(office__in=Office.objects.visible_to(user))

    def of(self, office: Office, year: int) -> OpeningBalance | None:
        """Return what the office entered last for the year's end; None without."""
        return self.filter(office=office, year=year).order_by("version").last()


class OpeningBalance(AppendOnly):
    """The end of `year` as the old report has it: open applications by kind, documents in force, open disputes."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="opening_balances")
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    tables = models.JSONField("法定表格")
    source = models.CharField("来源", max_length=300)
    reason = models.CharField("改动理由", max_length=300, blank=True)
    by = models.ForeignKey(User, verbose_name="登记人", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    objects = OpeningBalanceQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = verbose_name_plural = "期初数"
        ordering = ["office", "year", "version"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "version"], name="opening_balance_once_per_version"),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="opening_balance_names_its_source",
                violation_error_message="期初数须写明来源。",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""),
                name="opening_balance_change_is_explained",
                violation_error_message="改动期初数须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}{self.year}年末期初数"

    @property
    def given_tables(self) -> ReportTables:
        return ReportTables.from_json(self.tables)
