"""期限事件: the dated events from which every deadline is reckoned, and the trace of deadlines that moved."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from gongkai.law import clock
from gongkai.office.models import AppendOnly, User

from .cases import Application
from .consultations import Consultation

KIND_CHOICES = [(each.value, each.label) for each in clock.ClockEventKind]


class ClockEntry(AppendOnly):
    """One dated event. A wrong entry is not changed: another one takes it back (`cancels`) and says why."""

    application = models.ForeignKey(
        Application, verbose_name="申请", on_delete=models.PROTECT, related_name="clock_entries"
    )
    kind = models.CharField("事件", max_length=28, choices=KIND_CHOICES)
    on = models.DateField("日期")
    consultation = models.ForeignKey(
        Consultation, verbose_name="征求意见", null=True, on_delete=models.PROTECT, related_name="clock_entries"
    )
    workdays = models.PositiveSmallIntegerField("工作日数", null=True)
    until = models.DateField("确定的日期", null=True)
    cancels = models.OneToOneField(
        "self", verbose_name="更正的事件", null=True, on_delete=models.PROTECT, related_name="cancelled_by"
    )
    reason = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(User, verbose_name="登记人", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "期限事件"
        ordering = ["application", "on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cancels__isnull=True) | ~models.Q(reason=""),
                name="clock_entry_taken_back_with_reason",
                violation_error_message="更正日期必须说明理由。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    def as_event(self) -> clock.ClockEvent:
        """Return the event as the law's pure value."""
        consultation = self.consultation
        return clock.ClockEvent(
            kind=clock.ClockEventKind(self.kind),
            on=self.on,
            ref=str(consultation.pk) if consultation else "",
            consulted=clock.Consulted(consultation.kind) if consultation else None,
            workdays=self.workdays,
            until=self.until,
        )


class DeadlineChange(AppendOnly):
    """A deadline that moved without anybody acting on the application: a notice settled a year, and `why` says how."""

    application = models.ForeignKey(
        Application, verbose_name="申请", on_delete=models.PROTECT, related_name="deadline_changes"
    )
    before = models.DateField("原期限", null=True)
    after = models.DateField("现期限", null=True)
    was_provisional = models.BooleanField("原为待校准")
    is_provisional = models.BooleanField("仍待校准")
    why = models.JSONField("原因", default=list)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "期限变动"
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"{self.application}：{self.before}→{self.after}"
