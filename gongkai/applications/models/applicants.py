"""申请人: who asks, as given on the form. Everything that identifies a person is encrypted, and erased after its term."""

from __future__ import annotations

from typing import Any

from django.db import models

from gongkai.office.encryption import EncryptedTextField, fingerprint
from gongkai.office.masking import masked_identity, masked_name, masked_phone

IDENTITY = "applications.identity"
"""The purpose under which identity numbers are fingerprinted, so that the same person is found without reading them."""


class ApplicantKind(models.TextChoices):
    """The columns of table three; the keys of `law.report_form` are these in lower case."""

    NATURAL_PERSON = "NATURAL_PERSON", "自然人"
    COMPANY = "COMPANY", "商业企业"
    RESEARCH = "RESEARCH", "科研机构"
    WELFARE = "WELFARE", "社会公益组织"
    LEGAL_SERVICE = "LEGAL_SERVICE", "法律服务机构"
    OTHER = "OTHER", "其他"


class IdentityType(models.TextChoices):
    ID_CARD = "ID_CARD", "居民身份证"
    PASSPORT = "PASSPORT", "护照"
    HK_MACAO_PERMIT = "HK_MACAO_PERMIT", "港澳居民来往内地通行证"
    TAIWAN_PERMIT = "TAIWAN_PERMIT", "台湾居民来往大陆通行证"
    OTHER_DOCUMENT = "OTHER_DOCUMENT", "其他有效证件"
    CREDIT_CODE = "CREDIT_CODE", "统一社会信用代码"
    REGISTRATION = "REGISTRATION", "登记证号"


class Applicant(models.Model):
    """The applicant of one application (《条例》第二十九条第二款第（一）项). One row per application: people move and marry."""

    kind = models.CharField("申请人类型", max_length=16, choices=ApplicantKind.choices)
    name = EncryptedTextField("姓名或名称")
    identity_type = models.CharField("证件类型", max_length=16, choices=IdentityType.choices)
    identity_number = EncryptedTextField("证件号码", blank=True)
    identity_key = models.CharField("同一申请人标识", max_length=64, blank=True, db_index=True, editable=False)
    affiliation = EncryptedTextField("工作单位", blank=True)
    legal_representative = EncryptedTextField("法定代表人", blank=True)
    contact_name = EncryptedTextField("联系人", blank=True)
    phone = EncryptedTextField("联系电话", blank=True)
    address = EncryptedTextField("通信地址", blank=True)
    postcode = EncryptedTextField("邮政编码", blank=True)
    email = EncryptedTextField("电子邮箱", blank=True)
    fax = EncryptedTextField("传真", blank=True)
    agent_name = EncryptedTextField("代理人姓名", blank=True)
    agent_identity_number = EncryptedTextField("代理人证件号码", blank=True)
    erased_at = models.DateTimeField("个人信息清除时间", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "申请人"

    def __str__(self) -> str:
        return self.masked_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.erased_at is None:
            self.identity_key = fingerprint(self.identity_number, purpose=IDENTITY) if self.identity_number else ""
        super().save(*args, **kwargs)

    @property
    def is_organisation(self) -> bool:
        return self.kind != ApplicantKind.NATURAL_PERSON

    @property
    def masked_name(self) -> str:
        """The name as lists and screens show it; an organisation's name is not personal."""
        if self.erased_at:
            return "（已清除）"
        return self.name if self.is_organisation else masked_name(self.name)

    @property
    def masked_identity_number(self) -> str:
        return masked_identity(self.identity_number)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    PERSONAL = (
        "name",
        "identity_number",
        "affiliation",
        "legal_representative",
        "contact_name",
        "phone",
        "address",
        "postcode",
        "email",
        "fax",
        "agent_name",
        "agent_identity_number",
    )
    """What erasure empties."""
