"""版面: what is printed on a sheet and where, in points from the upper left corner as the sheet is looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Glyph:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Stroke:
    """A straight line, upright or level: `at` is its place across, `start` and `end` its reach."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]
