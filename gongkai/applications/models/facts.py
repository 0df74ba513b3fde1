"""办理事实: searches, decisions, fees and notes of contact, each a row with its person and day."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from gongkai.law.outcomes import outcome
from gongkai.office.encryption import EncryptedTextField
from gongkai.office.models import User

from .cases import OUTCOME_CHOICES, Application


class SearchRecord(models.Model):
    """检索记录: where, with which words, by whom and what was found; whoever answers "not held" has to prove it."""

    application = models.ForeignKey(Application, verbose_name="申请", on_delete=models.PROTECT, related_name="searches")
    places = models.CharField("检索范围", max_length=200, help_text="如：办公自动化系统、档案室、民政科台账。")
    keywords = EncryptedTextField("检索词")
    searched_on = models.DateField("检索日期")
    result = EncryptedTextField("检索结果")
    by = models.ForeignKey(User, verbose_name="检索人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "检索记录"
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"{self.searched_on} {self.places}"


class Decision(models.Model):
    """拟办意见: the outcome with its grounds, as one drafts it. The first one that goes out counts in table three.

    `round` is 1, and one more each time that reconsideration or a court orders a new reply.
    """

    application = models.ForeignKey(
        Application, verbose_name="申请", on_delete=models.PROTECT, related_name="decisions"
    )
    round = models.PositiveSmallIntegerField("办理次第", default=1)
    outcome = models.CharField("办理结果", max_length=32, choices=OUTCOME_CHOICES)
    refused_under = models.JSONField("部分不予公开的情形", default=list, blank=True)
    reasons = EncryptedTextField("理由", blank=True)
    facts = EncryptedTextField("查明的事实", blank=True)
    how_to_obtain = EncryptedTextField("获取方式、途径和时间", blank=True)
    other_agency = models.CharField("负责公开的机关", max_length=100, blank=True)
    other_agency_contact = models.CharField("该机关联系方式", max_length=200, blank=True)
    forbidding_law = models.CharField("禁止公开的法律、行政法规", max_length=200, blank=True)
    by = models.ForeignKey(User, verbose_name="拟办人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("拟办时间", default=timezone.now)
    sent_on = models.DateField("答复日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "拟办意见"
        ordering = ["application", "round"]
        constraints = [models.UniqueConstraint(fields=["application", "round"], name="decision_once_a_round")]

    def __str__(self) -> str:
        return f"{self.application}：{outcome(self.outcome).label}"


class FeeBasis(models.TextChoices):
    ITEMS = "ITEMS", "按件计收"
    PAGES = "PAGES", "按量计收"


class Fee(models.Model):
    """信息处理费 (国办函〔2020〕109号): by items or by pages, never both; the amount as the notice named it."""

    application = models.ForeignKey(Application, verbose_name="申请", on_delete=models.PROTECT, related_name="fees")
    basis = models.CharField("计收方式", max_length=5, choices=FeeBasis.choices)
    quantity = models.PositiveIntegerField("件数或页数")
    amount = models.PositiveIntegerField("金额（元）")
    noticed_on = models.DateField("通知日期", null=True)
    delivered_on = models.DateField("通知送达日期", null=True)
    paid_on = models.DateField("缴费日期", null=True)
    voucher = models.CharField("缴费凭证号", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "信息处理费"
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"{self.application}：{self.amount}元"


class ContactNote(models.Model):
    """联系记录: a call, a visit, a message; also each vain attempt to reach the applicant."""

    application = models.ForeignKey(Application, verbose_name="申请", on_delete=models.PROTECT, related_name="notes")
    on = models.DateField("日期")
    text = EncryptedTextField("内容")
    is_failed_attempt = models.BooleanField("未联系上", default=False)
    by = models.ForeignKey(User, verbose_name="记录人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "联系记录"
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"{self.on} {'未联系上' if self.is_failed_attempt else '已联系'}"
