"""正文与表格 (E8), further statements: results of applications, documents in force, decisions, what goes to next year.

Read clause by clause, and only where the clause names what it counts.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai.law.report_form import ROWS, Cell, ReportTables, Value
from gongkai.report.checking import breakdown
from gongkai.report.checking.agreement import is_of_many, is_own, sum_of
from gongkai.report.checking.finding import Finding, plain
from gongkai.report.checking.prose import of, sections, sentences
from gongkai.report.reading import Reading

_N = r"(?P<n>(?<![\d.])\d{1,9})"
_EARLIER = re.compile(
    r"上一?年度?(?!结转)|去年|往年|同期|半年|季度|\d月|累计|历年|近(?:[两二三四五几]|[2-9])年|[12]?\d日|模拟|暗访"
)
_CLAUSE = re.compile(r"[^,;。!?]+")
_ITSELF = re.compile(r"本级|本机关|本[局委办镇乡县]|我[局委办镇乡县]")
# Counted together with what is named before it, or but a part of its kind.
_COUNTED_WITH_MORE = re.compile(
    r"[^\d件条份个起宗,;。:()]{2}[和、及与或]\Z|(?:程序|领域|方面|委托|代为|配合|协助)[^,;。]{0,8}\Z"
)
_SUBJECT = re.compile(r"规范性文件|规章|政策(?:性)?文件")
_SUBJECTS = {"规范性文件": "normative_documents", "规章": "rules"}
_GROUPS = {"不予公开": "refused_", "无法提供": "unavailable_", "不予处理": "rejected_", "其他处理": "other"}
_TABLE3 = [row.key for row in ROWS["table3"]]


class Statement(NamedTuple):
    """What a clause may state: the sums of cells it may rightly mean, the plainest first."""

    expression: re.Pattern[str]
    name: str
    table: str
    allowed: tuple[tuple[Cell, ...], ...]


def _of_table3(*rows: str) -> tuple[Cell, ...]:
    return tuple(Cell("table3", row, "total") for row in rows)


def _group(name: str) -> tuple[Cell, ...]:
    return _of_table3(*(row for row in _TABLE3 if row.startswith(_GROUPS[name])))


def _result(name: str, *allowed: tuple[Cell, ...]) -> Statement:
    expression = re.compile(
        rf"(?<!主动){name}(?:的|申请|情形|信息)?(?:共|共计|计|为|有)?{_N}件|(?<![\d.]){_N.replace('<n>', '<m>')}件{name}(?=[,;。、)]|\Z)"
    )
    return Statement(expression, name, f"表三“{name}”总计", allowed)


_RESULTS = (
    _result("予以公开", _of_table3("granted"), _of_table3("granted", "partial")),
    _result("部分公开", _of_table3("partial")),
    *(_result(name, _group(name)) for name in _GROUPS),
)
# Decisions without a verb are the year's, unless the sentence speaks of showing them to the public.
_BARE = r"(?:\A(?![^。]*(?:公示|公开|公布|归集|上传|录入|信息|专栏|其中))|(?<=件,)|(?<=全年)|(?<=本年度))"
_DECISIONS = tuple(
    Statement(
        re.compile(rf"(?:(?:办理|作出|做出|实施|[、和])(?:各类)?|{_BARE})行政{name}(?:决定)?(?:共|共计)?{_N}件"),
        f"行政{name}",
        f"表二“行政{name}”本年处理决定数量",
        ((Cell("table2", row, "decisions"),),),
    )
    for name, row in (("许可", "permits"), ("处罚", "penalties"), ("强制", "coercions"))
)
_HANDLED = Statement(
    re.compile(
        rf"(?:^|,|。)(?:合计|总计|共|共计|全年|全年共|本年度)?(?:已)?办结(?:政府信息公开申请)?{_N}件"
        rf"|办理(?:政府信息公开申请|依申请公开(?:申请|件|事项)?)(?:共|共计)?{_N.replace('<n>', '<m>')}件"
    ),
    "办结",
    "表三“（七）总计”总计",
    (_of_table3("handled_total"), _of_table3("new", "carried_in"), _of_table3("new")),
)
_TO_NEXT_YEAR = Statement(
    re.compile(rf"结转(?:到|至)?(?:下一?年度?|次年|20\d{{2}}年)(?:度)?(?:继续)?(?:办理)?(?:的|申请)?{_N}件"),
    "结转下年度继续办理",
    "表三“四、结转下年度继续办理”总计",
    (_of_table3("carried_over"),),
)

_NOTHING_LEFT = re.compile(
    r"(?:无|没有)结转(?:至|到)?(?:下一?|次)年度?(?:继续)?(?:办理)?的?(?:政府信息公开)?(?:申请|办件)"
)


def _documents(row: str, name: str) -> tuple[Statement, ...]:
    verbs = {"made": "制发|制定|印发|出台", "repealed": "废止", "in_force": "现行有效"}
    return tuple(
        Statement(
            re.compile(rf"(?:{words})(?:的|了)?(?:政府|行政)?(?:{name})?(?:共|共计)?{_N}[件部份](?!\()"),
            f"{words.split('|')[0]}{name}",
            f"表二“{'行政' if row == 'normative_documents' else ''}{name}”行",
            ((Cell("table2", row, column),),),
        )
        for column, words in verbs.items()
    )


_DOCUMENTS = {name: _documents(row, name) for name, row in _SUBJECTS.items()}


def check_statements(reading: Reading) -> Iterator[Finding]:
    found = sections(reading)
    for key, text in found.items():
        results = (*_RESULTS, _HANDLED) if key == "on_request" else ()
        for sentence in _own_sentences(text, reading.year):
            yield from _in_sentence(sentence, (*results, *_DECISIONS, _TO_NEXT_YEAR), reading.tables)
            if _NOTHING_LEFT.search(sentence):
                yield from _held(_TO_NEXT_YEAR, 0, sentence, reading.tables)
            yield from _on_documents(sentence, reading.tables)
            yield from breakdown.statements(sentence, reading.tables, on_request=key == "on_request")
    yield from _totals_said_twice(found)


def _own_sentences(text: str, year: int | None) -> Iterator[str]:
    """Yield the sentences on the office's own year; after one that counts for many, only what names the office again."""
    for line in text.splitlines():
        is_of_all = False
        for sentence in sentences(line):
            is_of_all = is_of_many(sentence) or (is_of_all and not _ITSELF.search(sentence))
            if not is_of_all and is_own(sentence) and not _is_of_another_year(sentence, year):
                yield sentence


def _is_of_another_year(sentence: str, year: int | None) -> bool:
    told = re.sub(r"结转(?:到|至)?20\d{2}年", "", sentence)
    years = set(re.findall(r"(20\d{2})年", told))
    return bool(_EARLIER.search(told)) or bool(years and year is not None and years != {str(year)})


def _in_sentence(sentence: str, statements: tuple[Statement, ...], tables: ReportTables) -> Iterator[Finding]:
    for statement in statements:
        for match in statement.expression.finditer(sentence):
            if _COUNTED_WITH_MORE.search(sentence[: match.start()]):
                continue
            yield from _held(statement, int(next(number for number in match.groups() if number)), sentence, tables)


def _on_documents(sentence: str, tables: ReportTables) -> Iterator[Finding]:
    """Hold each clause against the row of what was named last; 政策文件 are wider than both rows."""
    subject = None
    already: set[str] = set()
    for clause in _CLAUSE.findall(sentence):
        for piece in clause.split("、"):
            named = _SUBJECT.findall(piece)
            subject = named[-1] if named else subject
            for statement in _DOCUMENTS.get(subject or "", ()):
                match = statement.expression.search(piece)
                if match and statement.name not in already:
                    already.add(statement.name)
                    yield from _held(statement, int(match["n"]), sentence, tables)


def _held(statement: Statement, stated: int, sentence: str, tables: ReportTables) -> Iterator[Finding]:
    sums: list[Value] = [sum_of(tables, cells) for cells in statement.allowed]
    if None in sums or stated in sums:
        return
    message = (
        f"正文写{statement.name}{stated}件，而{statement.table}为{plain(sums[0])}。"
        f"同一数据应当一致，请核对正文“{sentence}”和表格。"
    )
    yield Finding("E8", "error", f"正文与{statement.table}", message, plain(sums[0]), stated)


_ALL_PUBLISHED = re.compile(
    r"(?:全年|本年度|年内)[^,;。\d过网平]{0,8}(?:共|共计|累计)?主动公开(?:各类)?(?:政府)?信息(?:共|共计)?(\d{1,9})条"
)


def _totals_said_twice(found: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the contradiction of two totals of the year's published items, stated in the same words."""
    text = of(found, *found)
    stated = {int(match[1]): sentence for sentence in sentences(text) for match in _ALL_PUBLISHED.finditer(sentence)}
    if len(stated) < 2:
        return
    (first, sentence), (second, other), *_ = stated.items()
    message = f"正文一处写“{sentence}”，另一处写“{other}”，全年主动公开条数前后不同。请核对后改成一致。"
    yield Finding("E8", "error", "正文主动公开条数", message, first, second)
