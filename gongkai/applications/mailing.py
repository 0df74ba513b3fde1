"""电子邮件送达: a signed letter and its enclosures to the address that the applicant gave for it, where mail is set up."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage

from .models import CaseFile, Delivery

NOT_SENT = "邮件服务器没有接受这封邮件，文书尚未发出。请改用其他方式送达，并更正发出日期。"
logger = logging.getLogger(__name__)


def mail_delivery(delivery: Delivery) -> None:
    """Send the letter and what was enclosed with it, and nothing else, to the applicant of this very case.

    Called once the dispatch is on record; a mail that the server refuses is noted with the delivery.
    """
    application, letter = delivery.application, delivery.letter
    message = EmailMessage(
        subject=f"{application.office.name}：{letter.get_kind_display()}（{application.number}号申请）",
        body=f"您好：\n\n现将{letter.get_kind_display()}及所附材料送达给您，请查收并回复本邮件确认收到。\n\n{application.office.name}",
        to=[application.applicant.email],
    )
    papers: list[CaseFile] = [*filter(None, [letter.paper]), *delivery.enclosures.all()]
    for file in papers:
        message.attach(file.name, file.data(), file.media_type)
    try:
        message.send()
    except (SMTPException, OSError):
        logger.exception("The mail of delivery %s could not be sent", delivery.pk)
        delivery.refusal_note = NOT_SENT
        delivery.save(update_fields=["refusal_note"])
