"""gongkai report read 和 report check 的办理。"""

import argparse
from pathlib import Path

from gongkai.cli.answers import FINDINGS, FINE, CannotRun, answer
from gongkai.cli.report_text import findings_text, reading_text
from gongkai.report import checking
from gongkai.report.reading import Reading, ReportNotReadable, read_file
from gongkai.report.reading.schema import schema_text


def read(arguments: argparse.Namespace) -> int:
    """Answer the tables and the figures of a report."""
    reading = _read(arguments.file)
    answer(arguments, data=reading.as_json(), text=reading_text(reading))
    return FINE


def check(arguments: argparse.Namespace) -> int:
    """Answer the findings; the exit code says whether one of them is an error."""
    previous = _read(arguments.previous) if arguments.previous else None
    findings = checking.check(_read(arguments.file), previous)
    answer(arguments, data=[finding.as_json() for finding in findings], text=findings_text(findings))
    return FINDINGS if any(finding.is_blocking for finding in findings) else FINE


def schema(_: argparse.Namespace) -> int:
    """Print the schema of a report's data."""
    print(schema_text(), end="")
    return FINE


def _read(name: str) -> Reading:
    try:
        return read_file(Path(name))
    except ReportNotReadable as refusal:
        raise CannotRun(str(refusal)) from refusal
