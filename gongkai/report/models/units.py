"""填报单位: who reports to a district, and what became of whom.

A district that enters nothing has its offices of the register as units.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from gongkai.office.models import Office, User

_Row = TypeVar("_Row", bound=models.Model)


class OfDistrict(models.QuerySet[_Row]):
    """Rows that are the district's own affair."""

    def visible_to(self, user: User) -> OfDistrict[_Row]:
        """Return the rows of the districts that the user supervises; nobody else sees them."""
        return self.filter(district_id__in=user.supervised_ids())


class ReportingUnit(models.Model):
    """One unit of the district: an office of the register, or one that uses other software."""

    district = models.ForeignKey(Office, verbose_name="区县", on_delete=models.PROTECT, related_name="reporting_units")
    name = models.CharField("单位全称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    office = models.OneToOneField(
        Office,
        verbose_name="系统内的机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reporting_unit",
        help_text="在本系统编制年报的机构；其他单位留空。",
    )
    from_year = models.PositiveSmallIntegerField(
        "起报年度", null=True, blank=True, help_text="新设单位填首个年度，其他留空。"
    )
    to_year = models.PositiveSmallIntegerField(
        "止报年度", null=True, blank=True, help_text="撤销的单位填最后一个年度，其他留空。"
    )

    objects = OfDistrict["ReportingUnit"].as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "填报单位"
        ordering = ["district", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="reporting_unit_named_once_per_district",
                violation_error_message="名册中已有这个单位。",
            ),
            models.CheckConstraint(
                condition=models.Q(from_year__isnull=True)
                | models.Q(to_year__isnull=True)
                | models.Q(to_year__gte=models.F("from_year")),
                name="reporting_unit_ends_after_it_begins",
                violation_error_message="止报年度不能早于起报年度。",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Keep the unit: past years are summed with it."""
        raise UnitNotDeletable("填报单位不能删除。不再填报的，请填写止报年度。")


class UnitNotDeletable(Exception):
    """A unit that reported once stays in the years of its reports."""


class Succession(models.Model):
    """承继: from a year on one unit reports what another did, or a part of it."""

    district = models.ForeignKey(Office, verbose_name="区县", on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(
        ReportingUnit, verbose_name="原单位", on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        ReportingUnit, verbose_name="承继单位", on_delete=models.PROTECT, related_name="origins"
    )
    year = models.PositiveSmallIntegerField("年度", help_text="自这一年度起由承继单位填报。")
    continues = models.BooleanField("原单位继续填报", default=False, help_text="只划出一部分的勾选。")
    transferred = models.PositiveIntegerField(
        "移交结转件数", null=True, blank=True, help_text="分立、部分划出时填写，用来核对上年结转。"
    )
    note = models.CharField("说明", max_length=200, blank=True)

    objects = OfDistrict["Succession"].as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承继关系"
        ordering = ["district", "year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "year"],
                name="succession_once_per_year",
                violation_error_message="这一承继关系已经登记。",
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="succession_between_two_units",
                violation_error_message="原单位和承继单位不能相同。",
            ),
        ]

    def __str__(self) -> str:
        what = "部分划入" if self.continues else "由"
        tail = "" if self.continues else "承继"
        return f"{self.year}年起{self.predecessor}{what}{self.successor}{tail}"
