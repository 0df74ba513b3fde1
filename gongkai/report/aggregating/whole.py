"""汇总: reports come one at a time; of each only the figures, the clauses and the findings are kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from gongkai.law.report_form import ReportTables, describe
from gongkai.report.aggregating.adding import add
from gongkai.report.aggregating.answer import Aggregate, Standing, UnitReport
from gongkai.report.aggregating.carrying import carry
from gongkai.report.aggregating.intake import Fate, Handed, Intake, Verdict
from gongkai.report.aggregating.judging import incomplete_rows, joint_documents, sum_findings, summary_findings
from gongkai.report.aggregating.roster import Roster, Unit
from gongkai.report.aggregating.siblings import Siblings
from gongkai.report.aggregating.succeeding import CARRIED_IN_TOTAL, Lineage, lineages, succession_findings
from gongkai.report.checking import Finding, check
from gongkai.report.checking.prose import sections
from gongkai.report.reading import Reading
from gongkai.report.reading.dates import posted_date

_BETWEEN_YEARS = ("E4", "E7")
Check = Callable[[Handed, Handed | None], Sequence[Finding]]


def check_handed(handed: Handed, before: Handed | None) -> Sequence[Finding]:
    """Return what the report has against it, with last year's where there is one."""
    return check(handed.reading, before.reading if before else None) if handed.reading else ()


def aggregate(
    roster: Roster,
    *,
    year: int,
    deadline: date,
    on: date,
    handed: Iterable[Handed],
    previous: Iterable[Handed] = (),
    checked: Check = check_handed,
) -> Aggregate:
    """Return the district's year as it stands on the day `on`; `deadline` is the last day to publish.

    The first report that is taken for a unit counts, so what is registered is handed in before files. `checked` is where
    somebody keeps the findings of reports that have not changed.

    :raises SuccessionGoesRound: when the successions of the year go in a circle.
    """
    work = _Work(roster, year=year, deadline=deadline, on=on, checked=checked)
    for item in previous:
        work.take_previous(item)
    for item in handed:
        work.take(item)
    return work.finished()


class _Work:
    """An aggregate while its reports come in."""

    def __init__(self, roster: Roster, *, year: int, deadline: date, on: date, checked: Check) -> None:
        self.checked = checked
        self.roster, self.year, self.deadline, self.on = roster, year, deadline, on
        self.last, self.this = Intake(roster, year - 1), Intake(roster, year)
        self.before: dict[str, ReportTables] = {}
        self.now: dict[str, ReportTables] = {}
        self.units: dict[str, UnitReport] = {}
        self.siblings = Siblings()
        self.own: ReportTables | None = None
        self._waiting: dict[str, Handed] = {}

    def take_previous(self, handed: Handed) -> None:
        fate = self.last.take(handed)
        if fate.is_taken and fate.unit and handed.reading:
            self.before[fate.unit.name] = handed.reading.tables
            self._waiting[fate.unit.name] = replace(handed, reading=_prose_alone(handed.reading))

    def take(self, handed: Handed) -> None:
        fate = self.this.take(handed)
        if fate.verdict == Verdict.DISTRICT and handed.reading:
            self.own = handed.reading.tables
        if fate.is_taken and fate.unit and handed.reading:
            self.now[fate.unit.name] = handed.reading.tables
            self.siblings.add(fate.unit, handed.reading)
            self.units[fate.unit.name] = self._reported(fate.unit, handed, handed.reading)

    def _reported(self, unit: Unit, handed: Handed, reading: Reading) -> UnitReport:
        published_on = handed.published_on or posted_date(reading.text)
        return UnitReport(
            unit=unit,
            standing=_standing(handed, published_on),
            is_late=self._is_late(handed, published_on, reading.signed_date),
            source=handed.source,
            published_on=published_on,
            tables=reading.tables,
            previous=self.before.get(unit.name),
            missing=reading.missing_in_words,
            findings=tuple(self.checked(handed, self._waiting.pop(unit.name, None))),
        )

    def _is_late(self, handed: Handed, published_on: date | None, signed_date: date | None) -> bool:
        """Test if it came out after the last day, or has not come out and the day is past; an unknown day tells nothing."""
        if published_on is not None:
            return published_on > self.deadline
        if handed.is_registered:
            return self.on > self.deadline
        return signed_date is not None and signed_date > self.deadline

    def finished(self) -> Aggregate:
        found = lineages(self.roster, self.year)
        pairs = self.siblings.pairs()
        told = _by_unit(found, self.now, self.before, self.year)
        for pair in pairs:
            for name, finding in pair.findings():
                told[name].append(finding)
        units = tuple(self._with(unit, found, told[unit.name]) for unit in self.roster.of(self.year))
        missing = [each.unit.name for each in units if each.standing == Standing.MISSING]
        sums, carried = add(self.now), carry(found, now=self.now, before=self.before, year=self.year)
        return Aggregate(
            district=self.roster.district,
            year=self.year,
            deadline=self.deadline,
            units=units,
            sums=sums,
            before=add(self.before),
            findings=(
                *sum_findings(sums, self.now),
                *carried.findings(),
                *summary_findings(self.own, sums, missing=missing),
            ),
            carry=carried,
            alike=tuple(pairs),
            fates=(*self.this.fates, *(_of_last_year(fate, self.year - 1) for fate in self.last.fates)),
            notes=tuple(self._notes(missing, found)),
        )

    def _with(self, unit: Unit, found: Sequence[Lineage], more: Sequence[Finding]) -> UnitReport:
        """Return the unit's report with what only the others tell; a unit without one as missing."""
        report = self.units.get(unit.name)
        if report is None:
            before = self.before.get(unit.name)
            return UnitReport(unit=unit, standing=Standing.MISSING, is_late=self.on > self.deadline, previous=before)
        is_changed = any(lineage.steps and unit in lineage.units for lineage in found)
        own = [finding for finding in report.findings if not (is_changed and finding.rule in _BETWEEN_YEARS)]
        return replace(report, findings=(*own, *more))

    def _notes(self, missing: Sequence[str], found: Sequence[Lineage]) -> Iterator[str]:
        if missing:
            yield f"{len(missing)}个单位没有报告，合计不含其数：{'、'.join(missing)}。"
        yield from incomplete_rows(add(self.now))
        unknown = [
            unit.label
            for lineage in found
            for unit in lineage.sources
            if unit.name not in self.before and not lineage.steps and unit.name in self.now
        ]
        if unknown:
            yield f"没有{self.year - 1}年报告，未与上年比较、未核对上年结转：{'、'.join(unknown)}。"
        yield from joint_documents(self.now)


def _prose_alone(reading: Reading) -> Reading:
    """Return what a check of the next year's report asks for, without the page's whole text."""
    return replace(reading, narrative=sections(reading), text="")


def _standing(handed: Handed, published_on: date | None) -> Standing:
    if published_on is not None:
        return Standing.PUBLISHED
    return Standing.UNPUBLISHED if handed.is_registered else Standing.UNDATED


def _by_unit(
    found: Sequence[Lineage], now: dict[str, ReportTables], before: dict[str, ReportTables], year: int
) -> defaultdict[str, list[Finding]]:
    told: defaultdict[str, list[Finding]] = defaultdict(list)
    for lineage in found:
        for name, finding in succession_findings(lineage, now, before):
            told[name].append(finding)
        for unit in lineage.heirs:
            carried_in = now[unit.name].cells[CARRIED_IN_TOTAL] if unit.name in now else None
            if carried_in and not lineage.sources:
                told[unit.name].append(_out_of_nothing(unit, int(carried_in), year))
    return told


def _out_of_nothing(unit: Unit, carried_in: int, year: int) -> Finding:
    where = describe(CARRIED_IN_TOTAL)
    message = f"{unit.name}是{year}年新设单位，名册中没有它承继的单位，上年结转应为0，却填{carried_in}。请核对，或者在名册中补上承继关系。"
    return Finding("E4", "error", where, message, 0, carried_in)


def _of_last_year(fate: Fate, year: int) -> Fate:
    return replace(fate, sentence=f"上年（{year}年）报告：{fate.sentence}")
