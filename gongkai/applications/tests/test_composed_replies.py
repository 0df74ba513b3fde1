"""What the reply must say: 《条例》第三十六条、第三十七条, and the remedies of 行政复议法第二十条至第二十三条."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.composing import letter_document, letter_paper
from gongkai.applications.filing import keep_bytes
from gongkai.applications.models import CaseRules, Decision, FileKind, Letter
from gongkai.applications.tests import cases
from gongkai.applications.tests.letters import (
    GIVEN,
    OPTIONAL,
    RECEIVED,
    asked,
    charged,
    composed,
    decided,
    pages,
    words,
)
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import OUTCOMES
from gongkai.review.models import Round

pytestmark = pytest.mark.django_db

FIRST = "应当自收到本决定之日起60日内先向重庆市渝中区人民政府申请行政复议"
LAW = "《中华人民共和国政府信息公开条例》"

REPLIES = {
    "GRANTED_PUBLISHED": ("第三十六条第（一）项", OPTIONAL, "已经主动公开"),
    "GRANTED": ("第三十六条第（二）项", OPTIONAL, "决定予以公开"),
    "PARTIAL": ("第三十七条", FIRST, "其余部分不予公开"),
    "REFUSED_STATE_SECRET": ("第十四条", FIRST, "国家秘密"),
    "REFUSED_LAW_FORBIDS": ("第十四条", FIRST, "《不动产登记暂行条例》第二十七条禁止公开"),
    "REFUSED_SECURITY_STABILITY": ("第十四条", FIRST, "社会稳定"),
    "REFUSED_THIRD_PARTY": ("第十五条、第三十二条、第三十六条第（三）项", FIRST, "第三方合法权益"),
    "REFUSED_INTERNAL_AFFAIRS": ("第十六条第一款", FIRST, "内部事务信息"),
    "REFUSED_DELIBERATIVE": ("第十六条第二款", FIRST, "过程性信息"),
    "REFUSED_ENFORCEMENT_FILE": ("第十六条第二款", FIRST, "行政执法案卷"),
    "REFUSED_SPECIAL_ACCESS": ("第三十六条第（七）项", OPTIONAL, "特别规定"),
    "UNAVAILABLE_NOT_HELD": ("第三十六条第（四）项", OPTIONAL, "该政府信息不存在"),
    "UNAVAILABLE_OTHER_AGENCY": (
        "第三十六条第（五）项",
        OPTIONAL,
        "重庆市渝中区住房和城乡建设委员会，联系方式：023-00000009",
    ),
    "UNAVAILABLE_NEEDS_CREATING": ("第三十八条", OPTIONAL, "没有现成信息"),
    "UNAVAILABLE_UNCLEAR": ("第三十条", OPTIONAL, "仍不明确"),
    "REJECTED_PETITION": ("第三十九条第一款", OPTIONAL, "信访、投诉、举报"),
    "REJECTED_REPEAT": (
        "第三十六条第（六）项",
        OPTIONAL,
        "申请编号：2026-0001，2026年1月12日答复，文号：朝天门街道公开〔2026〕1号",
    ),
    "REJECTED_PUBLICATION": ("第三十九条第二款", OPTIONAL, "公开出版物"),
    "REJECTED_EXCESSIVE": ("第三十五条", OPTIONAL, "明显超过合理范围"),
    "REJECTED_REISSUE": ("第三十六条第（六）项", OPTIONAL, "确认或者重新出具"),
    "OTHER_NOT_CORRECTED": (
        "第三十条",
        OPTIONAL,
        "（朝天门街道公开〔2026〕1号补正告知书，2026年3月5日以“邮寄送达”方式发出，邮件号EMS0001，补正期限至2026年3月26日）",
    ),
    "OTHER_FEE_UNPAID": ("第四十二条第一款", OPTIONAL, "2026年3月6日送达，缴费期限至2026年4月3日"),
    "OTHER": ("第四十五条", OPTIONAL, "终止办理"),
}


def prepared(street, outcome):
    """Return an application in which the outcome has its facts."""
    if outcome in {"REJECTED_REPEAT", "REJECTED_REISSUE"}:
        earlier = cases.replied(street, cases.received(street, date(2026, 1, 5)), "GRANTED", on=date(2026, 1, 12))
        application = cases.received(street, RECEIVED)
        application.repeats = earlier
        application.save()
        return application
    application = cases.received(street, RECEIVED)
    if outcome == "OTHER_NOT_CORRECTED":
        return cases.corrected(street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26))
    if outcome == "OTHER_FEE_UNPAID":
        return charged(street, application, delivered=date(2026, 3, 6))
    return application


def reply(street, application, outcome, *, on=date(2026, 4, 7), **facts):
    parts = {"refused_under": ["REFUSED_THIRD_PARTY"]} if outcome == "PARTIAL" else {}
    decision = decided(street, application, outcome, **parts | facts)
    lapsed = outcome in {"OTHER_NOT_CORRECTED", "OTHER_FEE_UNPAID"}
    kind = LetterKind.NO_FURTHER_PROCESSING if lapsed else LetterKind.REPLY
    return composed(street, application, kind, on=on, decision=decision)


@pytest.mark.parametrize("ending", OUTCOMES, ids=lambda ending: ending.label)
def test_every_outcome_is_replied_to_with_its_clause_and_its_remedy(street, ending):
    clause, remedy, said = REPLIES[ending.code]

    content = reply(street, prepared(street, ending.code), ending.code)

    assert content["title"] == ending.title
    assert f"根据{LAW}" in content["body"]
    assert clause in content["body"]
    assert said in content["body"]
    assert remedy in content["remedy"]
    assert (OPTIONAL in content["remedy"]) == (remedy == OPTIONAL or ending.code == "PARTIAL")
    assert content["remedy_version"] == "2025-06-01"
    assert content["contact"] == "联系人：李文，联系电话：023-00000001"
    text = words(content)
    assert "2026年3月2日收到" in text
    assert "“《某某路房屋征收补偿协议》；2024年至2025年签订的全部协议”" in text
    assert [each for each in ("None", "{", "}", "，，", "。。", "；。", "（）", "“”", "：。") if each in text] == []


@pytest.mark.parametrize(
    ("outcome", "blank"),
    [
        ("GRANTED", "how_to_obtain"),
        ("REFUSED_DELIBERATIVE", "reasons"),
        ("REFUSED_LAW_FORBIDS", "forbidding_law"),
        ("UNAVAILABLE_OTHER_AGENCY", "other_agency"),
        ("PARTIAL", "reasons"),
    ],
    ids=["获取方式", "理由", "法律名称", "负责机关", "部分公开的理由"],
)
def test_a_reply_without_what_it_must_state_is_not_drafted(street, application, outcome, blank):
    with pytest.raises(ActRefused, match="还缺"):
        reply(street, application, outcome, **{blank: ""})


@pytest.mark.parametrize("outcome", ["REJECTED_REPEAT", "OTHER_NOT_CORRECTED", "OTHER_FEE_UNPAID"])
def test_a_reply_without_its_facts_on_record_is_not_drafted(street, application, outcome):
    with pytest.raises(ActRefused, match="还缺"):
        reply(street, application, outcome)


@pytest.mark.parametrize(
    ("outcome", "kind", "said"),
    [
        ("OTHER_NOT_CORRECTED", LetterKind.REPLY, "应当拟写不再处理告知书"),
        ("GRANTED", LetterKind.NO_FURTHER_PROCESSING, "应当拟写政府信息公开申请答复书"),
    ],
    ids=["逾期不补正", "予以公开"],
)
def test_an_outcome_is_told_in_its_own_letter(street, application, outcome, kind, said):
    with pytest.raises(ActRefused, match=said):
        composed(street, application, kind, decision=decided(street, application, outcome))


def test_a_partial_reply_names_the_ground_of_each_refused_part(street, application):
    content = reply(street, application, "PARTIAL", refused_under=["REFUSED_THIRD_PARTY", "REFUSED_LAW_FORBIDS"])

    assert "不予公开的部分所属情形和依据：涉及第三方合法权益（" in content["body"]
    assert "；法律、行政法规禁止公开（" in content["body"]
    assert "第十四条、第三十六条第（三）项和《不动产登记暂行条例》第二十七条）。" in content["body"]


def test_a_part_refused_under_another_clause_leaves_the_choice(street, application):
    content = reply(street, application, "PARTIAL", refused_under=["REFUSED_SPECIAL_ACCESS"])

    assert FIRST not in content["remedy"]
    assert OPTIONAL in content["remedy"]


@pytest.mark.parametrize(
    ("on", "version", "first"),
    [
        (date(2023, 12, 29), "2019-05-15", False),
        (date(2024, 1, 2), "2024-01-01", True),
        (date(2025, 5, 30), "2024-01-01", True),
        (date(2025, 6, 3), "2025-06-01", True),
    ],
    ids=["修订前", "修订后首日", "解释前", "解释后"],
)
def test_the_remedy_follows_the_law_of_the_day(street, on, version, first):
    application = cases.received(street, date(2023, 12, 20))

    content = reply(street, application, "REFUSED_DELIBERATIVE", on=on)

    assert content["remedy_version"] == version
    assert (FIRST in content["remedy"]) is first


def test_a_reply_that_goes_online_needs_the_address_for_filing(street):
    application = cases.received(street, RECEIVED, obtain_way="ONLINE", agrees_to_electronic_service=True)

    with pytest.raises(ActRefused, match="互联网渠道"):
        reply(street, application, "GRANTED")


def test_the_address_for_filing_online_is_told_where_the_office_has_one(street, application):
    CaseRules.objects.update(filing_address="https://fy.example.gov.cn/")

    content = reply(street, application, "GRANTED")

    assert "您可以通过互联网提交行政复议申请书：https://fy.example.gov.cn/。" in content["remedy"]


def test_an_organisation_is_addressed_as_such_to_the_last_line(street):
    CaseRules.objects.update(filing_address="https://fy.example.gov.cn/")
    who = cases.applicant("重庆示例商贸有限公司", "91500103MA5U000007", "COMPANY")
    application = cases.received(street, RECEIVED, who=who, title="您好小区规划")

    content = reply(street, application, "GRANTED")

    assert "贵单位申请获取的“《您好小区规划》" in content["body"]
    assert "您" not in words(content).replace("您好小区", "")


def test_the_search_is_told_with_place_words_day_person_and_result(street, application):
    acts.record_search(
        application,
        places="办公自动化系统、档案室",
        keywords="某某路 补偿",
        searched_on=date(2026, 3, 4),
        result="未检索到",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 4)),
    )

    content = reply(street, application, "UNAVAILABLE_NOT_HELD")

    assert (
        "2026年3月4日，本机关工作人员李文以“某某路 补偿”为检索词，在办公自动化系统、档案室进行了检索，检索结果：未检索到。"
        in content["body"]
    )


def test_what_was_done_is_told_in_its_order_without_the_third_party(street, application):
    application = cases.corrected(
        street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26), returned=date(2026, 3, 16)
    )
    consultation = cases.consulted(street, application, sent_on=date(2026, 3, 17), delivered=date(2026, 3, 18))
    acts.record_search(
        application,
        places="档案室",
        keywords="李四 补偿协议",
        searched_on=date(2026, 3, 18),
        result="有李四户协议一份。",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 18)),
    )
    acts.take_opinion(
        consultation,
        on=date(2026, 3, 20),
        opinion="REFUSES",
        reasons="我是李四，不愿公开。",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 20)),
    )
    application = cases.extended(street, application, on=date(2026, 3, 23), workdays=5)

    content = reply(street, application, "REFUSED_THIRD_PARTY")

    facts = content["body"].split("一、办理情况\n")[1].split("\n二、答复内容")[0].splitlines()
    assert facts == [
        "2026年3月5日，本机关向您发出补正告知书（朝天门街道公开〔2026〕1号）。",
        "2026年3月16日，本机关收到您的补正材料，答复期限自该日起重新计算。",
        "2026年3月17日，本机关就申请公开的内容书面征求第三方意见，第三方于2026年3月18日收到。2026年3月20日，第三方答复不同意公开。",
        "2026年3月18日，本机关工作人员李文以“第三方 补偿协议”为检索词，在档案室进行了检索，检索结果：有第三方户协议一份。",
        "2026年3月23日，经本机关政府信息公开工作机构负责人同意，答复期限延长5个工作日，"
        "已向您发出延期答复告知书（朝天门街道公开〔2026〕3号）。",
    ]
    assert "李四" not in words(content)


def test_a_silent_co_maker_is_told_as_agreeing(street, application):
    consultation = cases.consulted(
        street, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9), kind="CO_MAKER"
    )
    acts.lapse_consultation(consultation, by=street.liwen, at=cases.noon(date(2026, 3, 31)))

    content = reply(street, application, "GRANTED")

    assert "该机关在15个工作日内没有提出意见，视为同意公开。" in content["body"]


def test_a_reason_that_names_the_third_party_is_refused(street, application):
    asked(application)

    with pytest.raises(ActRefused, match="第三方的姓名"):
        reply(street, application, "REFUSED_THIRD_PARTY", reasons="李四不同意。")


def test_an_application_never_confirmed_is_told_so(street):
    application = cases.submitted(street, RECEIVED)
    for day in (3, 4, 5):
        on = date(2026, 3, day)
        acts.mark_unreachable(application, on=on, text="电话无人接听。", by=street.zhaomin, at=cases.noon(on))

    content = reply(street, application, "OTHER", reasons="无法与您取得联系")

    assert "提交日期为2026年3月2日" in content["body"]
    assert "收到之日未能确认" in content["body"]
    assert "2026年3月3日、2026年3月4日、2026年3月5日" in content["body"]


def test_a_reply_by_order_names_the_order(street, application):
    application = cases.replied(street, application, "REFUSED_DELIBERATIVE", on=date(2026, 3, 10))
    acts.record_remedy(
        application,
        kind="RECONSIDERATION",
        authority="重庆市渝中区人民政府",
        number="渝中复决〔2026〕7号",
        received_on=date(2026, 4, 1),
        ended_on=date(2026, 5, 6),
        result="CORRECTED",
        orders_new_reply=True,
        order_received_on=date(2026, 5, 7),
        order_workdays=20,
        by=street.zhaomin,
        at=cases.noon(date(2026, 5, 7)),
    )
    acts.reopen(application, by=street.zhaomin, at=cases.noon(date(2026, 5, 8)))
    application = cases.fresh(application)
    decision = Decision.objects.create(application=application, round=2, outcome="GRANTED", by=street.liwen, **GIVEN)

    content = composed(street, application, LetterKind.REPLY, on=date(2026, 5, 11), decision=decision)

    assert (
        "2026年5月7日，本机关收到重庆市渝中区人民政府行政复议决定书（渝中复决〔2026〕7号），责令本机关对该申请重新作出答复。"
        in content["body"]
    )


# The finished paper


def test_a_draft_is_a_draft_and_a_signed_letter_has_number_and_day(street, application):
    acts.decide(application, by=street.liwen, at=cases.noon(date(2026, 3, 10)), outcome="GRANTED", **GIVEN)
    letter = acts.draft(application, LetterKind.REPLY, by=street.liwen, at=cases.noon(date(2026, 3, 10)))
    draft = letter_paper(letter)

    paper = letter_paper(cases.signed(street, letter, date(2026, 3, 11)))

    assert (draft.number, draft.signed) == ("", None)
    assert (paper.number, paper.signed) == ("朝天门街道公开〔2026〕1号", date(2026, 3, 11))
    assert [block.kind for block in paper.blocks] == ["text"] * 4
    assert paper.blocks[-1].text.startswith("如对本决定不服")
    assert (paper.addressee, paper.slip) == ("张三", None)


def test_enclosures_are_told_with_their_pages(street, application):
    acts.decide(application, by=street.liwen, at=cases.noon(date(2026, 3, 10)), outcome="GRANTED", **GIVEN)
    letter = acts.draft(application, LetterKind.REPLY, by=street.liwen, at=cases.noon(date(2026, 3, 10)))
    release = keep_bytes(
        pages(3), name="协议.pdf", kind=FileKind.RELEASE, application=application, by=street.liwen, title="补偿协议"
    )
    acts.writing.enclose(letter, [release], by=street.liwen)

    assert letter_paper(letter).enclosures == ("补偿协议（共3页）",)


@pytest.mark.parametrize("kind", ["THIRD_PARTY", "CO_MAKER", "AGENCY"])
def test_a_consultation_brings_its_slip_without_the_applicant(street, application, kind):
    cases.consulted(street, application, sent_on=date(2026, 3, 6), kind=kind)

    slip = letter_paper(Letter.objects.get()).slip

    assert slip.title == "征求意见确认函"
    assert slip.fields[0] == ("来文文号", "朝天门街道公开〔2026〕1号")
    assert [choice[:6] for choice in slip.choices] == ["同意公开", "不同意公开", "部分同意公开"]
    assert "张三" not in str(slip)


def test_a_letter_is_a_word_document_too(street, application):
    letter = acts.draft(
        application,
        LetterKind.CORRECTION_NOTICE,
        by=street.liwen,
        terms={"what": "请补正", "until": "2026-03-26"},
        at=cases.noon(date(2026, 3, 5)),
    )

    assert letter_document(letter).startswith(b"PK")


def test_reviewers_sign_the_words_that_go_out(street, application):
    cases.corrected(street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26))
    letter = Letter.objects.get()

    assert Round.objects.of(letter).count() == 1
    assert letter.version().number == 1
    assert letter.paper.data().startswith(b"%PDF")
