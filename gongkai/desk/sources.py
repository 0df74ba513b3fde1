"""待办的来处: where the entries of the home page come from, one function per app to the left."""

from __future__ import annotations

from .todo import Comparison, Source

SOURCES: list[Source] = []
COMPARISONS: list[Comparison] = []
