"""文件页: a document with its code and attachments, the tombstone that follows it, and the preview that precedes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from gongkai.publishing import addresses
from gongkai.publishing.disk import Change, Copy, Drop, Folder, NotTheReviewedFile, Put
from gongkai.publishing.proof import Document, PublicAttachment, address_of, public_body
from gongkai.publishing.reading import Reading, validity_mark
from gongkai.publishing.tables import readable
from gongkai.publishing.tree import Tree
from gongkai.records.models import Attachment, Publication, Record, Validity, ValidityChange, Withdrawal

from .codes import picture_of
from .frame import breadcrumb, column_facts, fragments, frame
from .sizes import readable_size

ENDED = {
    Validity.AMENDED: "本文件已修改。",
    Validity.REPEALED: "本文件已废止。",
    Validity.EXPIRED: "本文件已失效。",
}
WITHDRAWN = "该信息已由发布机构撤回。"
UNALLOTTED = "（发布时编号）"


def document_page(publication_id: int, reading: Reading) -> list[Change]:
    """Return the files of a document that stands, or those of its withdrawal."""
    document = reading.document(publication_id)
    if document:
        try:
            return _standing(document, reading)
        except NotTheReviewedFile as refusal:
            reading.refuse(publication_id, str(refusal))
            return []
    publication = reading.publication(publication_id)
    return [] if publication.stands else _withdrawn(publication, reading)


def _standing(document: Document, reading: Reading) -> list[Change]:
    kept: list[Put | Copy] = [_html(document, reading), _qr_code(document), *_copies(document)]
    paths = {change.path for change in kept}
    grave = Drop(addresses.place(addresses.tombstone(document.address)))
    return [*kept, grave, *(Drop(path) for path in reading.beside(document.address) if path not in paths)]


def _withdrawn(publication: Publication, reading: Reading) -> list[Change]:
    """Return the removal of page, code and attachments, and the notice that takes their place."""
    address = address_of(publication)
    tree = reading.tree(publication.office_id)
    told = Withdrawal.objects.filter(publication=publication).order_by("id").last()
    context = {
        **frame(tree, title="该信息已撤回", address=address, noindex=True),
        "breadcrumb": breadcrumb(tree, reading.column(publication.column_id), here="已撤回"),
        "withdrawn": {
            "title": publication.content["title"],
            "on": publication.withdrawn_at,
            "reason": told.public_reason if told else WITHDRAWN,
        },
    }
    page = render_to_string("publishing/tombstone.html", context)
    grave = Put(addresses.place(addresses.tombstone(address)), page.encode())
    return [*(Drop(path) for path in reading.beside(address)), grave]


def _html(document: Document, reading: Reading) -> Put:
    tree, before_after = reading.tree(document.office_id), reading.neighbours(document.publication_id)
    change = reading.validity(document.publication_id)
    before, after = (_link(each) for each in before_after)
    facts = _facts(document, tree) | {
        "validity": validity_mark(change),
        "notices": _notices(change),
        "attachments": [_attachment(each) for each in document.attachments if not each.is_image],
        "previous": before,
        "next": after,
    }
    context = {
        **_frame(tree, document, reading),
        "document": facts,
        "qr_url": addresses.qr_code(document.address),
        "correct_url": addresses.correct(tree.office.slug),
    }
    page = render_to_string("publishing/document.html", context)
    return Put(addresses.place(document.address), page.encode())


def _frame(tree: Tree, document: Document, reading: Reading) -> dict[str, Any]:
    column = reading.column(document.column_id)
    description = document.facts.get("内容概述", "")
    return {
        **frame(tree, title=document.title, address=document.address, description=description),
        "fragments": fragments(tree),
        "column": column_facts(tree, column),
        "breadcrumb": breadcrumb(tree, column, here="正文"),
    }


def _facts(document: Document, tree: Tree) -> dict[str, Any]:
    """Return the rows of the index table and the text, from the reviewed content."""
    facts = document.facts
    return {
        "title": document.title,
        "index_no": document.index_number,
        "topic": facts["主题分类"],
        "genre": facts["体裁分类"],
        "issuer": tree.office.name,
        "made_on": document.made_on,
        "doc_no": facts["发文字号"],
        "published_at": document.published_at,
        "source": facts["来源"],
        "keywords": facts["关键词"],
        "annex": facts.get("附注", ""),
        "body": mark_safe(readable(public_body(document))),  # noqa: S308  the reviewed body, cleaned by records before review
    }


def _notices(change: ValidityChange | None) -> list[dict[str, str]]:
    if change is None or change.validity not in ENDED:
        return []
    basis = f"依据：{change.basis}。" if change.basis else ""
    return [{"text": f"{ENDED[Validity(change.validity)]}自{change.since:%Y年%-m月%-d日}起。{basis}"}]


def _attachment(each: PublicAttachment) -> dict[str, str]:
    return {
        "title": each.title,
        "url": each.address,
        "kind": each.suffix.upper() or "文件",
        "size": readable_size(each.size),
    }


def _link(document: Document | None) -> dict[str, str] | None:
    return {"title": document.title, "url": document.address} if document else None


def _qr_code(document: Document) -> Put:
    url = addresses.absolute(settings.SITE_URL, document.address)
    return Put(addresses.place(addresses.qr_code(document.address)), picture_of(url))


def _copies(document: Document) -> list[Copy]:
    """Return the copies of attachments and images out of private storage.

    :raises NotTheReviewedFile: when one is missing, or is not the one that was reviewed.
    """
    kept = Attachment.objects.in_bulk([each.id for each in document.attachments]) if document.attachments else {}
    copies = []
    for each in document.attachments:
        if each.id not in kept:
            raise NotTheReviewedFile(f"附件“{each.title}”没有登记，不能公开。")
        path = addresses.place(each.address)
        copies.append(Copy(path, _opener(kept[each.id]), each.sha256))
        if not Folder(settings.PUBLIC_DIR).holds(path, each.sha256):
            copies[-1].check()
    return copies


def _opener(attachment: Attachment) -> Callable[[], Any]:
    return lambda: attachment.file.open("rb")


def draw_preview(record: Record, tree: Tree) -> str:
    """Return the page as the public would see it, with a mark, and with blanks where numbers are allotted later."""
    published = getattr(record, "publication", None)
    address = address_of(published) if published else addresses.office_home(tree.office.slug)
    column = tree.columns[record.column_id]
    content = record.content()
    facts = content["facts"]
    document = {
        "title": content["title"],
        "index_no": published.index_number if published else UNALLOTTED,
        "topic": facts["主题分类"],
        "genre": facts["体裁分类"],
        "issuer": tree.office.name,
        "made_on": record.made_on,
        "doc_no": facts["发文字号"],
        "published_at": published.published_at if published else None,
        "source": facts["来源"],
        "keywords": facts["关键词"],
        "annex": facts.get("附注", ""),
        "body": mark_safe(readable(content["body"])),  # noqa: S308  cleaned by `content`
        "notices": [{"text": "预览：本页尚未发布，仅供审校和核对版面。"}],
        "attachments": [_private_attachment(each) for each in record.attachments.standing() if each.kind == "FILE"],
    }
    context = {
        **frame(tree, title=record.title, address=address, noindex=True),
        "column": column_facts(tree, column),
        "breadcrumb": breadcrumb(tree, column, here="正文"),
        "document": document,
    }
    return render_to_string("publishing/document.html", context)


def _private_attachment(each: Attachment) -> dict[str, str]:
    return {
        "title": each.title,
        "url": each.desk_address,
        "kind": each.suffix.upper() or "文件",
        "size": readable_size(each.size),
    }
