"""填报单位名册: who reports to the district in a year, what became of whom, and whose report a file is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.report.reading.cells import squeeze

_PLACE = re.compile(r".+?(?:省|自治区|市|区|县|旗|州|盟)")
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
        self._above = _above(district)

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
        """Return the units that the name means, whatever of the district above them it gives or leaves out."""
        wanted = self._own_part(office)
        return [
            unit
            for unit in self.units.values()
            if wanted in {self._own_part(name) for name in (unit.name, unit.short) if name}
        ]

    def _own_part(self, name: str) -> str:
        """Return the name without the district before it, and without what 街道 and 乡镇 leave out: 办事处, 人民政府.

        What stands above the district may go only together with it: 云山市财政局 is not the district's 财政局.
        """
        return _LEFT_OUT.sub("", self._above.sub("", squeeze(name), count=1))


def _above(district: str) -> re.Pattern[str]:
    """Return the pattern of the district at the head of a name: 云山市松溪区人民政府, 松溪区人民政府, 松溪区."""
    places = _PLACE.findall(squeeze(district)) or [squeeze(district)]
    higher = "".join(f"(?:{re.escape(place)})?" for place in places[:-1])
    return re.compile(rf"\A{higher}{re.escape(places[-1])}(?:(?:人民)?政府)?(?=.)")
