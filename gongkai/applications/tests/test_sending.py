"""What may leave the office, how, and to whom: 《条例》第三十六条、第三十七条、第四十条; 行政复议法第二十二条第二款."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.utils import timezone

from gongkai.applications import acts
from gongkai.applications.acts.sending import Dispatch
from gongkai.applications.acts.writing import enclose
from gongkai.applications.filing import keep_bytes
from gongkai.applications.mailing import NOT_SENT
from gongkai.applications.models import (
    CaseFile,
    CaseRules,
    Delivery,
    DeliveryWay,
    FileKind,
    Letter,
    LetterState,
    Redaction,
)
from gongkai.applications.states import State
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind

pytestmark = pytest.mark.django_db

RECEIVED, DECIDED = date(2026, 3, 2), date(2026, 3, 20)


@pytest.fixture
def street(town):
    cases.open_office(town)
    CaseRules.objects.filter(office=town.chaotianmen).update(filing_address="https://example.com/fuyi")
    return town


@pytest.fixture
def application(street):
    return cases.received(street, RECEIVED, agrees_to_electronic_service=True)


def drafted(street, application) -> Letter:
    facts = {"reasons": "", "how_to_obtain": "随本答复书提供复印件。"}
    acts.decide(application, by=street.liwen, at=cases.noon(DECIDED), outcome="GRANTED", **facts)
    return acts.draft(application, LetterKind.REPLY, by=street.liwen, at=cases.noon(DECIDED))


def released(application, *, by, proven=True, title="补偿协议（遮盖后）") -> CaseFile:
    source = keep_bytes(b"%PDF-1.7 source", name="a.pdf", kind=FileKind.SOURCE, application=application, by=by)
    release = keep_bytes(
        b"%PDF-1.7 release", name="b.pdf", kind=FileKind.RELEASE, application=application, by=by, title=title
    )
    Redaction.objects.create(
        application=application,
        source=source,
        release=release,
        by=by,
        proven_at=timezone.now() if proven else None,
    )
    return release


def send(street, letter, way, *, on=DECIDED, **more) -> Delivery:
    return acts.send(letter, Dispatch(way=way, on=on, **more), by=street.liwen, at=cases.noon(max(on, DECIDED)))


def test_only_released_files_of_this_case_are_enclosed(street, application):
    letter = drafted(street, application)
    foreign = released(cases.received(street, RECEIVED), by=street.liwen)
    source = application.files.create(
        kind=FileKind.SOURCE, title="原件", name="a.pdf", media_type="", size=1, sealed="x"
    )

    for file in (foreign, source):
        with pytest.raises(ActRefused, match="不是本件可以提供的材料"):
            enclose(letter, [file], by=street.liwen)
    own = released(application, by=street.liwen)
    assert list(enclose(letter, [own], by=street.liwen).enclosures.all()) == [own]


def test_a_masked_file_without_proof_does_not_leave(street, application):
    letter = drafted(street, application)

    with pytest.raises(ActRefused, match="尚未核验"):
        enclose(letter, [released(application, by=street.liwen, proven=False)], by=street.liwen)


def test_a_file_withdrawn_after_signing_stops_the_dispatch(street, application):
    letter = drafted(street, application)
    file = released(application, by=street.liwen)
    enclose(letter, [file], by=street.liwen)
    letter = cases.signed(street, letter, DECIDED)
    CaseFile.objects.filter(pk=file.pk).update(withdrawn_at=timezone.now())

    with pytest.raises(ActRefused, match="不能发出"):
        send(street, letter, DeliveryWay.POST, tracking_number="EMS1")
    assert cases.fresh(application).state == State.DECIDED


def test_electronic_service_needs_consent(street):
    application = cases.received(street, RECEIVED)
    letter = cases.signed(street, drafted(street, application), DECIDED)

    with pytest.raises(ActRefused, match="没有同意电子送达"):
        send(street, letter, DeliveryWay.DOWNLOAD)


def test_served_online_the_address_for_reconsideration_is_needed(street, application):
    letter = cases.signed(street, drafted(street, application), DECIDED)
    CaseRules.objects.filter(office=street.chaotianmen).update(filing_address="")

    with pytest.raises(ActRefused, match="网上申请行政复议"):
        send(street, letter, DeliveryWay.DOWNLOAD)


@pytest.mark.parametrize(
    ("way", "more", "told"),
    [
        pytest.param(DeliveryWay.POST, {}, "请填写邮件号", id="邮寄没有邮件号"),
        pytest.param(DeliveryWay.EMAIL, {}, "没有设置邮件服务器", id="没有邮件服务器"),
        pytest.param(DeliveryWay.PICK_UP, {"on": DECIDED - timedelta(1)}, "不能早于签发日期", id="早于签发"),
    ],
)
def test_what_cannot_go_out_this_way(street, application, way, more, told):
    letter = cases.signed(street, drafted(street, application), DECIDED)

    with pytest.raises(ActRefused, match=told):
        send(street, letter, way, **more)
    assert Letter.objects.get(pk=letter.pk).state == LetterState.SIGNED


def test_an_unsigned_letter_does_not_go_out(street, application):
    with pytest.raises(ActRefused, match="不能办理“送达”"):
        send(street, drafted(street, application), DeliveryWay.PICK_UP)


def test_a_day_in_the_future_is_refused(street, application):
    letter = cases.signed(street, drafted(street, application), DECIDED)

    with pytest.raises(ActRefused, match="晚于今天"):
        acts.send(
            letter,
            Dispatch(way=DeliveryWay.PICK_UP, on=DECIDED + timedelta(1)),
            by=street.liwen,
            at=cases.noon(DECIDED),
        )


def test_by_mail_go_the_letter_and_its_enclosures_and_nothing_else(
    street, application, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_CONFIGURED = True
    letter = drafted(street, application)
    enclose(letter, [released(application, by=street.liwen)], by=street.liwen)
    letter = cases.signed(street, letter, DECIDED)

    with django_capture_on_commit_callbacks(execute=True):
        send(street, letter, DeliveryWay.EMAIL)

    (message,) = mail.outbox
    assert message.to == ["zhangsan@example.com"]
    assert [name for name, *_ in message.attachments] == ["朝天门街道公开〔2026〕1号.pdf", "b.pdf"]
    assert message.attachments[0][1].startswith(b"%PDF")


def test_a_mail_that_the_server_refuses_is_noted(
    street, application, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "gongkai.applications.tests.test_sending.RefusingBackend"
    letter = cases.signed(street, drafted(street, application), DECIDED)

    with django_capture_on_commit_callbacks(execute=True):
        delivery = send(street, letter, DeliveryWay.EMAIL)

    delivery.refresh_from_db()
    assert delivery.refusal_note == NOT_SENT


class RefusingBackend:
    """A mail server that takes nothing."""

    def __init__(self, **options: object) -> None:
        pass

    def send_messages(self, messages: list) -> int:
        raise SMTPRecipientsRefused({})


def test_a_reply_on_the_spot_is_served_at_once(street):
    day = date(2026, 3, 2)
    application = cases.received(street, day)
    facts = {"reasons": "", "how_to_obtain": "当场提供复印件。"}
    acts.decide(application, by=street.liwen, at=cases.noon(day), outcome="GRANTED", **facts)
    letter = cases.signed(street, acts.draft(application, LetterKind.REPLY, by=street.liwen, at=cases.noon(day)), day)

    delivery = acts.send(letter, Dispatch(way=DeliveryWay.ON_SITE, on=day), by=street.liwen, at=cases.noon(day))

    assert delivery.delivered_on == day
    assert cases.fresh(application).ended_on == day


def test_the_paper_that_went_out_is_kept_as_it_was(street, application):
    letter = cases.signed(street, drafted(street, application), DECIDED)
    send(street, letter, DeliveryWay.PICK_UP)

    letter.refresh_from_db()
    assert letter.paper.data().startswith(b"%PDF")
    assert letter.paper.kind == FileKind.LETTER


def test_a_letter_goes_out_once(street, application):
    letter = cases.signed(street, drafted(street, application), DECIDED)
    send(street, letter, DeliveryWay.PICK_UP)

    with pytest.raises(ActRefused, match="已送达"):
        send(street, letter, DeliveryWay.PICK_UP)
    assert Delivery.objects.count() == 1
