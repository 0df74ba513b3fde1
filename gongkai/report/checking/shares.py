"""占比 (share): a percentage that no whole number of all can give for the part that is named with it.

A share may be rounded or cut off, and be that of several parts named before it together.
"""

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gongkai.report.checking.finding import Finding
from gongkai.report.checking.prose import of, sections, sentences
from gongkai.report.reading import Reading

_UNIT = "件|条|份|篇|期|宗|起"
_COUNT = re.compile(rf"(?<![\d.])(\d{{1,9}})(?:{_UNIT})")
_SHARE = re.compile(
    rf"(?<![\d.])\d{{1,9}}(?:{_UNIT})[,(]?占(?:比|[^,;。\d约近超逾]{{1,14}}的?)?(?:为|达)?(?P<rate>\d{{1,3}}(?:\.\d{{1,2}})?)%(?!以上|左右)"
)


def check_shares(reading: Reading) -> Iterator[Finding]:
    found = sections(reading)
    for sentence in sentences(of(found, *found)):
        for match in _SHARE.finditer(sentence):
            rate = Decimal(match["rate"])
            counts = [int(count) for count in _COUNT.findall(sentence[: match.end()])]
            parts = [sum(counts[-size:]) for size in range(1, len(counts) + 1)]
            if 0 < rate <= 100 and not any(_can_be(part, rate) for part in parts):
                message = f"正文写{counts[-1]}、占{rate:f}%，没有一个总数能得出这个占比。请核对“{sentence}”。"
                yield Finding("share", "warn", f"正文“{sentence}”", message, None, f"{rate:f}%")


def _can_be(part: int, rate: Decimal) -> bool:
    guess = part * 100 / Fraction(rate)
    return any(
        rate in _shown(Fraction(part * 100, whole), rate)
        for whole in range(max(math.floor(guess) - 2, part, 1), math.ceil(guess) + 3)
    )


def _shown(exact: Fraction, like: Decimal) -> tuple[Decimal, Decimal]:
    """Return the share with the places that the other one is printed with, rounded and cut off."""
    places = max(-int(like.as_tuple().exponent), 0)
    step = Decimal(1).scaleb(-places)
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, rounding=ROUND_HALF_UP)
    return rounded, Decimal(math.floor(exact * 10**places)).scaleb(-places)
