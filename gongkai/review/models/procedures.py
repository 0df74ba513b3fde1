"""审校流程: versioned procedures of ordered stages. A procedure that exists is never edited: editing makes a new version."""

from __future__ import annotations

from typing import Any

from django.db import models

from gongkai.office.models import Department, Office, Role, User
from gongkai.review.classes import class_name


class StageKind(models.TextChoices):
    REVIEW = "REVIEW", "审核"
    PROOF = "PROOF", "校对"
    REVIEW_AND_PROOF = "REVIEW_AND_PROOF", "审校合一"
    SECRECY = "SECRECY", "保密审查"
    LEGAL = "LEGAL", "法制审核"
    COUNTERSIGN = "COUNTERSIGN", "会签"
    CROSS_CHECK = "CROSS_CHECK", "交叉复核"
    PRINCIPAL = "PRINCIPAL", "主要领导审定"


REVIEWING = (StageKind.REVIEW, StageKind.REVIEW_AND_PROOF, StageKind.PRINCIPAL)
PROOFING = (StageKind.PROOF, StageKind.REVIEW_AND_PROOF)


class LimitUnit(models.TextChoices):
    WORKING_HOUR = "WORKING_HOUR", "工作小时"
    WORKDAY = "WORKDAY", "工作日"


class StageFacts(models.Model):
    """What a stage is: shared by the stages of a procedure and the copies that a round keeps.

    Stages of the same `step` are open together (parallel proofs, countersignatures); the next step opens when all of
    them have agreed.
    """

    order = models.PositiveSmallIntegerField("序号")
    step = models.PositiveSmallIntegerField("步骤", help_text="步骤相同的环节同时进行。")
    level = models.PositiveSmallIntegerField("级次", help_text="第几级审校，1至4。")
    name = models.CharField("环节名称", max_length=40)
    kind = models.CharField("类别", max_length=20, choices=StageKind.choices)
    role = models.CharField("岗位", max_length=24, choices=Role.choices)
    of_author_department = models.BooleanField("限起草科室", default=False)
    department = models.ForeignKey(
        Department,
        verbose_name="指定科室",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="会签等须由某一科室办理时填写。",
    )
    secrecy = models.BooleanField("作出保密审查结论", default=False)
    checklist = models.JSONField("审校要点", default=list)
    limit_amount = models.PositiveSmallIntegerField("办理时限", default=0, help_text="0表示不限时。")
    limit_unit = models.CharField("时限单位", max_length=12, choices=LimitUnit.choices, default=LimitUnit.WORKDAY)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def reviews(self) -> bool:
        return self.kind in REVIEWING

    @property
    def proofs(self) -> bool:
        return self.kind in PROOFING

    @property
    def role_name(self) -> str:
        return str(Role(self.role).label)

    @property
    def limit_text(self) -> str:
        return f"{self.limit_amount}个{self.get_limit_unit_display()}" if self.limit_amount else "不限时"

    def stage_facts(self) -> dict[str, Any]:
        """Return the facts by field name, to copy or to digest."""
        return {field.attname: getattr(self, field.attname) for field in StageFacts._meta.local_fields}


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def visible_to(self, user: User) -> ProcedureQuerySet:
        """Return the procedures of the offices that the user sees, and the ones shipped for all."""
        offices = Office.objects.visible_to(user)
        return self.filter(models.Q(office__in=offices) | models.Q(office__isnull=True))


class Procedure(models.Model):
    """One version of a procedure. Without an office it serves all; without a content class, all classes."""

    office = models.ForeignKey(
        Office, verbose_name="机构", null=True, blank=True, on_delete=models.PROTECT, related_name="procedures"
    )
    content_class = models.CharField("内容类别", max_length=40, blank=True, help_text="留空适用于全部类别。")
    name = models.CharField("流程名称", max_length=60)
    version = models.PositiveSmallIntegerField("版本", default=1)
    is_active = models.BooleanField("使用中", default=True)
    made_by = models.ForeignKey(User, verbose_name="制定人", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("制定时间", auto_now_add=True)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审校流程"
        ordering = ["office", "content_class", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "content_class", "name", "version"],
                name="procedure_version_once",
            ),
            models.UniqueConstraint(
                fields=["office", "content_class"],
                condition=models.Q(is_active=True),
                name="procedure_one_active_per_class",
                violation_error_message="同一类别只能有一个使用中的流程。",
            ),
            models.UniqueConstraint(
                fields=["content_class"],
                condition=models.Q(is_active=True, office__isnull=True),
                name="procedure_one_active_per_class_for_all",
                violation_error_message="同一类别只能有一个使用中的通用流程。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.version}版）"

    @property
    def class_name(self) -> str:
        return class_name(self.content_class)


class Stage(StageFacts):
    procedure = models.ForeignKey(Procedure, verbose_name="流程", on_delete=models.PROTECT, related_name="stages")

    class Meta:
        verbose_name = verbose_name_plural = "流程环节"
        ordering = ["procedure", "order"]
        constraints = [models.UniqueConstraint(fields=["procedure", "order"], name="stage_order_once")]
