"""依据 (superseded): a form, a notice or a Regulation that was replaced before the report's year."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.law.report_form import SOURCE
from gongkai.report.checking.finding import Finding
from gongkai.report.checking.prose import heads, of, sections, sentences
from gongkai.report.reading import Reading
from gongkai.report.reading.cells import even


class Superseded(NamedTuple):
    """A text that must not be cited for the reports from `since` on, and what took its place."""

    expression: re.Pattern[str]
    name: str
    since: int
    successor: str


_TEXTS = (
    Superseded(re.compile(r"国办公开办函[〔\[(]2019[〕\])]\s*60号"), "国办公开办函〔2019〕60号", 2021, SOURCE),
    Superseded(
        re.compile(r"国务院令?第?492号|第492号(?:国务院)?令"),
        "2007年《条例》（国务院令第492号）",
        2019,
        "2019年修订的《条例》（国务院令第711号）",
    ),
    Superseded(re.compile(r"国办发[〔\[(]2008[〕\])]\s*36号"), "国办发〔2008〕36号", 2019, "2019年修订的《条例》"),
    Superseded(
        re.compile(r"提供政府公开信息收费"),
        "2008年提供政府公开信息收费的规定",
        2021,
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    ),
)
_TOLD_AS_PAST = re.compile(r"原|旧|不再|废止|停止|取代|替代|修订|同时失效|此前")
_OLD_FORM = "2019"
_NEW_FORM_SINCE = 2021


def check_notices(reading: Reading) -> Iterator[Finding]:
    if reading.year is None:
        return
    told = "\n".join((_preamble(reading.text), of(sections(reading), *sections(reading))))
    for sentence in dict.fromkeys(sentences(told)):
        for text in _TEXTS:
            if reading.year >= text.since and text.expression.search(sentence) and not _TOLD_AS_PAST.search(sentence):
                message = f"“{sentence}”所引的{text.name}已被{text.successor}取代。请改引现行依据。"
                yield Finding("superseded", "error", "正文", message, text.successor, text.name)
    if reading.form == _OLD_FORM and reading.year >= _NEW_FORM_SINCE:
        message = f"表格用的是2019年的旧表式。{_NEW_FORM_SINCE}年度起应使用{SOURCE}的表式，请换表重填。"
        yield Finding("superseded", "error", "表二", message, "2021", _OLD_FORM)


def _preamble(text: str) -> str:
    first = next(iter(heads(text)), None)
    return even("\n".join(text.splitlines()[: first.line])) if first else ""
