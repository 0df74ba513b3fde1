"""查阅记录与次数: who looked at personal data in full, and how often somebody tried something."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from .events import AppendOnly, AppendOnlyQuerySet
from .offices import Office
from .people import Post, Role, User

LOG_READERS = (Role.DISCLOSURE_OFFICER, Role.INSPECTOR, Role.SYSADMIN, Role.DISTRICT_SUPERVISOR)


class AccessLogQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User) -> AccessLogQuerySet:
        """Return the entries of the offices where the person may read the log, for the district those below too."""
        own = {post.office_id for post in user.active_posts() if post.role in LOG_READERS}
        return self.filter(office__in=own | user.below_ids())


class AccessLog(AppendOnly):
    """One look at personal data. It names what was looked at, never what was seen."""

    person = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", null=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.CharField("对象编号", max_length=40)
    what = models.CharField("查阅事项", max_length=100)
    reason = models.CharField("理由", max_length=200, blank=True)
    at = models.DateTimeField("时间")

    objects = AccessLogQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = verbose_name_plural = "查阅记录"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "-id"], name="access_by_office"),
            models.Index(fields=["subject_type", "subject_id"], name="access_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"

    @property
    def subject_said(self) -> str:
        """The subject as the log shows it: its kind and number."""
        return f"{apps.get_model(self.subject_type)._meta.verbose_name} {self.subject_id}"


class AttemptCount(models.Model):
    """How often one visitor tried one thing since the period began. `who` is a fingerprint."""

    purpose = models.CharField("事项", max_length=60)
    who = models.CharField("来源标识", max_length=64)
    ends_at = models.DateTimeField("重新计数时间", db_index=True)
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "次数限制"
        constraints = [models.UniqueConstraint(fields=["purpose", "who"], name="attempts_counted_once")]

    def __str__(self) -> str:
        return f"{self.purpose}：{self.count}"
