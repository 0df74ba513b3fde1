"""机构的表: offices and departments, people and posts, holiday notices, events, looks at personal data."""

from .access import LOG_READERS, AccessLog, AccessLogQuerySet, AttemptCount
from .calendar import HolidayNotice
from .events import AppendOnly, Cursor, Event, EventHead, RowIsEvidence
from .offices import Department, Office, OfficeKind, OfficeQuerySet
from .people import PersonNotDeletable, Post, PostQuerySet, Role, User

__all__ = [
    "LOG_READERS",
    "AccessLog",
    "AccessLogQuerySet",
    "AppendOnly",
    "AttemptCount",
    "Cursor",
    "Department",
    "Event",
    "EventHead",
    "HolidayNotice",
    "Office",
    "OfficeKind",
    "OfficeQuerySet",
    "PersonNotDeletable",
    "Post",
    "PostQuerySet",
    "Role",
    "RowIsEvidence",
    "User",
]
