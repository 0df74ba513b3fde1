"""An invented district on paper: readings of its units with few figures, all sums true unless a test breaks them."""

from collections.abc import Iterable, Mapping
from datetime import date

from gongkai.law.report_form import Cell, ReportTables, zero_tables
from gongkai.report.aggregating import Aggregate, Handed, Roster, Succession, Unit, aggregate
from gongkai.report.reading import Reading

YEAR = 2025
DISTRICT = "云山市松溪区人民政府"
LAST_DAY = date(2026, 1, 31)
TODAY = date(2026, 2, 10)
PUBLISHED = date(2026, 1, 20)
JIA, YI, BING, DING = (Unit(name=f"云山市松溪区{name}街道办事处", short=f"{name}街道") for name in "甲乙丙丁")


def figures(*, new: int = 0, carried_in: int = 0, carried_over: int = 0, **documents: int) -> ReportTables:
    """Return tables of natural persons alone; what is not carried over was granted."""
    granted = new + carried_in - carried_over
    rows = {
        "new": new,
        "carried_in": carried_in,
        "granted": granted,
        "handled_total": granted,
        "carried_over": carried_over,
    }
    changes = {Cell("table3", row, column): n for row, n in rows.items() for column in ("natural_person", "total")}
    changes |= {Cell("table2", "normative_documents", column): n for column, n in documents.items()}
    return zero_tables().replace(changes)


def reading(office: str | None, tables: ReportTables, *, year: int | None = YEAR, **more: object) -> Reading:
    return Reading(office=office, year=year, form="2021", tables=tables, **more)


def registered(unit: Unit, tables: ReportTables, *, year: int = YEAR, published_on: date | None = PUBLISHED) -> Handed:
    return Handed(
        source="系统登记",
        unit=unit,
        is_registered=True,
        published_on=published_on,
        reading=reading(unit.name, tables, year=year),
    )


def file(name: str, office: str | None, tables: ReportTables, **more: object) -> Handed:
    return Handed(source=name, reading=reading(office, tables, **more))


def summed(
    now: Mapping[Unit, ReportTables],
    before: Mapping[Unit, ReportTables] | None = None,
    *,
    units: Iterable[Unit] | None = None,
    successions: Iterable[Succession] = (),
    files: Iterable[Handed] = (),
    previous_files: Iterable[Handed] = (),
    takes_others: bool = False,
    on: date = TODAY,
) -> Aggregate:
    """Return the aggregate of units that report from the register, and of some files."""
    last = before or {}
    everybody = dict.fromkeys([*(units or ()), *now, *last])
    roster = Roster(everybody, district=DISTRICT, successions=successions, takes_others=takes_others)
    return aggregate(
        roster,
        year=YEAR,
        deadline=LAST_DAY,
        on=on,
        handed=[*(registered(unit, tables) for unit, tables in now.items()), *files],
        previous=[*(registered(unit, tables, year=YEAR - 1) for unit, tables in last.items()), *previous_files],
    )


def findings_to(found, unit, rule=None):
    """Return what is said to the unit, by rule."""
    report = next(each for each in found.units if each.unit.name == unit.name)
    return [finding for finding in report.findings if rule in (None, finding.rule)]
