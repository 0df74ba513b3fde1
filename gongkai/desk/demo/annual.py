"""演示年报: the 2025 report of 朝天门街道 with its real figures in our own words, by the ordinary way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from gongkai import report
from gongkai.records.models import RecordKind
from gongkai.records.publishing_acts import publish
from gongkai.report.acts import import_report

from .acts import Tale
from .clock import Hours, Story
from .texts import Text
from .town import Crew

SOURCE = Path(report.__file__).parent / "data" / "chaotianmen-2025.txt"
SIGNED = date(2026, 1, 19)
PUBLISHED = date(2026, 1, 20)


class ReportTale(Tale):
    """A report comes into the register by import; the rest is any record's life."""

    def registered(self) -> Story:
        yield self._later("register")
        self.record = import_report(SOURCE, office=self.crew.office, by=self.author, at=self.at).record


def report_story(crew: Crew, hours: Hours) -> Story:
    """Tell the report's way from its signature to the public, at the minute of the real one (17:01)."""
    text = Text(title=SOURCE.name, kind=RecordKind.REPORT, path="zfxxgk/nb", topic="政务公开", genre="报告", body="")
    tale = ReportTale(text, crew, hours, Random(SOURCE.name), hours.on(SIGNED, 9, 10))  # noqa: S311
    yield from tale.approved()
    tale.at = hours.on(PUBLISHED, 17, 1)
    yield tale.at
    publish(tale.record, by=crew.publisher, at=tale.at)
