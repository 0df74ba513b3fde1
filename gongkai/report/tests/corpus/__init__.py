"""年报语料: invented offices' reports, defective ones and correct ones, written from the form before any rule was.

An entry names an office of `offices.toml` and what it changes: `rows`, `acts`, `suits` (figures), `put` (cells as they
stand on the page), `prose`, `heads`, `words` (replaced in the finished text), `title`, `signer`, `signed`, `posted`,
`form`, `without` (tables left out), `previous` (the changes to last year's report). A defective one names in `expects` the
rules that must speak and in `also` those that may.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from gongkai.law.report_form import LEAF_ROWS, PARTS, ROWS, TABLE2_BLOCKS, TABLE3_CORNER, TABLE4_COLUMNS

YEAR = 2025
_FILES = files(__name__)
_SECTIONS = {section.key: section.heading for part in PARTS for section in part.sections}
_OLD_LABELS = {"本年制发件数": "本年新制作数量", "本年废止件数": "本年新公开数量", "现行有效件数": "对外公开总数量"}

Cells = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """One report of the corpus as a page's text, with last year's where the comparison matters."""

    name: str
    text: str
    previous: str | None
    expects: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


def samples(*names: str) -> Iterator[Sample]:
    """Yield the samples of the files named."""
    offices = _load("offices")
    for name in names:
        for entry in _load(name)["report"]:
            yield _sample(entry, offices[entry["base"]])


def wordings(kind: str) -> list[list[str]]:
    """Return the single sentences of `wordings.toml`, `right` or `wrong`: office, section, (the rule,) sentence."""
    given: list[list[str]] = _load("wordings")[kind]
    return given


def worded(base: str, section: str, sentence: str) -> Sample:
    """Return the office's report with the sentence in place of the section."""
    return _sample({"name": sentence, "prose": {section: sentence}}, _load("offices")[base])


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(_FILES.joinpath(f"{name}.toml").read_text("utf-8"))


def _sample(entry: dict[str, Any], base: dict[str, Any]) -> Sample:
    now = _merged({**base, "year": YEAR}, entry)
    previous = None
    if "previous" in entry:
        previous = _text(_merged({**base["last"], "office": base["office"], "year": YEAR - 1}, entry["previous"]))
    return Sample(
        name=entry["name"],
        text=_text(now),
        previous=previous,
        expects=frozenset(entry.get("expects", ())),
        also=frozenset(entry.get("also", ())),
    )


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**base, **changes}
    for key in ("rows", "prose"):
        merged[key] = {**base.get(key, {}), **changes.get(key, {})}
    return merged


def _text(report: dict[str, Any]) -> str:
    text = "\n".join(line for line in _lines(report) if line)
    for old, new in report.get("words", ()):
        if old not in text:
            raise LookupError(f"{report.get('name')}: {old}")
        text = text.replace(old, new)
    return text


def _lines(report: dict[str, Any]) -> Iterator[str]:
    yield report.get("title") or f"{report['office']}{report['year']}年政府信息公开工作年度报告"
    yield f"发布时间：{report['posted']}" if "posted" in report else ""
    cells = {**_cells(report), **report.get("put", {})}
    for part in PARTS:
        if part.key in report.get("without", ()):
            continue
        yield report.get("heads", {}).get(part.key, part.heading)
        yield report["prose"].get(part.key, "")
        for section in part.sections:
            yield from _section(report, section.key)
        yield from _table(part.key, cells, form=report.get("form", "2021"))
    yield report.get("signer", report["office"])
    yield report["signed"]


def _section(report: dict[str, Any], key: str) -> Iterator[str]:
    prose = report["prose"].get(key, "")
    if prose:
        yield report.get("heads", {}).get(key, _SECTIONS[key])
        yield prose


def _numbers(given: str, *, size: int) -> list[int]:
    numbers = [int(number) for number in given.split()]
    return numbers + [0] * (size - len(numbers))


def _cells(report: dict[str, Any]) -> Cells:
    return {**_acts(report.get("acts", {})), **_rows(report["rows"]), **_suits(report.get("suits", {}))}


def _acts(acts: Mapping[str, str]) -> Cells:
    cells: Cells = {}
    for row in ROWS["table2"]:
        given = acts.get(row.key, "0").split()
        given += ["0"] * (len(row.columns) - len(given))
        cells |= {f"table2.{row.key}.{c.key}": text for c, text in zip(row.columns, given, strict=True)}
    return cells


def _rows(rows: Mapping[str, str]) -> Cells:
    kinds = {row.key: _numbers(rows.get(row.key, ""), size=6) for row in ROWS["table3"]}
    kinds["handled_total"] = [sum(column) for column in zip(*(kinds[leaf] for leaf in LEAF_ROWS), strict=True)]
    return _written("table3", {key: [*numbers, sum(numbers)] for key, numbers in kinds.items()})


def _suits(suits: Mapping[str, str]) -> Cells:
    outcomes = {row.key: _numbers(suits.get(row.key, ""), size=4) for row in ROWS["table4"]}
    return _written("table4", {key: [*numbers, sum(numbers)] for key, numbers in outcomes.items()})


def _written(table: str, rows: Mapping[str, list[int]]) -> Cells:
    return {
        f"{table}.{row.key}.{column.key}": str(number)
        for row in ROWS[table]
        for column, number in zip(row.columns, rows[row.key], strict=True)
    }


def _table(key: str, cells: Cells, *, form: str) -> Iterator[str]:
    if key == "table2":
        yield from _table2(cells, form=form)
    elif key == "table3":
        yield from _table3(cells)
    elif key == "table4":
        yield from ("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")
        yield from [column.label for column in TABLE4_COLUMNS] * 3
        for row in ROWS["table4"]:
            yield from (cells[f"table4.{row.key}.{column.key}"] for column in row.columns)


def _table2(cells: Cells, *, form: str) -> Iterator[str]:
    for block in TABLE2_BLOCKS:
        yield from (block.heading, "信息内容")
        for column in block.columns:
            yield _OLD_LABELS.get(column.label, column.label) if form == "2019" else column.label
        for row in block.rows:
            yield row.label
            yield from (cells[f"table2.{row.key}.{column.key}"] for column in row.columns)


def _table3(cells: Cells) -> Iterator[str]:
    yield from (TABLE3_CORNER, "申请人情况", "自然人", "法人或其他组织", "总计")
    yield from ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    groups: tuple[str, ...] = ()
    for row in ROWS["table3"]:
        yield from (group for group in row.groups if group not in groups)
        groups = row.groups
        yield row.label
        yield from (cells[f"table3.{row.key}.{column.key}"] for column in row.columns)
