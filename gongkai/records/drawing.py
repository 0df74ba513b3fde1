"""落笔的动作: a body put into a record's draft by what draws it; the editor leaves it alone from then on."""

from __future__ import annotations

from django.db import transaction

from gongkai.office.models import User

from .cleaning import clean_body
from .models import Record
from .models.record import body_hash


@transaction.atomic
def draw(record: Record, body: str, *, by: User) -> None:
    """Put the body into the record's draft, as the editor does when it saves. Who may, the caller knows."""
    draft = record.draft()
    draft.body, draft.drawn_hash = clean_body(body), body_hash(body)
    Record.objects.filter(pk=record.pk).update(drawn_hash=draft.drawn_hash)
    if not draft.live:
        draft.save()
    draft.save_revision(user=by)
    record.refresh_from_db()
