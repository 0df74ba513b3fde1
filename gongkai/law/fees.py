"""信息处理费：按件、按量计收各多少元（《条例》第四十二条，国办函〔2020〕109号）。

What lives here: the tiers and what they come to. Whether the office charges at all, and which method an application is
charged by, a person decides; the two are never combined.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class FeeNotCountable(ValueError):
    """A number that no fee can be reckoned for; the message says what to enter."""


class FeeLine(NamedTuple):
    """The part of a fee that falls into one tier: from the `first` to the `last` item or page, yuan each."""

    first: int
    last: int
    price: int

    @property
    def amount(self) -> int:
        """The yuan of this line."""
        return (self.last - self.first + 1) * self.price


def fee_for_items(n: int) -> int:
    """Return the yuan for so many items that one applicant asks for in one calendar month.

    :raises FeeNotCountable: when n is negative.
    """
    return sum(line.amount for line in item_lines(n))


def fee_for_pages(n: int) -> int:
    """Return the yuan for so many pages given on one application.

    :raises FeeNotCountable: when n is negative.
    """
    return sum(line.amount for line in page_lines(n))


def item_lines(n: int) -> tuple[FeeLine, ...]:
    """Return the fee for so many items tier by tier, the free tier included.

    :raises FeeNotCountable: when n is negative.
    """
    return tuple(_lines(n, _shipped()["items"]))


def page_lines(n: int) -> tuple[FeeLine, ...]:
    """Return the fee for so many pages tier by tier, the free tier included.

    :raises FeeNotCountable: when n is negative.
    """
    return tuple(_lines(n, _shipped()["pages"]))


def free_items() -> int:
    """Return how many items of one applicant and calendar month are free; a hint is due with the next."""
    return int(_shipped()["items"]["tiers"][0]["through"])


def fee_source() -> str:
    """Return the rules that the tiers are taken from."""
    return str(_shipped()["source"])


def _lines(n: int, method: dict[str, Any]) -> Iterator[FeeLine]:
    if n < 0:
        raise FeeNotCountable(f"{method['unit']}数不能是负数。请填写零或者正整数。")
    first = 1
    for through, price in _tiers(method):
        if first > n:
            return
        last = n if through is None else min(n, through)
        yield FeeLine(first, last, price)
        first = last + 1


def _tiers(method: dict[str, Any]) -> Iterator[tuple[int | None, int]]:
    """Yield where each tier ends (None: nowhere) and its price, on and on where the tiers rise by steps."""
    through, price = 0, 0
    for tier in method["tiers"]:
        through, price = tier.get("through"), tier["price"]
        yield through, price
    while through is not None:
        through, price = through + method["step"], price + method["rise"]
        yield through, price


@cache
def _shipped() -> dict[str, Any]:
    text = resources.files("gongkai.law").joinpath("data/fees.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
