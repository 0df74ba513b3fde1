"""One application's whole way: 网上提交 → 确认 → 补正 → 征求第三方意见、逾期 → 延期 → 区分处理 → 部分公开 → 网上领取 → 办结 → 年报表三.

The refusals are part of it: the drafter who would sign, the code of another case, a second correction, a consultation
declared silent too early, an extension asked for twice.
"""

import io

import pytest
from pypdf import PdfReader

from gongkai.applications.tests import cases
from gongkai.papers.redaction.tests import documents
from gongkai.papers.tests.fonts import needs_fonts
from tests.journeys.steps import citizen
from tests.journeys.steps.office import REPLY, Office, counted, saved, upload

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    needs_fonts,
]

TITLE = "某某路房屋征收补偿协议"
THIRD_PARTY = "欧阳锋"
AGREEMENT = """房屋征收补偿协议（示例）

乙方：欧阳锋，公民身份号码500103199001010010。

补偿方式：货币补偿。

#pagebreak()

本协议一式四份，自双方签字之日起生效。"""


@pytest.fixture
def neighbour(cases_office, it_is):
    """Somebody else's application, with a code of its own."""
    return cases.submitted(cases_office, it_is(3, 2), title="某某路绿化方案")


def test_from_the_phone_to_the_annual_report(cases_office, it_is, at_desk, neighbour, shots):
    phone = at_desk(None, width=citizen.PHONE)
    receipt = citizen.filed(phone, title=TITLE)
    assert citizen.fits(phone)
    shots("a01_receipt", phone)
    office = Office(at_desk, receipt.number)

    a_code_opens_only_its_own_case(phone, receipt, neighbour)
    office.begins("2026-03-02")
    assert "2026年3月30日（星期一）" in office.case("liwen")
    corrected_once(office, phone, receipt, it_is, shots)
    a_silent_third_party(office, it_is, shots)
    extended_once(office, it_is, shots)
    answered_in_part(office, it_is, shots)
    fetched_by_the_citizen(phone, receipt, it_is, shots)
    closed_and_counted(office, it_is, shots)


def a_code_opens_only_its_own_case(phone, receipt, neighbour):
    wrong = "编号或者查询码不正确"
    assert wrong in citizen.asked(phone, receipt.number, neighbour.query_code)
    assert wrong in citizen.asked(phone, neighbour.number, receipt.code)
    assert "请重新输入编号和查询码" in phone.open("/chaotianmen/apply/case/")
    assert "已提交，等待确认" in citizen.opened(phone, receipt)


def corrected_once(office, phone, receipt, it_is, shots):
    it_is(3, 5)
    office.does("liwen", "告知补正", what="请写明需要哪一年签订的协议。", until="2026-03-26")
    shots("a02_correction_draft", office["liwen"])
    office.signs("补正告知书")
    office.sends("补正告知书")

    it_is(3, 16)
    assert "需要您补正" in citizen.opened(phone, receipt)
    shots("a03_status_correction", phone)
    phone.press("提交补正")
    assert "请写明需要哪一年签订的协议" in phone.text
    phone.fill(description="2024年签订的协议")
    assert "已收到，正在办理" in phone.press("提交补正")

    assert "2026年4月14日" in office.case("liwen")
    refused = office.refused("liwen", "ask-correction")
    assert "本件已经告知过补正。补正应当一次性告知，不能再次要求补正（《条例》第三十条）。" in refused
    shots("a04_second_correction", office["liwen"])


def a_silent_third_party(office, it_is, shots):
    it_is(3, 18)
    office.does(
        "liwen",
        "征求意见",
        kind="THIRD_PARTY",
        name=THIRD_PARTY,
        contact="重庆市渝中区示例路10号",
        content="补偿协议中您的身份信息和补偿金额",
        concern="个人隐私",
    )
    office.signs("征求第三方意见书")
    office.sends("征求第三方意见书", tracking_number="EMS0001")
    it_is(3, 19)
    office.does("liwen", "登记征求意见书送达", on="2026-03-19")
    shots("a05_consulting", office["liwen"])

    it_is(4, 10)
    assert not office.offers("liwen", "逾期未提出意见")
    assert "尚未届满" in office.refused("liwen", "lapse-consultation")
    it_is(4, 13)
    assert "已登记逾期未提出意见" in office.does("liwen", "逾期未提出意见")


def extended_once(office, it_is, shots):
    it_is(4, 15)
    office.does("liwen", "延期答复", workdays="20", reasons="协议数量较多，需要逐份区分处理。")
    office.signs("延期答复告知书")
    office.sends("延期答复告知书")
    assert "本件已经延期过一次，不能再次延期" in office.refused("liwen", "extend")
    shots("a06_extended", office["liwen"])


def answered_in_part(office, it_is, shots):
    it_is(4, 22)
    masked_by_text(office, shots)
    office.decides(
        "PARTIAL",
        facts="经检索，查到2024年签订的协议1份。",
        reasons="协议中的身份信息涉及第三方个人隐私，遮盖后提供。",
        how_to_obtain="随本答复书提供遮盖后的电子文件。",
        refused_under="REFUSED_THIRD_PARTY",
    )
    assert "须随附区分处理" in office["liwen"].press("送审签")
    office["liwen"].fill(files=True)
    office["liwen"].press("选定随附材料")
    shots("a07_reply_draft", office["liwen"])
    office.signs(REPLY)
    office.sends(REPLY, way="DOWNLOAD")


def masked_by_text(office, shots):
    desk, data = office["liwen"], documents.typeset(AGREEMENT)
    office.case("liwen")
    desk.follow("添加材料")
    desk.fill(kind="SOURCE", title=f"{TITLE}（原件）", file=upload("协议.pdf", data))
    desk.press("添加")
    desk.follow(f"区分处理{TITLE}（原件）")
    for secret in (THIRD_PARTY, "500103199001010010"):
        desk.fill(text=secret)
        assert "已遮盖1处" in desk.press("遮盖每一处")
    shots("a08_redaction", desk)
    desk.fill(title=TITLE, reasons="个人隐私，《条例》第十五条。")
    assert "经核验遮盖的内容无法提取" in desk.press("生成遮盖后的文件")


def fetched_by_the_citizen(phone, receipt, it_is, shots):
    it_is(4, 23)
    assert "请领取" in citizen.opened(phone, receipt)
    assert citizen.fits(phone)
    shots("a09_to_fetch", phone)
    phone.page.get_by_role("link", name=REPLY).first.click()
    phone.press("确认收到并领取")
    shots("a10_fetched", phone)
    reply, given = saved(phone, REPLY), saved(phone, TITLE)

    read = "".join(each.extract_text() for each in PdfReader(io.BytesIO(given)).pages)
    assert reply.startswith(b"%PDF")
    assert "本协议一式四份" in read
    assert THIRD_PARTY not in read
    assert "500103199001010010" not in read


def closed_and_counted(office, it_is, shots):
    it_is(4, 24)
    assert "已办结" in office.does("zhaomin", "办结")
    shots("a11_case", office["zhaomin"])
    officer = office["zhaomin"]
    assert counted(officer, "table3.partial.natural_person") == [office.application.number]
    shots("a13_cell", officer)
    officer.follow(office.application.number)
    assert "部分公开" in officer.text
