"""年报初稿: first sentences of the prose, drafted from the year's figures. People finish them.

Only what the register can prove is said; where people must speak, the section stays empty and the notes say so.
"""

from .following import answered
from .suggesting import Suggestion, suggestions
from .whole import draft_narrative, unwritten

__all__ = ["Suggestion", "answered", "draft_narrative", "suggestions", "unwritten"]
