"""送达: how and when a letter reached its addressee, and with what proof."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from gongkai.office.encryption import EncryptedTextField
from gongkai.office.models import User

from .cases import Application
from .files import CaseFile
from .letters import Letter


class DeliveryWay(models.TextChoices):
    """送达方式 (民事诉讼法第八十七条至第九十五条 by analogy)."""

    DOWNLOAD = "DOWNLOAD", "网上领取"
    EMAIL = "EMAIL", "电子邮件"
    POST = "POST", "邮寄送达"
    PICK_UP = "PICK_UP", "直接送达（自行领取）"
    ON_SITE = "ON_SITE", "当场答复"
    FAX = "FAX", "传真"
    LEFT = "LEFT", "留置送达"
    FORWARDED = "FORWARDED", "转交送达"
    PUBLIC_NOTICE = "PUBLIC_NOTICE", "公告送达"


ELECTRONIC = frozenset({DeliveryWay.DOWNLOAD, DeliveryWay.EMAIL, DeliveryWay.FAX})
"""Ways that need the recipient's consent and his confirmation of receipt."""
ONLINE = frozenset({DeliveryWay.DOWNLOAD, DeliveryWay.EMAIL})
"""Served over the internet: the letter names the internet address for reconsideration (行政复议法第二十二条第二款)."""


class Delivery(models.Model):
    """One letter on its way. `sent_on` stops the reply clock; `delivered_on` starts the remedies."""

    application = models.ForeignKey(
        Application, verbose_name="申请", on_delete=models.PROTECT, related_name="deliveries"
    )
    letter = models.ForeignKey(Letter, verbose_name="文书", on_delete=models.PROTECT, related_name="deliveries")
    enclosures = models.ManyToManyField(CaseFile, verbose_name="随附材料", blank=True, related_name="+")
    way = models.CharField("送达方式", max_length=14, choices=DeliveryWay.choices)
    tracking_number = models.CharField("邮件号", max_length=40, blank=True)
    recipient = EncryptedTextField("收件人", blank=True)
    witness = EncryptedTextField("见证人", blank=True)
    sent_on = models.DateField("发出日期")
    delivered_on = models.DateField("送达日期", null=True)
    proof = models.ForeignKey(
        CaseFile, verbose_name="送达证明", null=True, on_delete=models.PROTECT, related_name="proves"
    )
    refusal_note = EncryptedTextField("拒收或未达情况", blank=True)
    by = models.ForeignKey(User, verbose_name="经办人", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "送达"
        ordering = ["application", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delivered_on__isnull=True) | models.Q(delivered_on__gte=models.F("sent_on")),
                name="delivered_after_it_was_sent",
                violation_error_message="送达日期不能早于发出日期。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter}：{self.get_way_display()}"
