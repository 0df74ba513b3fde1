"""网上申请: the form (《条例》第二十九条), filed once however often it is sent, and its receipt."""

import pytest
from django.test import Client

from gongkai.applications.models import Applicant, Application, FileKind
from gongkai.applications.states import State
from gongkai.office.models import Event
from gongkai.portal.apply import limits
from gongkai.portal.tests import applying
from gongkai.portal.tests.applying import citizen, errors, filed, form_address, organisation, send, soup, text_of
from gongkai.publishing import addresses

pytestmark = pytest.mark.django_db


def test_a_citizen_files_and_keeps_number_and_code(client, street):
    answer = send(client)
    receipt = client.get(answer["Location"])

    application = Application.objects.get()
    assert (application.state, application.office) == (State.SUBMITTED, street.chaotianmen)
    assert application.applicant.name == applying.NAME
    assert application.wording().title == "某某路房屋征收补偿方案（示例）"
    assert application.files.get().kind == FileKind.IDENTITY
    assert application.number in text_of(receipt)
    assert application.query_code in text_of(receipt).replace(" ", "")
    assert receipt["Cache-Control"] == "no-store"
    assert applying.NAME not in text_of(receipt)


def test_an_organisation_is_counted_by_its_kind(client, street):
    send(client, organisation(kind="LEGAL_SERVICE"), kind="organisation")

    applicant = Applicant.objects.get()
    assert (applicant.kind, applicant.name, applicant.legal_representative) == (
        "LEGAL_SERVICE",
        "示例商贸有限公司",
        "李四光",
    )


def test_everything_given_is_kept(client, street):
    given = citizen(
        affiliation="示例单位",
        postcode="400010",
        email="zhangsan@example.com",
        fax="023-60000001",
        agent_name="赵六",
        agent_identity_number=applying.NUMBER.lower(),
        agent_files=[applying.picture("委托书.png")],
        document_number="〔2025〕12号",
        description="第一行\r\n第二行",
        attachments=[applying.picture("说明.png"), applying.picture("说明2.png")],
        agrees_to_electronic_service="on",
        assistance="请用大字",
    )

    application = filed(client, given).application

    assert application.applicant.agent_name == "赵六"
    assert application.wording().description == "第一行\n第二行"
    assert application.agrees_to_electronic_service
    assert application.needs_assistance
    kinds = [each.kind for each in application.files.all()]
    assert kinds == [FileKind.IDENTITY] * 2 + [FileKind.ATTACHMENT] * 2


def test_the_form_asks_for_no_purpose(client, street):
    for kind in ("person", "organisation"):
        page = client.get(form_address(kind)).content.decode()
        assert "用途" not in page
        assert "特殊需要" not in page


def test_who_applies_is_asked_first_and_works_without_script(client, street):
    page = soup(client.get(addresses.application_form("chaotianmen")))

    assert [link["href"] for link in page.select(".gk-entrances a")] == [form_address(), form_address("organisation")]
    assert not page.select("main script, main [onclick]")


REFUSED = [
    pytest.param({"name": None}, "姓名：请填写姓名。", id="没有姓名"),
    pytest.param({"identity_number": "500103199001010019"}, "最后一位对不上", id="身份证号写错一位"),
    pytest.param({"identity_number": "50010319900101"}, "您填写了14位", id="身份证号少几位"),
    pytest.param({"identity_type": "PASSPORT", "identity_number": None}, "请填写证件号码", id="没有护照号"),
    pytest.param({"identity_type": "CREDIT_CODE"}, "证件类型", id="公民填单位代码"),
    pytest.param({"identity_files": None}, "身份证明：请选择文件", id="没有身份证明"),
    pytest.param({"phone": "不告诉你"}, "请填写能联系到您的电话号码", id="电话不成号码"),
    pytest.param({"address": None}, "请填写通信地址", id="要邮寄而没有地址"),
    pytest.param({"title": None}, "至少填写一项", id="没有写要什么"),
    pytest.param({"title": "　 "}, "至少填写一项", id="只写了空格"),
    pytest.param({"provide_form": None}, "请选择提供方式", id="没有选提供方式"),
    pytest.param({"obtain_way": "TELEPATHY"}, "获取途径", id="没有这个途径"),
    pytest.param({"obtain_way": "EMAIL"}, "提供方式选了“纸质”，不能以“电子邮件”的途径取得", id="纸质不能用邮件"),
    pytest.param({"provide_form": "ELECTRONIC", "obtain_way": "EMAIL"}, "请填写电子邮箱", id="要邮件而没有邮箱"),
    pytest.param({"email": "张三"}, "电子邮箱的写法不对", id="邮箱写错"),
    pytest.param({"agent_name": "赵六"}, "请附代理人身份证明和授权委托书", id="代理没有委托书"),
    pytest.param({"confirmed": None}, "请在核对无误后勾选", id="没有勾选确认"),
    pytest.param({"website": "http://example.com"}, "应当留空", id="程序填写"),
    pytest.param({"description": "长" * 2001}, "2000", id="描述过长"),
]


@pytest.mark.parametrize(("changed", "said"), REFUSED)
def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(client, street, changed, said):
    answer = send(client, citizen(**{"affiliation": "示例单位", **changed}))

    page = soup(answer)
    assert any(said in each for each in errors(answer)), errors(answer)
    assert page.title.get_text().startswith("有错误：")
    assert page.select_one("#id_affiliation")["value"] == "示例单位"
    assert not Application.objects.exists()


def test_an_organisation_with_a_wrong_code_is_told(client, street):
    answer = send(client, organisation(identity_number="91500103MA5U00000E", kind=None), kind="organisation")

    assert any("最后一位对不上" in each for each in errors(answer))
    assert any("请选择单位类别" in each for each in errors(answer))


def test_each_error_leads_to_its_field(client, street):
    page = soup(send(client, {"name": ""}))

    targets = [link["href"].lstrip("#") for link in page.select(".govuk-error-summary a")]
    assert len(targets) > 5
    assert all(page.select_one(f"#{target}") for target in targets)


def test_files_have_to_be_chosen_again_and_it_is_said(client, street):
    assert "重新选择要附的文件" in text_of(send(client, citizen(name="")))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (applying.SimpleUploadedFile("a.exe", b"MZ"), "只接受"),
        (applying.SimpleUploadedFile("a.pdf", b"MZ"), "与扩展名 .pdf 不符"),
        (applying.SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n broken"), "不是可以打开的图片"),
        (applying.SimpleUploadedFile("a.pdf", b""), "空的"),
        (applying.SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(20 * 1024 * 1024)), "超过20MB"),
    ],
    ids=["程序", "改名", "坏图片", "空文件", "过大"],
)
def test_files_that_cannot_be_kept_are_refused(client, street, file, said):
    assert any(said in each for each in errors(send(client, citizen(identity_files=[file]))))


def test_at_most_five_files_and_twenty_megabytes_together(client, street):
    many = [applying.picture(f"{number}.png") for number in range(6)]
    half = [applying.SimpleUploadedFile(f"{n}.pdf", b"%PDF-" + bytes(11 * 1024 * 1024)) for n in range(2)]

    assert any("最多选择5个" in each for each in errors(send(client, citizen(attachments=many))))
    assert any(
        "合计超过20MB" in each for each in errors(send(client, citizen(identity_files=half[:1], attachments=half[1:])))
    )


# Once, however often


def test_a_second_click_returns_the_same_receipt(client, street):
    token = applying.token_of(client, form_address())

    first, second = send(client, token=token), send(client, citizen(title="改过的名称"), token=token)

    assert Application.objects.count() == 1
    assert second["Location"] == first["Location"] + "?again=1"
    assert "没有重复登记" in text_of(client.get(second["Location"]))
    assert "没有重复登记" not in text_of(client.get(first["Location"]))


def test_refreshing_the_receipt_files_nothing(client, street):
    address = send(client)["Location"]

    assert [client.get(address).status_code for _ in range(3)] == [200] * 3
    assert Application.objects.count() == 1


def test_two_forms_are_two_applications(client, street):
    numbers = {filed(client).application.number for _ in range(2)}

    assert len(numbers) == 2


@pytest.mark.parametrize("token", ["forged", "a:b:c", "x" * 5000, "\0"], ids=["伪造", "不成签名", "过长", "空字符"])
def test_a_forged_token_files_nothing_and_loses_nothing(client, street, token):
    answer = send(client, token=token)

    assert "请核对后再提交一次" in text_of(answer)
    assert not Application.objects.exists()
    fresh = soup(answer).select_one("input[name=token]")["value"]
    assert send(client, token=fresh).status_code == 302


def test_a_token_of_another_office_is_none_of_ours(client, street):
    token = applying.token_of(client, form_address(office="jiefangbei"))

    assert "请核对后再提交一次" in text_of(send(client, token=token))


def test_a_token_older_than_a_day_asks_to_send_again(client, street, monkeypatch):
    token = applying.token_of(client, form_address())
    monkeypatch.setattr("django.core.signing.time.time", lambda: applying.ago(hours=-25).timestamp())

    assert "请核对后再提交一次" in text_of(send(client, token=token))


def test_a_program_that_files_without_end_is_stopped_and_others_are_not(client, street, monkeypatch):
    monkeypatch.setattr(limits, "FILING", limits.Limit("portal.apply", 2, limits.FILING.per))
    for _ in range(2):
        filed(client, REMOTE_ADDR="192.0.2.1")

    stopped = send(client, REMOTE_ADDR="192.0.2.1")

    assert (stopped.status_code, stopped["Retry-After"]) == (429, "3600")
    assert "邮寄或者当面提交" in text_of(stopped)
    assert soup(stopped).select_one("#id_name")["value"] == applying.NAME
    assert send(client, REMOTE_ADDR="192.0.2.2").status_code == 302


# The receipt


def test_only_the_browser_that_filed_sees_the_receipt(client, street):
    address = send(client)["Location"]

    for foreign in (Client(), applying.filed().client):
        answer = foreign.get(address)
        assert answer.status_code == 404
        assert "回执不能再显示" in text_of(answer)
        assert foreign.get(f"{address}receipt.pdf").status_code == 404


def test_the_receipt_is_not_shown_at_another_office_nor_hours_later(client, street):
    application = filed(client).application
    own, foreign = (addresses.filed(office, application.submission) for office in ("chaotianmen", "jiefangbei"))

    assert client.get(foreign).status_code == 404
    session = client.session
    session["apply.filed"] = [[application.submission, applying.ago(hours=3).timestamp()]]
    session.save()
    assert client.get(own).status_code == 404


def test_the_receipt_can_be_printed(client, street):
    answer = client.get(f"{send(client)['Location']}receipt.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")


def test_nothing_personal_reaches_events_or_addresses(client, street):
    answer = send(client, citizen(email="zhangsan@example.com"))

    recorded = str(list(Event.objects.values()))
    for secret in (applying.NAME, applying.NUMBER, "13800001234", "zhangsan@example.com", "征收补偿"):
        assert secret not in recorded
        assert secret not in answer["Location"]
    assert Application.objects.get().query_code not in recorded + answer["Location"]


def test_an_unknown_office_is_not_found(client, street):
    for office in ("nowhere", "yuzhong"):
        for address in (addresses.apply(office), form_address(office=office), addresses.progress(office)):
            assert client.get(address).status_code == 404
            assert client.post(address, citizen()).status_code in {404, 405}


def test_a_form_from_elsewhere_is_refused(street):
    careful = Client(enforce_csrf_checks=True)

    answer = careful.post(form_address(), citizen())

    assert answer.status_code == 403
    assert not Application.objects.exists()
