"""期初数: what the last year before this system carried over, taken from the old report where it was not imported."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.report_form import ReportTables
from gongkai.office.models import Office

from .entries import Entry, EntryQuerySet, change_is_explained


class OpeningBalanceQuerySet(EntryQuerySet):
    def of(self, office: Office, year: int) -> OpeningBalance | None:
        """Return what the office entered last for the year's end; None without."""
        return self.filter(office=office, year=year).order_by("version").last()


class OpeningBalance(Entry):
    """The end of `year` as the old report has it: open applications by kind, documents in force, open disputes."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="opening_balances")
    tables = models.JSONField("法定表格")
    source = models.CharField("来源", max_length=300)

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
            change_is_explained("opening_balance_change_is_explained", or_else="改动期初数须写明理由。"),
        ]

    def __str__(self) -> str:
        return f"{self.office}{self.year}年末期初数"

    @property
    def given_tables(self) -> ReportTables:
        return ReportTables.from_json(self.tables)
