"""七步法 on the desk: one question after the other, the outcome preselected, the decision with every reason against it."""

import pytest

from gongkai.applications.models import Decision, Letter
from gongkai.applications.states import State
from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.screens import go, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march")]
TO_GRANTED = "taken=clear&taken=application&taken=ours&taken=held&taken=all"


def steps(application, query="") -> str:
    return f"/desk/applications/{application.pk}/decide/?{query}"


def draft(application, code="") -> str:
    return f"/desk/applications/{application.pk}/decide/draft/?outcome={code}"


def test_the_first_question_comes_first(street, client):
    text = page(go(client, street, "liwen", steps(screens.received(street))))

    assert "补不补：申请内容、身份证明、联系方式是否明确？" in text


def test_the_last_answer_preselects_the_outcome(street, client):
    text = page(go(client, street, "liwen", steps(screens.received(street), TO_GRANTED)))

    assert "初步结果：予以公开—予以公开" in text
    assert '<option value="GRANTED" selected>' in text
    assert "怎么给" in text


def test_a_step_that_needs_a_letter_leads_to_it(street, client):
    application = screens.received(street)
    query = TO_GRANTED.replace("taken=all", "taken=ask_third_party")

    text = page(go(client, street, "liwen", steps(application, query)))

    assert "须先制发征求第三方意见书" in text
    assert f"/desk/applications/{application.pk}/do/consult/" in text


def test_an_answer_that_the_step_has_not_starts_again(street, client):
    application = screens.received(street)

    answer = go(client, street, "liwen", steps(application, "taken=nonsense"))

    assert answer["Location"] == steps(application).rstrip("?")


def test_a_decision_is_drafted_with_its_letter(street, client):
    application = screens.received(street)
    given = {"outcome": "GRANTED", "how_to_obtain": "随本答复书提供复印件。", "then": "draft"}

    answer = go(client, street, "liwen", draft(application, "GRANTED"), **given)

    letter = Letter.objects.get()
    assert answer["Location"] == letter.desk_address()
    assert (application.decisions.get().outcome, cases.fresh(application).state) == ("GRANTED", State.DRAFTING)


def test_every_reason_against_the_outcome_is_said_and_nothing_lost(street, client):
    application = screens.received(street)
    given = {"outcome": "PARTIAL", "facts": "共十二份协议。", "refused_under": ["REFUSED_THIRD_PARTY"]}

    answer = go(client, street, "liwen", draft(application, "PARTIAL"), **given)

    text = page(answer)
    assert answer.status_code == 422
    for words in ("须先书面征求第三方意见", "请写明理由", "请写明获取的方式", "共十二份协议。"):
        assert words in text
    assert not Decision.objects.exists()


def test_the_outcome_may_be_changed_and_leaves_nothing_behind(street, client):
    application = screens.received(street)
    other = {"other_agency": "区生态环境局", "other_agency_contact": "023-00000009", "reasons": "不属本机关。"}
    go(client, street, "liwen", draft(application), outcome="UNAVAILABLE_OTHER_AGENCY", **other)

    go(client, street, "liwen", draft(application), outcome="GRANTED", how_to_obtain="随附复印件。")

    decision = application.decisions.get()
    assert (decision.outcome, decision.other_agency, decision.how_to_obtain) == ("GRANTED", "", "随附复印件。")


def test_not_held_asks_for_the_search_first(street, client):
    application = screens.received(street)

    text = page(go(client, street, "liwen", draft(application), outcome="UNAVAILABLE_NOT_HELD", reasons="经检索没有。"))

    assert "须登记检索记录" in text


def test_a_repeat_names_the_earlier_answer_of_the_same_person(street, client):
    earlier, application = screens.served(street), screens.received(street)
    given = {"outcome": "REJECTED_REPEAT", "reasons": "内容相同。"}
    text = page(go(client, street, "liwen", draft(application, "REJECTED_REPEAT")))
    assert str(earlier) in text

    go(client, street, "liwen", draft(application), repeats=earlier.pk, **given)

    assert cases.fresh(application).repeats == earlier


def test_a_consulted_case_is_not_decided(street, client):
    application = screens.consulting(street)

    text = page(go(client, street, "liwen", draft(application), outcome="GRANTED", how_to_obtain="随附。"))

    assert "不能办理“拟定答复”" in text
    assert not Decision.objects.exists()


def test_an_outcome_that_does_not_exist_is_asked_again(street, client):
    application = screens.received(street)

    answer = go(client, street, "liwen", draft(application, "NONSENSE"))

    assert answer["Location"] == f"/desk/applications/{application.pk}/decide/"
