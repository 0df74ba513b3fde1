"""示例: invented values for every template of the public site, for the tests and for looking at the pages.

Everything here is made up; the figures of the report are all zero.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import mark_safe

from gongkai.publishing.tables import readable

SHANGHAI = ZoneInfo("Asia/Shanghai")
Values = dict[str, Any]

SITE: Values = {
    "name": "示例区人民政府示例街道办事处",
    "domain": "www.example.gov.cn",
    "host": "示例街道办事处",
    "undertaker": "示例街道党政办公室",
    "address": "示例区示例路1号",
    "postcode": "400000",
    "hours": "工作日 9:00—12:30，14:00—17:30",
    "phone": "023-00000000",
    "complaint_phone": "023-00000001",
    "site_id_code": "5001030001",
    "icp_number": "示例ICP备00000000号-1",
    "police_number": "示例公网安备00000000000000号",
    "home_url": "/shili/",
    "map_url": "/shili/mulu.html",
    "catalogue_url": "/shili/mulu.html",
    "error_report_url": "/shili/jiucuo.html",
    "portal_name": "示例区人民政府",
    "portal_url": "/",
}
NAV: list[Values] = [
    {"name": "首页", "url": "/shili/"},
    {"name": "公开指南", "url": "/shili/zn/"},
    {"name": "公开制度", "url": "/shili/zd/"},
    {"name": "法定主动公开", "url": "/shili/zcwj/", "current": True},
    {"name": "公开年报", "url": "/shili/nb/"},
    {"name": "依申请公开", "url": "/shili/sqgk/"},
    {"name": "留言板", "url": "/shili/ly/"},
]
COLUMN: Values = {
    "name": "行政规范性文件",
    "url": "/shili/zcwj/",
    "description": "示例街道制发的行政规范性文件，含有效性。",
    "keywords": "规范性文件,政策文件",
    "kind": "政策文件",
    "feed_url": "/shili/zcwj/feed.xml",
}
TREE: list[Values] = [
    {"name": "政府信息公开指南", "url": "/shili/zn/"},
    {"name": "政府信息公开制度", "url": "/shili/zd/"},
    {
        "name": "法定主动公开内容",
        "url": "/shili/fdzdgknr/",
        "open": True,
        "children": [
            {
                "name": "本机关政策文件",
                "url": "/shili/zcwj/",
                "open": True,
                "children": [
                    {"name": "行政规范性文件", "url": "/shili/zcwj/", "current": True},
                    {"name": "其他文件", "url": "/shili/qtwj/"},
                ],
            },
            {"name": "机构职能", "url": "/shili/jgzn/"},
            {"name": "财政预算决算", "url": "/shili/czys/"},
            {"name": "社会救助和养老服务", "url": "/shili/shjz/"},
        ],
    },
    {"name": "政府信息公开年报", "url": "/shili/nb/"},
    {"name": "依申请公开", "url": "/shili/sqgk/"},
    {"name": "通知公告", "url": "/shili/tzgg/"},
]
TITLES = [
    "示例街道老旧小区加装电梯补助办法（试行）",
    "关于开展夏季消防安全隐患排查整治的通知",
    "示例街道2025年部门预算",
    "示例街道关于进一步规范辖区临时占道经营活动管理、保障市民通行安全和公共环境整洁有序的若干规定（征求意见后修订）",
    "社区养老服务站补贴发放结果公示",
]


def rows(how_many: int = 20) -> list[Values]:
    return [
        {
            "title": f"（示例）{TITLES[number % 5]}",
            "url": f"/shili/zcwj/202601/t2026{number % 12 + 1:02}10_{100 + number}.html",
            "date": date(2026, number % 12 + 1, 10),
            "index_no": f"11500103009290000X/2026-{number + 1:05}",
            "doc_no": f"示街办发〔2026〕{number + 1}号" if number % 3 else "",
            "validity": ENDED if number % 7 == 3 else CURRENT,
        }
        for number in range(how_many)
    ]


def plain_rows(how_many: int = 20) -> list[Values]:
    """Return rows as lists of news show them: the mark stands only where a document is no longer in force."""
    return [{**row, "validity": None if row["validity"] is CURRENT else row["validity"]} for row in rows(how_many)]


CURRENT: Values = {"label": "现行有效", "tone": "current"}
ENDED: Values = {"label": "已废止", "tone": "ended"}


def frame(title: str, address: str, **more: Any) -> Values:
    """Return what base.html needs."""
    return {
        "assets": "/static/publishing/",
        "asset_version": "0123abcd",
        "site": SITE,
        "nav": NAV,
        "search_url": "/shili/search",
        "page": {
            "title": title,
            "description": f"{title}——示例区人民政府示例街道办事处公开的政府信息（示例）。",
            "url": f"https://www.example.gov.cn{address}",
        },
        "breadcrumb": [
            {"name": "首页", "url": "/shili/"},
            {"name": "政府信息公开", "url": "/shili/mulu.html"},
            {"name": title},
        ],
        **more,
    }


def _cells(count: int, text: str = "0") -> str:
    return f"<td>{text}</td>" * count


_KINDS = "".join(
    f'<th scope="col">{kind}</th>' for kind in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
)
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_RESULT_HEADS = "".join(f'<th scope="col">{result}</th>' for result in _RESULTS)
APPLICATIONS_TABLE = (
    "<table><caption>收到和处理政府信息公开申请情况（示例）</caption><thead>"
    '<tr><th scope="colgroup" colspan="3" rowspan="3">申请人情况</th><th scope="colgroup" colspan="7">申请数量</th></tr>'
    '<tr><th scope="col" rowspan="2">自然人</th><th scope="colgroup" colspan="5">法人或其他组织</th>'
    f'<th scope="col" rowspan="2">总计</th></tr><tr>{_KINDS}</tr></thead><tbody>'
    f'<tr><th scope="row" colspan="3">一、本年新收政府信息公开申请数量</th>{_cells(7)}</tr>'
    f'<tr><th scope="row" colspan="3">二、上年结转政府信息公开申请数量</th>{_cells(7)}</tr>'
    '<tr><th scope="rowgroup" rowspan="3">三、本年度办理结果</th>'
    f'<th scope="row" colspan="2">（一）予以公开</th>{_cells(7)}</tr>'
    f'<tr><th scope="rowgroup" rowspan="2">（三）不予公开</th><th scope="row">1.属于国家秘密</th>{_cells(7)}</tr>'
    f'<tr><th scope="row">2.其他法律行政法规禁止公开</th>{_cells(7)}</tr>'
    f'<tr><th scope="row" colspan="3">四、结转下年度继续办理</th>{_cells(7)}</tr></tbody></table>'
)
REMEDIES_TABLE = (
    "<table><caption>政府信息公开行政复议、行政诉讼情况（示例）</caption><thead>"
    '<tr><th scope="colgroup" colspan="5">行政复议</th><th scope="colgroup" colspan="10">行政诉讼</th></tr>'
    '<tr><th scope="colgroup" colspan="5">全部</th><th scope="colgroup" colspan="5">未经复议直接起诉</th>'
    f'<th scope="colgroup" colspan="5">复议后起诉</th></tr><tr>{_RESULT_HEADS * 3}</tr></thead>'
    f"<tbody><tr>{_cells(15)}</tr></tbody></table>"
)
BODY = (
    "<p>各社区居民委员会，各科室：</p>"
    "<p>为便于查看版面，本页内容全部为<strong>示例</strong>，不对应任何真实事项。依据"
    '<a href="https://www.example.com/" rel="noopener noreferrer">有关规定</a>，现将有关事项通知如下。</p>'
    "<h2>一、总体要求</h2><p>坚持便民、及时、准确，让居民看得到、看得懂、用得上。</p>"
    "<h3>（一）适用范围</h3><ul><li>辖区内建成满二十年的住宅小区；</li><li>已办理规划手续的单元。</li></ul>"
    '<table><thead><tr><th scope="col">楼层</th><th scope="col">补助标准</th></tr></thead><tbody>'
    '<tr><td>七层以下</td><td class="align-right">10万元</td></tr>'
    '<tr><td>七层及以上</td><td class="align-right">12万元</td></tr></tbody></table>'
    "<h2>二、办理情况</h2>" + APPLICATIONS_TABLE + "<h2>三、复议诉讼</h2>" + REMEDIES_TABLE + "<h2>四、其他</h2>"
    + "<p>本办法由示例街道办事处负责解释，自公布之日起施行。居民对本办法有疑问的，可以向所在社区咨询。</p>" * 6
    + '<p class="align-right">示例街道办事处</p><p class="align-right">2026年1月19日</p>'
)  # fmt: skip


def document() -> Values:
    address = "/shili/zcwj/202601/t20260120_101.html"
    title = TITLES[0]
    return frame(
        title,
        address,
        column=COLUMN,
        tree=TREE,
        correct_url="/shili/jiucuo.html",
        qr_url="/shili/zcwj/202601/t20260120_101.svg",
        document={
            "title": title,
            "index_no": "11500103009290000X/2026-00001",
            "topic": "城乡建设／老旧小区改造",
            "genre": "通知",
            "issuer": "示例街道办事处",
            "made_on": date(2026, 1, 19),
            "doc_no": "示街办发〔2026〕1号",
            "published_at": datetime(2026, 1, 20, 17, 1, tzinfo=SHANGHAI),
            "validity": CURRENT,
            "effective_on": date(2026, 2, 1),
            "source": "示例街道办事处",
            "keywords": "加装电梯,补助",
            "body": mark_safe(readable(BODY)),
            "attachments": [
                {"title": "补助申请表（示例）", "url": "/shili/zcwj/202601/t20260120_101_1.docx", "kind": "DOCX", "size": "24 KB"},
                {"title": "办理流程图（示例）", "url": "/shili/zcwj/202601/t20260120_101_2.pdf", "kind": "PDF", "size": "1.2 MB"},
            ],
            "notices": [{"text": "本文件有修订，修改依据：", "url": "/shili/zcwj/", "link": "示街办发〔2026〕9号"}],
            "related": [{"heading": "相关解读", "items": rows(2)}],
            "previous": {"title": TITLES[1], "url": "/shili/zcwj/"},
            "next": None,
        },
    )  # fmt: skip


def pager() -> Values:
    address = "/shili/zcwj/index_{}.html"
    return {
        "total": 243,
        "pages": 12,
        "number": 2,
        "first_url": "/shili/zcwj/",
        "previous_url": "/shili/zcwj/",
        "next_url": address.format(10),
        "last_url": address.format(1),
        "links": [
            {"number": 1, "url": "/shili/zcwj/"},
            {"number": 2, "current": True},
            {"number": 3, "url": address.format(10)},
            {"number": 4, "url": address.format(9)},
        ],
    }


def policy_list() -> Values:
    return frame(
        COLUMN["name"], "/shili/zcwj/", column=COLUMN, tree=TREE, items=rows(), shows_numbers=True, pager=pager()
    )


def news_list() -> Values:
    column = {**COLUMN, "name": "通知公告", "kind": "通知公告", "description": ""}
    children = [{"name": "公示", "url": "/shili/gs/", "count": 12}, {"name": "招考录用", "url": "/shili/zk/"}]
    return frame(
        "通知公告", "/shili/tzgg/", column=column, tree=TREE, items=plain_rows(), children=children, pager=pager()
    )


def empty_list() -> Values:
    column = {**COLUMN, "name": "政府采购", "feed_url": ""}
    return frame("政府采购", "/shili/zfcg/", column=column, tree=TREE, statement={"date": date(2026, 1, 5)})


def catalogue() -> Values:
    facts = {"count": 12, "newest": date(2026, 1, 20), "feed_url": "/shili/zcwj/feed.xml", "description": "示例栏目。"}
    nodes = [{**node, **facts, "children": [{**child, **facts} for child in node.get("children", [])]} for node in TREE]
    return frame("公开目录", "/shili/mulu.html", tree=TREE, catalogue=nodes)


def office_home() -> Values:
    names = ["公开指南", "公开制度", "法定主动公开内容", "公开年报", "依申请公开"]
    entrances = [{"name": name, "url": "/shili/zn/", "note": "示例说明"} for name in names]
    sections = [
        {"name": "最新公开", "url": "/shili/zcwj/", "items": plain_rows(6)},
        {"name": "通知公告", "url": "/shili/tzgg/", "items": plain_rows(5)},
        {"name": "工作动态", "url": "/shili/dt/", "items": plain_rows(5)},
    ]
    areas = [
        {"name": name, "url": "/shili/shjz/", "count": 8} for name in ("社会救助", "养老服务", "就业创业", "安全生产")
    ]
    return frame(
        "示例街道办事处政府信息公开", "/shili/", breadcrumb=[], entrances=entrances, sections=sections, key_areas=areas,
        services=[{"name": "在线申请", "url": "/shili/sqgk/", "note": "依申请公开"}, {"name": "留言板", "url": "/shili/ly/"}],
    )  # fmt: skip


def district_home() -> Values:
    offices = [
        {"name": f"示例{name}街道办事处", "url": "/shili/", "count": 120, "newest": date(2026, 1, 20)}
        for name in "甲乙丙"
    ]
    newest = [{**row, "office": "示例甲街道"} for row in plain_rows(8)]
    areas = [{"name": name, "url": "/shili/shjz/", "count": 8} for name in ("财政预决算", "重大建设项目", "住房保障")]
    return frame(
        "示例区政府信息公开", "/", breadcrumb=[], key_areas=areas,
        groups=[{"name": "街道办事处", "offices": offices}, {"name": "区直部门", "offices": [{"name": "示例局", "url": "/shili/"}]}],
        sections=[{"name": "全区最新公开", "items": newest}],
    )  # fmt: skip


def tombstone() -> Values:
    values = frame("该信息已撤回", "/shili/zcwj/202601/t20260110_99.html", tree=TREE)
    values["page"]["noindex"] = True
    withdrawn = {"title": TITLES[2], "on": date(2026, 1, 22), "reason": "数据有误，已更正后重新公开。"}
    return {**values, "withdrawn": {**withdrawn, "replacement": {"title": TITLES[2], "url": "/shili/zcwj/"}}}


def error() -> Values:
    values = frame("没有找到这个页面", "/404.html", breadcrumb=[])
    values["page"]["noindex"] = True
    message = "网址可能输入有误，或者页面已经移动。可以检索标题、文号，或者从公开目录查找。"
    return {
        **values,
        "error": {
            "title": "没有找到这个页面",
            "message": message,
            "links": [{"name": "公开目录", "url": "/shili/mulu.html"}],
        },
    }


PAGES = {
    "document.html": document,
    "list.html": policy_list,
    "column_tree.html": catalogue,
    "office_home.html": office_home,
    "district_home.html": district_home,
    "tombstone.html": tombstone,
    "error.html": error,
}
MORE = {"news": ("list.html", news_list), "empty": ("list.html", empty_list)}
