"""兄弟单位雷同 (E13): clauses that two units share, figures and their own names apart.

Every clause leads to the units that have it, so that no two texts are ever compared. What most of the units say is no copy.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from gongkai.report.aggregating.roster import Unit
from gongkai.report.checking import Finding
from gongkai.report.checking.copying import clauses
from gongkai.report.reading import Reading
from gongkai.report.reading.cells import even

_MOST_SHARED = 0.4
_FEWEST = 6
_ENOUGH_TO_KNOW_A_PHRASE = 6
_SHOWN = 3
_SELF = "本单位"


@dataclass(frozen=True)
class Alike:
    """Two units whose prose is the same to the share of the shorter of both; the longest shared clauses first."""

    one: str
    other: str
    share: float
    clauses: tuple[str, ...]

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Yield for each of the two what is to be said to it."""
        yield self.one, self._finding(self.other)
        yield self.other, self._finding(self.one)

    def _finding(self, other: str) -> Finding:
        quoted = "".join(f"“{clause}”" for clause in self.clauses[:_SHOWN])
        message = f"正文约{self.share:.0%}的文字与{other}相同，如{quoted}。请按本单位实际情况改写。"
        return Finding("E13", "warn", "正文", message, f"不到{_MOST_SHARED:.0%}", f"{self.share:.0%}")


class Siblings:
    """The clauses of the units, as they are read."""

    def __init__(self) -> None:
        self._units: list[str] = []
        self._holders: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, unit: Unit, reading: Reading) -> None:
        place = len(self._units)
        self._units.append(unit.name)
        names = sorted(filter(None, {even(reading.office or ""), even(unit.name), even(unit.short)}), key=len)
        for masked in dict.fromkeys(_without(names, clause) for clause in clauses(reading)):
            self._holders[masked].append(place)

    def pairs(self) -> list[Alike]:
        """Return the pairs that share two fifths or more, those with most in common first."""
        own = {clause: places for clause, places in self._holders.items() if not self._is_common(places)}
        lengths: Counter[int] = Counter()
        shared: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for clause, places in own.items():
            for place in places:
                lengths[place] += len(clause)
            for pair in combinations(places, 2):
                shared[pair].append(clause)
        found = [self._alike(pair, together, lengths) for pair, together in shared.items() if len(together) >= _FEWEST]
        return sorted((pair for pair in found if pair.share >= _MOST_SHARED), key=lambda pair: (-pair.share, pair.one))

    def _is_common(self, places: list[int]) -> bool:
        return len(self._units) >= _ENOUGH_TO_KNOW_A_PHRASE and 2 * len(places) > len(self._units)

    def _alike(self, pair: tuple[int, int], together: list[str], lengths: Counter[int]) -> Alike:
        share = sum(map(len, together)) / min(lengths[place] for place in pair)
        longest = tuple(sorted(together, key=lambda clause: (-len(clause), clause)))
        return Alike(self._units[pair[0]], self._units[pair[1]], round(share, 3), longest)


def _without(names: list[str], clause: str) -> str:
    for name in reversed(names):
        clause = clause.replace(name, _SELF)
    return clause
