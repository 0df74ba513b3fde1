"""The access matrix: every address of a case, its letters and files × everybody of the town × visitors, as declared here.

seen: the page opens. office: only people of the office itself. handle: whoever handles the case. officer: the disclosure
officer. Everybody else does not learn that the case exists (404), or is sent away by the desk (302) when he sees it only.
"""

import pytest

from gongkai.applications import acts
from gongkai.applications.tests import cases, screens
from gongkai.law.letters import LetterKind
from gongkai.papers.redaction.tests import documents
from gongkai.papers.tests.fonts import needs_fonts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march"), needs_fonts]

OFFICER = {"zhaomin"}
HANDLING = OFFICER | {"liwen", "wangfang"}
OFFICE = HANDLING | {"chengang", "zhoujian", "heping", "lvying", "hanlei"}
SEEN = OFFICE | {"xufeng"}
NOBODY = {"sunyue", "wujing", "zhenghao", "fengxue", "qiankun", "jiangli", "shentao", "guchao"}
CASE = "/desk/applications/{case}/"
FILE = CASE + "files/{file}/"
LETTER = "/desk/letters/{letter}/"
MATRIX = {
    CASE: SEEN,
    CASE + "similar/": SEEN,
    CASE + "contact/": OFFICE,
    CASE + "do/search/": HANDLING,
    CASE + "do/extend/": HANDLING,
    CASE + "do/assign/": OFFICER,
    CASE + "decide/": HANDLING,
    CASE + "decide/draft/?outcome=GRANTED": HANDLING,
    CASE + "clock/{entry}/": OFFICER,
    CASE + "proactive/": OFFICER,
    CASE + "files/add/": HANDLING,
    CASE + "forms/registration.pdf": OFFICE,
    CASE + "deliveries/{delivery}/record.pdf": OFFICE,
    FILE: OFFICE,
    FILE + "redact/": HANDLING,
    FILE + "redact/1.png": HANDLING,
    LETTER: OFFICE,
    LETTER + "edit/": HANDLING,
    LETTER + "paper.pdf": OFFICE,
    LETTER + "paper.docx": OFFICE,
    LETTER + "approval.pdf": OFFICE,
}
POSTED = {
    CASE + "person/": OFFICE,
    FILE + "withdraw/": HANDLING,
    LETTER + "submit/": HANDLING,
    LETTER + "void/": HANDLING,
    LETTER + "enclose/": HANDLING,
}


@pytest.fixture
def numbers(street):
    """A consulted case with a source, a draft, a letter that went out and its delivery."""
    application = screens.delivered(street)
    file = screens.source(street, application, documents.reply())
    terms = {"workdays": 10, "reasons": "数量多。"}
    letter = acts.draft(application, LetterKind.EXTENSION_NOTICE, by=street.liwen, terms=terms)
    return {
        "case": application.pk,
        "file": file.pk,
        "letter": letter.pk,
        "entry": application.clock_entries.first().pk,
        "delivery": application.deliveries.get().pk,
    }


def everybody(street):
    assert set(street.people) == SEEN | NOBODY
    return street.people.items()


def answers(client, street, numbers, matrix, ask):
    """Yield who got what where, and whether the matrix says that he sees the case or may do this."""
    for pattern, may in matrix.items():
        for name, person in everybody(street):
            client.force_login(person)
            yield pattern, name, ask(pattern.format(**numbers)), name in may, name in SEEN


def test_every_page_opens_for_exactly_its_people(street, client, numbers):
    wrong = []
    for pattern, name, answer, may, sees in answers(client, street, numbers, MATRIX, client.get):
        sent_away = answer.status_code == 302 and answer["Location"].startswith("/desk/")
        fits = answer.status_code in {200, 422} if may else _fits(pattern, name, answer, sent_away, sees=sees)
        wrong += [] if fits else [(pattern, name, answer.status_code)]

    assert wrong == []


def test_every_act_by_post_is_for_exactly_its_people(street, client, numbers):
    wrong = []
    for pattern, name, answer, may, sees in answers(client, street, numbers, POSTED, client.post):
        goes_home = answer.status_code == 302 and answer["Location"] == "/desk/"
        fits = (
            answer.status_code == 302 and not goes_home if may else _fits(pattern, name, answer, goes_home, sees=sees)
        )
        wrong += [] if fits else [(pattern, name, answer.status_code)]

    assert wrong == []


def _fits(pattern, name, answer, sent_away, *, sees):
    """The district sees the case, and does not learn of its letters; whoever sees more is sent away."""
    hidden = name == "xufeng" and pattern.startswith(LETTER)
    return answer.status_code == 404 if hidden else sent_away if sees else _unknown(answer)


def _unknown(answer) -> bool:
    """Whoever sees no case learns nothing of it; whoever has no post does not even come into the desk."""
    return answer.status_code == 404 or (answer.status_code == 302 and "/desk/" in answer["Location"])


def test_visitors_are_sent_to_the_log_in(client, numbers):
    for pattern in [*MATRIX, *POSTED, "/desk/applications/add/"]:
        answer = client.get(pattern.format(**numbers))

        assert answer.status_code == 302, pattern
        assert "/desk/login/" in answer["Location"], pattern


@pytest.mark.parametrize("who", ["zhaomin", "liwen", "jiangli"])
def test_intake_is_for_officers_and_contributors(street, client, who):
    client.force_login(getattr(street, who))

    assert client.get("/desk/applications/add/").status_code == 200


@pytest.mark.parametrize("who", ["wangfang", "hanlei", "xufeng", "qiankun", "sunyue", "guchao"])
def test_nobody_else_takes_in(street, client, who):
    client.force_login(getattr(street, who))

    assert client.get("/desk/applications/add/").status_code == 302


def test_a_file_is_found_in_its_own_case_only(street, client, numbers):
    other = cases.received(street, screens.RECEIVED, who=cases.applicant("王五", "500103198505050022"))
    client.force_login(street.zhaomin)

    for address in (f"files/{numbers['file']}/", f"files/{numbers['file']}/redact/", f"clock/{numbers['entry']}/"):
        assert client.get(f"/desk/applications/{other.pk}/{address}").status_code == 404
    assert client.get(f"/desk/applications/{other.pk}/deliveries/{numbers['delivery']}/record.pdf").status_code == 404


def test_a_contributor_does_not_see_a_case_in_other_hands(street, client, numbers):
    other = cases.submitted(street, screens.SENT, who=cases.applicant("王五", "500103198505050022"))
    client.force_login(street.liwen)

    assert client.get(other.desk_address()).status_code == 404
