"""登记的数: what people enter beside the register for a year, version by version, each change with its reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.office.models import AppendOnly, Office, Post, User
from gongkai.office.models.events import AppendOnlyQuerySet


class EntryQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User) -> EntryQuerySet:
        return self.filter(office__in=Office.objects.visible_to(user))


class Entry(AppendOnly):
    """One entry of an office's year; a later version of the same replaces it, and both stay. The kind names its office."""

    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    reason = models.CharField("改动理由", max_length=300, blank=True)
    by = models.ForeignKey(User, verbose_name="登记人", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        abstract = True


def change_is_explained(name: str, *, or_else: str) -> models.CheckConstraint:
    """Return the constraint that a later version says why; `or_else` is what the form says."""
    return models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name=name, violation_error_message=or_else)
