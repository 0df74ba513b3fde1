"""审校轮次: one passage of one text through a procedure, with the text, its rendering and the stages frozen at the start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from gongkai.office.models import AppendOnly, Department, Office, Post, RowIsEvidence, User

from .opinions import Opinion, standing_among
from .procedures import Procedure, StageFacts

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class RoundState(models.TextChoices):
    RUNNING = "RUNNING", "审校中"
    CLOSED = "CLOSED", "审校完成"
    RETURNED = "RETURNED", "已退回拟稿人"
    VOIDED = "VOIDED", "已失效（内容有改动）"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class RoundQuerySet(models.QuerySet["Round"]):
    def of(self, subject: models.Model) -> RoundQuerySet:
        """Return the rounds of the subject, oldest first."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk).order_by("number")

    def running(self) -> RoundQuerySet:
        return self.filter(state=RoundState.RUNNING)

    def visible_to(self, user: User) -> RoundQuerySet:
        """Return the rounds of the offices that the person sees; of confidential ones only those that involve the person.

        Involved are author and submitter, and whoever holds a post that one of the stages asks for.
        """
        seen = self.filter(office__in=Office.objects.visible_to(user))
        return seen.filter(
            models.Q(is_confidential=False) | models.Q(pk__in=Round.objects.involving(user).values("pk"))
        )

    def involving(self, user: User) -> RoundQuerySet:
        involved = models.Q(author=user) | models.Q(submitted_by=user)
        for post in user.active_posts():
            stages = RoundStage.objects.filter(role=post.role, round__office=post.office_id)
            if post.department_id:
                of_others = models.Q(of_author_department=True) & ~models.Q(round__department=post.department_id)
                stages = stages.exclude(of_others)
            involved |= models.Q(pk__in=stages.values("round"))
        return self.filter(involved)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise RowIsEvidence("审校轮次是留痕记录，不能删除。")


class Round(models.Model):
    """One round. Where it stands is kept here; what was reviewed and decided stands in append-only rows beside it."""

    subject_type = models.ForeignKey(ContentType, verbose_name="对象类型", on_delete=models.PROTECT)
    subject_id = models.PositiveBigIntegerField("对象编号")
    subject = GenericForeignKey("subject_type", "subject_id")
    number = models.PositiveSmallIntegerField("轮次")
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="rounds")
    department = models.ForeignKey(Department, verbose_name="起草科室", null=True, on_delete=models.PROTECT)
    title = models.CharField("标题", max_length=300)
    content_class = models.CharField("内容类别", max_length=40, blank=True)
    content_hash = models.CharField("内容摘要", max_length=64)
    procedure = models.ForeignKey(Procedure, verbose_name="流程", on_delete=models.PROTECT, related_name="rounds")
    author = models.ForeignKey(User, verbose_name="拟稿人", on_delete=models.PROTECT, related_name="rounds_written")
    editor_ids = models.JSONField("参与撰写人员", default=list)
    submitted_by = models.ForeignKey(User, verbose_name="送审人", on_delete=models.PROTECT, related_name="+")
    submitted_post = models.ForeignKey(Post, verbose_name="送审岗位", on_delete=models.PROTECT, related_name="+")
    min_people = models.PositiveSmallIntegerField("审校最少人数")
    is_urgent = models.BooleanField("加急", default=False)
    is_confidential = models.BooleanField("含个人信息", default=False, help_text="只有本轮各环节的岗位可以查看。")
    note = models.CharField("送审说明", max_length=300, blank=True)
    deviation = models.CharField("例外说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=RoundState.choices, default=RoundState.RUNNING)
    step = models.PositiveSmallIntegerField("当前步骤", default=1)
    step_opened_at = models.DateTimeField("本步骤开始时间")
    started_at = models.DateTimeField("送审时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    end_reason = models.CharField("结束说明", max_length=300, blank=True)
    head_digest = models.CharField("末尾摘要", max_length=64)

    objects = RoundQuerySet.as_manager()
    stages: RelatedManager[RoundStage]
    opinions: RelatedManager[Opinion]
    manuscript: Manuscript

    class Meta:
        verbose_name = verbose_name_plural = "审校轮次"
        ordering = ["-started_at", "-id"]
        indexes = [
            models.Index(fields=["state", "office"], name="round_by_state_and_office"),
            models.Index(fields=["office", "-started_at"], name="round_by_office_and_start"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(state="RUNNING"),
                name="round_one_running_per_subject",
                violation_error_message="该稿件正在审校中。",
            ),
            models.CheckConstraint(
                condition=models.Q(state="RUNNING", ended_at__isnull=True)
                | (~models.Q(state="RUNNING") & models.Q(ended_at__isnull=False)),
                name="round_ended_exactly_when_not_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}轮）"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise RowIsEvidence("审校轮次是留痕记录，不能删除。")

    def move_to(self, step: int, *, at: datetime) -> None:
        """Open the step; its time limits run from now."""
        self.step, self.step_opened_at = step, at

    def end(self, state: str, *, at: datetime, reason: str = "") -> None:
        self.state, self.ended_at, self.end_reason = state, at, reason[:300]

    @property
    def is_running(self) -> bool:
        return self.state == RoundState.RUNNING

    def standing(self) -> dict[int, Opinion]:
        """Return the agreements that still stand, by stage id."""
        return standing_among(self.opinions.all())

    def missing_stages(self) -> list[RoundStage]:
        """Return the stages without a standing agreement, in order."""
        agreed = self.standing()
        return [stage for stage in self.stages.all() if stage.pk not in agreed]

    def open_stages(self) -> list[RoundStage]:
        """Return the stages that wait for somebody now: the missing ones of the current step."""
        if not self.is_running:
            return []
        return [stage for stage in self.missing_stages() if stage.step == self.step]

    def missing_names(self) -> str:
        return "、".join(stage.name for stage in self.missing_stages())

    def open_names(self) -> str:
        return "、".join(stage.name for stage in self.open_stages())

    def errors_found(self) -> int:
        """Return how many errors the proofs of this round found, voided ones included."""
        return sum(opinion.error_count or 0 for opinion in self.opinions.all())

    def deviations(self) -> list[str]:
        """Return what departed from the ordinary rule in this round, as sentences for the 审校单."""
        said: Iterable[str] = [self.deviation, *(opinion.deviation for opinion in self.opinions.all())]
        return [sentence for sentence in said if sentence]

    def final_reviewer(self) -> User | None:
        """Return who gave the last review (终审, or what stands above it); None while it is open."""
        reviewing = [stage for stage in self.stages.all() if stage.reviews]
        opinion = self.standing().get(reviewing[-1].pk) if reviewing else None
        return opinion.user if opinion else None


class RoundStage(AppendOnly, StageFacts):
    """A stage as it was when the round began; later changes of the procedure do not reach it."""

    round = models.ForeignKey(Round, verbose_name="轮次", on_delete=models.PROTECT, related_name="stages")

    class Meta:
        verbose_name = verbose_name_plural = "本轮环节"
        ordering = ["round", "order"]
        constraints = [models.UniqueConstraint(fields=["round", "order"], name="round_stage_order_once")]


class Manuscript(AppendOnly):
    """送审稿: the text exactly as submitted, and the page as it will appear. The round's chain of digests starts here."""

    round = models.OneToOneField(
        Round, verbose_name="轮次", on_delete=models.PROTECT, related_name="manuscript", primary_key=True
    )
    content = models.JSONField("内容")
    render = models.TextField("页面")
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "送审稿"
