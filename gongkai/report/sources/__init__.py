"""数字来源: the named figures that the register can prove, each with its rows. The prose is bound to them by their keys.

A part of the system that counts something new adds its group in `groups`, and its rows in `rows`.
"""

from .groups import known_figures
from .known import Known, Sources
from .rows import address_of, rows_of

__all__ = ["Known", "Sources", "address_of", "known_figures", "rows_of"]
