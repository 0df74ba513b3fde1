"""发布的动作: publish, schedule, withdraw, change validity. The gate of design decision 3 stands here."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.catalogue import actions as catalogue
from gongkai.office import events
from gongkai.office.authority import NoAuthority, post_for
from gongkai.office.models import Post, Role, User
from gongkai.review import gate
from gongkai.review.models import Round
from gongkai.review.refusals import ReviewRefused

from .models import (
    Publication,
    Record,
    RecordKind,
    Schedule,
    Validity,
    ValidityChange,
    Withdrawal,
    WorkStage,
)
from .models.record import DRAFTED

WITHDRAWERS = (Role.DISCLOSURE_OFFICER, Role.LEADER_IN_CHARGE, Role.PRINCIPAL_LEADER, Role.PUBLISHER)
KEEPERS = (Role.DISCLOSURE_OFFICER, Role.LEADER_IN_CHARGE)


class PublicationRefused(Exception):
    """The act cannot be taken; the sentence says why and what to do."""


class AttributeNotDetermined(PublicationRefused):
    """Only information determined as 主动公开 is published."""


@transaction.atomic
def publish(record: Record, *, by: User, at: datetime | None = None) -> Publication:
    """Make the reviewed content public: number and address are allotted at the first publication, by the server's clock.

    :raises AttributeNotDetermined: when the signer has not fixed 主动公开.
    :raises ReviewRefused: when no closed round stands on exactly this content, or the person may not publish.
    """
    moment = at or timezone.now()
    record = _locked(record)
    approval, post = approved(record, by=by)
    first = not hasattr(record, "publication")
    publication = _first(record, approval, by, moment) if first else _again(record, approval, by, moment)
    _take_live(record, approval, moment)
    Schedule.objects.filter(record=record).delete()
    verb = "records.published" if first else "records.republished"
    data = {"round": approval.pk, "hash": approval.content_hash}
    events.record(verb, record, office=record.office, by=by, post=post, data=data, at=moment)
    return publication


def approved(record: Record, *, by: User) -> tuple[Round, Post]:
    """Return the closed round on exactly the draft's content and the publisher's post, or say what is missing.

    :raises AttributeNotDetermined, ReviewRefused: as in `publish`.
    """
    if not record.is_proactive:
        raise AttributeNotDetermined("该信息未认定为主动公开，不能发布。请先完成公开属性认定。")
    if record.stage == WorkStage.PUBLISHED and not record.has_unpublished_changes:
        raise PublicationRefused("该信息已经公开，没有待发布的修改。")
    approval = gate.require_closed(record)
    return approval, gate.post_to_publish(approval, record, by)


def _first(record: Record, approval: Round, by: User, moment: datetime) -> Publication:
    draft = record.draft()
    column = draft.column
    publication = Publication.objects.create(
        record=record,
        office=record.office,
        column=column,
        column_path=column.path,
        shelf_number=catalogue.allot_shelf_number(column),
        index_number=catalogue.allot_index_number(record.office, on=timezone.localdate(moment)),
        published_at=moment,
        **_facts(draft, approval, by, moment),
    )
    if draft.kind == RecordKind.POLICY:
        _set_validity(publication, Validity.IN_FORCE, since=timezone.localdate(moment), basis="", by=by, at=moment)
    return publication


def _again(record: Record, approval: Round, by: User, moment: datetime) -> Publication:
    publication = record.publication
    draft = record.draft()
    if draft.column_id != publication.column_id:
        raise PublicationRefused("首次公开后栏目和网址不再改变。请把栏目改回原栏目后重新送审。")
    for name, value in _facts(draft, approval, by, moment).items():
        setattr(publication, name, value)
    publication.withdrawn_at = None
    publication.save()
    return publication


def _facts(draft: Record, approval: Round, by: User, moment: datetime) -> dict[str, object]:
    return {
        "updated_at": moment,
        "published_by": by,
        "approval": approval,
        "content": approval.manuscript.content,
        "content_hash": approval.content_hash,
        "title": draft.title,
        "document_number": draft.document_number,
        "made_on": draft.made_on,
        "kind": draft.kind,
    }


def _take_live(record: Record, approval: Round, moment: datetime) -> None:
    """Bring the row in line with the draft that was approved; `save` proves it once more."""
    draft = record.draft()
    for name in DRAFTED:
        setattr(record, name, getattr(draft, name))
    record.approval = approval
    record.stage = WorkStage.PUBLISHED
    record.live, record.expired, record.has_unpublished_changes = True, False, False
    record.live_revision = record.latest_revision
    record.last_published_at = moment
    record.first_published_at = record.first_published_at or moment
    record.save()


@transaction.atomic
def schedule(record: Record, *, at: datetime, by: User) -> Schedule:
    """Set when an approved item goes out; it is proven again at that moment, and stays back if it has become invalid.

    :raises PublicationRefused: when the moment has passed.
    """
    record = _locked(record)
    if at <= timezone.now():
        raise PublicationRefused("定时发布的时间已经过去，请另选时间，或立即发布。")
    approval, post = approved(record, by=by)
    planned, _ = Schedule.objects.update_or_create(record=record, defaults={"at": at, "by": by, "held_back": ""})
    data = {"at": at.isoformat(), "round": approval.pk}
    events.record("records.scheduled", record, office=record.office, by=by, post=post, data=data)
    return planned


@transaction.atomic
def unschedule(record: Record, *, by: User) -> None:
    """Take back a planned publication; the item waits for its publisher again."""
    record = _locked(record)
    post = post_for(by, (Role.PUBLISHER, Role.DISCLOSURE_OFFICER), record.office, to_do="取消定时发布")
    Schedule.objects.filter(record=record).delete()
    events.record("records.unscheduled", record, office=record.office, by=by, post=post)


def publish_due(now: datetime) -> list[Publication]:
    """Publish what is due, item by item: one refusal holds back its own item and no other, and is told to people."""
    due = Schedule.objects.filter(at__lte=now, held_back="").select_related("record", "by").order_by("at", "id")
    return [publication for planned in due if (publication := _publish_planned(planned))]


def _publish_planned(planned: Schedule) -> Publication | None:
    try:
        return publish(planned.record, by=planned.by)
    except (PublicationRefused, ReviewRefused, NoAuthority) as refusal:
        with transaction.atomic():
            Schedule.objects.filter(pk=planned.pk).update(held_back=str(refusal)[:300])
            events.record(
                "records.held_back", planned.record, office=planned.record.office, by=None, data={"why": str(refusal)}
            )
        return None


@transaction.atomic
def withdraw(
    record: Record, *, by: User, reason: str, public_reason: str = "", at: datetime | None = None
) -> Withdrawal:
    """Take the information back from the public at once, with reason; the page becomes a tombstone.

    :raises PublicationRefused: without a reason, or when nothing stands published.
    """
    record = _locked(record)
    publication = getattr(record, "publication", None)
    if publication is None or not publication.stands:
        raise PublicationRefused("该信息没有处于公开状态，无需撤回。")
    if not reason.strip():
        raise PublicationRefused("撤回须写明理由。")
    post = post_for(by, WITHDRAWERS, record.office, to_do="撤回已公开的信息")
    moment = at or timezone.now()
    publication.withdrawn_at = moment
    publication.save()
    record.live, record.stage = False, WorkStage.WITHDRAWN
    record.save()
    withdrawal = Withdrawal.objects.create(
        publication=publication,
        reason=reason,
        public_reason=public_reason or "该信息已由发布机构撤回。",
        by=by,
        post=post,
        at=moment,
    )
    events.record("records.withdrawn", record, office=record.office, by=by, post=post, at=moment)
    return withdrawal


@transaction.atomic
def reopen(record: Record, *, by: User) -> None:
    """Take a withdrawn or approved item back into compilation; what is changed then needs a new round.

    :raises PublicationRefused: at any other stage.
    """
    record = _locked(record)
    if record.stage not in {WorkStage.WITHDRAWN, WorkStage.APPROVED}:
        raise PublicationRefused("只有已撤回或待发布的信息可以重新编撰。")
    post = post_for(by, (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, *KEEPERS), record.office, to_do="重新编撰")
    Schedule.objects.filter(record=record).delete()
    Record.objects.filter(pk=record.pk).update(stage=WorkStage.COMPILING)
    events.record("records.reopened", record, office=record.office, by=by, post=post)


@transaction.atomic
def change_validity(
    record: Record, validity: Validity, *, since: date, basis: str, by: User, at: datetime | None = None
) -> ValidityChange:
    """Note that a published document was amended, repealed or has expired, from the day on and on what paper.

    :raises PublicationRefused: without a published document or, for a repeal or amendment, without its basis.
    """
    record = _locked(record)
    publication = getattr(record, "publication", None)
    if publication is None:
        raise PublicationRefused("该文件尚未公开，没有有效性可变更。")
    if validity in {Validity.REPEALED, Validity.AMENDED} and not basis.strip():
        raise PublicationRefused("修改或废止须写明依据的文件。")
    post = post_for(by, KEEPERS, record.office, to_do="变更文件有效性")
    moment = at or timezone.now()
    change = _set_validity(publication, validity, since=since, basis=basis, by=by, at=moment)
    data = {"validity": validity.value, "since": since.isoformat()}
    events.record("records.validity_changed", record, office=record.office, by=by, post=post, data=data, at=moment)
    return change


def _set_validity(
    publication: Publication, validity: Validity, *, since: date, basis: str, by: User, at: datetime
) -> ValidityChange:
    return ValidityChange.objects.create(
        publication=publication, validity=validity, since=since, basis=basis, by=by, at=at
    )


def _locked(record: Record) -> Record:
    return Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
