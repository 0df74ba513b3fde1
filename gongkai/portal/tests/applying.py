"""What tests of the public form tell: a citizen who fills it in, sends it and keeps the receipt."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from gongkai.applications import acts
from gongkai.applications.acts.sending import Dispatch
from gongkai.applications.filing import keep_bytes
from gongkai.applications.models import Application, CaseFile, DeliveryWay, FileKind
from gongkai.applications.tests import cases
from gongkai.law.letters import LetterKind
from gongkai.publishing import addresses

OFFICE = "chaotianmen"
RECEIVED, REPLIED = date(2026, 3, 2), date(2026, 3, 20)
NAME = "张三丰"
NUMBER = "500103199001010010"
CODE = "91500103MA5U00000D"


def picture(name: str = "身份证.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def citizen(**changed: Any) -> dict[str, Any]:
    """Return the form of a citizen as filled in; None leaves a field out."""
    given = {
        "name": NAME,
        "identity_type": "ID_CARD",
        "identity_number": NUMBER,
        "identity_files": [picture()],
        "phone": "13800001234",
        "address": "重庆市渝中区示例路9号3幢5-1",
        "title": "某某路房屋征收补偿方案（示例）",
        "provide_form": "PAPER",
        "obtain_way": "POST",
        "confirmed": "on",
    } | changed
    return {name: value for name, value in given.items() if value is not None}


def organisation(**changed: Any) -> dict[str, Any]:
    given = {
        "kind": "COMPANY",
        "name": "示例商贸有限公司",
        "identity_type": "CREDIT_CODE",
        "identity_number": CODE,
        "legal_representative": "李四光",
        "contact_name": "王五",
        "identity_files": [picture("营业执照.png")],
    }
    return citizen(**given | changed)


@dataclass
class Filed:
    """What a citizen holds after filing."""

    client: Client
    application: Application

    @property
    def code(self) -> str:
        return self.application.query_code


def form_address(kind: str = "person", office: str = OFFICE) -> str:
    return addresses.application_form(office, kind)


def token_of(client: Client, address: str) -> str:
    return soup(client.get(address)).select_one("input[name=token]")["value"]


def send(
    client: Client, given: dict[str, Any] | None = None, *, kind: str = "person", office: str = OFFICE, **more: Any
):
    """Open the form and send it; return the answer."""
    address = form_address(kind, office)
    token = more.pop("token", None) or token_of(client, address)
    return client.post(address, {"token": token, **(given or citizen())}, **more)


def filed(client: Client | None = None, given: dict[str, Any] | None = None, **more: Any) -> Filed:
    client = client or Client()
    answer = send(client, given, **more)
    assert answer.status_code == 302, errors(answer)
    submission = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    return Filed(client, Application.objects.get(submission=submission))


def opened(application: Application, client: Client | None = None, office: str = OFFICE) -> Client:
    """Return a browser in which the application was opened with its number and code."""
    client = client or Client()
    answer = ask(client, application.number, application.query_code, office=office)
    assert answer.status_code == 302, errors(answer)
    return client


def ask(client: Client, number: str, code: str, *, office: str = OFFICE, **more: Any):
    return client.post(addresses.progress(office), {"number": number, "code": code}, **more)


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def errors(answer) -> list[str]:
    return [each.get_text() for each in soup(answer).select(".govuk-error-summary li")]


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", soup(answer).select_one("main").get_text())


def ago(**period: float):
    return timezone.now() - timedelta(**period)


def kept(application, kind, data=b"%PDF-1.7 kept", **more) -> CaseFile:
    return keep_bytes(data, name=f"{kind}.pdf", kind=kind, application=application, by=None, **more)


def replied(asked, *, way=DeliveryWay.DOWNLOAD, title="补偿协议"):
    """Return an application whose reply went out with one enclosure, and the dispatch."""
    application = cases.received(asked, RECEIVED, agrees_to_electronic_service=True)
    release = kept(application, FileKind.RELEASE, data=b"%PDF-1.7 release", title=title)
    acts.decide(
        application,
        by=asked.liwen,
        at=cases.noon(REPLIED),
        outcome="GRANTED",
        reasons="依法办理。",
        how_to_obtain="随本答复书提供复印件。",
    )
    dispatch = Dispatch(way=way, on=REPLIED, tracking_number="EMS0001")
    delivery = cases.sent(asked, application, LetterKind.REPLY, REPLIED, dispatch=dispatch, enclosing=[release])
    return cases.fresh(application), delivery
