"""申请须知: what the notice says, what is public already, the blank form; and that hostile input is answered, never by 500."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.applications.models import Application, CaseRules
from gongkai.portal.tests import applying
from gongkai.portal.tests.applying import citizen, errors, form_address, send, soup, text_of
from gongkai.publishing import addresses, index
from gongkai.search.documents import SearchDocument
from gongkai.search.tests.test_query import HOSTILE

pytestmark = pytest.mark.django_db
START = addresses.apply("chaotianmen")
PAGES = [START, form_address(), addresses.application_form("chaotianmen"), addresses.progress("chaotianmen")]


def public(*titles: str, office: str = "chaotianmen") -> None:
    index.engine().rebuild(
        SearchDocument(
            id=str(number),
            office=office,
            columns=("tzgg",),
            title=title,
            body_text="",
            published_at=timezone.now() - timedelta(days=number),
            url=f"/{office}/tzgg/202501/t20250106_{number}.html",
        )
        for number, title in enumerate(titles)
    )


def test_the_notice_names_periods_with_their_clauses_and_other_ways(client, street):
    said = text_of(client.get(START))

    for sentence in (
        "20个工作日内答复",
        "《条例》第三十三条第二款",
        "不收取费用",
        "口头提出",
        "示例路1号",
        "不必说明用途",
    ):
        assert sentence in said
    assert "信息处理费" not in said


def test_fees_are_told_where_the_office_charges_them(client, street):
    CaseRules.objects.create(office=street.chaotianmen, charges_fees=True, fee_account="示例账户")

    assert "10件以内不收费" in text_of(client.get(START))


def test_what_is_public_already_is_found_before_the_form(client, street):
    public(*[f"征收补偿方案公告{number}（示例）" for number in range(7)])

    page = soup(client.get(START, {"q": "征收补偿"}))

    assert len(page.select(".gk-results li")) == 5
    assert "有 7 条符合" in page.get_text()
    assert page.select_one(".gk-results a")["href"].startswith("/chaotianmen/tzgg/")


def test_nothing_found_or_no_index_leads_on_to_the_form(client, street):
    assert "可以直接申请" in text_of(client.get(START, {"q": "征收补偿"}))
    public("公告（示例）")
    assert "没有含有“征收补偿”的" in text_of(client.get(START, {"q": "征收补偿"}))


def test_the_start_may_be_found_by_search_engines_and_the_rest_not(client, street):
    assert not soup(client.get(START)).select("meta[name=robots]")
    for address in PAGES[1:]:
        answer = client.get(address)
        assert soup(answer).select_one("meta[name=robots]")["content"] == "noindex"
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", PAGES)
def test_every_page_carries_the_headers_and_answers_head(client, street, address):
    answer = client.get(address)

    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.head(address).status_code == 200
    assert client.put(address).status_code == 405
    page = soup(answer)
    assert not page.select("main script, main style, main [style], main [onclick], main [onchange]")


@pytest.mark.parametrize("address", PAGES)
def test_every_control_has_a_label_and_every_id_is_used_once(client, street, address):
    page = soup(client.get(address))

    controls = page.select("main :is(input:not([type=hidden]), select, textarea)")
    labelled = {label["for"] for label in page.select("main label")}
    assert {control["id"] for control in controls} <= labelled
    ids = [each["id"] for each in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_an_address_without_its_slash_leads_on(client, street):
    assert client.get("/chaotianmen/apply")["Location"] == START


def test_the_blank_form_is_one_to_print_and_one_to_type_in(client, street):
    printed, typed = (client.get(addresses.blank_application("chaotianmen", suffix)) for suffix in ("pdf", "docx"))

    assert printed.content.startswith(b"%PDF-")
    assert "document.xml" in str(zipfile.ZipFile(io.BytesIO(typed.content)).namelist())
    assert client.get(f"{START}blank.exe").status_code == 404


# Hostile input

NASTY = [
    pytest.param("\0", id="空字符"),
    pytest.param("a\0b", id="夹空字符"),
    pytest.param("😀👨‍👩‍👧‍👦🇨🇳", id="表情"),
    pytest.param("\u202egnp.exe\u202c", id="倒写"),
    pytest.param("\u200f\u200e\ufeff\u2066x\u2069", id="看不见的字符"),
    pytest.param("张" * 1_000_000, id="百万字"),
    pytest.param("<script>alert(1)</script>", id="脚本"),
    pytest.param("{{ 7*7 }}{% load %}", id="模板"),
    pytest.param("'; DROP TABLE applications_application; --", id="注入"),
    pytest.param("#set page(width: 1pt)\n#panic()", id="排版指令"),
    pytest.param("𠮷野家㐂镕堃", id="生僻字"),
    pytest.param("\r\n\r\nX: 1", id="换行"),
    pytest.param("\x1b[31m\x07", id="控制字符"),
    pytest.param("n" + "̈́" * 500, id="组合符"),
    pytest.param("٣٤٥", id="其他数字"),
]


@pytest.mark.parametrize("text", NASTY)
def test_whatever_is_typed_is_answered(client, street, text):
    texts = ("name", "affiliation", "title", "document_number", "description", "address", "assistance", "agent_name")
    everywhere = citizen(**dict.fromkeys(texts, text), phone=text, identity_number=text)
    alone = [citizen(**{field: text}) for field in ("name", "title", "description")]

    for given_values in [everywhere, *alone]:
        answer = send(client, given_values)
        assert answer.status_code in {200, 302, 400}
        if answer.status_code == 302:
            receipt = client.get(answer["Location"])
            assert client.get(f"{answer['Location']}receipt.pdf").content.startswith(b"%PDF-")
            assert b"<script>alert" not in receipt.content
    for application in Application.objects.all():
        assert b"<script>alert" not in applying.opened(application).get(addresses.opened_case("chaotianmen")).content


def test_marks_that_turn_the_writing_are_taken_out(client, street):
    application = applying.filed(client, citizen(title="合同\u202efdp.\u202c\u200b（示例）")).application

    assert application.wording().title == "合同fdp.（示例）"


MULTIPART = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"--y\r\nnonsense", MULTIPART, id="边界不符"),
        pytest.param(b"--x\r\nContent-Disposition: form-data; name=", MULTIPART, id="截断"),
        pytest.param(b"", "multipart/form-data", id="没有边界"),
        pytest.param(b"", "multipart/form-data; boundary=" + "x" * 500, id="边界过长"),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="title"; filename="\0"\r\n\r\n\0\r\n--x--',
            MULTIPART,
            id="空字符文件名",
        ),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="identity_files"; filename="../../etc/passwd.pdf"\r\n\r\n%PDF-\r\n--x--',
            MULTIPART,
            id="带路径的文件名",
        ),
        pytest.param(b"name=%ff%fe&title=%ED%A0%80", "application/x-www-form-urlencoded", id="坏编码"),
        pytest.param(b"{}", "application/json", id="不是表单"),
        pytest.param(b"title=" + b"x" * (21 * 1024 * 1024), "application/x-www-form-urlencoded", id="过大"),
        pytest.param(b"&".join(b"a%d=1" % n for n in range(3000)), "application/x-www-form-urlencoded", id="字段过多"),
        pytest.param(b"name=1", "application/x-www-form-urlencoded; charset=nonsense", id="没有的字符集"),
    ],
)
@pytest.mark.parametrize("address", [form_address(), addresses.progress("chaotianmen")])
def test_broken_requests_are_answered(client, street, body, kind, address):
    answer = client.generic("POST", address, body, content_type=kind)

    assert answer.status_code in {200, 400}
    assert not Application.objects.exists()


@pytest.mark.parametrize("name", ["token", "title", "identity_files", "provide_form", "confirmed", "kind", "website"])
def test_a_field_given_as_a_file_or_many_times_is_answered(client, street, name):
    for value in (applying.picture(), ["一", "二"], "x"):
        assert send(client, {**citizen(), name: value}).status_code in {200, 302}


def test_hostile_questions_before_the_form_are_answered(client, street):
    public("公告（示例）")

    assert {client.get(START, {"q": typed.encode("utf-8", "surrogatepass")}).status_code for typed in HOSTILE} == {200}


def test_any_form_is_answered(client, street):
    fields = st.sampled_from([*citizen(), "email", "description", "agent_name", "website"])
    texts = st.one_of(st.text(max_size=40), st.sampled_from(["on", "EMAIL", "PAPER", "ID_CARD", applying.NUMBER]))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(changed=st.dictionaries(fields, texts, max_size=6))
    def answers(changed):
        answer = send(Client(REMOTE_ADDR="192.0.2.77"), {**citizen(), **changed})

        assert answer.status_code in {200, 302, 429}
        assert answer.status_code == 302 or errors(answer)

    answers()


@pytest.mark.parametrize("name", ["%00", "..%2f..", "'", "%F0%9F%98%80", "x" * 300])
def test_addresses_that_are_none_are_not_found(client, street, name):
    for address in (f"/{name}/apply/", f"{START}receipt/{name}/", f"{START}{name}/", f"{START}case/{name}/"):
        assert client.get(address).status_code in {302, 404}
