"""The preview is the public page, with a mark, and with blanks where numbers are allotted at publication."""

import re

import pytest

from gongkai.publishing import follow
from gongkai.publishing.proof import address_of
from gongkai.records import pages
from gongkai.records.tests.stories import approved, determined, published

pytestmark = pytest.mark.django_db


def article(page: str) -> str:
    return re.search(r"<article.*</article>", page, re.DOTALL)[0]


def test_preview_is_marked_and_not_for_robots(street):
    page = pages.preview(determined(street))

    assert "预览：本页尚未发布，仅供审校和核对版面。" in page
    assert '<meta name="robots" content="noindex">' in page


def test_preview_leaves_blank_what_publication_allots(street):
    page = pages.preview(determined(street))

    assert "（发布时编号）" in page
    assert "1150" not in article(page)


def test_preview_of_a_published_record_shows_its_numbers(street):
    record = published(street)

    assert record.publication.index_number in pages.preview(record)


def test_preview_differs_from_the_public_page_only_where_it_says_so(street, public):
    record = published(street)
    follow.catch_up()
    public_page = (public / address_of(record.publication).removeprefix("/")).read_text()

    drawn = article(pages.preview(record)).replace("预览：本页尚未发布，仅供审校和核对版面。", "")

    rows = re.findall(r"<tr>.*?</tr>", public_page)
    assert rows
    assert all(row in drawn for row in rows)
    assert re.search(r'<div class="gk-body">.*?</div>', public_page, re.DOTALL)[0] in drawn


def test_round_keeps_the_page_as_the_reviewers_saw_it(street):
    record = approved(street)

    assert record.title in record.rounds.get().manuscript.render
    assert "预览：" in record.rounds.get().manuscript.render


def test_register_knows_the_public_address(street):
    record = published(street)

    assert pages.address(record.publication) == address_of(record.publication)
