"""公开页面模板: every template with a full set of invented values says what an official page must say (47号 and the house's
rules): meta tags, one h1, labels, scopes, alternatives, and nothing inline that a strict content policy would refuse.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Engine

from gongkai.publishing.tests import samples

APP = Path(__file__).resolve().parent.parent
ENGINE = Engine(dirs=[APP / "templates"])
CASES = {name: (name, make) for name, make in samples.PAGES.items()} | samples.MORE


def render(template: str, values: dict[str, Any]) -> str:
    return ENGINE.get_template(f"publishing/{template}").render(Context(values))


def soup_of(template: str, values: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(render(template, values), "lxml")


@pytest.fixture(params=CASES, ids=str)
def page(request):
    template, make = CASES[request.param]
    return soup_of(template, make())


def metas(page: BeautifulSoup) -> dict[str, str]:
    return {tag["name"]: tag["content"] for tag in page.find_all("meta", attrs={"name": True})}


def test_page_begins_with_its_doctype_and_has_one_heading():
    for template, make in CASES.values():
        html = render(template, make())

        assert html.startswith('<!doctype html>\n<html lang="zh-CN"')
        assert html.count("<h1") == 1


def test_site_is_named_in_the_meta_tags(page):
    assert metas(page)["SiteName"] == samples.SITE["name"]
    assert metas(page)["SiteDomain"] == samples.SITE["domain"]
    assert metas(page)["SiteIDCode"] == samples.SITE["site_id_code"]


def test_nothing_is_inline(page):
    assert not page.find_all("style")
    assert not page.select("[style]")
    assert all(script.get("src") and not script.string for script in page.find_all("script"))
    assert not [tag.name for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)]


def test_files_of_the_look_come_from_the_given_address_with_its_version(page):
    addresses = [tag.get("href") or tag["src"] for tag in page.select("link[rel=stylesheet], link[rel=icon], script")]

    assert len(addresses) == 4
    assert all(re.fullmatch(r"/static/publishing/[a-z]+\.(css|js|svg)\?v=0123abcd", each) for each in addresses)


def test_every_control_has_a_label(page):
    for control in page.select("input:not([type=hidden]), select, textarea"):
        assert control.find_parent("label") or page.select(f'label[for="{control["id"]}"]'), control


def test_every_image_has_an_alternative_and_a_size(page):
    for image in page.find_all("img"):
        assert image.has_attr("alt")
        assert image["width"]
        assert image["height"]


def test_every_header_cell_has_a_scope_and_every_table_a_caption_or_heads(page):
    assert all(cell.get("scope") for cell in page.find_all("th"))
    assert all(table.find("caption") or table.find("thead") for table in page.find_all("table"))


def test_ids_are_not_used_twice(page):
    ids = [tag["id"] for tag in page.select("[id]")]

    assert len(ids) == len(set(ids))


def test_landmarks_have_names_of_their_own(page):
    names = [nav["aria-label"] for nav in page.find_all("nav")]

    assert len(names) == len(set(names))
    assert len(page.find_all("main")) == len(page.find_all("footer")) == 1


def test_footer_says_whom_to_ask(page):
    words = page.footer.get_text(" ", strip=True)

    for name in ("host", "address", "hours", "phone", "complaint_phone", "site_id_code", "icp_number", "police_number"):
        assert samples.SITE[name] in words
    assert page.footer.find("a", string="网站地图")


def test_reading_aids_stand_at_the_very_top(page):
    strip = page.select_one(".gk-strip").get_text()

    assert all(word in strip for word in ("长者版", "无障碍", "高对比"))


def test_search_is_a_plain_get(page):
    form = page.select_one("form[role=search]")

    assert (form["method"], form["action"], form.input["name"]) == ("get", "/shili/search", "q")


def test_document_has_the_tags_of_column_and_article():
    values = samples.document()
    tags = metas(soup_of("document.html", values))

    assert tags["ColumnName"] == "行政规范性文件"
    assert tags["ColumnDescription"] == samples.COLUMN["description"]
    assert tags["ColumnKeywords"] == samples.COLUMN["keywords"]
    assert tags["ColumnType"] == "政策文件"
    assert tags["ArticleTitle"] == values["document"]["title"]
    assert tags["PubDate"] == "2026-01-20 17:01"
    assert tags["ContentSource"] == "示例街道办事处"


def test_index_table_holds_the_eight_facts():
    page = soup_of("document.html", samples.document())
    index = page.select_one("table.gk-index")
    facts = {head.get_text(): head.find_next_sibling("td").get_text(" ", strip=True) for head in index.find_all("th")}

    assert list(facts) == [
        "索引号", "主题分类", "发布机构", "成文日期", "标题", "发文字号", "发布日期", "有效性", "体裁分类",
    ]  # fmt: skip
    assert facts["成文日期"] == "2026年1月19日"
    assert facts["有效性"] == "现行有效 ，自2026年2月1日起施行"


def test_document_offers_print_correction_share_and_code():
    page = soup_of("document.html", samples.document())

    assert "gk-js" in page.select_one("[data-gk=print]")["class"]
    assert page.find("a", string="纠错")["href"] == "/shili/jiucuo.html"
    assert page.select_one("#gk-share-url")["value"] == samples.document()["page"]["url"]
    assert page.select_one(".gk-qr img")["src"].endswith(".svg")
    assert "扫一扫在手机打开当前页" in page.select_one(".gk-qr").get_text()
    assert "来源网址：https://www.example.gov.cn/shili/" in page.select_one(".gk-print").get_text()


def test_document_names_its_feed_attachments_and_neighbours():
    page = soup_of("document.html", samples.document())

    assert page.select_one('link[type="application/atom+xml"]')["href"] == "/shili/zcwj/feed.xml"
    assert "（PDF，1.2 MB）" in page.select_one(".gk-attachments").get_text()
    assert "下一篇：没有了" in page.select_one(".gk-neighbours").get_text()


def test_title_is_escaped_and_body_is_not():
    values = samples.document()
    values["document"]["title"] = "<b>示例</b>"
    html = render("document.html", values)

    assert "&lt;b&gt;示例" in html
    assert "<b>示例</b>" not in html
    assert "<strong>示例</strong>" in html


def test_document_without_optional_facts_shows_dashes():
    values = samples.document()
    values["document"] = {"title": "示例", "published_at": values["document"]["published_at"], "issuer": "示例街道"}
    page = soup_of("document.html", values)

    assert page.select_one(".gk-index").get_text().count("—") == 5
    assert not page.select(".gk-attachments, .gk-neighbours, .gk-related")


def test_policy_list_shows_numbers_and_validity():
    page = soup_of("list.html", samples.policy_list())
    rows = page.select("table.gk-policies tbody tr")

    assert len(rows) == 20
    assert "11500103009290000X/2026-00002" in rows[1].get_text()
    assert "示街办发〔2026〕2号" in rows[1].get_text()
    assert rows[3].select_one(".gk-validity--ended").get_text() == "已废止"


def test_list_is_plain_links_with_titles_and_dates():
    rows = soup_of("list.html", samples.news_list()).select(".gk-rows > li")

    assert len(rows) == 20
    assert all(row.a["href"] and row.a["title"] == row.a.get_text() for row in rows)
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", row.time.get_text()) for row in rows)


def test_pager_leads_first_back_on_and_last():
    pager = soup_of("list.html", samples.policy_list()).select_one("nav.gk-pager")

    assert "共 243 条" in pager.get_text()
    assert [link["href"] for link in pager.select("li:not(.gk-pager__number) a")] == [
        "/shili/zcwj/", "/shili/zcwj/", "/shili/zcwj/index_10.html", "/shili/zcwj/index_1.html",
    ]  # fmt: skip


def test_archive_page_says_its_number_instead_of_a_total():
    pager = {
        "archive": 3,
        "first_url": "/a/",
        "previous_url": "/a/",
        "next_url": "/a/index_2.html",
        "last_url": "/a/index_1.html",
    }
    words = soup_of("list.html", {**samples.policy_list(), "pager": pager}).select_one("nav.gk-pager")

    assert "存档第 3 页" in words.get_text()
    assert "共" not in words.get_text()
    assert len(words.find_all("a")) == 4


def test_single_page_has_no_links_to_turn():
    pager = {"total": 7, "pages": 1, "number": 1}
    words = soup_of("list.html", {**samples.policy_list(), "pager": pager}).select_one("nav.gk-pager")

    assert "共 7 条" in words.get_text()
    assert not words.find_all("a")


def test_preview_without_date_says_it_is_not_published():
    values = samples.document()
    values["document"]["published_at"] = None
    page = soup_of("document.html", values)

    assert "PubDate" not in metas(page)
    assert "尚未发布" in page.select_one(".gk-meta").get_text()
    assert not page.select('time[datetime=""]')


def test_page_without_description_describes_itself():
    values = samples.office_home()
    values["page"]["description"] = ""

    assert metas(soup_of("office_home.html", values))["description"].startswith("示例街道办事处政府信息公开，")


def test_empty_column_says_so_with_a_date():
    page = soup_of("list.html", samples.empty_list())

    assert "本机关无此类信息。" in page.main.get_text()
    assert "2026年1月5日说明" in page.main.get_text()
    assert not page.select(".gk-pager")


def test_withdrawn_and_error_pages_are_not_indexed():
    for template in ("tombstone.html", "error.html"):
        assert metas(soup_of(template, samples.PAGES[template]()))["robots"] == "noindex"


def test_tombstone_says_what_when_why_and_whom_to_ask():
    words = soup_of("tombstone.html", samples.tombstone()).main.get_text()

    assert all(part in words for part in ("示例街道2025年部门预算", "2026年1月22日", "数据有误", "023-00000000"))


def test_error_page_stands_without_any_values():
    page = soup_of("error.html", {})

    assert page.h1.get_text() == "页面暂时无法打开"
    assert page.title.get_text() == "页面暂时无法打开"


def test_ready_made_parts_take_the_place_of_the_frame():
    values = {**samples.policy_list(), "fragments": {"header": "页首片段", "tree": "目录片段", "footer": "页脚片段"}}
    page = soup_of("list.html", values)

    assert not page.select(".gk-header, .gk-tree, .gk-footer")
    assert "页首片段" in page.get_text()


def test_current_column_is_marked_once_in_the_tree():
    tree = soup_of("list.html", samples.policy_list()).select_one("aside")

    assert [link.get_text() for link in tree.select('a[aria-current="page"]')] == ["行政规范性文件"]


class Correction(forms.Form):
    words = forms.CharField(label="错在哪里", help_text="请写明原文。", widget=forms.Textarea)
    kind = forms.ChoiceField(label="类型", choices=[("A", "文字"), ("B", "链接")], widget=forms.RadioSelect)
    phone = forms.CharField(label="联系电话", required=False)
    has_read = forms.BooleanField(label="已阅读须知")


def drawn_form(form: forms.Form) -> BeautifulSoup:
    source = (
        '{% include "publishing/_error_summary.html" %}'
        '{% for field in form %}{% include "publishing/_field.html" %}{% endfor %}'
    )
    return BeautifulSoup(ENGINE.from_string(source).render(Context({"form": form})), "lxml")


def test_form_errors_lead_to_their_controls():
    page = drawn_form(Correction({}))
    targets = [link["href"][1:] for link in page.select(".govuk-error-summary a")]

    assert targets == ["id_words", "id_kind_0", "id_has_read"]
    assert all(page.find(id=target).name in {"input", "textarea"} for target in targets)


def test_controls_are_described_by_hint_and_error():
    page = drawn_form(Correction({}))

    for described in page.select("[aria-describedby]"):
        assert all(page.find(id=name) for name in described["aria-describedby"].split())
    assert page.textarea["aria-describedby"] == "id_words_helptext id_words_error"


def test_form_without_errors_has_no_summary_and_marks_the_optional():
    page = drawn_form(Correction())

    assert not page.select(".govuk-error-summary, .govuk-error-message")
    assert "（选填）" in page.find("label", attrs={"for": "id_phone"}).get_text()


def test_receipt_shows_number_and_code():
    source = '{% include "publishing/_receipt.html" %}'
    receipt = {"title": "已收到您的纠错", "number": "JC-2026-0001", "code": "4821093755"}
    page = BeautifulSoup(ENGINE.from_string(source).render(Context({"receipt": receipt})), "lxml")

    assert [value.get_text() for value in page.find_all("dd")] == ["JC-2026-0001", "4821093755"]
    assert "请保存好编号和查询码" in page.get_text()
