"""遮盖框：where a black box lies on a page, in fractions of the page as it is displayed (rotated and cropped)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


class MaskOutsidePage(ValueError):
    """A box that is not wholly on a page of the document covers something else than its drawer saw."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a displayed page, in fractions of its width and height from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    def union(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def turned_back(self, turns: int) -> Box:
        """Return the box on the page turned so many quarters against the clock."""
        box = self
        for _turn in range(turns):
            box = Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
        return box

    def share_in(self, other: Box) -> float:
        """Return how much of this box lies within the other, from 0 to 1."""
        across = max(0.0, min(self.right, other.right) - max(self.left, other.left))
        down = max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))
        return across * down / self.area if self.area else 0.0

    def is_on_line_of(self, other: Box) -> bool:
        """Whether the lower of the two overlaps the other by half its height or more."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared * 2 >= min(self.height, other.height)

    def pixels(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom in whole pixels; a pixel that is touched belongs to the box."""
        width, height = size
        left, top = math.floor(self.left * width), math.floor(self.top * height)
        return left, top, math.ceil(self.right * width), math.ceil(self.bottom * height)


@dataclass(frozen=True, slots=True)
class Mask:
    """A black box on a page; pages count from 0, the sides are fractions of the displayed page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        lies_on_page = 0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1
        if self.page < 0 or not lies_on_page:
            raise MaskOutsidePage("遮盖框超出页面或没有面积，请重新绘制。")

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)


def masks_by_page(masks: Iterable[Mask], *, pages: int) -> dict[int, list[Box]]:
    """Return the boxes of each page that has any.

    :raises MaskOutsidePage: when a mask names a page that the document does not have.
    """
    found: dict[int, list[Box]] = {}
    for mask in masks:
        if mask.page >= pages:
            raise MaskOutsidePage(f"文件共{pages}页，没有第{mask.page + 1}页，请在现有页面上重新绘制遮盖框。")
        found.setdefault(mask.page, []).append(mask.box)
    return found
