"""收取文件: the district keeps what its units hand in, or says of each file why not."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from django.db import transaction

from gongkai.office.models import Office, User
from gongkai.office.sealed_files import keep
from gongkai.report.acts.rostering import supervisors_post, tell, unit_of
from gongkai.report.aggregating import Fate, Handed, Verdict
from gongkai.report.aggregating.intake import Intake
from gongkai.report.district import from_files, roster_of
from gongkai.report.models import AnnualReport, CollectedReport

MAX_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 80
"""Characters of a file's name that fit into a file system, Han characters taking three bytes."""


@transaction.atomic
def collect_file(
    district: Office,
    *,
    name: str,
    content: bytes,
    year: int,
    received_on: date,
    published_on: date | None = None,
    by: User,
    at: datetime | None = None,
) -> Fate:
    """Keep what a unit handed in, or say why not. The report of the year before is taken too, to compare with.

    :raises NoAuthority: when the person does not supervise the district.
    """
    post = supervisors_post(by, district)
    handed = _read(name, content)
    fate = _fate(district, handed, year)
    reading = handed.reading
    if reading is None or not (fate.is_taken or fate.verdict == Verdict.DISTRICT):
        return fate
    unit = unit_of(district, fate.unit.key) if fate.unit else None
    earlier = CollectedReport.objects.filter(district=district, unit=unit, year=reading.year or year)
    latest = earlier.order_by("-version").first()
    if latest is not None and latest.sha256 == handed.digest:
        return replace(fate, verdict=Verdict.DUPLICATE, sentence=f"与已收的{latest}内容相同，没有重复登记。")
    row = CollectedReport.of(
        reading,
        district=district,
        unit=unit,
        year=reading.year or year,
        version=latest.version + 1 if latest else 1,
        name=handed.source,
        size=len(content),
        sha256=handed.digest,
        sealed=keep(content, purpose=CollectedReport.PURPOSE),
        received_on=received_on,
        published_on=published_on,
        received_by=by,
    )
    row.save()
    tell("report.collected", row, by=by, post=post, at=at, data={"year": row.year, "version": row.version})
    return replace(fate, sentence=_told(fate, row, year))


def _told(fate: Fate, row: CollectedReport, year: int) -> str:
    told = fate.sentence
    if row.year != year:
        told = f"是{row.year}年的报告，收为{row.unit or row.district}的上年报告，用来比较和核对结转。"
    if row.version > 1:
        told += f"此前的文件保留，本文件为第{row.version}版。"
    return told


def _read(name: str, content: bytes) -> Handed:
    plain = PurePath(name.replace("\\", "/")).name[-LONGEST_NAME:] or "未命名"
    if len(content) > MAX_BYTES:
        return Handed(source=plain, problem=f"“{plain}”超过20兆，请只选取年度报告的部分后再上传。")
    with TemporaryDirectory() as folder:
        file = Path(folder, plain)
        file.write_bytes(content)
        handed = next(from_files([file]))
    return replace(handed, digest=hashlib.sha256(content).hexdigest())


def _fate(district: Office, handed: Handed, year: int) -> Fate:
    """Return what is to become of the file; here the roster takes nobody whom the district has not entered."""
    roster = roster_of(district)
    roster.takes_others = False
    read = handed.reading.year if handed.reading else None
    fate = Intake(roster, year - 1 if read == year - 1 else year).take(handed)
    if fate.is_taken and fate.unit and _is_registered(fate.unit.key, read or year):
        told = f"{fate.unit.name}的报告已在系统登记，以登记的为准，本文件未收。"
        return replace(fate, verdict=Verdict.DUPLICATE, sentence=told)
    return fate


def _is_registered(key: str, year: int) -> bool:
    return key.startswith("o") and AnnualReport.objects.filter(office=int(key[1:]), year=year).exists()
