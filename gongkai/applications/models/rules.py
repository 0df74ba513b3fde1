"""办理规则: what an office may set for itself, and its number series. The law's own figures stand in `law`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

from gongkai.office.models import Office


class CaseRules(models.Model):
    """One office's settings. A missing row means the defaults below."""

    office = models.OneToOneField(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="case_rules")
    letter_word = models.CharField(
        "发文代字", max_length=40, blank=True, help_text="如：渝中朝街公开。留空用简称加“公开”。"
    )
    reconsideration_authority = models.CharField(
        "行政复议机关", max_length=100, blank=True, help_text="留空为主管区县人民政府（行政复议法第二十四条）。"
    )
    filing_address = models.URLField(
        "网上申请行政复议的网址", blank=True, help_text="网上送达时必须告知（行政复议法第二十二条第二款）。"
    )
    court = models.CharField("有管辖权的人民法院", max_length=100, blank=True)
    correction_period_workdays = models.PositiveSmallIntegerField("补正期限（工作日）", default=15)
    reasons_period_workdays = models.PositiveSmallIntegerField("说明理由期限（工作日）", default=10)
    rectification_workdays = models.PositiveSmallIntegerField("更正申请办理期限（工作日）", default=20)
    charges_fees = models.BooleanField("收取信息处理费", default=False)
    fee_account = models.TextField("缴费方式", blank=True, help_text="收费通知书上写明的缴纳方式和账户。")
    identity_retention_months = models.PositiveSmallIntegerField("身份证明材料保存期（月）", default=12)
    personal_retention_years = models.PositiveSmallIntegerField("个人信息保存期（年）", default=10)
    letter_template = models.BinaryField("文书模板（DOCX）", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "依申请公开设置"

    def __str__(self) -> str:
        return f"{self.office}依申请公开设置"

    @classmethod
    def of(cls, office: Office) -> CaseRules:
        """Return the office's rules, with the defaults where it has set none."""
        return cls.objects.filter(office=office).first() or cls(office=office)

    @classmethod
    def of_all(cls, offices: Iterable[Office]) -> dict[int, CaseRules]:
        """Return the rules of the offices by their keys, in one query, with the defaults where one has set none."""
        among = {office.pk: office for office in offices}
        found = {pk: cls(office=office) for pk, office in among.items()}
        for row in cls.objects.filter(office__in=among):
            row.office = among[row.office_id]
            found[row.office_id] = row
        return found

    @property
    def authority(self) -> str:
        """The reconsideration authority: the district people's government unless set otherwise."""
        return self.reconsideration_authority or self.office.district.name

    @property
    def word(self) -> str:
        return self.letter_word or f"{self.office.short_name}公开"


class NumberSeries(models.Model):
    """One series of numbers without gaps: the row is locked while a number is allotted, and rolled back with the act."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="+")
    series = models.CharField("序列", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号序列"
        constraints = [models.UniqueConstraint(fields=["office", "series", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.office} {self.series} {self.year}：{self.last}"


def next_number(office: Office, series: str, year: int) -> int:
    """Return the next number of the series, from 1 each year; called inside the transaction that uses it."""
    row, _ = NumberSeries.objects.select_for_update().get_or_create(office=office, series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def case_number(office: Office, *, on: date) -> str:
    """Return the next number of an application, such as 2026-0007."""
    return f"{on.year}-{next_number(office, 'APPLICATION', on.year):04d}"


def rectification_number(office: Office, *, on: date) -> str:
    """Return the next number of a request for correction, such as 更2026-003."""
    return f"更{on.year}-{next_number(office, 'RECTIFICATION', on.year):03d}"


def document_number(office: Office, *, on: date) -> str:
    """Return the next 发文字号, such as 渝中朝街公开〔2026〕3号."""
    return f"{CaseRules.of(office).word}〔{on.year}〕{next_number(office, 'LETTER', on.year)}号"
