"""A district's annual reports added up: 120 invented offices, a quarter in the register, the others web pages, Word and text.

    python -m bench.aggregate [--units 30,60,120]

Runs on a database of its own; prints Markdown. The bar is 30 seconds for 120 offices with all checks, last year's reports
included, and memory that does not grow with the number of reports. Every size is measured in a process of its own.
"""

import argparse
import os
import random
import resource
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

PLACE = Path(tempfile.mkdtemp(prefix="gongkai-aggregate-"))
os.environ["GONGKAI_VAR"] = str(PLACE / "var")
os.environ["GONGKAI_DATABASE"] = f"sqlite:///{PLACE}/gongkai.sqlite3"
os.environ["GONGKAI_LOG"] = "ERROR"
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"

import django  # noqa: E402

django.setup()

import docx  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from gongkai.catalogue.actions import plant_columns  # noqa: E402
from gongkai.law.report_form import LEAF_ROWS, ROWS, Cell, ReportTables  # noqa: E402
from gongkai.office.models import Department, Office, OfficeKind, Role, User  # noqa: E402
from gongkai.office.tests.people import appoint, person  # noqa: E402
from gongkai.report import acts  # noqa: E402
from gongkai.report.aggregating.workbook import write_workbook  # noqa: E402
from gongkai.report.district import sum_up  # noqa: E402
from gongkai.report.tests import printed, reports  # noqa: E402
from gongkai.review.shipping import ship_procedures  # noqa: E402

YEAR = 2025
WORDS = [
    "政务公开",
    "专栏",
    "目录",
    "审核",
    "发布",
    "清单",
    "培训",
    "台账",
    "指南",
    "窗口",
    "解读",
    "社区",
    "档案",
    "信箱",
    "回应",
    "监督",
    "考核",
    "渠道",
    "数据",
    "群众",
]
SENTENCES = 60
OPENING = reports.NARRATIVE["overview"]


@dataclass(frozen=True)
class Year:
    """One office's figures and prose of one year."""

    office: str
    year: int
    tables: ReportTables
    prose: list[str]


def story(place: int, carried_in: dict[str, int], year: int) -> Year:
    """Return an office's year; its own choice of words, so that no two are alike."""
    chance = random.Random(place * 7919 + year)
    prose = ["".join(chance.choices(WORDS, k=chance.randrange(8, 14))) + "。" for _ in range(SENTENCES)]
    carried_over = {kind: chance.randrange(4) for kind in reports.KINDS}
    leaves = {(row, kind): chance.randrange(6) for row in LEAF_ROWS for kind in reports.KINDS}
    leaves |= {("granted", kind): carried_in[kind] + chance.randrange(20) for kind in reports.KINDS}
    tables = reports.tables(
        leaves=leaves,
        carried_in=carried_in,
        carried_over=carried_over,
        outcomes={(row.key, outcome): chance.randrange(3) for row in ROWS["table4"] for outcome in reports.OUTCOMES},
        acts={
            Cell("table2", row.key, column.key): 0 if row.key == "rules" else chance.randrange(9)
            for row in ROWS["table2"]
            for column in row.columns
        },
    )
    return Year(f"云山市松溪区第{place}街道办事处", year, tables, prose)


def of_the_year(text: str, told: Year) -> str:
    """Return the text of the invented report of another office as this office's of this year."""
    signed = text.replace(f"{reports.YEAR + 1}年1月17日", "SIGNED").replace(reports.OFFICE, told.office)
    dated = signed.replace(f"{reports.YEAR}年", f"{told.year}年").replace("SIGNED", f"{told.year + 1}年1月17日")
    return dated.replace(f"{reports.YEAR + 1}-01-20", f"{told.year + 1}-01-20").replace(
        OPENING, OPENING + "".join(told.prose)
    )


def text_of(told: Year) -> str:
    return of_the_year(reports.whole_text(told.tables), told)


def page_of(told: Year) -> str:
    return of_the_year(printed.spanned_page(told.tables), told)


def document_of(told: Year) -> bytes:
    paper = docx.Document(BytesIO(printed.document(told.tables, office=told.office)))
    for paragraph in paper.paragraphs:
        paragraph.text = of_the_year(paragraph.text, told)
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def grow(units: int) -> Office:
    """Fill the register with every fourth office, and the folders of both years with the files of the others."""
    district = Office.objects.create(
        name="云山市松溪区人民政府", short_name="松溪区", kind=OfficeKind.DISTRICT, slug="sx"
    )
    writer = person("writer", "拟稿")
    for year in (YEAR - 1, YEAR):
        (PLACE / str(year)).mkdir()
    for place in range(units):
        last = story(place, dict.fromkeys(reports.KINDS, 1), YEAR - 1)
        carried = dict(zip(reports.KINDS, last.tables.row("table3", "carried_over"), strict=False))
        for told in (last, story(place, carried, YEAR)):
            keep(told, place, district, writer)
    return district


def keep(told: Year, place: int, district: Office, writer: User) -> None:
    file = PLACE / str(told.year) / f"{place:03}"
    if place % 4 == 1:
        file.with_suffix(".html").write_text(page_of(told), "utf-8")
    elif place % 4 == 2:
        file.with_suffix(".docx").write_bytes(document_of(told))
    else:
        file.with_suffix(".txt").write_text(text_of(told), "utf-8")
    if place % 4 == 0:
        acts.import_report(file.with_suffix(".txt"), office=office_of(told, place, district, writer), by=writer)
        file.with_suffix(".txt").unlink()


def office_of(told: Year, place: int, district: Office, writer: User) -> Office:
    office = Office.objects.filter(slug=f"o{place}").first()
    if office is None:
        facts = {
            "short_name": f"第{place}街道",
            "kind": OfficeKind.SUBDISTRICT,
            "slug": f"o{place}",
            "parent": district,
        }
        office = Office.objects.create(name=told.office, code=f"{place:018}", **facts)
        Department.objects.create(office=office, name="党政办公室")
        plant_columns(office)
        ship_procedures(office)
        appoint(writer, Role.CONTRIBUTOR, office)
    return office


def measured(units: int, district: Office) -> str:
    """Return a line of the table: a forked process sums up so many units, and tells time and memory by a pipe."""
    connection.close()
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        os.write(mouth, one_size(units, district).encode())
        os._exit(0)
    os.close(mouth)
    os.waitpid(child, 0)
    with os.fdopen(ear) as heard:
        return heard.read()


def one_size(units: int, district: Office) -> str:
    Office.objects.filter(parent=district).exclude(slug__in=[f"o{place}" for place in range(units)]).update(parent=None)
    files = {
        year: [f for f in sorted((PLACE / str(year)).iterdir()) if int(f.stem) < units] for year in (YEAR - 1, YEAR)
    }
    before, begun, spent = memory(), time.perf_counter(), time.process_time()
    found = sum_up(district, YEAR, on=date(2026, 2, 1), files=files[YEAR], previous=files[YEAR - 1])
    worked, taken, grown = time.process_time() - spent, time.perf_counter() - begun, memory() - before
    assert (found.sums.units, found.before.units, len(found.missing)) == (units, units, 0), found.notes
    assert not found.carry.difference
    assert not any(each.errors for each in found.units), [f for each in found.units for f in each.findings][:3]
    begun = time.process_time()
    write_workbook(found, PLACE / "sum.xlsx")
    return f"| {units} | {taken:.1f} | {worked:.1f} | {time.process_time() - begun:.1f} | {grown:.0f} | {memory() - before:.0f} |"


def memory() -> float:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", default="30,60,120")
    sizes = [int(size) for size in parser.parse_args().units.split(",")]
    call_command("migrate", verbosity=0)
    district = grow(max(sizes))
    print("| offices | seconds | of processor | the workbook, of processor | memory grown by, MB | with the workbook |")
    print("|---|---|---|---|---|---|")
    for size in sorted(sizes, reverse=True):
        print(measured(size, district), flush=True)


if __name__ == "__main__":
    main()
