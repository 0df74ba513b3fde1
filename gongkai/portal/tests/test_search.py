"""检索页面: what a citizen finds, how it is shown, and that nothing typed is answered with an error."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.catalogue.models import Column
from gongkai.publishing import index
from gongkai.search.documents import SearchDocument
from gongkai.search.tests.test_query import HOSTILE

pytestmark = pytest.mark.django_db
OFFICE, DISTRICT = "/chaotianmen/search", "/search"


def item(number: int, title: str, text: str = "", *, office: str = "chaotianmen", column: str = "tzgg", **given):
    return SearchDocument(
        id=str(number),
        office=office,
        columns=(column,),
        title=title,
        body_text=text,
        published_at=timezone.now() - timedelta(days=number),
        url=f"/{office}/{column}/202501/t20250106_{number}.html",
        **given,
    )


@pytest.fixture
def site(street):
    Column.objects.update(statement="本栏目暂无应公开的信息。", stated_on=timezone.localdate())
    index.engine().rebuild(
        [
            item(1, "关于消防安全检查的通知（示例）", "检查老旧小区。", document_number="朝街办〔2025〕12号"),
            item(2, "社区通报（示例）", "消防安全已检查。<script>alert(1)</script>"),
            item(3, "加装电梯的公告（示例）", "补助办法。", column="zfxxgk/zn"),
            item(4, "解放碑消防安全（示例）", office="jiefangbei"),
        ]
    )
    return street


def page(client: Client, address: str, **asked: str) -> BeautifulSoup:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(found: BeautifulSoup) -> list[str]:
    return [heading.get_text() for heading in found.select(".gk-results h2")]


def test_titles_come_before_texts_and_hits_are_marked(client, site):
    found = page(client, OFFICE, q="消防安全")

    assert titles(found) == ["关于消防安全检查的通知（示例）", "社区通报（示例）"]
    assert {mark.get_text() for mark in found.select("mark")} == {"消防安全"}
    assert "找到 2 条" in found.get_text()
    assert "朝街办〔2025〕12号" in found.select_one(".gk-result__facts").get_text()


def test_a_document_number_is_found_however_it_is_typed(client, site):
    for typed in ("朝街办[2025]12号", "朝街办（２０２５）１２号", "〔2025〕12号"):
        assert titles(page(client, OFFICE, q=typed)) == ["关于消防安全检查的通知（示例）"]


def test_published_text_is_never_markup(client, site):
    answer = client.get(OFFICE, {"q": "消防安全"})

    assert b"<script>alert" not in answer.content
    assert "&lt;script&gt;alert(1)" in answer.content.decode()


def test_an_office_finds_its_own_and_the_district_everything(client, site):
    assert len(titles(page(client, OFFICE, q="消防"))) == 2
    assert len(titles(page(client, DISTRICT, q="消防"))) == 3
    assert titles(page(client, DISTRICT, q="消防", office="jiefangbei")) == ["解放碑消防安全（示例）"]
    assert "解放碑街道" in page(client, DISTRICT, q="解放碑").select_one(".gk-result__facts").get_text()


def test_a_column_and_a_scope_narrow_the_search(client, site):
    assert len(titles(page(client, OFFICE, q="示例"))) == 3
    assert titles(page(client, OFFICE, q="示例", column="zfxxgk/zn")) == ["加装电梯的公告（示例）"]
    assert titles(page(client, OFFICE, q="检查", scope="title")) == ["关于消防安全检查的通知（示例）"]


def test_the_form_keeps_what_was_asked(client, site):
    found = page(client, OFFICE, q="示例", column="tzgg", scope="title")

    assert found.select_one("#q")["value"] == "示例"
    assert found.select_one("#column option[selected]")["value"] == "tzgg"
    assert found.select_one("#scope option[selected]")["value"] == "title"


def test_pages_can_be_turned_by_links(client, site):
    index.engine().rebuild(item(number, f"公告{number}（示例）") for number in range(40))

    first = page(client, OFFICE, q="公告", scope="title")
    second = client.get(OFFICE + first.select_one("a[rel=next]")["href"].removeprefix(OFFICE))

    assert len(titles(first)) == 15
    assert "第 2 / 3 页" in second.content.decode()
    assert "scope=title" in first.select_one("a[rel=next]")["href"]


def test_a_page_beyond_the_end_shows_the_last(client, site):
    for number in ("99", "0", "-1", "x", "9" * 5000, "٣", "1.5", ""):
        assert titles(page(client, OFFICE, q="消防", page=number))


def test_nothing_found_says_what_to_do(client, site):
    found = page(client, OFFICE, q="量子", column="tzgg").get_text()

    assert "没有找到含有“量子”的内容" in found
    assert "不限条件再查一次" in found
    assert "申请公开政府信息" in found


def test_nearest_hits_are_offered_when_nothing_matches_whole(client, site):
    found = page(client, OFFICE, q="消防检查通知")

    assert "没有找到与“消防检查通知”完全一致的内容" in found.get_text()
    assert titles(found)[0] == "关于消防安全检查的通知（示例）"


@pytest.mark.parametrize(
    ("typed", "said"), [("", "请输入标题"), ("，。", "没有可供查找的字"), ("甲" * 300, "只按前255个字")]
)
def test_the_page_explains_itself(client, site, typed, said):
    assert said in page(client, OFFICE, q=typed).get_text()


def test_foreign_filters_are_left_aside_and_said(client, site):
    assert "没有您所选的栏目" in page(client, OFFICE, q="消防", column="从未有过").get_text()
    assert "没有您所选的机构" in page(client, DISTRICT, q="消防", office="nowhere").get_text()
    assert len(titles(page(client, OFFICE, q="消防", column="从未有过"))) == 2


def test_an_unknown_office_is_not_found(client, site):
    assert client.get("/nowhere/search", {"q": "消防"}).status_code == 404
    assert client.get("/yuzhong/search", {"q": "消防"}).status_code == 404


def test_searching_changes_nothing_and_cannot_be_posted(client, site):
    assert client.post(OFFICE, {"q": "消防"}).status_code == 405
    assert client.head(OFFICE, {"q": "消防"}).status_code == 200


def test_without_an_index_the_page_says_so(client, street, caplog):
    answer = client.get(OFFICE, {"q": "消防"})

    assert answer.status_code == 503
    assert "检索暂时不能使用" in answer.content.decode()
    assert "search index" in caplog.text


def test_every_control_has_a_label_and_works_without_script(client, site):
    found = page(client, OFFICE, q="消防")

    labelled = {label["for"] for label in found.select("main label")}
    assert labelled == {control["id"] for control in found.select("main input, main select")}
    assert found.select_one("main form")["method"] == "get"
    assert not found.select("main script, main [onclick]")
    ids = [each["id"] for each in found.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_search_asks_the_database_little(client, site, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(OFFICE, {"q": "消防"})
    with django_assert_max_num_queries(6):
        client.get(DISTRICT, {"q": "消防"})


def test_the_page_is_kept_out_of_search_engines(client, site):
    assert page(client, OFFICE, q="消防").select_one("meta[name=robots]")["content"] == "noindex"


def test_hostile_questions_are_answered(client, site):
    queries = [urlencode({"q": typed}, errors="surrogatepass") for typed in HOSTILE]

    answers = [client.get(f"{address}?{query}") for query in queries for address in (OFFICE, DISTRICT)]

    assert {answer.status_code for answer in answers} == {200}


def test_any_input_is_answered(client, site):
    names = st.sampled_from(["q", "scope", "office", "column", "page"])
    texts = st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE), st.integers().map(str))

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(asked=st.lists(st.tuples(names, texts), max_size=6), address=st.sampled_from([OFFICE, DISTRICT]))
    def answers(asked, address):
        answer = client.get(f"{address}?{urlencode(asked, errors='surrogatepass')}")

        assert answer.status_code == 200
        assert re.search("<main", answer.content.decode())

    answers()


def test_raw_bytes_in_the_address_are_answered(client, site):
    for query in ("q=%00", "q=%ff%fe", "q=a%22", "q=%ED%A0%80", "q", "=&=&q", "q=%", "q[]=1", "q=a&q=b", "%00=1"):
        assert client.get(f"{OFFICE}?{query}").status_code == 200
