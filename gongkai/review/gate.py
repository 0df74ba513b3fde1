"""闸口的审校一问: is exactly this content reviewed to the end, and may this person publish it?"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from gongkai.office.models import Post, Role, User

from .evidence import is_whole
from .models import Opinion, Round, RoundState
from .refusals import ReviewRefused
from .subjects import content_hash

ACTS_OF_ROUND = (
    "stages",
    models.Prefetch("opinions", Opinion.objects.select_related("stage", "target", "user")),
)
"""What a round's standing is told by, in two queries."""
FIRST_FINISH = "请先完成审校后再发布。"


class RoundNotClosed(ReviewRefused):
    """The content at hand has not passed all stages."""


class NotPublisher(ReviewRefused):
    """The person holds no post of a publisher in the office."""


class PublisherIsAuthor(ReviewRefused):
    """The author does not publish."""


class PublisherIsFinalReviewer(ReviewRefused):
    """Whoever gave the final review does not publish."""


def latest_round(subject: Any) -> Round | None:
    """Return the subject's last round, with what the gate looks at."""
    rounds = Round.objects.of(subject).select_related("office", "subject_type", "manuscript")
    return rounds.prefetch_related(*ACTS_OF_ROUND).last()


def running_round(subject: Any) -> Round | None:
    """Return the round under way; while there is one the text is locked for everyone."""
    return Round.objects.of(subject).running().first()


def closed_round(subject: Any) -> Round | None:
    """Return the last round, if it closed on exactly the content that the subject has now; else None.

    An earlier round does not count, though its content may have come back: a later one has spoken since. The answer
    follows from the append-only opinions, not from the state column alone.
    """
    round = latest_round(subject)
    return round if _stands(round, subject) else None


def _stands(round: Round | None, subject: Any) -> bool:
    if round is None or round.state != RoundState.CLOSED or round.content_hash != content_hash(subject):
        return False
    return is_whole(round)


def require_closed(subject: Any) -> Round:
    """Return the closed round on this content.

    :raises RoundNotClosed: naming the stages that are missing.
    """
    round = latest_round(subject)
    if round is None or not _stands(round, subject):
        raise RoundNotClosed(_why_not(subject, round))
    return round


def may_publish(subject: Any, user: User) -> Post:
    """Return the post in which the user may publish the subject: neither its author nor its final reviewer.

    :raises ReviewRefused: as the refusal that applies, RoundNotClosed among them.
    """
    return post_to_publish(require_closed(subject), subject, user)


def post_to_publish(round: Round, subject: Any, user: User) -> Post:
    """Return the post in which the user may publish what this closed round approved.

    :raises ReviewRefused: as in `may_publish`, save RoundNotClosed.
    """
    post = user.post_as(Role.PUBLISHER, round.office)
    if post is None:
        raise NotPublisher(f"发布由{round.office}发布员办理，您没有这一岗位。{_publishers(round)}")
    if user.pk in {round.author_id, subject.review_author().pk}:
        raise PublisherIsAuthor(f"您是本稿拟稿人，不能发布自己起草的信息。{_publishers(round)}")
    if round.final_reviewer() == user:
        raise PublisherIsFinalReviewer(f"您是本稿终审人，不能兼办发布。{_publishers(round)}")
    return post


def _publishers(round: Round) -> str:
    posts = Post.objects.active(on=timezone.localdate()).filter(role=Role.PUBLISHER, office=round.office)
    kept_out = {round.author_id, getattr(round.final_reviewer(), "pk", None)}
    names = [str(post.user) for post in posts.select_related("user") if post.user_id not in kept_out]
    return f"可以发布的人员：{'、'.join(dict.fromkeys(names))}。" if names else "目前无人可以发布，请先任命发布员。"


def _why_not(subject: Any, round: Round | None) -> str:
    if round is None:
        return f"尚未送审。{FIRST_FINISH}"
    if round.state == RoundState.RUNNING:
        return f"尚未完成：{round.missing_names()}。{FIRST_FINISH}"
    if round.state != RoundState.CLOSED:
        return f"第{round.number}轮审校{round.get_state_display()}，尚未重新送审。{FIRST_FINISH}"
    if round.content_hash != content_hash(subject):
        return "审校完成后内容又有改动，原审校意见不适用于现在的内容。请重新送审。"
    return "审校记录与留痕摘要不符，不能据以发布。请联系系统管理员核查。"
