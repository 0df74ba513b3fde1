"""正文清理 (docs/adr/0010-editor.md): what a body may hold, what is refused, and the one form it gets."""

import re

import pytest

from gongkai.records.cleaning import body_problems, clean_body, images_left_behind, plain_text

ATTACKS = {
    "脚本": "<script>alert(1)</script>",
    "脚本未闭合": "<script>alert(1)",
    "事件": '<p onclick="alert(1)" onmouseover=alert(1)>字</p>',
    "图片事件": "<img src=x onerror=alert(1)>",
    "脚本链接": '<a href="javascript:alert(1)">字</a>',
    "大小写与空白": '<a href=" JaVa\tScRiPt:alert(1)">字</a>',
    "实体编码": '<a href="&#106;avascript&colon;alert(1)">字</a>',
    "控制字符": '<a href="\x01javascript:alert(1)">字</a>',
    "VB脚本": '<a href="vbscript:msgbox(1)">字</a>',
    "数据链接": '<a href="data:text/html,<script>alert(1)</script>">字</a>',
    "数据图片": '<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="">',
    "省略协议": '<a href="//evil.example/x">字</a>',
    "反斜线": '<a href="/\\evil.example">字</a>',
    "框架": '<iframe src="https://evil.example"></iframe>',
    "对象": '<object data="x.swf"></object><embed src="x.swf">',
    "矢量图": "<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'>字</a></svg>",
    "公式逃逸": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "表单": '<form action="https://evil.example"><input name=p><button formaction=javascript:alert(1)>字</button></form>',
    "样式": "<style>@import 'https://evil.example'</style><p style='background:url(javascript:alert(1))'>字</p>",
    "元信息": '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example">',
    "注释逃逸": "<!--><img src=x onerror=alert(1)>--><!--[if IE]><script>alert(1)</script><![endif]-->",
    "模板": "<template><img src=x onerror=alert(1)></template>",
    "无脚本": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "属性越界": '<p title="x" x=\'"><script>alert(1)</script>\'>字</p>',
    "冒名类": '<p class="w-header align-right evil">字</p>',
    "占用编号": '<p id="csrfmiddlewaretoken" name="body">字</p>',
    "上级目录": '<img src="/desk/attachments/7/../../../users/" alt="">',
    "外站图片": '<img src="https://evil.example/track.gif" alt="">',
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_attack_does_not_survive(attack):
    cleaned = clean_body(f"<p>前</p>{attack}<p>后</p>")

    assert not re.search(
        r"<(?!/?(p|a|img)\b)|\son\w+=|javascript|vbscript|data:|evil\.example|style=|id=", visible(cleaned)
    )
    assert cleaned.startswith("<p>前")


def visible(html: str) -> str:
    """Return the markup alone: what stands as escaped text is harmless and stays."""
    return "".join(re.findall(r"<[^>]*>", html))


UNCHANGED = {
    "段落": '<p>甲</p><p class="align-center">乙</p><p class="no-indent">丙：</p>',
    "标题": "<h2>一、总体情况</h2><h3>（一）主动公开</h3><h4>1. 公文</h4>",
    "列表": '<ul><li>甲<ol start="3" type="a"><li>乙</li></ol></li><li>丙<p>丁</p></li></ul>',
    "文字": "<p><strong>重</strong><em>斜</em><u>线</u><s>删</s>m<sup>2</sup>CO<sub>2</sub><br>次行</p>",
    "引用": "<blockquote><p>原文</p></blockquote>",
    "外链": '<p><a href="https://www.gov.cn/a?b=1&amp;c" rel="noopener noreferrer">甲</a></p>',
    "站内链接": '<p><a href="/a/b.html">甲</a><a href="t20250101_7.html">乙</a><a href="mailto:a@b.cn">丙</a></p>',
    "图片": '<p><img src="/desk/attachments/7/a.png" alt="大厅" width="600" height="400"></p>',
    "图与图题": '<figure><img src="a.png" alt="大厅"><figcaption>图1</figcaption></figure>',
    "法定表格": (
        '<table><caption>三、收到和处理政府信息公开申请情况</caption><colgroup><col span="3"><col></colgroup>'
        '<thead><tr><th colspan="3" rowspan="2" scope="col">本列数据</th><th colspan="2" scope="colgroup">申请人</th></tr>'
        '<tr><th scope="col" id="p">自然人</th><th scope="col">总计</th></tr></thead>'
        '<tbody><tr><th colspan="3" scope="row">一、本年新收</th><td class="align-right" headers="p">1</td><td></td></tr></tbody>'
        "<tbody><tr><td>　其中：</td><td>2</td></tr></tbody><tfoot><tr><td>注</td></tr></tfoot></table>"
    ),
}


@pytest.mark.parametrize("html", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_what_is_allowed_passes_unchanged(html):
    assert clean_body(html) == html


FORMS = {
    "裸文字": ("甲<br>乙", "<p>甲<br>乙</p>"),
    "旧式标记": ("<p><b>甲</b><i>乙</i><strike>丙</strike></p>", "<p><strong>甲</strong><em>乙</em><s>丙</s></p>"),
    "样式加粗": ('<p><span style="font-weight:700">甲</span></p>', "<p><strong>甲</strong></p>"),
    "容器": ("<div>甲<div align=right>乙</div></div>", '<p>甲</p><p class="align-right">乙</p>'),
    "标题层级": ("<h1>甲</h1><h5>乙</h5>", "<h2>甲</h2><h4>乙</h4>"),
    "标题不再加粗": ("<h2><b>甲</b></h2>", "<h2>甲</h2>"),
    "空标记": ("<p><b></b>甲<b> </b>乙<span></span></p><p>&nbsp;</p><p><br></p>", "<p>甲 乙</p>"),
    "不换行空格": ("<p>&nbsp;&nbsp;甲&nbsp;&nbsp;乙</p>", "<p>甲 乙</p>"),
    "手工缩进": ("<p>　　甲　乙</p>", "<p>甲　乙</p>"),
    "源码换行": ("<p>甲\n乙 a\nb</p>", "<p>甲乙 a b</p>"),
    "断开的加粗": ("<p><b>甲</b><b>乙</b></p>", "<p><strong>甲乙</strong></p>"),
    "单元格段落": ("<table><tr><td><p align=center>甲</p>", '<table><tbody><tr><td class="align-center">甲</td></tr></tbody></table>'),
    "多段单元格": ("<table><tr><td><p>甲<p>乙", "<table><tbody><tr><td><p>甲</p><p>乙</p></td></tr></tbody></table>"),
    "表头补范围": ("<table><tr><th rowspan=2>甲", '<table><tbody><tr><th rowspan="2" scope="rowgroup">甲</th></tr></tbody></table>'),
    "列表套列表": ("<ul><li>甲</li><ul><li>乙</li></ul></ul>", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
    "链接包标题": ('<a href="a.html"><h3>甲</h3></a>', '<h3><a href="a.html">甲</a></h3>'),
    "无地址链接": ('<p><a name="_Toc1">甲</a><a href="#x">乙</a></p>', "<p>甲乙</p>"),
    "本机图片": ('<img src="file:///C:/a.png">', '<p><img alt=""></p>'),
    "空串": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), FORMS.values(), ids=FORMS.keys())
def test_everything_gets_its_one_form(html, expected):
    assert clean_body(html) == expected


def test_plain_text_has_a_line_for_each_block_item_and_row():
    html = (
        "<h2>一、表</h2><p>甲<strong>乙</strong><br>丙</p><ul><li>丁<ul><li>戊</li></ul></li></ul><table><caption>题</caption>"
        '<tbody><tr><th>己</th><td>1 &lt; 2</td></tr></tbody></table><p><img src="a.png" alt="大厅"></p>'
    )

    assert plain_text(html) == "一、表\n甲乙\n丙\n丁\n戊\n题\n己\t1 < 2\n大厅"


PROBLEMS = {
    "没有问题": ("<h2>一、</h2><h3>（一）</h3><h2>二、</h2><p><a href='a'>甲</a></p>", []),
    "图片未上传": ('<p><img alt="大厅"></p>', ["第1张图片没有上传到本系统，请选中它，用“图片”按钮上传。"]),
    "缺替代文字": ('<p><img src="a" alt="甲"><img src="b" alt=" "></p>', ["第2张图片没有替代文字，请写明图片的内容。"]),
    "缺表题": ("<table><tr><th>甲</th></tr></table>", ["第1张表格没有表题，请补上。"]),
    "缺表头": (
        "<table><caption>题</caption><tr><td>甲</td></tr></table>",
        ["第1张表格没有表头单元格，请把标题行或标题列设为表头。"],
    ),
    "跳级": ("<h2>一、</h2><h4>1.</h4>", ["标题“1.”跳过了上一级标题，请改为二级标题或补上缺少的一级。"]),
    "首个标题过低": ("<h3>（一）</h3>", ["标题“（一）”跳过了上一级标题，请改为一级标题或补上缺少的一级。"]),
    "空链接": ("<p><a href='a.html'> </a></p>", ["指向 a.html 的链接没有文字，请写明链接的去处。"]),
}


@pytest.mark.parametrize(("html", "expected"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_problems_are_said_in_sentences(html, expected):
    assert body_problems(html) == expected


def test_images_left_behind_are_counted():
    assert images_left_behind('<p><img alt=""><img src="a.png" alt="甲"></p>') == 1
