"""审校的表: procedures and their stages, rounds with what they froze, opinions."""

from .opinions import ErrorKind, Mark, Opinion, SecrecyConclusion, Verdict, standing_among
from .procedures import LimitUnit, Procedure, Stage, StageFacts, StageKind
from .rounds import Manuscript, Round, RoundQuerySet, RoundStage, RoundState

__all__ = [
    "ErrorKind",
    "LimitUnit",
    "Manuscript",
    "Mark",
    "Opinion",
    "Procedure",
    "Round",
    "RoundQuerySet",
    "RoundStage",
    "RoundState",
    "SecrecyConclusion",
    "Stage",
    "StageFacts",
    "StageKind",
    "Verdict",
    "standing_among",
]
