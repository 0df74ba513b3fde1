"""办理经过: everything that happened to a case in one order: acts, dated events, letters, deliveries, contacts, moved deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.applications.models import Application, ClockEntry, Delivery, Letter, LetterState
from gongkai.applications.states import Act
from gongkai.office import events

from .fields import said

SHOWN = 300
SAID = {f"applications.{act.value.lower()}": act.label for act in Act} | {
    "applications.letter_drafted": "拟写文书",
    "applications.letter_revised": "修改文书",
    "applications.letter_enclosed": "选定随附材料",
    "applications.letter_voided": "作废文书",
    "applications.file_added": "添加材料",
    "applications.file_withdrawn": "作废材料",
    "applications.released": "生成提供给申请人的信息",
    "applications.clock_entry_cancelled": "撤销期限事件",
    "applications.clock_entry_corrected": "更正期限事件",
    "applications.remedy_recorded": "登记复议诉讼",
    "applications.remedy_updated": "更新复议诉讼",
    "applications.erased": "清除个人信息",
}
"""The acts in the office's words; the signature stands with its letter."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of the course: the day, the hour where it is known, what kind of thing, what, by whom."""

    on: date
    at: datetime | None = None
    tag: str
    what: str
    detail: str = ""
    who: str = ""
    is_void: bool = False


def timeline(application: Application, letters: list[Letter]) -> list[Moment]:
    """Return the course, the earliest first; what is known by the day only stands before what has an hour."""
    found = [
        *_events(application),
        *_entries(application),
        *_letters(letters),
        *_deliveries(application),
        *_notes(application),
        *_changes(application),
    ]
    start = datetime.min.replace(tzinfo=timezone.get_default_timezone())
    return sorted(found, key=lambda each: (each.on, each.at or start))


def _events(application: Application) -> Iterator[Moment]:
    rows = events.of(application).filter(verb__in=SAID).select_related("actor").order_by("-id")[:SHOWN]
    for row in reversed(rows):
        who = str(row.actor) if row.actor else "申请人或系统"
        yield Moment(on=_day(row.at), at=row.at, tag="操作", what=SAID[row.verb], who=who)


def _entries(application: Application) -> Iterator[Moment]:
    entries = list(application.clock_entries.all())
    taken_back = {entry.cancels_id for entry in entries}
    for entry in entries:
        if entry.cancels_id:
            what = f"更正：{entry.get_kind_display()}（原登记为{said(entry.on)}）"
            yield Moment(on=_day(entry.at), at=entry.at, tag="期限", what=what, detail=entry.reason, who=_who(entry.by))
        else:
            yield _entry(entry, is_void=entry.pk in taken_back)


def _entry(entry: ClockEntry, *, is_void: bool) -> Moment:
    more = [f"{entry.workdays}个工作日" if entry.workdays else "", f"至{said(entry.until)}" if entry.until else ""]
    detail = "，".join(filter(None, [*more, "已更正" if is_void else ""]))
    who = str(entry.by) if entry.by else "申请人"
    return Moment(on=entry.on, tag="期限", what=entry.get_kind_display(), detail=detail, who=who, is_void=is_void)


def _letters(letters: list[Letter]) -> Iterator[Moment]:
    for letter in letters:
        if letter.signed_on:
            is_void = letter.state == LetterState.VOIDED
            what = f"签发{letter.get_kind_display()}"
            yield Moment(on=letter.signed_on, tag="文书", what=what, detail=letter.number, is_void=is_void)


def _deliveries(application: Application) -> Iterator[Moment]:
    for delivery in application.deliveries.all():
        name = delivery.letter.get_kind_display()
        detail = " ".join(filter(None, [delivery.get_way_display(), delivery.tracking_number]))
        yield Moment(on=delivery.sent_on, tag="送达", what=f"发出{name}", detail=detail, who=_who(delivery.by))
        if delivery.delivered_on:
            yield Moment(on=delivery.delivered_on, tag="送达", what=f"{name}送达", detail=_proof(delivery))


def _proof(delivery: Delivery) -> str:
    return "附送达证明" if delivery.proof_id else ""


def _notes(application: Application) -> Iterator[Moment]:
    for note in application.notes.all():
        what = "未联系上" if note.is_failed_attempt else "联系"
        yield Moment(on=note.on, tag="联系", what=what, detail=note.text, who=_who(note.by))


def _changes(application: Application) -> Iterator[Moment]:
    for change in application.deadline_changes.all():
        what = f"期限由{said(change.before) or '未起算'}变为{said(change.after) or '未起算'}"
        detail = "".join(change.why)
        yield Moment(on=_day(change.at), at=change.at, tag="期限变动", what=what, detail=detail, who="系统")


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _who(person: Any) -> str:
    return str(person) if person else ""
