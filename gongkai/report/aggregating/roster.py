"""填报单位名册: who reports to the district in a year, what became of whom, and whose report a file is."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gongkai.report.reading.cells import squeeze

_SHORTEST_NAME = 4
_LEFT_OUT = re.compile(r"(?<=街道)办事处\Z|(?<=[乡镇])人民政府\Z")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One unit; `from_year` and `to_year` are the first and the last year of which it reports, None leaves a side open.

    The name identifies it within its district; `key` is its place in an address.
    """

    name: str
    short: str = ""
    key: str = ""
    from_year: int | None = None
    to_year: int | None = None

    @property
    def label(self) -> str:
        return self.short or self.name

    def is_of(self, year: int) -> bool:
        return (self.from_year or year) <= year <= (self.to_year or year)


@dataclass(frozen=True, kw_only=True)
class Succession:
    """What one unit hands to another: from `year` on the successor reports it.

    The predecessor reports no longer, unless it `continues` and gave only a part away. `transferred` is the number of
    open applications handed over, which a division has to state; None where nobody stated it.
    """

    predecessor: str
    successor: str
    year: int
    continues: bool = False
    transferred: int | None = None


class Roster:
    """The district's units and successions. A roster that `takes_others` grows by whoever hands in a report."""

    def __init__(
        self,
        units: Iterable[Unit],
        *,
        district: str,
        successions: Iterable[Succession] = (),
        takes_others: bool = False,
    ) -> None:
        self.units = {unit.name: unit for unit in units}
        self.district = district
        self.successions = tuple(successions)
        self.takes_others = takes_others

    def reports_of(self, unit: Unit, year: int) -> bool:
        """Test if the unit owes a report of the year."""
        ended = any(
            step.predecessor == unit.name and not step.continues and step.year <= year for step in self.successions
        )
        return unit.is_of(year) and not ended

    def of(self, year: int) -> Iterator[Unit]:
        return (unit for unit in self.units.values() if self.reports_of(unit, year))

    def enter(self, name: str) -> Unit:
        self.units[name] = Unit(name=name, key=name)
        return self.units[name]

    def is_district(self, office: str) -> bool:
        return squeeze(office) == squeeze(self.district)

    def named(self, office: str) -> list[Unit]:
        """Return the units that the name may mean: those of that very name, else those of a name with more or less above.

        A short name is met only as a whole: every district has its 财政局.
        """
        wanted = _bare(office)
        found = [unit for unit in self.units.values() if wanted in {_bare(unit.name), _bare(unit.short)}]
        if found or len(wanted) < _SHORTEST_NAME:
            return found
        return next((met for is_meant in _MEETINGS if (met := self._meeting(is_meant, wanted))), [])

    def _meeting(self, is_meant: Callable[[str, str], bool], wanted: str) -> list[Unit]:
        return [unit for unit in self.units.values() if is_meant(wanted, _bare(unit.name))]


def _bare(name: str) -> str:
    """Return the name without punctuation and without what 街道 and 乡镇 leave out of it: 办事处, 人民政府."""
    return _LEFT_OUT.sub("", squeeze(name))


def _ends_with(wanted: str, name: str) -> bool:
    return wanted.endswith(name) or name.endswith(wanted)


def _leaves_out(wanted: str, name: str) -> bool:
    """Test if the one is the other with characters left out, the last ones apart: 司法局 is no 司法局办公室."""
    short, long = sorted((wanted, name), key=len)
    rest = iter(long)
    return short[-2:] == long[-2:] and all(character in rest for character in short)


_MEETINGS = (_ends_with, _leaves_out)
