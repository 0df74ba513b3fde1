"""事件链: append to it, follow it, verify it.

An act calls `record` inside its own transaction. Whoever must follow keeps a cursor and calls `pending`; a doorbell
(`on_commit`) only wakes it, so a crash loses nothing and a second delivery does no harm.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from .models import Cursor, Event, EventHead, Office, Post, User

GENESIS = "0" * 64
_bells: list[Callable[[], None]] = []
_followers: list[Callable[[datetime], object]] = []


def on_commit(bell: Callable[[], None]) -> None:
    """Ring the bell after every transaction that recorded an event (called once, from AppConfig.ready)."""
    if bell not in _bells:
        _bells.append(bell)


def on_work(follower: Callable[[datetime], object]) -> None:
    """Let the worker call this in every round, with the time (called once, from AppConfig.ready).

    For apps that the worker's own folder may not know. A follower catches up by its cursor and is quick when nothing is new.
    """
    if follower not in _followers:
        _followers.append(follower)


def followers() -> tuple[Callable[[datetime], object], ...]:
    return tuple(_followers)


@transaction.atomic
def record(
    verb: str,
    subject: models.Model,
    *,
    office: Office | None,
    by: User | None,
    post: Post | None = None,
    data: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Append one event to the chain, in the caller's transaction. `data` stays small and holds no personal data.

    `by` is None for what the system itself did.
    """
    head, _ = EventHead.objects.select_for_update().get_or_create(pk=1, defaults={"digest": GENESIS})
    event = Event(
        verb=verb,
        office=office,
        actor=by,
        post=post,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=data or {},
        at=at or timezone.now(),
        previous=head.digest,
    )
    event.digest = digest_of(event)
    event.save()
    head.digest, head.count = event.digest, head.count + 1
    head.save()
    for bell in _bells:
        transaction.on_commit(bell, robust=True)
    return event


def digest_of(event: Event) -> str:
    """Return the SHA-256 over the row's facts and the digest before it."""
    facts = [
        event.previous,
        event.verb,
        event.office_id,
        event.actor_id,
        event.post_id,
        event.subject_type,
        event.subject_id,
        event.data,
        event.at.astimezone(timezone.get_default_timezone()).isoformat(timespec="microseconds"),
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def pending(follower: str, limit: int = 500) -> list[Event]:
    """Return the events that the follower has not handled, oldest first."""
    cursor, _ = Cursor.objects.get_or_create(name=follower)
    return list(Event.objects.filter(id__gt=cursor.last_event_id).order_by("id")[:limit])


def handled(follower: str, event_id: int) -> None:
    """Move the follower's cursor to the event; it never moves back."""
    Cursor.objects.filter(name=follower, last_event_id__lt=event_id).update(last_event_id=event_id)


def of(subject: models.Model) -> models.QuerySet[Event]:
    """Return what was done to the subject, oldest first."""
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("id")


def broken_links() -> Iterator[str]:
    """Yield a sentence per event that was changed, lost or slipped in, and one if the end of the chain is not the head."""
    previous, count = GENESIS, 0
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        if event.previous != previous:
            yield f"事件 {event.pk} 与前一事件不相接：此前有记录被删除、插入或改动。"
        if digest_of(event) != event.digest:
            yield f"事件 {event.pk}（{event.verb}）的内容与摘要不符：该记录被改动过。"
        previous, count = event.digest, count + 1
    head = EventHead.objects.filter(pk=1).first()
    if head and (head.digest, head.count) != (previous, count):
        yield f"事件链应有 {head.count} 条，实有 {count} 条，末尾摘要不符：末尾有记录被删除或改动。"
