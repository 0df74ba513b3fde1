"""收件: what becomes of each report that is handed in; none is dropped without a word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.report.aggregating.roster import Roster, Unit
from gongkai.report.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Handed:
    """One report as it came: the unit is known where it is registered, and otherwise told by the report itself.

    `source` says where it is from. Without a reading, `problem` says why the file could not be read. `is_registered`
    means that its publication is on record: no `published_on` is then not published, not unknown. Two with one `digest`
    have the same content.
    """

    source: str
    reading: Reading | None = None
    unit: Unit | None = None
    published_on: date | None = None
    is_registered: bool = False
    problem: str = ""
    digest: str = ""


class Verdict(StrEnum):
    TAKEN = "计入"
    ENTERED = "计入（不在名册）"
    DISTRICT = "区级汇总"
    UNREADABLE = "不能读取"
    WRONG_YEAR = "年度不符"
    UNKNOWN_UNIT = "单位不明"
    NOT_DUE = "不应填报"
    DUPLICATE = "重复"


@dataclass(frozen=True)
class Fate:
    """What became of one report, as a sentence; the unit is None where it was not told.

    `is_asked` means that it was taken on a guess, which somebody has to confirm.
    """

    source: str
    verdict: Verdict
    sentence: str
    unit: Unit | None = None
    is_asked: bool = False

    @property
    def is_taken(self) -> bool:
        return self.verdict in {Verdict.TAKEN, Verdict.ENTERED}

    @property
    def is_refused(self) -> bool:
        return not self.is_taken and self.verdict is not Verdict.DISTRICT

    @property
    def is_worth_a_word(self) -> bool:
        """Test if somebody has to look at it."""
        return self.is_refused or self.is_asked or self.verdict is Verdict.ENTERED


class Intake:
    """The reports of one year as they come in: the first that is taken for a unit stands."""

    def __init__(self, roster: Roster, year: int) -> None:
        self.roster = roster
        self.year = year
        self.fates: list[Fate] = []
        self._taken: dict[str, Handed] = {}

    def take(self, handed: Handed) -> Fate:
        fate = self._decide(handed)
        if fate.is_taken and fate.unit is not None:
            self._taken[fate.unit.name] = handed
        self.fates.append(fate)
        return fate

    def _decide(self, handed: Handed) -> Fate:
        reading = handed.reading
        if reading is None:
            return Fate(handed.source, Verdict.UNREADABLE, handed.problem)
        if reading.year is not None and reading.year != self.year:
            told = f"是{reading.year}年的报告，不是{self.year}年的，未计入。请换用{self.year}年的报告。"
            return Fate(handed.source, Verdict.WRONG_YEAR, told)
        if handed.unit is None and self.roster.is_district(reading.office or ""):
            told = "是区级自己的年度报告，不作为填报单位，用来核对汇总数。"
            return Fate(handed.source, Verdict.DISTRICT, told)
        return self._of_a_unit(handed, reading)

    def _of_a_unit(self, handed: Handed, reading: Reading) -> Fate:
        meant = [handed.unit] if handed.unit else self._meant(handed, reading)
        if len(meant) == 1:
            return self._of(meant[0], handed, reading)
        if meant:
            names = "、".join(unit.name for unit in meant)
            told = f"机关名称“{reading.office or handed.source}”可能是{names}，无法判断，未计入。请用机关全称。"
            return Fate(handed.source, Verdict.UNKNOWN_UNIT, told)
        if reading.office is None:
            told = "没有读到机关名称，文件名中也没有名册所列单位的名称，未计入。请在文件名中写明单位后重新提供。"
            return Fate(handed.source, Verdict.UNKNOWN_UNIT, told)
        if not self.roster.takes_others:
            told = f"“{reading.office}”不在本区填报单位名册中，未计入。确属本区的，请先列入名册。"
            return Fate(handed.source, Verdict.UNKNOWN_UNIT, told)
        unit = self.roster.enter(reading.office)
        told = f"“{reading.office}”不是系统内的机构，按文件计入。不属于本区的，请移出该文件后重新汇总。"
        return Fate(handed.source, Verdict.ENTERED, told, unit)

    def _meant(self, handed: Handed, reading: Reading) -> list[Unit]:
        if reading.office is not None:
            return self.roster.named(reading.office)
        return [
            unit for unit in self.roster.units.values() if unit.name in handed.source or unit.label in handed.source
        ]

    def _of(self, unit: Unit, handed: Handed, reading: Reading) -> Fate:
        if not self.roster.reports_of(unit, self.year):
            told = f"{unit.name}{self.year}年不是填报单位（尚未设立、已经撤并或者停止填报），未计入。请核对名册的起止年度。"
            return Fate(handed.source, Verdict.NOT_DUE, told, unit)
        earlier = self._taken.get(unit.name)
        if earlier is not None:
            return Fate(handed.source, Verdict.DUPLICATE, _repeated(unit, handed, earlier), unit)
        if reading.year is not None:
            return Fate(handed.source, Verdict.TAKEN, f"计入{unit.name}。", unit)
        told = f"计入{unit.name}。文件没有读到年度，按{self.year}年计入，请核对。"
        return Fate(handed.source, Verdict.TAKEN, told, unit, is_asked=True)


def _repeated(unit: Unit, handed: Handed, earlier: Handed) -> str:
    if earlier.is_registered:
        return f"{unit.name}的报告已在系统登记，以登记的为准，本文件未计入。"
    same = "，两份内容相同" if handed.digest and handed.digest == earlier.digest else "，请核对以哪一份为准"
    return f"{unit.name}已有“{earlier.source}”计入，本文件未计入{same}。"
