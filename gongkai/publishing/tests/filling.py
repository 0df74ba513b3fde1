"""Publications by the thousand, without the people's work: for properties and measurements, not for stories.

Everything that a proof looks at is there, in the same words; only the opinions of the reviewers are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from gongkai.catalogue.actions import allot_shelf_number
from gongkai.catalogue.models import Column, ShelfNumber
from gongkai.law.attributes import Attribute
from gongkai.office import events
from gongkai.publishing import follow
from gongkai.records.models import Publication, Record, RecordKind, WorkStage
from gongkai.review.models import Procedure, Round, RoundState
from gongkai.review.subjects import hash_of

BODY = "<p>为方便群众办事，现将有关事项公开如下，请相互转告。</p>"
SINCE = datetime.fromisoformat("2020-01-06T09:00:00+08:00")
HOUR = timedelta(hours=1)
STEP = 1000


def settle() -> None:
    """Let everything that waits be done, as the worker does after a start."""
    follow.notice_new_frames()
    follow.catch_up()
    while follow.sweep_a_stretch():
        pass


def fill(
    town: Any, column: Column, count: int, *, since: datetime = SINCE, every: timedelta = HOUR, body: str = BODY
) -> None:
    """Put so many documents into the column, one after another, without events: as if they had been there all along."""
    moments = [since + every * number for number in range(count)]
    for first in range(0, count, STEP):
        _fill(town, column, first, moments[first : first + STEP], body)


@transaction.atomic
def _fill(town: Any, column: Column, first: int, moments: list[datetime], body: str) -> None:
    shelf, _ = ShelfNumber.objects.get_or_create(column=column)
    titles = [f"第{first + number}件（示例）" for number in range(1, len(moments) + 1)]
    records = Record.objects.bulk_create([_record(town, column, title, body) for title in titles])
    _approve(town, records)
    places = range(shelf.last + 1, shelf.last + 1 + len(records))
    Publication.objects.bulk_create(_publication(town, *facts) for facts in zip(records, moments, places, strict=True))
    shelf.last += len(records)
    shelf.save()


def put_out(town: Any, column: Column, title: str, *, body: str = BODY) -> Publication:
    """Publish one document now, with its event."""
    with transaction.atomic():
        record = _record(town, column, title, body)
        Record.objects.bulk_create([record])
        _approve(town, [record])
        publication = _publication(town, record, timezone.now(), allot_shelf_number(column))
        publication.save()
        events.record("records.published", record, office=record.office, by=town.sunyue)
    return publication


def take_back(publication: Publication) -> None:
    """Withdraw it, with its event."""
    with transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(withdrawn_at=timezone.now())
        Record.objects.filter(pk=publication.record_id).update(live=False)
        events.record("records.withdrawn", publication.record, office=publication.office, by=None)


def put_out_again(publication: Publication, title: str) -> None:
    """Publish it again with another title, corrected or after a withdrawal."""
    content = {**publication.content, "title": title}
    with transaction.atomic():
        Round.objects.filter(pk=publication.approval_id).update(content_hash=hash_of(content))
        Publication.objects.filter(pk=publication.pk).update(
            title=title, content=content, content_hash=hash_of(content), withdrawn_at=None, updated_at=timezone.now()
        )
        Record.objects.filter(pk=publication.record_id).update(live=True)
        events.record("records.republished", publication.record, office=publication.office, by=None)


def _record(town: Any, column: Column, title: str, body: str) -> Record:
    return Record(
        office=column.office,
        author=town.liwen,
        title=title,
        kind=RecordKind.NOTICE,
        column=column,
        source_name=column.office.short_name,
        made_on=timezone.localdate(SINCE),
        start_event=column.limit_start,
        starts_at=SINCE,
        department=town.safety,
        body=body,
        attribute=Attribute.PROACTIVE.value,
        stage=WorkStage.PUBLISHED,
    )


def _approve(town: Any, records: list[Record]) -> None:
    """Close a round on each record's content and take it live."""
    kind = ContentType.objects.get_for_model(Record)
    procedure = Procedure.objects.filter(office=records[0].office).first() or Procedure.objects.first()
    rounds = Round.objects.bulk_create(_rounds(town, records, kind, procedure))
    for record, round in zip(records, rounds, strict=True):
        record.approval, record.live = round, True
    its_round = Round.objects.filter(subject_type=kind, subject_id=models.OuterRef("pk"), number=1)
    known = Record.objects.filter(pk__range=(records[0].pk, records[-1].pk), approval=None)
    known.update(live=True, approval=models.Subquery(its_round.values("pk")))


def _rounds(town: Any, records: list[Record], kind: ContentType, procedure: Procedure | None) -> Iterator[Round]:
    post = town.liwen.posts.get()
    for record in records:
        yield Round(
            subject_type=kind,
            subject_id=record.pk,
            number=1,
            office=record.office,
            department=record.department,
            title=record.title,
            content_hash=hash_of(_content(record)),
            procedure=procedure,
            author=town.liwen,
            submitted_by=town.liwen,
            submitted_post=post,
            min_people=3,
            state=RoundState.CLOSED,
            step_opened_at=SINCE,
            started_at=SINCE,
            ended_at=SINCE,
        )


def _content(record: Record) -> dict[str, Any]:
    return {
        "title": record.title,
        "body": record.body,
        "kind": record.kind,
        "column": record.column.path,
        "facts": record.facts(),
        "attachments": [],
    }


def _publication(town: Any, record: Record, moment: datetime, place: int) -> Publication:
    content = _content(record)
    return Publication(
        record=record,
        office=record.office,
        column=record.column,
        column_path=record.column.path,
        shelf_number=place,
        index_number=f"{record.office.code}/{moment:%Y}-{record.pk:07d}",
        published_at=moment,
        updated_at=moment,
        published_by=town.sunyue,
        approval=record.approval,
        content=content,
        content_hash=hash_of(content),
        title=record.title,
        made_on=record.made_on,
        kind=record.kind,
    )
