"""What a decision says on remedies: 《行政复议法》第二十条、第二十二条至第二十四条, 《行政诉讼法》第四十五条、第四十六条.

Before 2024 a refusal could go to court at once; since then reconsideration comes first; since 2025-06-01 the Supreme
People's Court says that this means refusals under 第十四条 to 第十六条.
"""

import datetime as dt

import pytest

from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import OUTCOMES, Group, OutcomeNotKnown
from gongkai.law.remedies import RemedyIncomplete, remedy, remedy_basis

OLD, REVISED, INTERPRETED = dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2025, 6, 1)
FIRST = {each.code for each in OUTCOMES if each.group is Group.REFUSED} - {"REFUSED_SPECIAL_ACCESS"}


def told(code, on=INTERPRETED, **facts):
    facts = {"served_online": False, "authority": "渝中区人民政府", "court": "重庆铁路运输法院", **facts}
    return remedy(code, on=on, **facts)


@pytest.mark.parametrize("each", [each for each in OUTCOMES if each.code != "PARTIAL"], ids=lambda each: each.label)
@pytest.mark.parametrize("on", [REVISED, INTERPRETED], ids=["复议法修订后", "司法解释后"])
def test_reconsideration_comes_first_for_refusals_under_14_to_16(each, on):
    found = told(each.code, on=on)

    assert found.first_reconsideration == (each.code in FIRST)
    assert ("先向渝中区人民政府申请行政复议" in found.text) == (each.code in FIRST)
    assert ("6个月内向重庆铁路运输法院提起行政诉讼" in found.text) == (each.code not in FIRST)


def test_before_2024_a_refusal_could_go_to_court_at_once():
    found = told("REFUSED_STATE_SECRET", on=OLD)

    assert (found.version, found.first_reconsideration) == ("2019-05-15", False)
    assert "也可以自收到本决定之日起6个月内" in found.text


@pytest.mark.parametrize(
    ("on", "version"),
    [
        pytest.param(OLD, "2019-05-15", id="修订前最后一日"),
        pytest.param(REVISED, "2024-01-01", id="修订施行之日"),
        pytest.param(dt.date(2025, 5, 31), "2024-01-01", id="司法解释前一日"),
        pytest.param(INTERPRETED, "2025-06-01", id="司法解释施行之日"),
        pytest.param(dt.date(2026, 11, 23), "2025-06-01", id="现行"),
    ],
)
def test_the_day_of_the_decision_chooses_the_version(on, version):
    assert told("GRANTED", on=on).version == version
    assert remedy_basis(on=on)


def test_the_paragraph_of_a_refusal_reads_as_printed():
    assert told("REFUSED_THIRD_PARTY").text == (
        "如对本决定不服，应当自收到本决定之日起60日内先向渝中区人民政府申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向重庆铁路运输法院提起行政诉讼。"
    )


@pytest.mark.parametrize(
    ("refused_under", "on", "first"),
    [
        pytest.param(("REFUSED_THIRD_PARTY",), INTERPRETED, True, id="第三方"),
        pytest.param(("REFUSED_SPECIAL_ACCESS",), INTERPRETED, False, id="行政查询"),
        pytest.param(("UNAVAILABLE_NOT_HELD", "REFUSED_INTERNAL_AFFAIRS"), INTERPRETED, True, id="两种"),
        pytest.param(("REFUSED_THIRD_PARTY",), OLD, False, id="修订前"),
    ],
)
def test_partial_disclosure_follows_its_refused_parts(refused_under, on, first):
    found = told("PARTIAL", on=on, refused_under=refused_under)

    assert found.first_reconsideration is first
    assert ("不予公开的部分" in found.text) is first
    assert "6个月" in found.text


@pytest.mark.parametrize(
    "kind",
    [kind for kind in LetterKind if kind.remedy == "NONE"],
    ids=lambda kind: kind.label,
)
def test_procedural_letters_say_nothing_of_remedies(kind):
    assert told(kind.value, authority="", court="").text == ""


def test_a_third_party_whose_information_is_given_away_is_told_its_remedies():
    assert "申请行政复议" in told(LetterKind.DISCLOSURE_NOTICE.value).text
    assert told(LetterKind.CORRECTION_NOTICE.value).text == ""


def test_what_is_served_on_line_names_where_to_file():
    found = told("GRANTED", served_online=True, filing_address="https://xzfy.example.gov.cn")

    assert found.text.endswith("您可以通过互联网提交行政复议申请书：https://xzfy.example.gov.cn。")
    assert "互联网" not in told("GRANTED").text
    assert "互联网" not in told("GRANTED", on=OLD, served_online=True).text


@pytest.mark.parametrize(
    ("code", "facts", "sentence"),
    [
        pytest.param("GRANTED", {"served_online": True}, "第二十二条第二款", id="网上送达没有网址"),
        pytest.param("GRANTED", {"authority": ""}, "应当写明复议机关和人民法院", id="没有复议机关"),
        pytest.param("GRANTED", {"court": " "}, "应当写明复议机关和人民法院", id="没有法院"),
        pytest.param("PARTIAL", {}, "各依据哪一项", id="部分公开没有写明依据"),
        pytest.param("REPLY", {}, "取决于办理结果", id="答复没有结果"),
        pytest.param("GRANTED", {"on": dt.date(2019, 5, 14)}, "没有适用的救济告知版本", id="条例施行之前"),
    ],
)
def test_an_incomplete_paragraph_is_refused(code, facts, sentence):
    with pytest.raises(RemedyIncomplete) as refusal:
        told(code, **facts)

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_an_unknown_code_is_refused():
    with pytest.raises(OutcomeNotKnown):
        told("DENIED")
