"""归档包: the whole case as one ZIP, with a list of hashes (《条例》第四十五条: 归档).

What stands in it is what the office would put into a paper file: forms, the original, every letter as it went out with the
slip that carries its signatures, proofs of service, what was asked and answered, searches, the clock, and what came after.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils import timezone

from gongkai.office.access import note
from gongkai.office.models import User
from gongkai.papers.form import form_pdf

from . import composing
from .composing import MadePaper
from .models import Application, LetterState
from .reckoning import reckoning_of, standing_entries
from .states import State
from .transitions import ActRefused

UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f]+")
STAMP = (1980, 1, 1, 0, 0, 0)
"""The same case gives the same bytes: the archive carries no time of packing."""


def package(application: Application, *, by: User, at: datetime | None = None) -> bytes:
    """Return the archive package; whoever takes it out is noted.

    :raises ActRefused: before the case is closed.
    """
    if application.state not in {State.CLOSED, State.ARCHIVED}:
        raise ActRefused("办结后才能生成归档包。")
    note(by, application, "导出归档包", office=application.office)
    made = [*_forms(application), *_facts(application, today=timezone.localdate(at))]
    contents = form_pdf(composing.file_list(application, made=made), at=application.closed_at)
    entries = [("卷内目录.pdf", contents), *((paper.title, paper.data) for paper in made), *_files(application)]
    named = [(f"{number:02d}-{_safe(name)}", data) for number, (name, data) in enumerate(entries)]
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in named)
    return _zip([*named, ("SHA256SUMS.txt", sums.encode())])


def _forms(application: Application) -> Iterator[MadePaper]:
    at = application.closed_at
    yield MadePaper(title="申请登记表.pdf", data=form_pdf(composing.registration_form(application), at=at))
    for letter in application.letters.filter(state=LetterState.SENT):
        slip = form_pdf(composing.approval_slip(letter), at=at)
        yield MadePaper(title=f"审查呈批单（{letter.get_kind_display()}）.pdf", data=slip, on=letter.signed_on)
    for delivery in application.deliveries.all():
        record = form_pdf(composing.service_record(delivery), at=at)
        title = f"送达回证（{delivery.letter.get_kind_display()}）.pdf"
        yield MadePaper(title=title, data=record, on=delivery.delivered_on)


def _files(application: Application) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the case, the unredacted originals among them: the package is kept under access control."""
    for file in composing.files_in_order(application):
        if file.erased_at is None:
            yield f"{file.get_kind_display()}-{file.title}{PurePath(file.name).suffix}", file.data()


def _facts(application: Application, *, today: date) -> Iterator[MadePaper]:
    reckoning = reckoning_of(application, today=today)
    yield MadePaper(
        title="期限推算.json",
        data=_json(
            {
                "编号": application.number,
                "收到日期": application.received_on,
                "收到日期的依据": application.receipt_said,
                "期限": reckoning.due,
                "依据": reckoning.basis,
                "事件": [_entry(each) for each in standing_entries(application)],
                "逐日": [{"日期": day.date, "计入": day.counts, "说明": day.why} for day in reckoning.days],
                "期限变动": [
                    {"原期限": each.before, "现期限": each.after, "原因": each.why}
                    for each in application.deadline_changes.all()
                ],
            }
        ),
    )
    related = {
        "申请内容": application.wordings.all(),
        "检索记录": application.searches.all(),
        "征求意见": application.consultations.all(),
        "拟办意见": application.decisions.all(),
        "联系记录": application.notes.all(),
        "收费": application.fees.all(),
        "送达": application.deliveries.all(),
        "复议诉讼": application.remedies.all(),
    }
    told = _json({name: [_row(row) for row in rows] for name, rows in related.items()})
    yield MadePaper(title="办理记录.json", data=told)


def _entry(entry: Any) -> dict[str, Any]:
    return {"事件": entry.get_kind_display(), "日期": entry.on, "工作日": entry.workdays, "至": entry.until}


def _row(row: models.Model) -> dict[str, Any]:
    """Return the facts of a row under their Chinese names, people by name, without keys of the database."""
    fields = [field for field in row._meta.local_concrete_fields if not field.primary_key]
    return {str(field.verbose_name): _said(row, field) for field in fields if field.name != "application"}


def _said(row: models.Model, field: Any) -> Any:
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    value = getattr(row, field.name)
    return str(value) if isinstance(value, models.Model) else value


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()


def _safe(name: str) -> str:
    return UNSAFE.sub("_", name)


def _zip(named: list[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in named:
            archive.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
