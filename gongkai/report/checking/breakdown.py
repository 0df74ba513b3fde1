"""正文与表格 (E8), the parts: kinds of applicants, single grounds, outcomes of disputes, and fees of table two.

Read piece by piece, and only where the piece is a name of the form and its number; grounds named together with one number
are nobody's row.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from gongkai.law.report_form import FEE, ROWS, TABLE3_COLUMNS, Cell, ReportTables, Value
from gongkai.report.checking.agreement import sum_of
from gongkai.report.checking.finding import Finding, plain

_N = r"(?P<n>(?<![\d.])\d{1,9})(?:件|起|宗)"
_LEAD = r"(?:其中|分别|因|属于|涉及|以|系|由|来自|申请人|均|为|有|按|结果|:|“)*"
_TAIL = r"(?:申请|提出|提交|提起|原|答复|决定|行为|情形|信息|类|”|的|共|计|为|有)*"
_APPLICANTS = {
    "natural_person": "自然人|公民(?:个人)?",
    "company": "(?:商业)?企业",
    "research": "科研机构",
    "welfare": "社会公益组织",
    "legal_service": "法律服务机构",
}
_ORGANISATIONS = "法人(?:和|或|及|与)(?:者)?其[他它]组织"
_GROUNDS = {
    "refused_state_secret": "国家秘密",
    "refused_law_forbids": "(?:其他)?法律行?政?法规禁止公开",
    "refused_security_stability": "(?:危及)?“?三安全一稳定",
    "refused_third_party": "(?:保护)?第三方合法权益",
    "refused_internal_affairs": "(?:三类)?内部事务",
    "refused_deliberative": "(?:四类)?过程性",
    "refused_enforcement_file": "行政执法案卷",
    "refused_special_access": "行政查询事项",
    "unavailable_not_held": "(?:本机关|本单位|我[局委办镇乡])?不掌握(?:相关)?(?:政府)?",
    "unavailable_needs_creating": "没有现成信息(?:需要?另行制作)?|需要?另行制作",
    "unavailable_unclear": "补正后(?:申请)?(?:内容)?仍不明确",
    "rejected_petition": "信访举报投诉",
    "rejected_repeat": "重复",
    "rejected_publication": "(?:要求)?(?:提供)?公开出版物",
    "rejected_excessive": "(?:无正当理由)?大量反复",
    "rejected_reissue": "(?:要求)?(?:行政机关|本机关)?确认或重新出具已获取",
    "other_not_corrected": "(?:申请人)?(?:无正当理由)?逾期不补正",
    "other_fee_unpaid": "(?:申请人)?逾期未(?:按收费通知要求)?缴(?:纳费用|费)",
}
_OUTCOMES = {
    "upheld": "维持",
    "corrected": "纠正",
    "other": "其[他它]结果",
    "pending": "(?:尚)?未审结|(?:正在|尚在)审理(?:中)?",
}
_SUITS = {"litigation_direct": "未经复议直接起诉", "litigation_after_reconsideration": "复议后(?:再)?起诉"}
_RESULT = re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|办结|答复|结转")
_OF_APPLICATIONS = re.compile("信息公开申请|依申请|申请人|自然人|予以公开|新收|申请[^,;。]{0,4}件")
_PIECE = re.compile(r"([^,;:、()]+)([,;:、()]?)")
_FEE = re.compile(
    r"(?<!减免)(?<!免征)(?<!退还)(?<!停征)(?<!降低)行政事业性收费(?:收入|金额|总额|共|合计|为|计)*(?P<n>\d{1,9}(?:\.\d{1,6})?)(?P<unit>万?元)"
)
_NO_FEE = re.compile(r"(?:未|没有)(?:收取|产生|发生)(?:过)?(?:任何)?行政事业性收费(?=[,;。]|\Z)")
_COUNTED = re.compile(r"\d(?:件|起|宗)")
_YUAN_IN_10K = 10_000


class Piece(NamedTuple):
    """A piece of a sentence between two stops; `alone` where no nameless list leads to it."""

    text: str
    alone: bool
    before: str


def statements(sentence: str, tables: ReportTables, *, on_request: bool) -> Iterator[Finding]:
    """Yield what the pieces of the sentence say otherwise than the tables."""
    yield from _fees(sentence, tables)
    told = sentence.replace("信访、举报、投诉", "信访举报投诉")
    pieces = list(_pieces(told))
    if on_request or _OF_APPLICATIONS.search(told):
        for piece in pieces:
            yield from _of_applicants(piece, tables, sentence)
            yield from _of_grounds(piece, tables, sentence)
    if "行政复议" in told or "行政诉讼" in told:
        yield from _of_disputes(pieces, tables, sentence)


def _pieces(sentence: str) -> Iterator[Piece]:
    before, stop, last = "", "", "0"
    for match in _PIECE.finditer(sentence.rstrip("。!?")):
        text = match[1]
        yield Piece(text, alone=stop != "、" or bool(re.search(r"\d", last)), before=before)
        before = "" if match[2] == ";" else before + text + match[2]
        last, stop = text, match[2]


def _of_applicants(piece: Piece, tables: ReportTables, sentence: str) -> Iterator[Finding]:
    kinds = {words: (key,) for key, words in _APPLICANTS.items()}
    organisations = tuple(c.key for c in TABLE3_COLUMNS if c.key not in ("natural_person", "total"))
    for words, columns in {**kinds, _ORGANISATIONS: organisations}.items():
        stated = _number(words, piece)
        if stated is None:
            continue
        rows = {row.key for row in ROWS["table3"]} if _RESULT.search(piece.before) else {"new", "handled_total"}
        allowed = [sum_of(tables, _table3(row, columns)) for row in rows]
        allowed.append(sum_of(tables, (*_table3("new", columns), *_table3("carried_in", columns))))
        label = "法人或其他组织" if len(columns) > 1 else next(c.label for c in TABLE3_COLUMNS if c.key == columns[0])
        yield from _held(
            stated,
            sum_of(tables, _table3("new", columns)),
            allowed,
            f"{label}申请",
            f"表三“一、本年新收政府信息公开申请数量”“{label}”列",
            sentence,
        )


def _table3(row: str, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(Cell("table3", row, column) for column in columns)


def _of_grounds(piece: Piece, tables: ReportTables, sentence: str) -> Iterator[Finding]:
    for row, words in _GROUNDS.items():
        stated = _number(words, piece)
        if stated is not None:
            label = next(r.full_label for r in ROWS["table3"] if r.key == row)
            first = tables.value("table3", row, "total")
            yield from _held(stated, first, [first], label, f"表三“{label}”总计", sentence)


def _of_disputes(pieces: list[Piece], tables: ReportTables, sentence: str) -> Iterator[Finding]:
    """Hold the outcomes against the dispute that was named last; named together, they are nobody's."""
    rows: tuple[str, ...] = ()
    for piece in pieces:
        rows = _dispute(piece.text) or rows
        for row, words in _SUITS.items():
            stated = _number(words, piece)
            if stated is not None:
                first = tables.value("table4", row, "total")
                yield from _held(stated, first, [first], words[:3] + "起诉", f"表四“{_label4(row)}”总计", sentence)
        for column, words in _OUTCOMES.items():
            stated = _number(words, piece)
            if stated is not None and rows:
                values = [tables.value("table4", row, column) for row in rows]
                first = sum_of(tables, [Cell("table4", row, column) for row in rows])
                where = "行政复议" if rows == ("reconsideration",) else "行政诉讼"
                outcome = words.split("|")[0].replace("[他它]", "他").replace("(?:尚)?", "尚")
                yield from _held(
                    stated, first, [first, *values], f"{where}{outcome}", f"表四“{where}”{outcome}", sentence
                )


def _dispute(text: str) -> tuple[str, ...]:
    named = [row for row, words in _SUITS.items() if re.search(words, text)]
    if named:
        return tuple(named)
    reconsidered, sued = text.rfind("行政复议"), text.rfind("行政诉讼")
    if reconsidered < 0 and sued < 0:
        return ()
    return ("reconsideration",) if reconsidered > sued else ("litigation_direct", "litigation_after_reconsideration")


def _label4(row: str) -> str:
    return next(r.label for r in ROWS["table4"] if r.key == row)


def _number(words: str, piece: Piece) -> int | None:
    if not piece.alone or not _COUNTED.search(piece.text):
        return None
    match = next(filter(None, (expression.fullmatch(piece.text) for expression in _named(words))), None)
    return int(match["n"]) if match else None


@cache
def _named(words: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions of a name before its number, and of a number before whom it is due to."""
    after = rf"(?:其中|有)?{_N}(?:申请)?(?:来自|由|为|系|是)(?:{words})(?:提出|提交|申请)?"
    return re.compile(rf"{_LEAD}(?:{words}){_TAIL}{_N}"), re.compile(after)


def _held(
    stated: int, first: Value, allowed: list[Value], name: str, table: str, sentence: str, unit: str = "件"
) -> Iterator[Finding]:
    if None in allowed or first is None or stated in allowed:
        return
    message = f"正文写{name}{stated}{unit}，而{table}为{plain(first)}。同一数据应当一致，请核对正文“{sentence}”和表格。"
    yield Finding("E8", "error", f"正文与{table}", message, plain(first), stated)


def _fees(sentence: str, tables: ReportTables) -> Iterator[Finding]:
    charged = tables.cells[FEE]
    if charged is None:
        return
    for match in _FEE.finditer(sentence):
        amount = Decimal(match["n"]) / (1 if match["unit"] == "万元" else _YUAN_IN_10K)
        if amount != charged:
            yield _fee_differs(sentence, charged, f"{match['n']}{match['unit']}")
    if charged and _NO_FEE.search(sentence):
        yield _fee_differs(sentence, charged, "未收取")


def _fee_differs(sentence: str, charged: Value, stated: str) -> Finding:
    table = "表二“行政事业性收费”本年收费金额"
    message = f"正文写行政事业性收费{stated}，而{table}为{plain(charged)}万元。同一数据应当一致，请核对正文“{sentence}”和表格。"
    return Finding("E8", "error", f"正文与{table}", message, plain(charged), stated)
