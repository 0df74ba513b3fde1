"""Word与WPS粘贴 (docs/adr/0010-editor.md): lists, headings, tables and alignment come in, nothing else does."""

from pathlib import Path

import pytest

from gongkai.records.cleaning import clean_body, plain_text

PASTED = Path(__file__).parent / "pasted"
WORD = (
    '<h2 class="align-center">关于开展老旧小区电梯安全排查的通知</h2><p class="no-indent">各社区居民委员会：</p><h2>一、排查范围</h2>'
    "<p>使用年限满15年的乘客电梯，<strong>一台不漏</strong>。联系方式见"
    '<a href="http://www.example.gov.cn/contact.html" rel="noopener noreferrer">联系我们</a>。</p><h3>（一）排查内容</h3>'
    "<ol><li>维护保养合同；<ul><li>合同是否在有效期内；</li><li>维保记录是否完整；</li></ul></li><li>应急处置预案。</li></ol>"
    '<p class="align-center"><strong>排查情况统计表</strong></p><table><thead><tr><th class="align-center" rowspan="2" scope="col">'
    '社区</th><th class="align-center" colspan="2" scope="colgroup">电梯（台）</th></tr><tr><th class="align-center" scope="col">'
    '在用</th><th class="align-center" scope="col">停用</th></tr></thead><tbody><tr><td>临江社区</td><td class="align-right">12</td>'
    '<td class="align-right">1</td></tr><tr><td colspan="3">注：截至6月底。</td></tr></tbody></table>'
    '<p><img alt="" width="160" height="120"></p><p class="align-right">滨江街道办事处</p>'
)
WPS = (
    '<p class="align-center">关于便民服务大厅调整办公时间的公告</p><h2>一、调整时间</h2><p>自2025年7月1日起执行。</p>'
    "<h3>（一）工作日</h3><ul><li>上午九时至十二时；</li><li>下午十四时至十八时。</li></ul><h2>二、窗口安排</h2><table><tbody>"
    '<tr><td class="align-center" rowspan="2">窗口</td><td class="align-center" colspan="2">开放时段</td></tr>'
    '<tr><td class="align-center">上午</td><td class="align-center">下午</td></tr>'
    "<tr><td>社保</td><td>9：00</td><td>14：00</td></tr></tbody></table>"
    '<p class="align-center"><img alt="" width="200" height="120"></p><p class="align-right">滨江街道办事处</p>'
)


@pytest.mark.parametrize(("source", "expected"), [("word", WORD), ("wps", WPS)])
def test_a_whole_paste_comes_in_clean(source, expected):
    pasted = (PASTED / f"{source}.html").read_text()

    assert clean_body(pasted) == expected
    assert clean_body(expected) == expected


def item(marker: str, text: str, *, level: int = 1, font: str = "仿宋_GB2312") -> str:
    return (
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:{font}'>"
        f"<span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span>"
        f"<![endif]><span>{text}<o:p></o:p></span></p>\n"
    )


LISTS = {
    "数字": (item("1.", "甲") + item("2.", "乙"), "<ol><li>甲</li><li>乙</li></ol>"),
    "从三起": (item("3.", "甲") + item("4.", "乙"), '<ol start="3"><li>甲</li><li>乙</li></ol>'),
    "符号字体": (item("l", "甲", font="Wingdings"), "<ul><li>甲</li></ul>"),
    "圆点": (item("·", "甲", font="Symbol") + item("·", "乙", font="Symbol"), "<ul><li>甲</li><li>乙</li></ul>"),
    "字母": (item("a.", "甲") + item("b.", "乙"), '<ol type="a"><li>甲</li><li>乙</li></ol>'),
    "三层再回到一层": (
        item("1.", "甲") + item("a.", "乙", level=2) + item("·", "丙", level=3) + item("2.", "丁"),
        '<ol><li>甲<ol type="a"><li>乙<ul><li>丙</li></ul></li></ol></li><li>丁</li></ol>',
    ),
    "两个列表相接": (
        item("1.", "甲") + item("2.", "乙") + item("1.", "丙"),
        "<ol><li>甲</li><li>乙</li></ol><ol><li>丙</li></ol>",
    ),
    "换成符号": (item("1.", "甲") + item("·", "乙"), "<ol><li>甲</li></ol><ul><li>乙</li></ul>"),
    "从二层开始": (item("·", "甲", level=2) + item("·", "乙"), "<ul><li>甲</li></ul><ul><li>乙</li></ul>"),
    "中间隔一段": (
        item("1.", "甲") + "<p class=MsoNormal>说明。</p>" + item("2.", "乙"),
        '<ol><li>甲</li></ol><p>说明。</p><ol start="2"><li>乙</li></ol>',
    ),
    "公文序号留在文字里": (item("（1）", "甲") + item("第一条", "乙"), "<p>（1） 甲</p><p>第一条 乙</p>"),
    "单元格里": (
        f"<table><tr><td>{item('1.', '甲')}</td></tr></table>",
        "<table><tbody><tr><td><ol><li>甲</li></ol></td></tr></tbody></table>",
    ),
}


@pytest.mark.parametrize(("pasted", "expected"), LISTS.values(), ids=LISTS.keys())
def test_drawn_lists_become_lists(pasted, expected):
    assert clean_body(pasted) == expected


def line(text: str, font: str) -> str:
    return f"<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:{font}'>{text}</span></p>"


HEADINGS = {
    "黑体一级": (line("一、总体情况", "黑体"), "<h2>一、总体情况</h2>"),
    "楷体二级": (line("（二）主要做法", "楷体_GB2312"), "<h3>（二）主要做法</h3>"),
    "仿宋不是标题": (line("一、总体情况", "仿宋_GB2312"), "<p>一、总体情况</p>"),
    "加粗也是标题": (line("<b>十一、其他</b>", "宋体"), "<h2>十一、其他</h2>"),
    "段首小标题": (line("（一）加强领导。", "楷体") [:-4] + "<span>各单位要落实。</span></p>", "<p>（一）加强领导。各单位要落实。</p>"),
    "太长": (line("一、" + "长" * 70, "黑体"), f"<p>一、{'长' * 70}</p>"),
    "没有序号": (line("总体情况", "黑体"), "<p>总体情况</p>"),
}  # fmt: skip


@pytest.mark.parametrize(("pasted", "expected"), HEADINGS.values(), ids=HEADINGS.keys())
def test_display_lines_become_headings_by_number_and_font(pasted, expected):
    assert clean_body(pasted) == expected


def test_text_not_from_a_word_processor_is_left_alone():
    html = "<p><strong>一、总体情况</strong></p>"

    assert clean_body(html) == html


@pytest.mark.parametrize("source", ["word", "wps"])
def test_no_word_of_a_paste_is_lost(source):
    text = plain_text(clean_body((PASTED / f"{source}.html").read_text()))

    for word in {"word": "通知 15 一台不漏 维护保养合同 临江社区 截至6月底", "wps": "公告 2025 （一）工作日 14：00"}[
        source
    ].split():
        assert word in text
