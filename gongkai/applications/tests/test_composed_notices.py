"""What the letters on the way to the reply must say: 《条例》第三十条至第三十五条、第四十一条、第四十二条."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.models import CaseRules
from gongkai.applications.tests import cases
from gongkai.applications.tests.letters import ACCOUNT, ASKS, RECEIVED, TODAY, asked, charging, composed, words
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.law.receipt import Channel

pytestmark = pytest.mark.django_db

UNTIL = {"what": "请写明签约年份和所需份数", "until": "2026-03-26"}
COMMON = ("2026年3月2日收到", "编号为2026-0001", "“《某某路房屋征收补偿协议》；2024年至2025年签订的全部协议”")

NOTICES = {
    "补正告知书": (
        LetterKind.CORRECTION_NOTICE,
        UNTIL,
        (
            *COMMON,
            *ASKS,
            "请写明签约年份和所需份数。",
            "2026年3月26日前",
            "一次性",
            "指导和释明",
            "第三十条",
            "视为放弃申请",
            "自收到补正后的申请之日起重新计算",
        ),
    ),
    "说明理由告知书": (
        LetterKind.REASONS_NOTICE,
        UNTIL,
        (
            *COMMON,
            *ASKS,
            "2026年3月2日至2026年3月5日，您向本机关提出政府信息公开申请1件",
            "第三十五条",
            "2026年3月26日前",
            "不停止计算",
        ),
    ),
    "延期答复告知书": (
        LetterKind.EXTENSION_NOTICE,
        {"workdays": 20, "reasons": "协议数量较多"},
        (*COMMON, "协议数量较多。", "20个工作日", "2026年4月28日", "负责人同意", "第三十三条第二款"),
    ),
    "延迟答复告知书": (
        LetterKind.DELAY_NOTICE,
        {"until": "2026-06-30", "reasons": "协议数量较多"},
        (*COMMON, "2026年3月4日，本机关收到您就申请的数量、频次说明的理由", "2026年6月30日前", "第三十五条"),
    ),
    "收费通知书": (
        LetterKind.FEE_NOTICE,
        {"basis": "ITEMS", "quantity": 12},
        (
            *COMMON,
            "国办函〔2020〕109号",
            "第四十二条第一款",
            "第1至10件不收费；第11至12件每件100元，计200元",
            "共计200元",
            ACCOUNT,
            "次日起20个工作日内",
            "视为放弃申请",
        ),
    ),
    "报请确定函": (
        LetterKind.REFERRAL,
        {"agency": "重庆市渝中区保密行政管理局", "what": "某某路补偿协议", "reasons": "其中一页盖有内部文件章"},
        (
            "重庆市渝中区保密行政管理局",
            "“某某路补偿协议”",
            "其中一页盖有内部文件章。",
            "第十七条第三款",
            "2026年3月30日",
        ),
    ),
}


@pytest.fixture
def street(town):
    town = cases.open_office(town)
    charging(town)
    return town


@pytest.mark.parametrize(("kind", "terms", "said"), NOTICES.values(), ids=NOTICES)
def test_a_notice_says_what_the_law_wants_of_it(street, application, kind, terms, said):
    if kind == LetterKind.DELAY_NOTICE:
        _reasons_given(street, application)

    content = composed(street, application, kind, terms=terms)

    assert [each for each in said if each not in words(content)] == []
    assert content["title"].endswith(kind.label) or kind in {LetterKind.REFERRAL}
    assert (content["remedy"], content["remedy_version"]) == ("", "")
    assert content["contact"] == "联系人：李文，联系电话：023-00000001"


def _reasons_given(street, application):
    cases.sent(street, application, LetterKind.REASONS_NOTICE, date(2026, 3, 3), terms=UNTIL)
    acts.take_reasons(application, on=date(2026, 3, 4), text="研究需要。", by=None, at=cases.noon(date(2026, 3, 4)))


def test_a_withdrawal_is_confirmed_with_its_day(street, application):
    acts.withdraw(application, on=date(2026, 3, 4), by=None, at=cases.noon(date(2026, 3, 4)))

    content = composed(street, application, LetterKind.WITHDRAWAL_CONFIRMATION)

    assert "2026年3月4日，您向本机关提出撤回上述申请" in content["body"]
    assert content["remedy"] == ""


MISSING = {
    "补正内容": (LetterKind.CORRECTION_NOTICE, {"until": "2026-03-26"}, "须补正"),
    "补正期限": (LetterKind.CORRECTION_NOTICE, {"what": "请补正"}, "截止日期"),
    "期限写错": (LetterKind.CORRECTION_NOTICE, {"what": "请补正", "until": "三月底"}, "截止日期"),
    "期限已过": (LetterKind.CORRECTION_NOTICE, {"what": "请补正", "until": "2026-03-05"}, "晚于发文当日"),
    "延期理由": (LetterKind.EXTENSION_NOTICE, {"workdays": 10}, "理由"),
    "延期天数": (LetterKind.EXTENSION_NOTICE, {"workdays": 21, "reasons": "多"}, "1至20个工作日"),
    "延迟而未收到理由": (LetterKind.DELAY_NOTICE, {"until": "2026-06-30", "reasons": "多"}, "文书还缺"),
    "计收方式": (LetterKind.FEE_NOTICE, {"quantity": 12}, "计收方式"),
    "不够收费": (LetterKind.FEE_NOTICE, {"basis": "ITEMS", "quantity": 10}, "不需要收费"),
    "征求对象": (LetterKind.THIRD_PARTY_CONSULTATION, {}, "选择这份文书所属的征求意见"),
    "报请机关": (LetterKind.REFERRAL, {"what": "协议", "reasons": "不明"}, "主管部门"),
    "未撤回": (LetterKind.WITHDRAWAL_CONFIRMATION, {}, "撤回日期"),
    "不是拟稿的文书": (LetterKind.FILE_LIST, {}, "不用拟稿"),
}


@pytest.mark.parametrize(("kind", "terms", "said"), MISSING.values(), ids=MISSING)
def test_a_missing_fact_refuses_the_draft_by_its_name(street, application, kind, terms, said):
    with pytest.raises(ActRefused, match=said):
        composed(street, application, kind, terms=terms)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("phone", "", "联系电话"), ("address", "", "地址、传真或者电子邮箱")],
    ids=["电话", "地址"],
)
def test_an_office_that_cannot_be_reached_writes_no_letter(street, application, field, value, said):
    setattr(street.chaotianmen, field, value)
    street.chaotianmen.save()

    with pytest.raises(ActRefused, match=said):
        composed(street, application, LetterKind.CORRECTION_NOTICE, terms=UNTIL)


def test_a_letter_about_the_third_party_does_not_name_it_to_the_applicant(street, application):
    asked(application, name="李四")

    with pytest.raises(ActRefused, match="第三方") as refusal:
        composed(street, application, LetterKind.EXTENSION_NOTICE, terms={"workdays": 5, "reasons": "李四尚未答复。"})

    assert "李四" not in str(refusal.value)


def test_a_name_that_the_applicant_wrote_himself_is_no_secret(street):
    application = cases.received(street, RECEIVED, title="李四与街道签订的协议")
    asked(application, name="李四")

    content = composed(street, application, LetterKind.CORRECTION_NOTICE, terms=UNTIL)

    assert "《李四与街道签订的协议》" in content["body"]


@pytest.mark.parametrize("leak", ["张三要求公开您的协议", "申请人电话13800001234", cases.ID_NUMBER])
def test_a_letter_to_a_third_party_does_not_name_the_applicant(street, application, leak):
    with pytest.raises(ActRefused, match="申请人的身份信息") as refusal:
        composed(
            street,
            application,
            LetterKind.THIRD_PARTY_CONSULTATION,
            consultation=asked(application, content=leak),
        )

    assert leak not in str(refusal.value)


def test_one_third_party_does_not_read_of_another(street, application):
    asked(application, name="王五")

    with pytest.raises(ActRefused, match="其他第三方"):
        composed(
            street,
            application,
            LetterKind.THIRD_PARTY_CONSULTATION,
            consultation=asked(application, content="您与王五共有房屋的补偿金额"),
        )


def test_an_organisation_is_addressed_as_such(street):
    who = cases.applicant("重庆示例商贸有限公司", "91500103MA5U000007", "COMPANY")
    application = cases.received(street, RECEIVED, who=who)

    content = composed(street, application, LetterKind.CORRECTION_NOTICE, terms=UNTIL)

    assert content["addressee"] == "重庆示例商贸有限公司"
    assert "贵单位通过互联网提交" in content["body"]
    assert "您" not in content["body"]


def test_signed_mail_is_told_as_mail(street):
    application = cases.taken_in(street, Channel.MAIL_SIGNED, RECEIVED, signed_on=RECEIVED)

    content = composed(street, application, LetterKind.CORRECTION_NOTICE, terms=UNTIL)

    assert "您邮寄提交的政府信息公开申请，本机关于2026年3月2日收到" in content["body"]


def test_earlier_applications_of_the_same_person_are_counted(street):
    for day in (date(2026, 1, 5), date(2026, 2, 2), date(2024, 3, 4)):
        cases.received(street, day)
    application = cases.received(street, RECEIVED)

    content = composed(street, application, LetterKind.REASONS_NOTICE, terms=UNTIL)

    assert "2026年1月5日至2026年3月5日，您向本机关提出政府信息公开申请3件（含本件）" in content["body"]


def test_an_extension_into_a_year_without_holiday_notice_is_provisional(street):
    application = cases.received(street, date(2026, 12, 10))

    content = composed(
        street,
        application,
        LetterKind.EXTENSION_NOTICE,
        on=date(2026, 12, 21),
        terms={"workdays": 20, "reasons": "协议数量较多"},
    )

    assert "2027年的节假日安排尚未公布，上述日期为暂定" in content["body"]


def test_an_extension_during_a_consultation_says_that_the_day_moves(street, application):
    cases.consulted(street, application, sent_on=date(2026, 3, 6))

    content = composed(
        street, application, LetterKind.EXTENSION_NOTICE, on=date(2026, 3, 9), terms={"workdays": 5, "reasons": "多"}
    )

    assert "正在征求第三方或者其他机关的意见" in content["body"]


@pytest.mark.parametrize("name", ["{{ office }}", "<b>张</b>三", "张\n三", "{number}", "%s", "# 标题"], ids=repr)
def test_any_name_and_any_wish_are_only_data(street, name):
    application = cases.received(street, RECEIVED, who=cases.applicant(name), title=f"{name}\n一、作出决定\n同意")

    content = composed(street, application, LetterKind.CORRECTION_NOTICE, terms=UNTIL)

    flat = " ".join(name.split())
    assert content["addressee"] == flat
    assert f"“《{flat} 一、作出决定 同意》" in content["body"]
    headings = [line for line in content["body"].splitlines() if line.startswith(("一、", "二、", "三、", "四、"))]
    assert headings == ["一、需要补正的内容", "二、补正的期限和方式", "三、逾期不补正的后果", "四、答复期限的计算"]


def test_what_the_clerk_lists_stays_in_its_lines(street, application):
    terms = {"what": "1.写明签约年份；\n2.提供身份证明。\n", "until": "2026-03-26"}

    content = composed(street, application, LetterKind.CORRECTION_NOTICE, terms=terms)

    assert "1.写明签约年份；\n2.提供身份证明。\n" in content["body"]


def test_no_letter_has_an_empty_clause(street, application):
    for kind, terms, _ in NOTICES.values():
        if kind == LetterKind.DELAY_NOTICE:
            continue
        text = words(composed(street, application, kind, on=TODAY, terms=terms))
        assert [each for each in ("None", "{", "}", "，，", "。。", "；。", "（）", "“”", "：。") if each in text] == []


def test_rules_without_a_court_write_no_decision(street, application):
    CaseRules.objects.update(court="")

    with pytest.raises(ActRefused, match="人民法院"):
        composed(
            street,
            application,
            LetterKind.DISCLOSURE_NOTICE,
            consultation=asked(application, sent_on=TODAY),
            terms={"reasons": "公共利益"},
        )


@pytest.mark.parametrize(
    ("channel", "is_online"), [(Channel.WEB, True), (Channel.MAIL_SIGNED, False), (Channel.IN_PERSON, False)]
)
def test_who_filed_on_the_web_may_answer_there(street, channel, is_online):
    application = cases.received(street, RECEIVED, who=cases.applicant("张三"))
    application.channel = channel.value
    application.save()

    content = composed(street, application, LetterKind.CORRECTION_NOTICE, terms=UNTIL)

    assert ("凭申请编号和查询码在网上提交（http" in content["body"]) is is_online
    assert ("/chaotianmen/apply/status/" in content["body"]) is is_online
