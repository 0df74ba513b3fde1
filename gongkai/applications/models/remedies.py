"""复议与诉讼: what became of a case before the reconsideration authority or a court; the cells of table four."""

from __future__ import annotations

from django.db import models

from gongkai.office.models import Office, User

from .cases import Application
from .files import CaseFile


class RemedyKind(models.TextChoices):
    """The three blocks of table four; the keys of `law.report_form` are these in lower case."""

    RECONSIDERATION = "RECONSIDERATION", "行政复议"
    LITIGATION_DIRECT = "LITIGATION_DIRECT", "行政诉讼（未经复议直接起诉）"
    LITIGATION_AFTER_RECONSIDERATION = "LITIGATION_AFTER_RECONSIDERATION", "行政诉讼（复议后起诉）"


class RemedyResult(models.TextChoices):
    """The columns of table four; while there is none the remedy is 尚未审结."""

    UPHELD = "UPHELD", "结果维持"
    CORRECTED = "CORRECTED", "结果纠正"
    OTHER = "OTHER", "其他结果"


class RemedyQuerySet(models.QuerySet["Remedy"]):
    def visible_to(self, user: User) -> RemedyQuerySet:
        return self.filter(application__in=Application.objects.visible_to(user))


class Remedy(models.Model):
    """One reconsideration or lawsuit. An order to reply anew has its own period, which starts a new clock."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="remedies")
    application = models.ForeignKey(Application, verbose_name="申请", on_delete=models.PROTECT, related_name="remedies")
    kind = models.CharField("类别", max_length=32, choices=RemedyKind.choices)
    follows = models.ForeignKey(
        "self", verbose_name="前置的复议", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    authority = models.CharField("复议机关或法院", max_length=100)
    number = models.CharField("案号", max_length=60, blank=True)
    received_on = models.DateField("收到通知日期", help_text="收到受理通知或应诉通知的日期。")
    answer_due = models.DateField("答复、答辩期限", null=True, blank=True)
    answered_on = models.DateField("答复、答辩日期", null=True, blank=True)
    ended_on = models.DateField("审结日期", null=True, blank=True)
    result = models.CharField("结果", max_length=10, choices=RemedyResult.choices, blank=True)
    orders_new_reply = models.BooleanField("责令重新答复", default=False)
    order_received_on = models.DateField("收到决定或判决日期", null=True, blank=True)
    order_workdays = models.PositiveSmallIntegerField("责令期限（工作日）", null=True, blank=True)
    order_until = models.DateField("责令期限（日期）", null=True, blank=True)
    fulfilled_on = models.DateField("履行日期", null=True, blank=True)
    decision = models.ForeignKey(
        CaseFile, verbose_name="决定书、判决书", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RemedyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "复议诉讼"
        ordering = ["-received_on", "-id"]
        indexes = [models.Index(fields=["office", "kind", "ended_on"], name="remedy_by_office_and_end")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(result="", ended_on__isnull=True)
                | ~models.Q(result="") & models.Q(ended_on__isnull=False),
                name="remedy_ends_with_result_and_day",
                violation_error_message="审结日期和结果须同时填写。",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("received_on")),
                name="remedy_ends_after_it_begins",
                violation_error_message="审结日期不能早于收到通知日期。",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="LITIGATION_AFTER_RECONSIDERATION") | models.Q(follows__isnull=False),
                name="remedy_after_reconsideration_names_it",
                violation_error_message="复议后起诉的，须选择此前的行政复议。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number or self.application}"

    def desk_address(self) -> str:
        return f"/desk/applications/remedies/{self.pk}/"
