"""工作台的表: attempts to log in, so that a password cannot be tried out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.utils import timezone

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
LIMITS = (({"username", "address"}, 5), ({"username"}, 30), ({"address"}, 60))
"""So many attempts within the window, counted by person and place, by person anywhere, and by place whoever it is.

A whole office may sit behind one address, hence the wide third limit."""


class LoginPaused(Exception):
    """Too many attempts; the message says until when."""

    def __init__(self, until: datetime) -> None:
        local = timezone.localtime(until + timedelta(seconds=59))  # the minute after which it surely works
        super().__init__(
            f"多次输错密码，为保护账户已暂停登录。请在{local.hour}时{local.minute:02d}分以后再试；"
            "忘记密码的，请与本单位系统管理员联系。"
        )


class LoginAttempt(models.Model):
    """One attempt, booked before the password is looked at and taken back when it was right.

    So simultaneous attempts count too. Rows are dropped after a day.
    """

    username = models.CharField("用户名", max_length=150)
    address = models.CharField("来源地址", max_length=45)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "登录尝试"
        indexes = [
            models.Index(fields=["username", "at"], name="login_attempt_by_username"),
            models.Index(fields=["address", "at"], name="login_attempt_by_address"),
            models.Index(fields=["at"], name="login_attempt_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.username}"

    @classmethod
    @transaction.atomic
    def book(cls, *, username: str, address: str, at: datetime) -> Self:
        """Book an attempt.

        :raises LoginPaused: when there were too many within the window.
        """
        cls.objects.filter(at__lt=at - KEPT).delete()
        attempt = cls(username=username.strip().lower()[:150], address=address[:45], at=at)
        for facts, limit in LIMITS:
            attempt._refuse_beyond(limit, {fact: getattr(attempt, fact) for fact in facts})
        attempt.save()
        return attempt

    def _refuse_beyond(self, limit: int, facts: dict[str, str]) -> None:
        recent = LoginAttempt.objects.filter(at__gt=self.at - WINDOW, **facts).order_by("-at")
        times = list(recent.values_list("at", flat=True)[:limit])
        if len(times) == limit:
            raise LoginPaused(times[-1] + WINDOW)

    def take_back(self) -> None:
        """Forget the attempts of this person from this place: the password was right."""
        LoginAttempt.objects.filter(username=self.username, address=self.address).delete()
