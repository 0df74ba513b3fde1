"""称谓与来历: what every letter says of its case: whom it addresses, when and how the application came, whom to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.models import Applicant, Application
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.law.receipt import Channel
from gongkai.office.models import Office, User
from gongkai.publishing.addresses import progress

from .wording import cited_together, day, one_line, quoted, sentence, shipped


def common_words(case: Case, kind: LetterKind) -> dict[str, str]:
    """Return what the wording of any letter of the case may ask for."""
    application = case.application
    return {
        **pronouns(application.applicant),
        "number": application.number,
        "opening": opening(application),
        "wanted": quoted(application.wording().said),
        "basis": cited_together(kind.basis),
        "due": day(case.reckoning.due),
        "handing_in": handing_in(application),
        "return_channel": return_channel(application.office),
    }


def pronouns(applicant: Applicant) -> dict[str, str]:
    """Return how the letter speaks to the applicant: 您, or 贵单位 to an organisation."""
    return {"you": "贵单位", "your": "贵单位的"} if applicant.is_organisation else {"you": "您", "your": "您的"}


def opening(application: Application) -> str:
    """Return the sentence on the receipt: how the application came, on which day, under which number."""
    established = "received" if application.received_on else "unconfirmed"
    words = {
        **pronouns(application.applicant),
        "channel": shipped()["channels"][application.channel],
        "received": day(application.received_on),
        "submitted": day(timezone.localdate(application.submitted_at)),
        "number": application.number,
    }
    return sentence(shipped()["openings"][established], words)


def handing_in(application: Application) -> str:
    """Return how an answer is handed in: who filed on the web holds the query code that opens the progress page."""
    if application.channel != Channel.WEB.value:
        return "送交或者寄至本机关"
    page = settings.SITE_URL.rstrip("/") + progress(application.office.slug)
    return f"送交或者寄至本机关，也可以凭申请编号和查询码在网上提交（{page}）"


def return_channel(office: Office) -> str:
    """Return where answers are sent; "" when the office has named nothing, which then counts as missing."""
    postcode = f"（邮政编码：{office.postcode}）" if office.postcode else ""
    ways = [
        f"地址：{office.address}{postcode}" if office.address else "",
        f"传真：{office.fax}" if office.fax else "",
        f"电子邮箱：{office.email}" if office.email else "",
    ]
    return "，".join(filter(None, ways))


def contact(office: Office, person: User | None) -> str:
    """Return whom to ask, and how.

    :raises ActRefused: when the office has no telephone number on record.
    """
    if not office.phone:
        raise ActRefused("文书应当写明联系电话。请先在机构设置中填写咨询电话。")
    name = f"联系人：{person.name}，" if person else ""
    return f"{name}联系电话：{office.phone}"


def addressed(name: str) -> str:
    """Return the name as the addressee's line shows it.

    :raises ActRefused: when there is none.
    """
    if not one_line(name):
        raise ActRefused("文书没有收件人的姓名或者名称。请补充后再拟稿。")
    return one_line(name)


def due_day(terms: dict[str, Any], *, after: date) -> date:
    """Return the day that the letter fixes (`until`).

    :raises ActRefused: when it is missing, no date, or not after the day of the letter.
    """
    try:
        until = date.fromisoformat(terms["until"])
    except (KeyError, TypeError, ValueError) as error:
        raise ActRefused("请填写截止日期。") from error
    if until <= after:
        raise ActRefused(f"截止日期{day(until)}应当晚于发文当日。")
    return until
