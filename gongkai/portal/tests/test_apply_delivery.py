"""领取文书: the applicant gets what was sent to him, confirms it, and gets nothing else of any case (《条例》第四十条)."""

from datetime import date

import pytest
from django.utils import timezone

from gongkai.applications.acts.sending import Dispatch
from gongkai.applications.models import CaseFile, CaseRules, Delivery, DeliveryWay, FileKind, Redaction
from gongkai.applications.states import State
from gongkai.applications.tests import cases
from gongkai.law.letters import LetterKind
from gongkai.portal.tests import applying
from gongkai.portal.tests.applying import kept, opened, replied, soup, text_of
from gongkai.publishing import addresses

pytestmark = pytest.mark.django_db
CASE = addresses.opened_case("chaotianmen")


@pytest.fixture
def asked(street):
    CaseRules.objects.create(
        office=street.chaotianmen, court="重庆市渝中区人民法院", filing_address="https://fy.example.gov.cn/"
    )
    return street


def letter_address(delivery) -> str:
    return addresses.delivery("chaotianmen", delivery.pk)


def file_address(delivery, file) -> str:
    return addresses.delivered_file("chaotianmen", delivery.pk, file.pk)


def test_a_reply_is_fetched_and_the_day_of_service_is_today(asked):
    application, delivery = replied(asked)
    client = opened(application)
    assert "请领取" in text_of(client.get(CASE))

    before = client.get(letter_address(delivery))
    assert "共2份文件" in text_of(before)
    assert "申请行政复议、提起行政诉讼的期限由此起算" in text_of(before)
    assert not soup(before).select("main ul a")
    after = client.post(letter_address(delivery), follow=True)

    delivery.refresh_from_db()
    assert delivery.delivered_on == timezone.localdate()
    assert [link.get_text() for link in soup(after).select("main ul a")] == ["政府信息公开申请答复书", "补偿协议"]
    file = client.get(soup(after).select("main ul a")[1]["href"])
    assert file.content == b"%PDF-1.7 release"
    assert "attachment" in file["Content-Disposition"]
    assert file["Cache-Control"] == "no-store"
    assert cases.fresh(application).state == State.SERVED


def test_a_notice_on_the_way_begins_no_remedy(asked):
    application = cases.received(asked, date(2026, 3, 2), agrees_to_electronic_service=True)
    fetched = Dispatch(way=DeliveryWay.DOWNLOAD, on=date(2026, 3, 4))
    terms = {"what": "请写明签约年份。", "until": "2026-03-25"}
    delivery = cases.sent(
        asked, application, LetterKind.CORRECTION_NOTICE, date(2026, 3, 4), dispatch=fetched, terms=terms
    )

    said = text_of(opened(application).get(letter_address(delivery)))

    assert "确认之日为送达之日。" in said
    assert "行政复议" not in said


def test_looking_confirms_nothing_and_a_second_confirmation_changes_nothing(asked):
    application, delivery = replied(asked)
    client = opened(application)
    file = delivery.enclosures.get()

    client.get(letter_address(delivery))
    client.head(letter_address(delivery))
    assert client.get(file_address(delivery, file))["Location"] == letter_address(delivery)
    assert Delivery.objects.get(pk=delivery.pk).delivered_on is None

    Delivery.objects.filter(pk=delivery.pk).update(delivered_on=applying.REPLIED)
    client.post(letter_address(delivery))
    assert Delivery.objects.get(pk=delivery.pk).delivered_on == applying.REPLIED


def test_what_was_posted_can_be_read_here_and_counts_as_posted(asked):
    application, delivery = replied(asked, way=DeliveryWay.POST)
    client = opened(application)

    page = client.get(letter_address(delivery))
    client.post(letter_address(delivery))

    assert len(soup(page).select("main ul a")) == 2
    assert Delivery.objects.get(pk=delivery.pk).delivered_on is None


def test_a_notice_is_fetched_while_the_case_is_open(asked):
    application = cases.received(asked, applying.RECEIVED, agrees_to_electronic_service=True)
    delivery = cases.sent(
        asked,
        application,
        LetterKind.CORRECTION_NOTICE,
        date(2026, 3, 5),
        dispatch=Dispatch(way=DeliveryWay.DOWNLOAD, on=date(2026, 3, 5)),
        terms={"what": "请写明签约年份。", "until": "2026-03-26"},
    )

    opened(application).post(letter_address(delivery))

    assert Delivery.objects.get(pk=delivery.pk).delivered_on == timezone.localdate()
    assert cases.fresh(application).state == State.CORRECTION_PENDING


def test_another_code_opens_no_letter_of_this_case(asked):
    application, delivery = replied(asked)
    other, _ = replied(asked)
    client = opened(other)

    assert client.get(letter_address(delivery)).status_code == 404
    assert client.post(letter_address(delivery)).status_code == 404
    assert client.get(file_address(delivery, delivery.letter.paper)).status_code == 404
    assert Delivery.objects.get(pk=delivery.pk).delivered_on is None
    assert client.get(addresses.delivery("jiefangbei", delivery.pk)).status_code == 302
    assert application.pk != other.pk


def test_letters_to_third_parties_are_never_shown(asked):
    application = cases.received(asked, applying.RECEIVED)
    consultation = cases.consulted(asked, application, sent_on=date(2026, 3, 6))
    delivery = Delivery.objects.get(letter__consultation=consultation)
    client = opened(application)

    assert client.get(letter_address(delivery)).status_code == 404
    assert client.get(file_address(delivery, delivery.letter.paper)).status_code == 404


@pytest.mark.parametrize("kind", [each for each in FileKind if each not in {FileKind.RELEASE, FileKind.LETTER}])
def test_what_the_office_keeps_is_never_handed_out(asked, kind):
    application, delivery = replied(asked)
    secret = kept(application, kind)
    delivery.enclosures.add(secret)  # as no act would
    client = opened(application)
    client.post(letter_address(delivery))

    assert secret.title not in [link.get_text() for link in soup(client.get(letter_address(delivery))).select("ul a")]
    assert client.get(file_address(delivery, secret)).status_code == 404


def test_a_file_of_another_case_is_never_handed_out(asked):
    application, delivery = replied(asked)
    other, foreign = replied(asked)
    delivery.enclosures.add(foreign.enclosures.get())  # as no act would
    client = opened(application)
    client.post(letter_address(delivery))

    assert client.get(file_address(delivery, foreign.enclosures.get())).status_code == 404
    assert other.pk != application.pk


@pytest.mark.parametrize("gone", ["withdrawn_at", "erased_at"])
def test_a_withdrawn_or_erased_file_is_gone(asked, gone):
    application, delivery = replied(asked)
    file = delivery.enclosures.get()
    client = opened(application)
    client.post(letter_address(delivery))
    CaseFile.objects.filter(pk=file.pk).update(**{gone: timezone.now()})

    assert client.get(file_address(delivery, file)).status_code == 404


def test_masking_that_is_not_proven_is_not_handed_out(asked):
    application, delivery = replied(asked)
    file = delivery.enclosures.get()
    Redaction.objects.create(
        application=application, source=kept(application, FileKind.SOURCE), release=file, by=asked.liwen
    )
    client = opened(application)
    client.post(letter_address(delivery))

    assert client.get(file_address(delivery, file)).status_code == 404


def test_names_of_files_are_saved_safely(asked):
    application, delivery = replied(asked, title='协议"；\r\nX-Evil: 1')
    client = opened(application)
    client.post(letter_address(delivery))

    answer = client.get(file_address(delivery, delivery.enclosures.get()))

    assert answer.status_code == 200
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("number", ["0", "9" * 40, "-1", "x"])
def test_numbers_that_are_none_are_not_found(asked, number):
    application, delivery = replied(asked)
    client = opened(application)
    client.post(letter_address(delivery))

    assert client.get(f"{CASE}delivery/{number}/").status_code == 404
    assert client.get(f"{letter_address(delivery)}{number}").status_code == 404
