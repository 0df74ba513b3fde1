"""第三道闸: nothing is written to the public folder that the register does not prove (design decision 3).

`prove` turns a publication into a `Document`, the only thing that pages, lists, feeds and the search index are made from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from gongkai.law.attributes import Attribute
from gongkai.records.models import Publication, Record
from gongkai.review.models import RoundState
from gongkai.review.subjects import hash_of

from . import addresses

_PRIVATE = re.compile(r"/desk/attachments/(\d+)/[^\s\"'<>]*")


class Unproven(Exception):
    """The register does not prove that this may be public; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class PublicAttachment:
    """An attachment or image of the reviewed content, and its public address."""

    id: int
    is_image: bool
    title: str
    name: str
    size: int
    sha256: str
    address: str

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower().lstrip(".")


@dataclass(frozen=True, slots=True)
class Document:
    """A proven publication: what the public may read, from the reviewed content alone."""

    publication_id: int
    record_id: int
    office_id: int
    column_id: int
    shelf_number: int
    address: str
    title: str
    body: str
    kind: str
    facts: dict[str, str]
    attachments: tuple[PublicAttachment, ...]
    index_number: str
    published_at: datetime
    updated_at: datetime

    @property
    def made_on(self) -> date:
        return date.fromisoformat(self.facts["成文日期"])


def provable(publications: models.QuerySet[Publication]) -> models.QuerySet[Publication]:
    """Return those for which every proof stands that the database itself can tell."""
    return publications.filter(
        withdrawn_at__isnull=True,
        record__live=True,
        record__attribute=Attribute.PROACTIVE.value,
        record__approval_id=models.F("approval_id"),
        approval__state=RoundState.CLOSED,
        approval__content_hash=models.F("content_hash"),
    )


def read_whole(publications: models.QuerySet[Publication]) -> models.QuerySet[Publication]:
    """Return the publications with what a proof looks at, and without the texts that it does not."""
    return publications.select_related("office", "record", "approval").defer("record__body", "record__summary")


def prove(publication: Publication) -> Document:
    """Return what the public may read of the publication.

    :raises Unproven: when it is withdrawn, not live, not 主动公开, or its content is not the one that was reviewed.
    """
    for fine, sentence in _proofs(publication):
        if not fine:
            raise Unproven(sentence)
    document = _document(publication)
    known = {each.id for each in document.attachments}
    if strays := [found for found in _PRIVATE.findall(document.body) if int(found) not in known]:
        raise Unproven(f"正文引用了不属于本信息的附件（编号{strays[0]}），不能公开。请更换图片或附件后重新送审。")
    return document


def _proofs(publication: Publication) -> list[tuple[bool, str]]:
    record, approval = publication.record, publication.approval
    return [
        (publication.stands, "该信息已经撤回。"),
        (record.live, "登记簿上该信息不是公开状态。"),
        (record.attribute == Attribute.PROACTIVE.value, "该信息未认定为主动公开。"),
        (_is_of(approval, record), "所依据的审校不是这条信息的审校。"),
        (record.approval_id == approval.pk, "登记簿上所依据的审校与公开记录不同。"),
        (approval.state == RoundState.CLOSED, "所依据的审校没有完成。"),
        (approval.content_hash == publication.content_hash, "公开内容的摘要与审校内容的不同。"),
        (hash_of(publication.content) == publication.content_hash, "公开内容与其摘要不符，已被改动。"),
    ]


def _is_of(approval: Any, record: Record) -> bool:
    kind = ContentType.objects.get_for_model(Record)
    return (approval.subject_type_id, approval.subject_id) == (kind.pk, record.pk)


def _document(publication: Publication) -> Document:
    content, address = publication.content, address_of(publication)
    return Document(
        publication_id=publication.pk,
        record_id=publication.record_id,
        office_id=publication.office_id,
        column_id=publication.column_id,
        shelf_number=publication.shelf_number,
        address=address,
        title=content["title"],
        body=content["body"],
        kind=content["kind"],
        facts=content["facts"],
        attachments=tuple(_attachment(each, address) for each in content["attachments"]),
        index_number=publication.index_number,
        published_at=publication.published_at,
        updated_at=publication.updated_at,
    )


def _attachment(facts: dict[str, Any], document_address: str) -> PublicAttachment:
    suffix = PurePath(facts["name"]).suffix.lstrip(".")
    return PublicAttachment(
        id=facts["id"],
        is_image=facts["kind"] == "IMAGE",
        title=facts["title"],
        name=facts["name"],
        size=facts["size"],
        sha256=facts["digest"],
        address=addresses.attachment(document_address, facts["id"], suffix),
    )


def address_of(publication: Publication) -> str:
    """Return the public address of the publication."""
    return addresses.document(
        publication.office.slug, publication.column_path, publication.published_at, publication.record_id
    )


def public_body(document: Document) -> str:
    """Return the body with references to private files turned into the public ones beside the document."""
    public = {each.id: each.address for each in document.attachments}
    return _PRIVATE.sub(lambda found: public[int(found[1])], document.body)
