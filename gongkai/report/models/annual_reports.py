"""年度报告: the figures and the prose of one office's report of one year. What the public reads is its record's body.

The tables are kept as `gongkai report read` writes them, the prose by the keys of the form's parts and sections. Whether
the report is being written, reviewed or public is the record's affair alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.law.report_form import FORM, ReportTables, title
from gongkai.office.models import Office, User
from gongkai.records.cleaning import clean_body
from gongkai.records.models import Attachment, AttachmentKind, Record
from gongkai.report.binding import Draft, from_json, renewed
from gongkai.report.following import Answer, answers_from_json
from gongkai.report.reading import Reading
from gongkai.report.reading.figures import figures
from gongkai.report.rendering import render_body


def as_read(
    *,
    office: str,
    year: int,
    tables: ReportTables,
    narrative: Mapping[str, str],
    signed_date: date | None = None,
    notes: Iterable[str] = (),
    correction: str = "",
) -> Reading:
    """Return figures and prose of our own as a reader of their page would have them."""
    return Reading(
        office=office,
        year=year,
        form=FORM,
        tables=tables,
        narrative=narrative,
        figures=figures("\n".join(narrative.values()), year=year),
        signed_date=signed_date,
        notes=tuple(notes),
        correction=correction,
    )


class Origin(models.TextChoices):
    BUILT = "BUILT", "按登记数据编制"
    IMPORTED = "IMPORTED", "由已有报告导入"


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    def visible_to(self, user: User) -> AnnualReportQuerySet:
        return self.filter(office__in=Office.objects.visible_to(user))

    def of(self, office: Office, year: int) -> AnnualReport | None:
        """Return the office's report of the year in its latest version; None without one."""
        return self.filter(office=office, year=year).order_by("-version").first()

    def settled(self, office: Office, year: int) -> AnnualReport | None:
        """Return the version on which the next year builds: the last that became public, else the latest."""
        versions = list(
            self.filter(office=office, year=year).select_related("office", "record__publication").order_by("-version")
        )
        public = (report for report in versions if report.was_published)
        return next(public, versions[0] if versions else None)

    def newest_versions(self) -> AnnualReportQuerySet:
        """Return the latest version of every report."""
        newer = AnnualReport.objects.filter(office=OuterRef("office"), year=OuterRef("year"))
        return self.filter(~Exists(newer.filter(version__gt=OuterRef("version"))))


class AnnualReport(models.Model):
    """One version of the report that 《条例》第四十九条 and 第五十条 ask for."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    record = models.ForeignKey(Record, verbose_name="信息", on_delete=models.PROTECT, related_name="annual_reports")
    origin = models.CharField("来历", max_length=8, choices=Origin.choices)
    tables = models.JSONField("法定表格")
    narrative = models.JSONField("正文", default=dict, help_text="按部分和小标题存放的文字。")
    bindings = models.JSONField("正文数字的来源", default=list, help_text="正文中的数字与登记数据的对应。")
    follow_ups = models.JSONField("上年问题的办理", default=list, help_text="上年报告的问题逐条的办理结果。")
    evidence = models.JSONField("数据依据", default=dict, help_text="单元格背后的信息、办件、复议诉讼编号。")
    notes = models.JSONField("编制说明", default=list)
    correction = models.CharField(
        "更正说明", max_length=1000, blank=True, help_text="公布后更正的，说明更正什么、为什么。"
    )
    signed_date = models.DateField("落款日期", null=True, blank=True)
    source_name = models.CharField("来源文件", max_length=200, blank=True)
    source_text = models.TextField("来源原文", blank=True)
    source_sha256 = models.CharField("来源摘要", max_length=64, blank=True)
    created_at = models.DateTimeField("建立时间", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("修改时间", auto_now=True)

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"
        ordering = ["-year", "office", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "version"],
                name="annual_report_once_per_year_and_version",
                violation_error_message="该机构这一年度的报告已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(version=1, correction="") | (Q(version__gt=1) & ~Q(correction="")),
                name="annual_report_correction_is_explained",
                violation_error_message="更正已经公布的报告须写明更正说明。",
            ),
        ]

    def __str__(self) -> str:
        return title(office=self.office.name, year=self.year)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Keep the report: its record cannot be deleted either."""
        raise ReportNotDeletable("登记的年度报告不能删除。")

    # Changes

    def write(self, *, tables: ReportTables, narrative: dict[str, str], signed_date: date | None) -> None:
        """Take the figures and the prose, find the bound numbers again in it, and save."""
        self.tables = tables.as_json()
        self.narrative = {key: text for key, text in narrative.items() if text.strip()}
        self.bindings = [each.as_json() for each in renewed(self.draft.bindings, self.narrative)]
        self.signed_date = signed_date
        self.save()

    # Questions

    @property
    def given_tables(self) -> ReportTables:
        return ReportTables.from_json(self.tables)

    @property
    def draft(self) -> Draft:
        """The prose with its bound numbers."""
        return Draft(dict(self.narrative), tuple(from_json(self.bindings)))

    @property
    def answers(self) -> dict[str, Answer]:
        """What the office says of last year's problems, by the problem."""
        return answers_from_json(self.follow_ups)

    @property
    def body(self) -> str:
        """The body of the record as figures and prose make it."""
        rendered = render_body(
            office=self.office.name,
            year=self.year,
            tables=self.given_tables,
            narrative=self.narrative,
            correction=self.correction,
            signed_date=self.signed_date,
        )
        return clean_body(rendered)

    @property
    def reading(self) -> Reading:
        """The report as a reader of its page would have it, for checking."""
        return as_read(
            office=self.office.name,
            year=self.year,
            tables=self.given_tables,
            narrative=self.narrative,
            signed_date=self.signed_date,
            notes=self.notes,
            correction=self.correction,
        )

    @property
    def was_published(self) -> bool:
        """Tell if this version became public, whether it still stands or was withdrawn since."""
        publication = getattr(self.record, "publication", None)
        return publication is not None and (self.version == 1 or publication.updated_at > self.created_at)

    def enclosed(self) -> QuerySet[Attachment]:
        """Return the attachments of the record's draft that are the report itself: they bear its title."""
        return self.record.attachments.standing().filter(kind=AttachmentKind.FILE, name__startswith=f"{self}.")

    def is_drawn(self) -> bool:
        """Test if the record's draft reads as figures and prose make it; somebody may have edited the page itself."""
        return clean_body(self.record.draft().body) == self.body

    def desk_address(self) -> str:
        return f"/desk/reports/{self.pk}/"


class ReportNotDeletable(Exception):
    """A registered report stays."""
