"""正文数字: the figures the prose states, each with the sentence that states it.

Only wordings that can mean one thing are read: a figure missed is a question less, a figure misread a false alarm.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.report.reading import case_figures
from gongkai.report.reading.answer import Figure
from gongkai.report.reading.case_figures import N as _N
from gongkai.report.reading.numerals import in_digits

_COUNT = r"\s*(?:件|条|份|宗|起|次|个|篇|则)(?!工作日|月)"
_SUM = r"(?:共计|总计|合计|共|为|量)?"
_BY_WHOM = (
    r"(?:公民|自然人|群众|公众|个人|企业|法人|单位|其他组织|申请人|社会|或者?|和|及|以及|、|等|的|提出|提交|递交|向"
    r"|我|本|机关|街道|镇|乡|局|委|办|各类|政府|有效|书面|网络|线上|线下|依法){0,16}"
)
_APPLICATION = rf"{_BY_WHOM}(?:政府信息公开(?:的)?申请|信息公开(?:的)?申请|依申请公开(?:政府信息)?(?:申请|事项|办件|件)?|申请公开政府信息)"
_CAUSE = (
    r"(?:因|由|涉及|关于|有关)?(?:政府信息公开|信息公开|政务公开)?(?:工作|申请|答复|事项|问题)?(?:而)?(?:被)?"
    r"(?:申请|提起|提出|引发|引起|导致|产生|相关|有关|类)?(?:的)?"
)
_RECONSIDERATION = rf"{_CAUSE}行政复议(?:案件|申请)?"
_LITIGATION = rf"{_CAUSE}行政诉讼(?:案件)?"
_NONE = (
    r"(?:(?:未|没有|均未|从未|尚未)(?:新)?(?:收到|接到|接收|受理|发生|产生|出现|引起|引发|涉及)(?:过)?(?:任何)?"
    r"|(?:未|没有|均未|从未|尚未)(?=因|被)|没有|无(?:新收|新增)?)"
)
_HERE = r"(?:的)?(?:情况|情形|案件|现象|发生|产生)?(?=[，；。,;]|\Z)"
_BOTH_NIL = r"行政复议(?:案件)?(?:数量|数)?[、和及与]行政诉讼(?:案件)?(?:数量|数)?(?:均|都|全部)?为(?:0(?:件|起|宗)?|零(?:件)?)(?=[，；。,;]|\Z)"
_AND = r"(?:、|和|及|或|与|以及|也未|，也未)"

# kind → unit, expressions with the figure, expressions that say "none"
KINDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    **case_figures.KINDS,
    "work_items_published": ("条", (rf"(?:工作(?:信息|动态)|动态信息)\s*{_SUM}\s*{_N}\s*条",), ()),
    "policy_documents": ("份", (rf"政策(?:性)?文件\s*{_SUM}\s*{_N}\s*(?:份|件|个(?!工作日)|条)",), ()),
    "items_published_total": (
        "条",
        (
            rf"(?:累计|全年|年度|共计|总计|共)[^，；。,;\d]{{0,12}}公开[^，；。,;\d]{{0,8}}(?:各类|政府)?信息\s*{_SUM}\s*{_N}\s*(?:余)?条",
            rf"主动公开(?:各类)?(?:政府)?信息\s*(?:共计|总计|合计|共)?\s*{_N}\s*(?:余)?条",
        ),
        (),
    ),
    "normative_documents_made": (
        "件",
        (rf"(?:制发|印发|出台|制定)(?:了)?(?:行政)?规范性文件\s*{_SUM}\s*{_N}\s*(?:件|份|个|部)",),
        (rf"(?:未|没有)(?:制发|印发|出台|制定)(?:行政)?规范性文件{_HERE}",),
    ),
    "applications_received": (
        "件",
        (
            rf"(?:收到|受理|新收|接到|接收)(?:的|了)?{_APPLICATION}\s*{_SUM}\s*{_N}{_COUNT}",
            rf"(?:收到|受理|新收|接到|全年|本年度?|今年)(?:的|了|共)?\s*{_N}{_COUNT}(?:的)?{_APPLICATION}",
            rf"{_APPLICATION}(?:的)?(?:收件|受理|接收)?(?:总)?(?:数量|件数|量|数)(?:共计|合计|共)?(?:为|是)?\s*{_N}{_COUNT}",
        ),
        (
            rf"{_NONE}{_APPLICATION}{_HERE}",
            rf"{_APPLICATION}(?:的)?(?:收件|受理|接收)?(?:总)?(?:数量|件数|量|数)?(?:均)?为(?:零|0){_HERE}",
        ),
    ),
    "applications_carried_in": (
        "件",
        (rf"(?:上年度?|上一年度?)(?:结转|转入)(?:的)?(?:{_APPLICATION})?\s*{_SUM}\s*{_N}{_COUNT}",),
        (rf"(?:无|没有)(?:上年度?|上一年度?)(?:结转|转入)(?:的)?(?:{_APPLICATION}|申请|办件|件|事项)?{_HERE}",),
    ),
    "reconsiderations": (
        "件",
        (rf"{_RECONSIDERATION}\s*{_SUM}\s*{_N}{_COUNT}",),
        (rf"{_NONE}{_RECONSIDERATION}(?:{_AND}{_LITIGATION})?{_HERE}", _BOTH_NIL),
    ),
    "litigations": (
        "件",
        (rf"{_LITIGATION}\s*{_SUM}\s*{_N}{_COUNT}",),
        (rf"{_NONE}(?:{_RECONSIDERATION}{_AND})?{_LITIGATION}{_HERE}", _BOTH_NIL),
    ),
    "policy_limit_workdays": ("工作日", (rf"政策文件\s*{_N}\s*个工作日",), ()),
    "news_limit_hours": ("小时", (rf"(?:工作)?动态(?:信息)?\s*{_N}\s*(?:个)?小时",), ()),
    "timeliness_rate_percent": ("%", (rf"及时率[^，；。,;\d]{{0,6}}{_N}\s*[%％]",), ()),
    "processing_fee_yuan": (
        "元",
        (rf"(?:收取|收费)[^，；。,;\d]{{0,12}}(?:信息处理费|处理费)[^，；。,;\d]{{0,8}}{_N}\s*元",),
        (r"(?:未|没有|无|不)(?:产生|发生)?(?:收取|收费|收)?(?:过)?(?:任何)?(?:政府)?(?:信息公开)?信息处理费",),
    ),
}
# A sentence without a figure and without a word of denial states nothing; many are such.
_STATES = re.compile(r"[\d未没无不零]")
_STATED = {kind: [re.compile(item) for item in stated] for kind, (_, stated, _) in KINDS.items()}
_DENIED = {kind: [re.compile(item) for item in denied] for kind, (_, _, denied) in KINDS.items()}
_GROWTH = re.compile(case_figures.GROWTH)
_FEES_10K = re.compile(case_figures.FEES_10K)
_YUAN_IN_10K = 10_000
_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
_SENTENCE_END = re.compile(r"(?<=[。！？；!?;])|\n")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])[^\S\n]+(?=\d)|(?<=\d)[^\S\n]+(?=[\u4e00-\u9fff%％])")
# A quantity of last year or of a part of this one is not this year's.
_EARLIER = re.compile(r"(?:上一?年度?|去年|前年|往年|[上下]半年|季度|\d月份?)(?:同期)?[^，；。,;]{0,6}\Z")

_TIME_WITHIN = re.compile(r"季度|半年|\d月|以来|期间|至今|同期|其中|当月|当日|上一?年|去年")


def figures(text: str, *, year: int | None) -> tuple[Figure, ...]:
    """Return the figures of the report's own year in the order of the text."""
    return tuple(figure for sentence in sentences(text) for figure in _in_sentence(sentence, year))


def sentences(text: str) -> list[str]:
    """Return the sentences with half-width digits and no spaces between words and figures."""
    plain = _BETWEEN.sub("", text.translate(_DIGITS))
    return [sentence.strip() for sentence in _SENTENCE_END.split(plain) if sentence.strip()]


def _in_sentence(sentence: str, year: int | None) -> Iterator[Figure]:
    plainly = in_digits(sentence)
    if not _STATES.search(plainly):
        return
    for kind, (unit, _, _) in KINDS.items():
        value = _value(kind, plainly, year)
        if value is not None:
            yield Figure(kind, value, unit, sentence)
    for match in _GROWTH.finditer(plainly):
        change = -Decimal(match["n"]) if match["way"] in case_figures.DOWN else Decimal(match["n"])
        yield Figure("growth_percent", change, "%", sentence)
    fees = _FEES_10K.search(plainly)
    if fees is not None and not _of_another_year(plainly[: fees.start()], year):
        yield Figure("processing_fee_yuan", Decimal(fees["n"]) * _YUAN_IN_10K, "元", sentence)


def _value(kind: str, sentence: str, year: int | None) -> Decimal | None:
    if kind == "applications_handled" and not case_figures.OF_APPLICATIONS.search(sentence):
        return None
    for expression in _STATED[kind]:
        for match in expression.finditer(sentence):
            if kind == "applications_carried_in" or not _of_another_year(sentence[: match.start()], year):
                return Decimal(match["n"])
    denials = (match for expression in _DENIED[kind] for match in expression.finditer(sentence))
    denied = any(not _of_a_part(sentence[: match.start()], year) for match in denials)
    return Decimal(0) if denied else None


def _of_a_part(before: str, year: int | None) -> bool:
    """Test if what is denied after these words is denied for a time within the year, or for another year."""
    clause = re.split("[，；。,;]", before)[-1]
    return bool(_TIME_WITHIN.search(clause)) or _of_another_year(before, year)


def _of_another_year(before: str, year: int | None) -> bool:
    named = re.findall(r"(\d{4})年", before)
    return bool(_EARLIER.search(before)) or (bool(named) and year is not None and int(named[-1]) != year)
