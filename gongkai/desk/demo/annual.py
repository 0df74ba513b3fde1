"""演示年报: the real 2025 report of 朝天门街道 in our own words by import, and those of the others built from their registers.

Each goes the ordinary way; one is sent back by the district and corrected after it was public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from gongkai import report
from gongkai.law.report_form import title
from gongkai.office.models import User
from gongkai.records.models import RecordKind
from gongkai.records.publishing_acts import publish
from gongkai.report import acts as reports
from gongkai.report.dates import freeze_day
from gongkai.report.freezing import freeze_once
from gongkai.report.models import AnnualReport

from .acts import Tale
from .clock import Hours, Story
from .texts import Text
from .town import Crew, told

SOURCE = Path(report.__file__).parent / "data" / "chaotianmen-2025.txt"
SIGNED = date(2026, 1, 19)
PUBLISHED = date(2026, 1, 20)
DAY_TURNS = time(0, 5)


class ImportedReport(Tale):
    """A report comes into the register by import; the rest is any record's life."""

    def registered(self) -> Story:
        yield self._later("register")
        self.record = reports.import_report(SOURCE, office=self.crew.office, by=self.author, at=self.at).record


def _finished(drafted: Mapping[str, str], prose: Mapping[str, str]) -> dict[str, str]:
    """Return the draft with what people write below it, section by section."""
    return {key: f"{drafted.get(key, '')}\n{prose.get(key, '')}" for key in {**drafted, **prose}}

    def submitted(self) -> Story:
        yield from self.compiled()
        _enclose(self)
        yield from self._submit()


class BuiltReport(Tale):
    """A report drawn up from the register of an ended year, finished by people."""

    row: dict[str, Any]
    year: int

    def registered(self) -> Story:
        yield self._later("register")
        built = reports.build_report(self.year, office=self.crew.office, by=self.author, at=self.at)
        self.record = built.record
        yield self._later("write")
        signed = self.hours.workday_from(date(self.year + 1, *self.row["published"]))
        self._write_prose(built, _finished(built.narrative, told("reports")["prose"]), signed=signed)

    def submitted(self) -> Story:
        yield from self.compiled()
        if "sent_back" in self.row:
            yield from self._sent_back(**self.row["sent_back"])
        _enclose(self)
        yield from self._submit()

    def corrected_in(self, *, on: list[int], explanation: str, **prose: str) -> Story:
        """Let the office open a second version, change its prose, and publish it after a second review."""
        self.at = self._morning(on)
        yield self.at
        second = reports.correct(self._report(), explanation=explanation, by=self.author, at=self.at)
        self._write_prose(second, {**second.narrative, **prose}, signed=second.signed_date)
        _enclose(self)
        yield from self._submit()
        yield from self._agree()
        yield from self._publish()

    def _sent_back(self, *, on: list[int], reason: str) -> Story:
        self.at = self._morning(on)
        yield self.at
        supervisor = User.objects.get(posts__office=self.crew.office.district, posts__role="DISTRICT_SUPERVISOR")
        reports.send_back(self._report(), reason=reason, by=supervisor, at=self.at)
        answer = dict(self.row["revised"])
        self.at = self._morning(answer.pop("on"))
        yield self.at
        found = self._report()
        self._write_prose(found, {**found.narrative, **answer}, signed=found.signed_date)

    def _report(self) -> AnnualReport:
        return AnnualReport.objects.filter(record=self.record).latest("version")

    def _write_prose(self, found: AnnualReport, prose: dict[str, str], *, signed: date | None) -> None:
        told_in = {key: text.strip() for key, text in prose.items()}
        reports.revise(
            found, tables=found.given_tables, narrative=told_in, signed_date=signed, by=self.author, at=self.at
        )

    def _morning(self, day: list[int]) -> datetime:
        return self.hours.on(self.hours.workday_from(date(self.year + 1, *day)), 9, 30)


def _enclose(tale: Tale) -> None:
    """Let the author attach the report's exports, as the last thing before review."""
    found = AnnualReport.objects.filter(record=tale.record).latest("version")
    reports.enclose_exports(found, by=tale.author, at=tale.at)


def report_stories(crews: list[Crew], hours: Hours, now: datetime) -> Iterator[Story]:
    """Yield what becomes of last year's report in every office, the freezing of its figures first."""
    year = now.astimezone(hours.zone).year - 1
    imported, *_ = crews
    yield _imported(imported, hours)
    by_slug = {crew.slug: crew for crew in crews}
    for row in told("reports")["built"]:
        crew = by_slug[row["office"]]
        yield _frozen(crew, year, hours)
        yield _built(crew, year, row, hours)


def _imported(crew: Crew, hours: Hours) -> Story:
    """Tell the report's way from its signature to the public, at the minute of the real one (17:01)."""
    tale = ImportedReport(_text(SOURCE.name), crew, hours, Random(SOURCE.name), hours.on(SIGNED, 9, 10))  # noqa: S311
    yield from tale.approved()
    tale.at = hours.on(PUBLISHED, 17, 1)
    yield tale.at
    publish(tale.record, by=crew.publisher, at=tale.at)


def _frozen(crew: Crew, year: int, hours: Hours) -> Story:
    moment = datetime.combine(freeze_day(crew.office, year) + timedelta(days=1), DAY_TURNS, hours.zone)
    yield moment
    freeze_once(crew.office, year, at=moment)


def _built(crew: Crew, year: int, row: dict[str, Any], hours: Hours) -> Story:
    name = title(office=crew.office.name, year=year)
    begins = hours.on(hours.workday_from(date(year + 1, *row["drafted"])), 9, 20)
    tale = BuiltReport(_text(name), crew, hours, Random(name), begins)  # noqa: S311
    tale.row, tale.year = row, year
    yield from tale.approved()
    tale.at = hours.on(hours.workday_from(date(year + 1, *row["published"])), 10, 15)
    yield tale.at
    publish(tale.record, by=crew.publisher, at=tale.at)
    if "correction" in row:
        yield from tale.corrected_in(**row["correction"])


def _text(name: str) -> Text:
    return Text(title=name, kind=RecordKind.REPORT, path="zfxxgk/nb", topic="政务公开", genre="报告", body="")
