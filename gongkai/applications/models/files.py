"""案卷材料: files of a case, encrypted where they lie. What the applicant gets are files released for him, nothing else."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from gongkai.office.encryption import EncryptedTextField
from gongkai.office.models import User
from gongkai.office.sealed_files import open_sealed

from .cases import Application
from .rectifications import Rectification

PURPOSE = "applications.file"


class FileKind(models.TextChoices):
    ORIGINAL = "ORIGINAL", "申请原件"
    IDENTITY = "IDENTITY", "身份证明"
    ATTACHMENT = "ATTACHMENT", "申请附件"
    CORRECTION = "CORRECTION", "补正材料"
    OPINION = "OPINION", "征求意见答复"
    EVIDENCE = "EVIDENCE", "其他材料"
    SOURCE = "SOURCE", "拟提供的信息原件"
    RELEASE = "RELEASE", "提供给申请人的信息"
    LETTER = "LETTER", "发出的文书"
    SERVICE = "SERVICE", "送达证明"


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    def visible_to(self, user: User) -> CaseFileQuerySet:
        """Return the files of what the person may see in the own office; the only door to a file at the desk."""
        applications = Application.objects.visible_to(user).filter(office__in=user.office_ids())
        rectifications = Rectification.objects.visible_to(user).filter(office__in=user.office_ids())
        return self.filter(models.Q(application__in=applications) | models.Q(rectification__in=rectifications))

    def standing(self) -> CaseFileQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class CaseFile(models.Model):
    """One file. Its bytes are sealed on disk and its name is encrypted: people name files after themselves."""

    application = models.ForeignKey(
        Application, verbose_name="申请", null=True, on_delete=models.PROTECT, related_name="files"
    )
    rectification = models.ForeignKey(
        Rectification, verbose_name="更正申请", null=True, on_delete=models.PROTECT, related_name="files"
    )
    kind = models.CharField("类别", max_length=10, choices=FileKind.choices)
    title = models.CharField("材料名称", max_length=100)
    name = EncryptedTextField("原文件名")
    media_type = models.CharField("文件类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("摘要", max_length=64)
    sealed = models.CharField("存放名", max_length=100, editable=False)
    added_by = models.ForeignKey(User, verbose_name="登记人", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("登记时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("作废时间", null=True)
    erased_at = models.DateTimeField("清除时间", null=True)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "案卷材料"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(application__isnull=True) ^ models.Q(rectification__isnull=True),
                name="case_file_belongs_to_one_case",
                violation_error_message="材料必须属于一件申请。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def may_be_sent(self) -> bool:
        """Test if the file was made to be handed out: released information and letters, not what the office keeps."""
        return self.kind in {FileKind.RELEASE, FileKind.LETTER} and not self.withdrawn_at and not self.erased_at

    def data(self) -> bytes:
        """Return the bytes in clear.

        :raises SealBroken: when the stored bytes cannot be opened.
        """
        return open_sealed(self.sealed, purpose=PURPOSE)


class Redaction(models.Model):
    """遮盖: what was masked in a source, and the release made of it, proven by extraction to hide what it hides."""

    application = models.ForeignKey(
        Application, verbose_name="申请", on_delete=models.PROTECT, related_name="redactions"
    )
    source = models.ForeignKey(CaseFile, verbose_name="原件", on_delete=models.PROTECT, related_name="redactions")
    release = models.OneToOneField(
        CaseFile, verbose_name="遮盖后的文件", null=True, on_delete=models.PROTECT, related_name="redacted_from"
    )
    masks = models.JSONField("遮盖位置", default=list)
    reasons = EncryptedTextField("遮盖理由", blank=True)
    proven_at = models.DateTimeField("核验时间", null=True)
    by = models.ForeignKey(User, verbose_name="遮盖人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "遮盖处理"
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"{self.source}（{len(self.masks)}处）"
