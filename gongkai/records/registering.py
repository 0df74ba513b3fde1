"""登记的动作: one row per piece of information, with its time limit's start and the drafter's proposal, in one act."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Role, User
from gongkai.review import actions as review
from gongkai.review.models import Round

from .cleaning import body_problems
from .determining import Proposal, propose
from .models import Record, WorkStage

PRIVATE_FILE = re.compile(r"/desk/attachments/(\d+)/")
WRITERS = (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, Role.DISCLOSURE_OFFICER)


class NotReadyForReview(Exception):
    """The draft cannot be submitted yet; the sentence lists everything that is missing."""


@transaction.atomic
def register(record: Record, proposal: Proposal, *, by: User, at: datetime | None = None) -> Record:
    """Register the unsaved record for its author and put the proposal of its attribute on record.

    :raises NoAuthority: when the person writes for none of the office's departments.
    :raises DeterminationRefused: when the proposal misses what the law asks.
    """
    post = post_for(by, WRITERS, record.office, to_do="登记信息")
    moment = at or timezone.now()
    record.author, record.registered_at = by, moment
    record.start_event = record.column.limit_start
    record.save()
    data = {"column": record.column.path, "kind": record.kind}
    events.record("records.registered", record, office=record.office, by=by, post=post, data=data, at=moment)
    propose(record, proposal, by=by, at=moment)
    record.refresh_from_db()
    return record


@transaction.atomic
def submit(record: Record, *, by: User, at: datetime | None = None) -> Round:
    """Send the draft into review, exactly as it reads now.

    :raises NotReadyForReview: naming all that is missing at once.
    :raises ReviewRefused: when a post of the procedure is vacant, or a round already runs.
    """
    record = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if missing := missing_for_review(record):
        raise NotReadyForReview("尚不能送审：" + "".join(missing))
    return review.submit(record, by=by, at=at)


def missing_for_review(record: Record) -> list[str]:
    """Return what the draft still lacks, as sentences."""
    draft = record.draft()
    problems = body_problems(draft.body)
    checks = [
        (record.is_proactive, "公开属性尚未认定为主动公开。"),
        (
            record.stage in {WorkStage.COMPILING, WorkStage.RETURNED} or record.has_unpublished_changes,
            "没有新的内容需要审校。",
        ),
        (bool(draft.body.strip()) or record.attachments.standing().exists(), "正文为空。"),
        (draft.kind != "POLICY" or draft.is_normative_document is not None, "政策文件须选择是否为行政规范性文件。"),
        (not _moved(record, draft), "已公开信息的栏目不能更换。"),
        (record.is_as_drawn(draft.body), "正文与生成它的页面不一致，请到该页面保存一次。"),
        (not _borrowed(record, draft), "正文引用了其他信息的图片或附件，请在本条信息中重新上传。"),
    ]
    return [sentence for fine, sentence in checks if not fine] + problems


def _moved(record: Record, draft: Record) -> bool:
    publication = getattr(record, "publication", None)
    return publication is not None and publication.column_id != draft.column_id


def _borrowed(record: Record, draft: Record) -> set[int]:
    """Return the files that the text refers to and that are not this record's own."""
    named = {int(pk) for pk in PRIVATE_FILE.findall(draft.body)}
    return named - set(record.attachments.standing().values_list("pk", flat=True))
