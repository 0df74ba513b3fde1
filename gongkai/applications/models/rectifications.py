"""更正申请: somebody proves that what the office records about himself is wrong (《条例》第四十一条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from gongkai.office.encryption import EncryptedTextField
from gongkai.office.models import Department, Office, User

from .applicants import Applicant
from .cases import SEES_ALL, SEES_DEPARTMENTS

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .files import CaseFile
    from .letters import Letter


class RectificationResult(models.TextChoices):
    CORRECTED = "CORRECTED", "已更正"
    FORWARDED = "FORWARDED", "已转送有权更正的机关"
    DIRECTED = "DIRECTED", "已告知向有权更正的机关提出"
    REFUSED = "REFUSED", "不予更正"


class RectificationQuerySet(models.QuerySet["Rectification"]):
    def visible_to(self, user: User) -> RectificationQuerySet:
        """Return what the person may see; the only door. Drafting posts see what their department or they answer."""
        posts = user.active_posts()
        whole = {post.office_id for post in posts if post.role in SEES_ALL} | user.below_ids()
        departments = {post.department_id for post in posts if post.role in SEES_DEPARTMENTS and post.department_id}
        own = models.Q(handler=user, office__in=user.office_ids())
        return self.filter(models.Q(office__in=whole) | models.Q(department__in=departments) | own)


class Rectification(models.Model):
    """One request for correction. The law sets no period: `due_on` follows the office's own rule and is told as such."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="rectifications")
    number = models.CharField("编号", max_length=20)
    applicant = models.OneToOneField(
        Applicant, verbose_name="申请人", on_delete=models.PROTECT, related_name="rectification"
    )
    subject = EncryptedTextField("要求更正的信息")
    evidence = EncryptedTextField("证据")
    received_on = models.DateField("收到日期")
    due_on = models.DateField("办理期限")
    department = models.ForeignKey(
        Department, verbose_name="承办科室", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handler = models.ForeignKey(
        User, verbose_name="经办人", null=True, blank=True, on_delete=models.PROTECT, related_name="rectifications"
    )
    result = models.CharField("结果", max_length=10, choices=RectificationResult.choices, blank=True)
    finding = EncryptedTextField("核查情况", blank=True)
    other_agency = models.CharField("有权更正的机关", max_length=100, blank=True)
    told_on = models.DateField("告知日期", null=True)
    registered_by = models.ForeignKey(User, verbose_name="登记人", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = RectificationQuerySet.as_manager()
    files: RelatedManager[CaseFile]
    letters: RelatedManager[Letter]

    class Meta:
        verbose_name = verbose_name_plural = "更正申请"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="rectification_number_once"),
            models.CheckConstraint(
                condition=models.Q(result="", told_on__isnull=True)
                | ~models.Q(result="") & models.Q(told_on__isnull=False),
                name="rectification_told_with_result",
                violation_error_message="结果和告知日期须同时填写。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}号更正申请"

    def desk_address(self) -> str:
        return f"/desk/applications/rectifications/{self.pk}/"
