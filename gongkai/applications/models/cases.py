"""申请: one application for government information, from the form to the archived case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from gongkai.applications.states import ENDED, State
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.receipt import Channel
from gongkai.office.encryption import EncryptedTextField
from gongkai.office.models import Department, Office, Role, User

from .applicants import Applicant

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .clock import ClockEntry, DeadlineChange
    from .consultations import Consultation
    from .deliveries import Delivery
    from .facts import ContactNote, Decision, Fee, SearchRecord
    from .files import CaseFile
    from .letters import Letter
    from .remedies import Remedy

OUTCOME_CHOICES = [(each.code, each.label) for each in OUTCOMES]
CHANNEL_CHOICES = [(each.value, each.label) for each in Channel]

SEES_ALL = (
    Role.DISCLOSURE_OFFICER,
    Role.LEGAL_REVIEWER,
    Role.SECRECY_REVIEWER,
    Role.LEADER_IN_CHARGE,
    Role.PRINCIPAL_LEADER,
    Role.INSPECTOR,
)
"""Who sees every application of the office; drafting posts see those of their department or in their own hands."""
SEES_DEPARTMENTS = (Role.DEPARTMENT_HEAD,)


class ProvideForm(models.TextChoices):
    PAPER = "PAPER", "纸质"
    ELECTRONIC = "ELECTRONIC", "电子数据"
    DISC = "DISC", "光盘"
    OTHER = "OTHER", "其他"


class ObtainWay(models.TextChoices):
    POST = "POST", "邮寄"
    EMAIL = "EMAIL", "电子邮件"
    ONLINE = "ONLINE", "网上获取"
    PICK_UP = "PICK_UP", "自行领取"
    ON_SITE = "ON_SITE", "当场查阅、抄录"
    FAX = "FAX", "传真"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> ApplicationQuerySet:
        """Return the applications that the person may see; the only door to an application at the desk."""
        posts = user.active_posts()
        whole = {post.office_id for post in posts if post.role in SEES_ALL} | user.below_ids()
        departments = {post.department_id for post in posts if post.role in SEES_DEPARTMENTS and post.department_id}
        own = models.Q(handler=user, office__in=user.office_ids())
        return self.filter(models.Q(office__in=whole) | models.Q(department__in=departments) | own)

    def open(self) -> ApplicationQuerySet:
        return self.exclude(state__in=ENDED)

    def received_by(self, day: date) -> ApplicationQuerySet:
        return self.filter(received_on__lte=day)


class Application(models.Model):
    """申请. `received_on` is the day of receipt (第三十一条), empty until it is established; `state` moves only by `acts`.

    `ended_on` is the day on which the first reply went out or the application was withdrawn, and decides the year of
    table three. `told_due` is the deadline as last told, kept to notice a change; the truth is reckoned from the events.
    """

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="applications")
    number = models.CharField("编号", max_length=20)
    query_code = EncryptedTextField("查询码")
    submission = models.CharField("提交标识", max_length=64, null=True, unique=True, editable=False)
    applicant = models.OneToOneField(
        Applicant, verbose_name="申请人", on_delete=models.PROTECT, related_name="application"
    )
    channel = models.CharField("提交途径", max_length=16, choices=CHANNEL_CHOICES)
    submitted_at = models.DateTimeField("提交时间", default=timezone.now)
    posted_on = models.DateField("邮戳日期", null=True, blank=True)
    received_on = models.DateField("收到日期", null=True)
    receipt_said = models.CharField("收到日期的依据", max_length=200, blank=True)
    provide_form = models.CharField("提供方式", max_length=12, choices=ProvideForm.choices)
    obtain_way = models.CharField("获取途径", max_length=8, choices=ObtainWay.choices)
    agrees_to_electronic_service = models.BooleanField("同意电子送达", default=False)
    needs_assistance = models.BooleanField("需要协助", default=False)
    assistance = EncryptedTextField("协助说明", blank=True)
    state = models.CharField("状态", max_length=24, choices=State.choices, default=State.SUBMITTED)
    state_before_approval = models.CharField(
        "送审签前的状态", max_length=24, choices=State.choices, blank=True, editable=False
    )
    department = models.ForeignKey(
        Department, verbose_name="承办科室", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handler = models.ForeignKey(
        User, verbose_name="经办人", null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    registered_by = models.ForeignKey(
        User, verbose_name="登记人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField("办理结果", max_length=32, choices=OUTCOME_CHOICES, blank=True)
    decided_on = models.DateField("签发日期", null=True)
    ended_on = models.DateField("办结统计日期", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    archived_at = models.DateTimeField("归档时间", null=True)
    told_due = models.DateField("最近告知的期限", null=True)
    told_provisional = models.BooleanField("期限待校准", default=False)
    record = models.ForeignKey(
        "records.Record", verbose_name="转为主动公开的信息", null=True, on_delete=models.PROTECT, related_name="+"
    )
    repeats = models.ForeignKey(
        "self",
        verbose_name="重复的前次申请",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="repeated_by",
    )

    objects = ApplicationQuerySet.as_manager()
    wordings: RelatedManager[Wording]
    clock_entries: RelatedManager[ClockEntry]
    deadline_changes: RelatedManager[DeadlineChange]
    consultations: RelatedManager[Consultation]
    letters: RelatedManager[Letter]
    files: RelatedManager[CaseFile]
    searches: RelatedManager[SearchRecord]
    decisions: RelatedManager[Decision]
    deliveries: RelatedManager[Delivery]
    fees: RelatedManager[Fee]
    notes: RelatedManager[ContactNote]
    remedies: RelatedManager[Remedy]

    class Meta:
        verbose_name = verbose_name_plural = "政府信息公开申请"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "state", "told_due"], name="application_by_state_and_due"),
            models.Index(fields=["office", "received_on"], name="application_by_receipt"),
            models.Index(fields=["office", "ended_on"], name="application_by_end"),
            models.Index(fields=["office", "-id"], name="application_by_office"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="application_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["SUBMITTED", "APPROVING", "DECIDED"])
                | models.Q(received_on__isnull=False),
                name="application_received_before_it_is_handled",
                violation_error_message="尚未确定收到日期的申请不能办理。",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["SERVED", "CLOSED", "ARCHIVED"], ended_on__isnull=False)
                & ~models.Q(outcome="")
                | ~models.Q(state__in=["SERVED", "CLOSED", "ARCHIVED"]),
                name="application_ends_with_outcome_and_day",
                violation_error_message="办结的申请必须有办理结果和日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("received_on")),
                name="application_ends_after_receipt",
                violation_error_message="办结日期不能早于收到日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}号申请"

    def move(self, state: State) -> None:
        """Take up the state; whether the table lets it is asked by the acts, under a lock."""
        self.state = state
        self.save(update_fields=["state"])

    def approve_from_here(self) -> None:
        """Let the reply be signed, and remember where the application stood: a returned reply leads back there."""
        self.state_before_approval, self.state = self.state, State.APPROVING
        self.save(update_fields=["state", "state_before_approval"])

    def back_from_approval(self) -> None:
        self.move(State(self.state_before_approval or State.DRAFTING))

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    def wording(self) -> Wording:
        """Return what is asked for, as last corrected."""
        return max(self.wordings.all(), key=lambda wording: wording.number)

    def desk_address(self) -> str:
        return f"/desk/applications/{self.pk}/"


class Wording(models.Model):
    """所需政府信息: what is asked for, as worded at submission (number 1) and after each correction; earlier ones stay."""

    application = models.ForeignKey(Application, verbose_name="申请", on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField("次序", default=1)
    title = EncryptedTextField("所需政府信息的名称", blank=True)
    document_number = EncryptedTextField("文号", blank=True)
    description = EncryptedTextField("其他特征性描述", blank=True)
    received_on = models.DateField("收到日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "申请内容"
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="wording_number_once")]

    def __str__(self) -> str:
        return f"{self.application}（第{self.number}次）"

    @property
    def said(self) -> str:
        """What is asked for in one line, as letters quote it."""
        named = f"《{self.title}》" if self.title and not self.title.startswith("《") else self.title
        return "；".join(
            filter(None, [named + (f"（{self.document_number}）" if self.document_number else ""), self.description])
        )
