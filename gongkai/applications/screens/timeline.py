"""办理经过: everything that happened to a case in one order: acts, dated events, letters, deliveries, contacts, moved deadlines.

Each happening is told once: what an act did stands with its dated event, letter or note, not beside it, and a letter that
did something stands with what it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.applications.acts.amending import letter_of
from gongkai.applications.models import Application, ClockEntry, Delivery, Letter, LetterState
from gongkai.applications.states import Act
from gongkai.law.clock import ClockEventKind
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
TOLD_BY_WHAT_THEY_LEFT = {
    Act.CONFIRM,
    Act.MARK_UNREACHABLE,
    Act.TAKE_CORRECTION,
    Act.TAKE_REASONS,
    Act.RECORD_CONSULTATION_DELIVERY,
    Act.TAKE_OPINION,
    Act.TAKE_RULING,
    Act.RECORD_FEE_DELIVERY,
    Act.TAKE_FEE,
    Act.RECORD_SERVICE,
    Act.WITHDRAW,
    Act.REOPEN,
}
"""Acts that always leave a dated event, a note or a day of service, which tells them."""
TOLD_BY_A_NOTE = {ClockEventKind.UNREACHABLE, ClockEventKind.REASONS_GIVEN}
SILENT = {f"applications.{act.value.lower()}" for act in TOLD_BY_WHAT_THEY_LEFT} | {
    "applications.clock_entry_cancelled",
    "applications.clock_entry_corrected",
}
SENDING = {f"applications.{act.value.lower()}" for act in Act}
"""With a letter in their data these are the dispatch of it, which stands with its delivery."""


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
    entered_at: datetime | None = None

    @property
    def place(self) -> tuple[date, datetime]:
        """Where it stands: by the hour, or by when it was entered if that was on the day itself; else the day begins with it."""
        entered = self.entered_at if self.entered_at and _day(self.entered_at) == self.on else None
        return self.on, self.at or entered or datetime.min.replace(tzinfo=timezone.get_default_timezone())


def timeline(application: Application, letters: list[Letter]) -> list[Moment]:
    """Return the course, the earliest first."""
    found = [
        *_events(application),
        *_entries(application),
        *_letters(letters),
        *_deliveries(application),
        *_notes(application),
        *_changes(application),
    ]
    return sorted(found, key=lambda each: each.place)


def _events(application: Application) -> Iterator[Moment]:
    told = SAID.keys() - SILENT
    rows = events.of(application).filter(verb__in=told).select_related("actor").order_by("-id")[:SHOWN]
    for row in reversed(rows):
        if row.verb in SENDING and "letter" in row.data:
            continue
        who = str(row.actor) if row.actor else "申请人或系统"
        yield Moment(on=_day(row.at), at=row.at, tag="操作", what=SAID[row.verb], who=who)


def _entries(application: Application) -> Iterator[Moment]:
    entries = list(application.clock_entries.all())
    taken_back = {entry.cancels_id for entry in entries}
    noted = {note.on for note in application.notes.all()}
    for entry in entries:
        if entry.cancels_id:
            what = f"更正：{entry.get_kind_display()}（原登记为{said(entry.on)}）"
            yield Moment(on=_day(entry.at), at=entry.at, tag="期限", what=what, detail=entry.reason, who=_who(entry.by))
        elif not (entry.kind in TOLD_BY_A_NOTE and entry.on in noted):
            yield _entry(entry, _dispatch(entry, application), is_void=entry.pk in taken_back)


def _dispatch(entry: ClockEntry, application: Application) -> Delivery | None:
    """Return the dispatch of the letter that made the entry."""
    return next((each for each in application.deliveries.all() if letter_of(entry, each)), None)


def _entry(entry: ClockEntry, dispatch: Delivery | None, *, is_void: bool) -> Moment:
    more = [
        f"发出{dispatch.letter.get_kind_display()}（{_how(dispatch)}）" if dispatch else "",
        f"{entry.workdays}个工作日" if entry.workdays else "",
        f"至{said(entry.until)}" if entry.until else "",
        "已更正" if is_void else "",
    ]
    who = str(entry.by) if entry.by else "申请人"
    what = entry.get_kind_display()
    detail = "，".join(filter(None, more))
    return Moment(on=entry.on, tag="期限", what=what, detail=detail, who=who, is_void=is_void, entered_at=entry.at)


def _letters(letters: list[Letter]) -> Iterator[Moment]:
    for letter in letters:
        if letter.signed_on:
            is_void = letter.state == LetterState.VOIDED
            what = f"签发{letter.get_kind_display()}"
            yield Moment(on=letter.signed_on, tag="文书", what=what, detail=letter.number, is_void=is_void)


def _deliveries(application: Application) -> Iterator[Moment]:
    entries = [each for each in application.clock_entries.all() if not each.cancels_id]
    for delivery in application.deliveries.all():
        name = delivery.letter.get_kind_display()
        if not any(letter_of(entry, delivery) for entry in entries):
            what, who = f"发出{name}", _who(delivery.by)
            yield Moment(
                on=delivery.sent_on, tag="送达", what=what, detail=_how(delivery), who=who, entered_at=delivery.at
            )
        if delivery.delivered_on:
            yield Moment(on=delivery.delivered_on, tag="送达", what=f"{name}送达", detail=_proof(delivery))


def _how(delivery: Delivery) -> str:
    return " ".join(filter(None, [delivery.get_way_display(), delivery.tracking_number]))


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
