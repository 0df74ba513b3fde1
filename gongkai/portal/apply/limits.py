"""次数限制: how often one client may file and ask, and how often one number may be tried, without a riddle to solve.

Whole buildings share one address, hence the generous figures: what they stop is a program. The query code has twelve
digits; a number tried twenty times an hour is safe for longer than any office keeps files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from gongkai.office.attempts import allow


@dataclass(frozen=True)
class Limit:
    """So many times within such a period; `purpose` keeps the counts apart."""

    purpose: str
    times: int
    per: timedelta

    def allows(self, who: str, at: datetime) -> bool:
        """Count this time, and tell whether it is still one of those allowed."""
        return allow(self.purpose, who, limit=self.times, per=self.per, at=at)

    @property
    def seconds(self) -> str:
        """What `Retry-After` says."""
        return str(int(self.per.total_seconds()))


FILING = Limit("portal.apply", 30, timedelta(hours=1))
ASKING = Limit("portal.progress", 30, timedelta(minutes=15))
ASKING_ONE = Limit("portal.progress.number", 20, timedelta(hours=1))
