"""gongkai report import 和 report build 的办理：需要数据库。"""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from gongkai.cli.answers import FINDINGS, FINE, CannotRun, answer
from gongkai.cli.report_text import findings_text
from gongkai.office.authority import NoAuthority
from gongkai.office.models import Office, User
from gongkai.papers.typesetting import FontsMissing
from gongkai.report import acts
from gongkai.report.checking import Finding
from gongkai.report.exporting import EXPORTS
from gongkai.report.models import AnnualReport
from gongkai.report.reading import Reading, ReportNotReadable

_REFUSALS = (acts.ReportRefused, ReportNotReadable, NoAuthority, FontsMissing)


def bring_in(arguments: argparse.Namespace) -> int:
    """Register a published report, and answer where it stands and what is to be said about it."""
    office = _office(arguments.office)
    try:
        report = acts.import_report(Path(arguments.file), office=office, by=_author(arguments.by, office))
    except _REFUSALS as refusal:
        raise CannotRun(str(refusal)) from refusal
    findings = acts.findings(report)
    answer(arguments, data=_facts(report, findings), text=_told(report, "已登记", findings))
    return _code(findings)


def build(arguments: argparse.Namespace) -> int:
    """Write the report of the year as the register has it, and register it where the year has none yet."""
    office, year, now = _office(arguments.office), arguments.year, timezone.now()
    existing = AnnualReport.objects.of(office, year)
    try:
        author = existing.record.author if existing else _author(arguments.by, office)
        content = acts.drafted(year, office=office, at=now)
        reading = content.reading(office=office.name, year=year)
        files = _write(content, reading, folder=Path(arguments.out), name=f"{office.slug}-{year}", at=now)
        report = existing or acts.register_report(content, office=office, year=year, by=author, at=now)
    except _REFUSALS as refusal:
        raise CannotRun(str(refusal)) from refusal
    findings = acts.findings_of_drawn(reading, content.evidence, office=office, year=year, at=now)
    told = "该年度的报告此前已经登记，本次只写出文件，未改动登记" if existing else "已登记"
    text = "\n".join([_told(report, told, findings), *(f"已写出：{file}" for file in files)])
    answer(arguments, data={**_facts(report, findings), "files": [str(file) for file in files]}, text=text)
    return _code(findings)


def _office(slug: str) -> Office:
    office = Office.objects.filter(slug=slug).first()
    if office is None:
        known = "、".join(Office.objects.publishing().values_list("slug", flat=True)) or "（尚无机构）"
        raise CannotRun(f"没有网址标识为“{slug}”的机构。现有：{known}。")
    return office


def _author(username: str | None, office: Office) -> User:
    if not username:
        return acts.author_for(office, on=timezone.localdate())
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CannotRun(f"没有登录名为“{username}”的在用人员。")
    return person


def _write(content: acts.Content, reading: Reading, *, folder: Path, name: str, at: datetime) -> list[Path]:
    """Write every format, and beside them the rows behind the figures, which are the office's own affair."""
    evidence = json.dumps(content.evidence, ensure_ascii=False, indent=2) + "\n"
    files = {folder / f"{name}.{kind}": export.write(reading, at=at) for kind, export in EXPORTS.items()}
    files[folder / f"{name}-evidence.json"] = evidence.encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, written in files.items():
            file.write_bytes(written)
    except OSError as error:
        raise CannotRun(f"不能在“{folder}”写出文件：{error.strerror}。请检查目录和权限。") from error
    return list(files)


def _facts(report: AnnualReport, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "office": report.office.slug,
        "year": report.year,
        "report": report.pk,
        "record": report.record_id,
        "desk": report.desk_address(),
        "notes": report.notes,
        "findings": [finding.as_json() for finding in findings],
    }


def _told(report: AnnualReport, told: str, findings: Sequence[Finding]) -> str:
    lines = [f"{told}：《{report}》，信息编号 {report.record_id}，工作台地址 {report.desk_address()}。"]
    lines += [f"  · {note}" for note in report.notes]
    return "\n".join([*lines, findings_text(findings)])


def _code(findings: Sequence[Finding]) -> int:
    return FINDINGS if any(finding.is_blocking for finding in findings) else FINE
