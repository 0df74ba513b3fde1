"""gongkai report aggregate 的办理：需要数据库。"""

import argparse
import json
import re
from pathlib import Path

from django.utils import timezone

from gongkai.cli.aggregate_text import aggregate_text
from gongkai.cli.answers import FINDINGS, FINE, CannotRun, answer
from gongkai.office.models import Office, OfficeKind
from gongkai.report.aggregating import Aggregate
from gongkai.report.aggregating.letters import letter, needs_letter
from gongkai.report.aggregating.succeeding import SuccessionGoesRound
from gongkai.report.aggregating.workbook import write_workbook
from gongkai.report.district import sum_up
from gongkai.report.district_pages import aggregate_page

_UNSAFE_IN_NAME = re.compile(r'[\\/:*?"<>|\s]')
_LONGEST_NAME = 60


def aggregate(arguments: argparse.Namespace) -> int:
    """Answer the district's sum, and write page, workbook, data and letters where a folder is named."""
    district, today = _district(arguments.district), timezone.localdate()
    try:
        found = sum_up(
            district,
            arguments.year,
            on=today,
            deadline=arguments.deadline,
            files=map(Path, arguments.files),
            previous=map(Path, arguments.previous),
        )
    except SuccessionGoesRound as refusal:
        raise CannotRun(str(refusal)) from refusal
    if not found.units and not found.fates:
        raise CannotRun(
            f"{district}没有填报单位，也没有给出文件，没有可以汇总的报告。请用 --files 指定各单位报告所在的目录。"
        )
    files = _write(found, Path(arguments.out)) if arguments.out else []
    data = {**found.as_json(), "written": [str(file) for file in files]}
    answer(arguments, data=data, text=aggregate_text(found, files))
    return FINDINGS if found.is_blocked else FINE


def _district(slug: str | None) -> Office:
    districts = list(Office.objects.filter(kind=OfficeKind.DISTRICT).order_by("order", "id"))
    known = "、".join(district.slug for district in districts) or "（尚无区县）"
    chosen = [district for district in districts if slug in (None, district.slug)]
    if len(chosen) == 1:
        return chosen[0]
    if slug is None:
        raise CannotRun(f"请用 --district 指定区县的网址标识。现有：{known}。")
    raise CannotRun(f"没有网址标识为“{slug}”的区县。现有：{known}。")


def _write(found: Aggregate, folder: Path) -> list[Path]:
    today, name = timezone.localdate(), f"年报汇总-{found.year}"
    letters = {
        f"退回意见-{_in_a_name(report.unit.label)}.txt": letter(report, found, on=today)
        for report in found.units
        if needs_letter(report)
    }
    texts = {
        f"{name}.html": aggregate_page(found, on=today),
        f"{name}.json": json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n",
        **letters,
    }
    workbook = folder / f"{name}.xlsx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_workbook(found, workbook)
        for file, text in texts.items():
            (folder / file).write_text(text, "utf-8")
    except OSError as error:
        raise CannotRun(f"不能在“{folder}”写出文件：{error.strerror}。请检查目录和权限。") from error
    return [workbook, *(folder / file for file in texts)]


def _in_a_name(label: str) -> str:
    return _UNSAFE_IN_NAME.sub("", label)[:_LONGEST_NAME]
