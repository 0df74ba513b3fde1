"""A refusal under Art. 15, set aside on reconsideration: 第三方不同意 → 不予公开 → 复议责令重新答复 → 公开、告知第三方 → 表三、表四.

The first reply stays what table three counts; table four counts the reconsideration.
"""

import pytest

from gongkai.papers.redaction.tests import documents
from gongkai.papers.tests.fonts import needs_fonts
from tests.journeys.steps import citizen
from tests.journeys.steps.office import REFUSAL, REPLY, Office, counted, scan, upload

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    needs_fonts,
]
TITLE = "某某小区物业用房租赁合同"


def test_a_refusal_is_set_aside_on_reconsideration(cases_office, it_is, at_desk, shots):
    phone = at_desk(None, width=citizen.PHONE)
    receipt = citizen.filed(phone, title=TITLE)
    office = Office(at_desk, receipt.number)
    office.begins("2026-03-02")

    the_third_party_refuses(office, it_is)
    refused(office, it_is)
    the_citizen_reads_the_remedies(phone, receipt, shots)
    ordered_to_reply_anew(office, it_is, shots)
    given_after_all(office, it_is, shots)
    counted_in_both_tables(office, shots)


def the_third_party_refuses(office, it_is):
    it_is(3, 4)
    office.does(
        "liwen",
        "征求意见",
        kind="THIRD_PARTY",
        name="示例物业有限公司",
        contact="重庆市渝中区示例路10号",
        content="租赁合同中的租金和期限",
        concern="商业秘密",
    )
    office.signs("征求第三方意见书")
    office.sends("征求第三方意见书", way="POST", tracking_number="EMS0004")
    it_is(3, 6)
    office.does("liwen", "登记征求意见书送达", on="2026-03-06")
    it_is(3, 12)
    told = office.does(
        "liwen", "收到意见", on="2026-03-12", opinion="REFUSES", reasons="租金属商业秘密。", scan=scan("意见")
    )
    assert "已登记意见" in told


def refused(office, it_is):
    it_is(3, 16)
    office.decides("REFUSED_THIRD_PARTY", reasons="第三方以商业秘密为由不同意公开。")
    office.signs(REFUSAL)
    office.sends(REFUSAL, way="DOWNLOAD")


def the_citizen_reads_the_remedies(phone, receipt, shots):
    assert "请领取" in citizen.opened(phone, receipt)
    phone.page.get_by_role("link", name=REFUSAL).first.click()
    phone.press("确认收到并领取")
    phone.open("/chaotianmen/apply/case/")
    assert "涉及第三方合法权益" in phone.text
    shots("f1_citizen_refused", phone)


def ordered_to_reply_anew(office, it_is, shots):
    it_is(4, 1)
    assert "没有责令重新答复的复议决定或判决" in office.refused("zhaomin", "reopen")
    officer = office["zhaomin"]
    remedy(
        office,
        kind="RECONSIDERATION",
        authority="重庆市渝中区人民政府",
        number="渝中府复〔2026〕8号",
        received_on="2026-04-01",
        answer_due="2026-04-13",
    )
    assert counted_remedies(officer, "pending") == [office.application.number]

    it_is(5, 20)
    officer.open("/desk/applications/remedies/")
    shots("f2_remedies", officer)
    officer.follow(f"更新{office.application.number}号申请的行政复议")
    officer.fill(answered_on="2026-04-10", ended_on="2026-05-18", result="CORRECTED", orders_new_reply=True)
    officer.fill(order_received_on="2026-05-20", order_workdays="15")
    officer.press("保存")
    shots("f3_remedies_ended", officer)
    office.does("zhaomin", "依复议或判决重新办理")
    assert "2026年6月10日" in office.case("liwen")
    shots("f4_reopened", office["liwen"])


def remedy(office, **given):
    officer = office["zhaomin"]
    office.case("zhaomin")
    officer.follow("登记复议诉讼")
    officer.fill(**given)
    officer.press("保存")


def given_after_all(office, it_is, shots):
    it_is(5, 25)
    released_whole(office)
    office.decides("GRANTED", reasons="租金不属于商业秘密。", how_to_obtain="随本答复书提供电子文件。")
    office["liwen"].fill(files=True)
    office["liwen"].press("选定随附材料")
    office.signs(REPLY)
    office.sends(REPLY, way="PICK_UP")
    office.does("liwen", "登记送达结果", delivery=f"{REPLY}，2026年5月25日", on="2026-05-25", proof=scan("签收"))
    assert "须先将公开的内容和理由书面告知第三方" in office.refused("zhaomin", "close")

    office.does("liwen", "告知第三方", reasons="经复议，租金不属于商业秘密。")
    office.signs("依申请公开告知书")
    office.sends("依申请公开告知书", way="POST", tracking_number="EMS0005")
    assert "已办结" in office.does("zhaomin", "办结")
    shots("f5_closed", office["zhaomin"])


def released_whole(office):
    desk = office["liwen"]
    office.case("liwen")
    desk.follow("添加材料")
    desk.fill(
        kind="SOURCE", title=TITLE, file=upload("合同.pdf", documents.typeset("租赁合同（示例）\n\n租金每月一万元。"))
    )
    desk.press("添加")
    desk.follow(f"区分处理{TITLE}")
    assert "已原样生成" in desk.press("原样提供")


def counted_in_both_tables(office, shots):
    officer, number = office["zhaomin"], office.application.number
    assert counted(officer, "table3.refused_third_party.natural_person") == [number]
    assert counted(officer, "table3.granted.natural_person") == []
    assert counted_remedies(officer, "corrected") == [number]
    shots("f6_table_four", officer)


def counted_remedies(desk, column):
    return counted(desk, f"table4.reconsideration.{column}")
