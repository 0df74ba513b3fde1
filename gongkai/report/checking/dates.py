"""年度、机关和日期 (E12): the year and the office a report speaks of, and the days it bears."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from gongkai.report.checking.finding import Finding
from gongkai.report.checking.prose import OVERVIEW, heads, of, sections, sentences
from gongkai.report.reading import Reading
from gongkai.report.reading.cells import even, squeeze
from gongkai.report.reading.dates import posted_date

_PERIOD = re.compile(r"(20\d{2})年1月1日(?:起)?(?:至|到|-|—|~)(?:(20\d{2})年)?12月31日")
_ANY_PERIOD = re.compile(
    r"(20\d{2})年(\d{1,2})月(\d{1,2})日(?:起)?(?:至|到|-|—|~)+(?:(20\d{2})年)?(\d{1,2})月(\d{1,2})日"
)
_FEE_YEAR = re.compile(r"(20\d{2})年度?[^。;]{0,40}(?:收取|处理费|收费)")
_OPENS_WITH_YEAR = re.compile(r"(20\d{2})年度?[^。;]{0,60}?\d[件条份]")
_THIS_YEAR = re.compile("今年|本年|全年|报告年度|当年")
_WORK_YEAR = re.compile(r"(20\d{2})年度?(?:的)?(?:政府信息公开)?(?:工作|情况|有关情况)")
_CHINESE_DIGITS = str.maketrans("〇零○Ο一二三四五六七八九", "0000123456789")
_ARABIC = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日\Z")
_CHINESE = re.compile(
    r"([二〇零○Ο一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日\Z"
)
_ORGAN = re.compile(r"(?:政府|街道|办事处|局|委员会|委|办公室|办公厅|厅|中心|院|队|所|镇|乡|校|馆|站)\Z")
_GOVERNMENT = re.compile(r"(?:省|市|区|县|州|旗)人民政府(?:办公[室厅])?\Z")
_LONGEST_NAME = 40
_FIRST_YEAR = 2019  # the first year whose report is due under the Regulation of 2019


class Signed(NamedTuple):
    """The signature as it is printed: the name above the day, the day itself, None where there is no such day."""

    name: str
    printed: str
    day: date | None


def check_dates(reading: Reading) -> Iterator[Finding]:
    if reading.year is None:
        return
    yield from _years(reading, reading.year)
    signed = signature_of(reading.text)
    if signed is not None:
        yield from _signer(reading, signed)
        yield from _no_such_day(signed)
    day = reading.signed_date or (signed.day if signed else None)
    yield from _days(reading, reading.year, day, posted_date(reading.text))


def _years(reading: Reading, year: int) -> Iterator[Finding]:
    found = sections(reading)
    before_tables = "\n".join((_preamble(reading.text), of(found, *OVERVIEW)))
    for sentence in dict.fromkeys(sentences(before_tables)):
        for match in _PERIOD.finditer(sentence):
            stated = int(match[2] or match[1])
            if stated != year or int(match[1]) != year:
                yield _year(sentence, year, int(match[1]), "统计期限")
        yield from _part_of_a_year(sentence)
    yield from _told_of_last_year(found, year)
    yield from _reflected_on_last_year(found, year)
    overview = _preamble(reading.text) + of(found, "overview")
    stated_years = {int(match[1]) for sentence in sentences(overview) for match in _WORK_YEAR.finditer(sentence)}
    if stated_years == {year - 1} and not _PERIOD.search(even(overview)) and f"{year}年" not in even(overview):
        yield _year(overview.strip(), year, year - 1, "总体情况")
    for sentence in sentences(of(found, "other")):
        told = _FEE_YEAR.search(sentence)
        if told is not None and int(told[1]) == year - 1 and f"{year}年" not in sentence:
            yield _year(sentence, year, int(told[1]), "第六部分")


def _part_of_a_year(sentence: str) -> Iterator[Finding]:
    """Yield the finding that the figures are of another span than 1 January to 31 December."""
    for match in _ANY_PERIOD.finditer(sentence):
        first, last = (int(match[2]), int(match[3])), (int(match[5]), int(match[6]))
        if re.search("统计|期限|数据|起止", sentence) and (first, last) != ((1, 1), (12, 31)):
            message = f"统计期限写作“{match[0]}”。年度报告的统计期限为1月1日至12月31日，请核对。"
            yield Finding("E12", "error", "统计期限", message, "1月1日至12月31日", match[0])


def _told_of_last_year(found: Mapping[str, str], year: int) -> Iterator[Finding]:
    """Yield where a section opens with a count of last year's and has none of this one's."""
    for key in OVERVIEW[1:]:
        text = even(found.get(key, ""))
        opening = next(sentences(text), "")
        told = _OPENS_WITH_YEAR.match(opening)
        if told is not None and int(told[1]) == year - 1 and f"{year}年" not in text and not _THIS_YEAR.search(text):
            yield _year(opening, year, year - 1, "总体情况")


def _reflected_on_last_year(found: Mapping[str, str], year: int) -> Iterator[Finding]:
    """Yield where part five sums up last year and speaks of no other."""
    text = even(of(found, "reflection", "problems"))
    opening = next(sentences(text), "")
    if re.match(rf"{year - 1}年[^。]*(?:取得|存在)", opening) and not re.search(
        rf"{year}年|今年|本年|针对|整改到位", text
    ):
        message = f"标题为{year}年报告，第五部分却总结{year - 1}年：“{opening}”。请核对年度。"
        yield Finding("E12", "warn", "五、存在的主要问题及改进情况", message, year, year - 1)


def _preamble(text: str) -> str:
    """Return what stands between the title and part one."""
    first = next(iter(heads(text)), None)
    return "\n".join(text.splitlines()[1 : first.line]) if first else ""


def _year(sentence: str, year: int, stated: int, where: str) -> Finding:
    message = f"标题为{year}年报告，{where}却写{stated}年：“{sentence}”。请核对年度。"
    return Finding("E12", "error", where, message, year, stated)


def signature_of(text: str) -> Signed | None:
    """Return what stands on the last line that is a day and nothing else, and the line above it, after the last part."""
    start = max((head.line for head in heads(text)), default=0)
    lines = [even(line).strip() for line in text.splitlines()[start:] if line.strip()]
    for index in range(len(lines) - 1, 0, -1):
        line = re.sub(r"\s", "", lines[index])
        numbers = _numbers(line)
        if numbers is not None:
            return Signed(lines[index - 1], line, _day(*numbers))
    return None


def _numbers(line: str) -> tuple[int, int, int] | None:
    arabic = _ARABIC.match(line)
    if arabic is not None:
        return int(arabic[1]), int(arabic[2]), int(arabic[3])
    chinese = _CHINESE.match(line)
    if chinese:
        return int(chinese[1].translate(_CHINESE_DIGITS)), _tens(chinese[2]), _tens(chinese[3])
    return None


def _tens(words: str) -> int:
    tens, ten, ones = words.rpartition("十")
    small = int(ones.translate(_CHINESE_DIGITS)) if ones else 0
    return small + (10 * int(tens.translate(_CHINESE_DIGITS) or 1) if ten and tens else 10 if ten else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _signer(reading: Reading, signed: Signed) -> Iterator[Finding]:
    """Yield the finding that another office signed; an office may leave out who stands above it, or be shortened."""
    office, name = squeeze(reading.office or ""), squeeze(signed.name)
    if not office or len(name) > _LONGEST_NAME or not _ORGAN.search(name) or re.search(r"[。;,:]|来源", signed.name):
        return
    if _is_within(name, office) or _is_within(office, name):
        return
    message = f"标题中的机关是“{reading.office}”，落款却是“{signed.name}”。请核对落款机关。"
    yield Finding("E12", "error", "落款", message, reading.office, signed.name)


def _is_within(short: str, long: str) -> bool:
    """Test if the one is the other with characters left out."""
    rest = iter(long)
    return all(character in rest for character in short)


def _no_such_day(signed: Signed) -> Iterator[Finding]:
    if signed.day is None:
        yield Finding("E12", "error", "落款", f"落款日期“{signed.printed}”不存在。请改正。", None, signed.printed)


def _days(reading: Reading, year: int, signed: date | None, posted: date | None) -> Iterator[Finding]:
    if signed is not None and signed.year <= year:
        message = f"落款日期{_shown(signed)}，而{year}年度到12月31日才结束。请核对落款的年份。"
        yield Finding("E12", "error", "落款", message, f"{year + 1}年", _shown(signed))
        return
    if signed is not None and posted is not None and signed > posted:
        message = f"落款日期{_shown(signed)}晚于页面发布日期{_shown(posted)}。请核对两个日期。"
        yield Finding("E12", "error", "落款", message, _shown(posted), _shown(signed))
    published = max((day for day in (signed, posted) if day is not None), default=None)
    if published is not None and year >= _FIRST_YEAR and published > _limit(reading.office or "", year):
        yield _late(
            published, _limit(reading.office or "", year), "页面发布日期" if published != signed else "落款日期"
        )


def _limit(office: str, year: int) -> date:
    """Return the last day to publish: 31 March for the report of a government, 31 January for every other (第四十九条)."""
    return date(year + 1, 3, 31) if _GOVERNMENT.search(office) else date(year + 1, 1, 31)


def _late(published: date, limit: date, what: str) -> Finding:
    message = f"{what}为{_shown(published)}，晚于{_shown(limit)}。按《条例》第四十九条，年度报告应在该日以前公布；确已按期公布的，请核对日期。"
    return Finding("E12", "error", what, message, f"{_shown(limit)}以前", _shown(published))


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
