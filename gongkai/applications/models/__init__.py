"""依申请公开的表: applications and applicants, what moves their clocks, letters, files, deliveries, remedies."""

from .applicants import Applicant, ApplicantKind, IdentityType
from .cases import Application, ApplicationQuerySet, ObtainWay, ProvideForm, Wording
from .clock import ClockEntry, DeadlineChange
from .consultations import Consultation, Opinion
from .deliveries import Delivery, DeliveryWay
from .facts import ContactNote, Decision, Fee, FeeBasis, SearchRecord
from .files import CaseFile, FileKind, Redaction
from .letters import Letter, LetterState, LetterVersion
from .rectifications import Rectification, RectificationResult
from .remedies import Remedy, RemedyKind, RemedyResult
from .rules import CaseRules, NumberSeries

__all__ = [
    "Applicant",
    "ApplicantKind",
    "Application",
    "ApplicationQuerySet",
    "CaseFile",
    "CaseRules",
    "ClockEntry",
    "Consultation",
    "ContactNote",
    "DeadlineChange",
    "Decision",
    "Delivery",
    "DeliveryWay",
    "Fee",
    "FeeBasis",
    "FileKind",
    "IdentityType",
    "Letter",
    "LetterState",
    "LetterVersion",
    "NumberSeries",
    "ObtainWay",
    "Opinion",
    "ProvideForm",
    "Rectification",
    "RectificationResult",
    "Redaction",
    "Remedy",
    "RemedyKind",
    "RemedyResult",
    "SearchRecord",
    "Wording",
]
