"""属性认定: each act on the disclosure attribute, from proposal to signature, kept for ever."""

from __future__ import annotations

from django.db import models

from gongkai.law.attributes import Attribute
from gongkai.office.models import AppendOnly, Post, User

from .record import Record


class DeterminationAct(models.TextChoices):
    """The acts of source determination (公开属性源头认定)."""

    PROPOSE = "PROPOSE", "拟稿人提出"
    CHECK = "CHECK", "办公室审核同意"
    OBJECT = "OBJECT", "不同意退回"
    SIGN = "SIGN", "签发人认定"


class Determination(AppendOnly):
    """One act on the attribute. The last SIGN fixes it; a withheld one names its clause and the day of re-evaluation."""

    record = models.ForeignKey(Record, verbose_name="信息", on_delete=models.PROTECT, related_name="determinations")
    act = models.CharField("动作", max_length=8, choices=DeterminationAct.choices)
    attribute = models.CharField("公开属性", max_length=10, choices=[(each.value, each.label) for each in Attribute])
    basis = models.CharField("依据", max_length=24, blank=True)
    law_named = models.CharField("具体法律、行政法规", max_length=100, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    reevaluate_on = models.DateField("再评估日期", null=True, blank=True)
    by = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "属性认定"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_act_display()}：{self.get_attribute_display()}"
