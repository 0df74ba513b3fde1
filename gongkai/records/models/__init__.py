"""信息登记的表: records, determinations, attachments, publications, withdrawals, validity."""

from .attachments import Attachment, AttachmentKind
from .determination import Determination, DeterminationAct
from .publication import Publication, Schedule, Validity, ValidityChange, Withdrawal
from .record import BodyDrawnElsewhere, NotProven, Record, RecordKind, RecordQuerySet, Source, WorkStage

__all__ = [
    "Attachment",
    "AttachmentKind",
    "BodyDrawnElsewhere",
    "Determination",
    "DeterminationAct",
    "NotProven",
    "Publication",
    "Record",
    "RecordKind",
    "RecordQuerySet",
    "Schedule",
    "Source",
    "Validity",
    "ValidityChange",
    "Withdrawal",
    "WorkStage",
]
