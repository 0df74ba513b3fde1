"""年报数据: a report as JSON, in the shape that the published schema describes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongkai.report.reading import Reading


def data_of(reading: Reading, *, at: datetime) -> dict[str, Any]:
    """Return the reading with its prose; what is not given is null."""
    return {
        **reading.as_json(),
        "narrative": dict(reading.narrative),
        "correction": reading.correction,
        "signed_date": reading.signed_date.isoformat() if reading.signed_date else None,
        "made_at": at.isoformat(timespec="seconds"),
    }
