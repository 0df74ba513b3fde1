"""审校对象: what a model must offer to be reviewed, and the hash that binds a round to its content.

Review does not know records, replies or reports: it knows a `Subject`. A model becomes one by inheriting
`ReviewSubject` (which also keeps it from being deleted once a round exists) and answering the questions below.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models

from gongkai.office.models import Department, Office, User

from .models import Manuscript, Opinion, Round


@dataclass(frozen=True)
class SheetFacts:
    """What the 审校单 prints about the subject besides the review itself; empty where it does not apply."""

    category: str = ""
    column: str = ""
    source: str = ""
    attribute: str = ""
    basis: str = ""
    attachments: tuple[str, ...] = ()
    planned_at: datetime | None = None
    published_at: datetime | None = None
    address: str = ""
    publisher: str = ""
    due_at: datetime | None = None
    is_overdue: bool | None = None
    after_check: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A manuscript as a reviewer reads it: what was frozen, or what a subject seals and opens only for reading."""

    content: dict[str, Any]
    render: str


class Subject(Protocol):
    """The questions review asks. It asks them of an instance freshly read under a lock, never of the one passed in."""

    pk: Any

    def review_office(self) -> Office: ...

    def review_department(self) -> Department | None:
        """Return the drafting department: 初审 belongs to its head."""

    def review_author(self) -> User: ...

    def review_editors(self) -> Collection[User]:
        """Return who else wrote in this text; they do not review it either."""

    def review_title(self) -> str: ...

    def review_class(self) -> str:
        """Return the content class, which chooses the procedure; "" for the ordinary one."""

    def review_content(self) -> dict[str, Any]:
        """Return everything that is reviewed, as plain JSON; two texts are the same exactly when this is.

        Keys: `title`, `body` (HTML), `facts` {label: text}, `attachments` [{title, digest}].
        """

    def review_render(self) -> str:
        """Return the page as it will appear: a whole HTML document."""

    def review_is_confidential(self) -> bool:
        """Test if only the people of its stages may open the round: the text names applicants or third parties."""

    def review_opened(self, manuscript: Manuscript, *, to: User) -> Opened:
        """Return the manuscript for reading; a subject that seals its text opens it here, and notes who read it."""

    def review_address(self) -> str:
        """Return the desk address of the subject."""

    def review_sheet_facts(self) -> SheetFacts: ...

    def review_started(self, round: Round) -> None: ...

    def review_closed(self, round: Round) -> None: ...

    def review_returned(self, round: Round, opinion: Opinion) -> None: ...

    def review_cancelled(self, round: Round) -> None: ...


class RoundsAreEvidence(Exception):
    """A subject that was reviewed stays, with its rounds."""


class ReviewSubject(models.Model):
    """Base of every reviewed model. The hooks run inside the transaction of the act; by default they do nothing."""

    rounds = GenericRelation(Round, content_type_field="subject_type", object_id_field="subject_id")

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.pk and self.rounds.exists():
            raise RoundsAreEvidence("该稿件已有审校记录，不能删除。如不再使用，请作撤回或作废处理。")
        return super().delete(*args, **kwargs)

    def review_editors(self) -> Collection[User]:
        return ()

    def review_class(self) -> str:
        return ""

    def review_is_confidential(self) -> bool:
        return False

    def review_opened(self, manuscript: Manuscript, *, to: User) -> Opened:
        return Opened(manuscript.content, manuscript.render)

    def review_sheet_facts(self) -> SheetFacts:
        return SheetFacts()

    def review_started(self, round: Round) -> None:
        """Called when a round begins."""

    def review_closed(self, round: Round) -> None:
        """Called when the last stage has agreed."""

    def review_returned(self, round: Round, opinion: Opinion) -> None:
        """Called when a reviewer sends the text back to its author."""

    def review_cancelled(self, round: Round) -> None:
        """Called when the author withdrew the round, or a change of the text voided it."""


def hash_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(subject: Subject) -> str:
    return hash_of(subject.review_content())
