"""检索条目: the worker finds an index it can use, or makes one; a usable one is left as it is."""

import json

import pytest
from django.utils import timezone

from gongkai.publishing import index
from gongkai.records.tests.stories import published

pytestmark = pytest.mark.django_db


def generation(folders) -> str:
    return (folders / "search" / "current").read_text()


def test_a_first_start_makes_the_index(street, folders):
    record = published(street, title="已经公开的通知（示例）")

    index.build_where_unusable(on=timezone.localdate())

    assert index.engine().ids() == {str(record.pk)}


def test_an_index_of_an_older_program_is_made_anew(street, folders):
    index.rebuild(on=timezone.localdate())
    stamp = folders / "search" / generation(folders) / "stamp.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"tokens": 0}))

    index.build_where_unusable(on=timezone.localdate())

    assert index.engine().search("通知").total == 0


def test_a_usable_index_is_left_as_it_is(street, folders):
    index.rebuild(on=timezone.localdate())
    before = generation(folders)

    index.build_where_unusable(on=timezone.localdate())

    assert generation(folders) == before


def test_a_document_is_found_with_its_number_column_and_address(street, folders):
    record = published(street, document_number="朝街办〔2025〕12号")
    index.rebuild(on=timezone.localdate())

    (hit,) = index.engine().search("朝街办[2025]12号", office="chaotianmen", column="tzgg").hits

    assert hit.id == str(record.pk)
    assert hit.url.startswith("/chaotianmen/tzgg/")
    assert hit.published_at == record.publication.published_at
