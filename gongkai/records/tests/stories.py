"""What tests tell about a record: registered, determined, compiled, reviewed, published — each by the real act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from gongkai.catalogue.actions import plant_columns
from gongkai.catalogue.models import Column
from gongkai.law.attributes import Attribute
from gongkai.office.tests.people import Town
from gongkai.records.determining import Proposal, check, sign
from gongkai.records.models import Publication, Record, RecordKind
from gongkai.records.publishing_acts import publish
from gongkai.records.registering import register, submit
from gongkai.review import actions as review
from gongkai.review.answers import Answers
from gongkai.review.models import Round
from gongkai.review.shipping import ship_procedures

PROACTIVE = Proposal(attribute=Attribute.PROACTIVE)


class PlainSite:
    """A public site for tests of records alone: it shows the title and the body."""

    def draw(self, record: Record) -> str:
        return f"<!doctype html><title>{record.title}</title>{record.body}"

    def address(self, publication: Publication) -> str:
        return f"/{publication.office.slug}/{publication.column_path}/{publication.record_id}.html"


def open_office(town: Town) -> None:
    """Plant the column trees and the procedures of both offices."""
    for office in (town.chaotianmen, town.jiefangbei):
        plant_columns(office)
        ship_procedures(office)


def draft(town: Town, **facts: Any) -> Record:
    """Return an unsaved notice of 平安法治办."""
    office = facts.pop("office", town.chaotianmen)
    path = facts.pop("path", "tzgg")
    given = {
        "title": "关于开展夏季消防安全检查的通知（示例）",
        "kind": RecordKind.NOTICE,
        "column": Column.objects.get(office=office, path=path),
        "source_name": "朝天门街道",
        "made_on": timezone.localdate(),
        "starts_at": timezone.now() - timedelta(minutes=5),
        "department": town.safety,
        "body": "<p>定于近期对辖区开展消防安全检查，请各单位配合。</p>",
    }
    return Record(office=office, author=town.liwen, **{**given, **facts})


def registered(town: Town, proposal: Proposal = PROACTIVE, **facts: Any) -> Record:
    return register(draft(town, **facts), proposal, by=town.liwen)


def determined(town: Town, proposal: Proposal = PROACTIVE, **facts: Any) -> Record:
    record = registered(town, proposal, **facts)
    check(record, by=town.zhaomin)
    sign(record, by=town.chengang)
    return again(record)


def in_review(town: Town, **facts: Any) -> Record:
    record = determined(town, **facts)
    submit(record, by=town.liwen)
    return again(record)


def signed_by(record: Record, *people: Any) -> Round:
    """Let the people agree, each at the stage that waits."""
    round = record.rounds.running().get()
    for person in people:
        stage = round.open_stages()[0]
        review.agree(round, by=person, stage=stage, answers=Answers.all_well(stage))
        round = Round.objects.get(pk=round.pk)
    return round


def approved(town: Town, **facts: Any) -> Record:
    record = in_review(town, **facts)
    signed_by(record, town.wangfang, town.zhaomin, town.chengang)
    return again(record)


def published(town: Town, **facts: Any) -> Record:
    record = approved(town, **facts)
    publish(record, by=town.sunyue)
    return again(record)


def revised(record: Record, by: Any, **facts: Any) -> Record:
    """Save a new draft, as the editor does."""
    text = record.draft()
    for name, value in facts.items():
        setattr(text, name, value)
    if not text.live:
        text.save()
    text.save_revision(user=by)
    return again(record)


def again(record: Record) -> Record:
    """Return the record as the database has it now."""
    return Record.objects.get(pk=record.pk)


def withheld(town: Town, basis: str = "internal_affairs", **given: Any) -> Proposal:
    reevaluate_on = timezone.localdate() + timedelta(days=365)
    return Proposal(
        attribute=Attribute.WITHHELD, basis=basis, reason="涉及内部人事安排。", reevaluate_on=reevaluate_on, **given
    )
