"""查阅记录: a look at personal data in full leaves an entry that nobody can change (`AccessLog`)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from .models import AccessLog, AccessLogQuerySet, Office, Post, User


def note(
    user: User,
    obj: Model,
    what: str,
    *,
    office: Office,
    reason: str = "",
    post: Post | None = None,
    at: datetime | None = None,
) -> AccessLog:
    """Note that the person looked at the object, in the caller's transaction: no entry, no look.

    `what` is a Chinese phrase such as 查看身份证件 and, like `reason`, tells nothing of what was seen. `post` is the post in which
    it was done; without one, the person's first in this office, else above it.
    """
    return AccessLog.objects.create(
        person=user,
        post=post or _post_of(user, office),
        office=office,
        subject_type=obj._meta.label_lower,
        subject_id=str(obj.pk),
        what=what,
        reason=reason,
        at=at or timezone.now(),
    )


def of(obj: Model) -> AccessLogQuerySet:
    """Return who looked at the object, newest first."""
    return AccessLog.objects.filter(subject_type=obj._meta.label_lower, subject_id=str(obj.pk))


def _post_of(user: User, office: Office) -> Post | None:
    """Return the person's first post in the office, own posts before stand-ins, or else the one in the district above."""
    here = [post for post in user.active_posts() if post.office_id in {office.pk, office.parent_id}]
    return min(here, key=lambda post: (post.office_id != office.pk, post.stands_in_for_id is not None), default=None)
