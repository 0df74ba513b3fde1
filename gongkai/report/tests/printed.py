"""The statutory tables as other people's programs print them: spans by hand, web pages of three shapes, a Word document."""

from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import docx
from docx.oxml import OxmlElement

from gongkai.law.report_form import ReportTables
from gongkai.report.tests import reports

HEADS3 = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
RESULTS = (
    ("（一）予以公开", (None,)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (None,)),
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    (
        "（四）无法提供",
        ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"),
    ),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
    ("（七）总计", (None,)),
)
ROWS3 = [
    "granted",
    "partial",
    "refused_state_secret",
    "refused_law_forbids",
    "refused_security_stability",
    "refused_third_party",
    "refused_internal_affairs",
    "refused_deliberative",
    "refused_enforcement_file",
    "refused_special_access",
    "unavailable_not_held",
    "unavailable_needs_creating",
    "unavailable_unclear",
    "rejected_petition",
    "rejected_repeat",
    "rejected_publication",
    "rejected_excessive",
    "rejected_reissue",
    "other_not_corrected",
    "other_fee_unpaid",
    "other",
    "handled_total",
]
ROWS2 = (
    ("第二十条第（一）项", ("本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "行政规范性文件")),
    ("第二十条第（五）项", ("本年处理决定数量",), ("行政许可",)),
    ("第二十条第（六）项", ("本年处理决定数量",), ("行政处罚", "行政强制")),
    ("第二十条第（八）项", ("本年收费金额（单位：万元）",), ("行政事业性收费",)),
)
KEYS2 = ("rules", "normative_documents", "permits", "penalties", "coercions", "fees_10k_yuan")


class Box(NamedTuple):
    top: int
    left: int
    height: int
    width: int
    text: str


def _texts(values) -> list[str]:
    return ["" if value is None else str(value) for value in values]


def boxes2(given: ReportTables) -> list[Box]:
    boxes, top, keys = [], 0, iter(KEYS2)
    for heading, heads, rows in ROWS2:
        wide = 3 // len(heads)
        boxes += [Box(top, 0, 1, 4, heading), Box(top + 1, 0, 1, 1, "信息内容")]
        boxes += [Box(top + 1, 1 + wide * place, 1, wide, head) for place, head in enumerate(heads)]
        top += 2
        for label in rows:
            figures = _texts(given.row("table2", next(keys)))
            boxes.append(Box(top, 0, 1, 1, label))
            boxes += [Box(top, 1 + wide * place, 1, wide, text) for place, text in enumerate(figures)]
            top += 1
    return boxes


def boxes3(given: ReportTables) -> list[Box]:
    boxes = [
        Box(0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
        Box(0, 3, 1, 7, "申请人情况"),
        Box(1, 3, 2, 1, "自然人"),
        Box(1, 4, 1, 5, "法人或其他组织"),
        Box(1, 9, 2, 1, "总计"),
        *(Box(2, 4 + place, 1, 1, head) for place, head in enumerate(HEADS3)),
        Box(3, 0, 1, 3, "一、本年新收政府信息公开申请数量"),
        Box(4, 0, 1, 3, "二、上年结转政府信息公开申请数量"),
        Box(5, 0, 22, 1, "三、本年度办理结果"),
        Box(27, 0, 1, 3, "四、结转下年度继续办理"),
    ]
    top = 5
    for group, labels in RESULTS:
        if labels[0] is not None:
            boxes.append(Box(top, 1, len(labels), 1, group))
        boxes += [
            Box(top + place, 2 if label else 1, 1, 1 if label else 2, label or group)
            for place, label in enumerate(labels)
        ]
        top += len(labels)
    for row, key in enumerate(["new", "carried_in", *ROWS3, "carried_over"], start=3):
        boxes += [Box(row, 3 + place, 1, 1, text) for place, text in enumerate(_texts(given.row("table3", key)))]
    return boxes


def boxes4(given: ReportTables) -> list[Box]:
    rows = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    figures = [text for row in rows for text in _texts(given.row("table4", row))]
    return [
        Box(0, 0, 1, 5, "行政复议"),
        Box(0, 5, 1, 10, "行政诉讼"),
        *(Box(1, place, 2, 1, head) for place, head in enumerate(OUTCOMES)),
        Box(1, 5, 1, 5, "未经复议直接起诉"),
        Box(1, 10, 1, 5, "复议后起诉"),
        *(Box(2, 5 + place, 1, 1, head) for place, head in enumerate(OUTCOMES * 2)),
        *(Box(3, place, 1, 1, text) for place, text in enumerate(figures)),
    ]


def lines(boxes: list[Box]) -> list[list[Box]]:
    return [list(group) for _, group in groupby(sorted(boxes), key=lambda box: box.top)]


def spanned(boxes: list[Box], *, cell: str = "<td{spans}>{text}</td>") -> str:
    def one(box: Box) -> str:
        spans = f" rowspan={box.height} colspan={box.width}" if box.height + box.width > 2 else ""
        return cell.format(spans=spans, text=box.text)

    rows = "".join(f"<tr>{''.join(map(one, line))}</tr>\n" for line in lines(boxes))
    return f"<table border=1 cellspacing=0>{rows}</table>"


def prose_page(given: ReportTables, tables: tuple[str, str, str], *, wrap: str = "<p>{}</p>") -> str:
    """Return the page's body: the prose of the invented report around the three tables."""
    prose = reports.narrative(given)
    before = [
        "一、总体情况",
        prose["overview"],
        "（一）主动公开情况",
        *prose["proactive"].splitlines(),
        "（二）依申请公开情况",
        prose["on_request"],
        "（三）政府信息管理",
        prose["management"],
        "（四）政府信息公开平台建设",
        prose["platform"],
        "（五）监督保障",
        prose["supervision"],
    ]
    after = ["五、存在的主要问题及改进情况", "（一）存在的问题", prose["problems"], "（二）改进情况"]
    after += [prose["improvements"], "六、其他需要报告的事项", prose["other"], reports.OFFICE, "2025年1月17日"]
    heads = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")
    middle = "".join(wrap.format(head) + table for head, table in zip(heads, tables, strict=True))
    body = "".join(map(wrap.format, before)) + middle + "".join(map(wrap.format, after))
    title = f"{reports.OFFICE}{reports.YEAR}年政府信息公开工作年度报告"
    return f"<h2 style='text-align:center'>{title}</h2>{body}"


def spanned_page(given: ReportTables) -> str:
    """A page with spans, as an editor for web pages writes it."""
    tables = (spanned(boxes2(given)), spanned(boxes3(given)), spanned(boxes4(given)))
    return f"<!doctype html><html><meta charset=utf-8><body>{prose_page(given, tables)}</body></html>"


def nested_page(given: ReportTables) -> str:
    """A page laid out with tables; heads broken by <br> and over rows, cells filled up with &nbsp;, figures in a table within."""
    padded = "<td{spans}><p><span>&nbsp;{text}&nbsp;</span></p></td>"
    third = []
    for line in lines(boxes3(given)):
        labels = [box for box in line if box.left < 3]
        figures = [box for box in line if box.left >= 3]
        if line[0].top < 3:
            third.append("".join(f"<td rowspan={b.height} colspan={b.width}>{b.text}</td>" for b in line))
            continue
        inner = "".join(f"<td>&nbsp;{box.text}</td>" for box in figures)
        outer = "".join(f"<td rowspan={b.height} colspan={b.width}>{b.text}</td>" for b in labels)
        third.append(f"{outer}<td colspan=7><table><tr>{inner}</tr></table></td>")
    table3 = "<table>" + "".join(f"<tr>{row}</tr>" for row in third) + "</table>"
    table3 = table3.replace("商业企业", "商业<br>企业").replace("科研机构", "科研<br/>机构")
    fourth = [box for box in boxes4(given) if box.text not in OUTCOMES]
    halves = [(text[:2], text[2:]) for text in OUTCOMES * 3]
    fourth = [box._replace(height=1 if box.top else box.height) for box in fourth]
    fourth = [box._replace(top=4) if box.top == 3 else box for box in fourth]
    fourth += [Box(1, 0, 1, 5, "（含不予受理）"), *(Box(2, place, 1, 1, half[0]) for place, half in enumerate(halves))]
    fourth += [Box(3, place, 1, 1, half[1]) for place, half in enumerate(halves)]
    body = prose_page(given, (spanned(boxes2(given), cell=padded), table3, spanned(fourth)), wrap="<div>{}</div>")
    return f"<html><body><table><tr><td>导航</td><td><table><tr><td>{body}</td></tr></table></td></tr></table></body></html>"


def parted_page(given: ReportTables) -> str:
    """A page whose tables have no group columns, whose heads are tables of their own, and which break in the middle."""
    third = [box for box in boxes3(given) if box.left >= 3 or box.top < 3]
    labels = {
        line[0].top: [box for box in line if box.left < 3][-1] for line in lines(boxes3(given)) if line[0].top > 2
    }
    third += [Box(top, 2, 1, 1, box.text) for top, box in labels.items()]
    third = [box._replace(left=2, width=1) if box.left == 0 and box.top == 0 else box for box in third]
    third = [box._replace(left=box.left - 2) for box in third]
    table3 = spanned([box for box in third if box.top < 3])
    table3 += spanned([box for box in third if 3 <= box.top < 15]) + "<p>（续表）</p>"
    table3 += spanned([box for box in third if box.top >= 15])
    fourth = boxes4(given)
    table4 = spanned([box for box in fourth if box.top < 3]) + spanned([box for box in fourth if box.top == 3])
    second = "".join(
        spanned([box for box in boxes2(given) if first <= box.top < last]) for first, last in ((0, 4), (4, 7), (7, 14))
    )
    return f"<body>{prose_page(given, (second, table3, table4))}"


PAGES = {"跨行跨列": spanned_page, "嵌套和断开的列名": nested_page, "表头另成一表": parted_page}


def document(given: ReportTables, *, office: str = reports.OFFICE) -> bytes:
    """Return a Word document, its cells merged by another program's means."""
    paper = docx.Document()
    prose = reports.narrative(given)
    paper.add_heading(office, 0)
    paper.add_heading(f"{reports.YEAR}年政府信息公开工作年度报告", 0)
    for text in ("一、总体情况", prose["overview"], "（一）主动公开情况", *prose["proactive"].splitlines()):
        paper.add_paragraph(text)
    for text in ("（二）依申请公开情况", prose["on_request"], "（三）政府信息管理", prose["management"]):
        paper.add_paragraph(text)
    for text in ("（四）政府信息公开平台建设", prose["platform"], "（五）监督保障", prose["supervision"]):
        paper.add_paragraph(text)
    paper.add_paragraph("二、主动公开政府信息情况")
    _merged(paper, boxes2(given))
    paper.add_paragraph("三、收到和处理政府信息公开申请情况")
    _merged(paper, boxes3(given))
    paper.add_paragraph("四、政府信息公开行政复议、行政诉讼情况")
    _merged(paper, boxes4(given))
    for text in ("五、存在的主要问题及改进情况", "（一）存在的问题", prose["problems"], "（二）改进情况"):
        paper.add_paragraph(text)
    for text in (prose["improvements"], "六、其他需要报告的事项", prose["other"], office, "2025年1月17日"):
        paper.add_paragraph(text)
    return saved(paper)


def _merged(paper, boxes: list[Box]) -> None:
    height = max(box.top + box.height for box in boxes)
    width = max(box.left + box.width for box in boxes)
    table = paper.add_table(height, width, style="Table Grid")
    grid = [list(row.cells) for row in table.rows]
    for box in boxes:
        cell = grid[box.top][box.left]
        if box.height + box.width > 2:
            cell = cell.merge(grid[box.top + box.height - 1][box.left + box.width - 1])
        cell.text = box.text


def struck(paragraph, text: str) -> None:
    """Add text that a tracked change has deleted."""
    deletion, run, words = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    words.text = text
    run.append(words)
    deletion.append(run)
    paragraph._p.append(deletion)


def saved(paper) -> bytes:
    out = BytesIO()
    paper.save(out)
    return out.getvalue()
