"""征求意见: letters to third parties and other agencies; several may be open at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from gongkai.law.clock import Consulted
from gongkai.office.encryption import EncryptedTextField

from .cases import Application

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .letters import Letter

CONSULTED_CHOICES = [(each.value, each.label) for each in Consulted]


class Opinion(models.TextChoices):
    AGREES = "AGREES", "同意公开"
    AGREES_IN_PART = "AGREES_IN_PART", "部分同意公开"
    REFUSES = "REFUSES", "不同意公开"
    SILENT = "SILENT", "逾期未提出意见"


class Consultation(models.Model):
    """One consultation (《条例》第三十二条、第三十四条). Its dates stand in the clock's entries and are mirrored here."""

    application = models.ForeignKey(
        Application, verbose_name="申请", on_delete=models.PROTECT, related_name="consultations"
    )
    kind = models.CharField("对象", max_length=12, choices=CONSULTED_CHOICES)
    name = EncryptedTextField("名称或姓名")
    contact = EncryptedTextField("联系方式", blank=True)
    content = EncryptedTextField("征求意见的内容")
    concern = models.CharField("涉及的权益或事由", max_length=200, blank=True)
    sent_on = models.DateField("发出日期", null=True)
    delivered_on = models.DateField("送达日期", null=True)
    answered_on = models.DateField("答复日期", null=True)
    opinion = models.CharField("意见", max_length=16, choices=Opinion.choices, blank=True)
    reasons = EncryptedTextField("意见的理由", blank=True)
    told_on = models.DateField("公开决定告知日期", null=True)
    letters: RelatedManager[Letter]

    class Meta:
        verbose_name = verbose_name_plural = "征求意见"
        ordering = ["application", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delivered_on__isnull=True) | models.Q(delivered_on__gte=models.F("sent_on")),
                name="consultation_delivered_after_it_was_sent",
                violation_error_message="送达日期不能早于发出日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True) | models.Q(answered_on__gte=models.F("sent_on")),
                name="consultation_answered_after_it_was_sent",
                violation_error_message="答复日期不能早于发出日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}意见（{self.application}）"

    @property
    def is_open(self) -> bool:
        """Test if the letter has gone out and neither an opinion nor the end of the period has come."""
        return self.sent_on is not None and not self.opinion

    @property
    def is_private_party(self) -> bool:
        return self.kind == Consulted.THIRD_PARTY
