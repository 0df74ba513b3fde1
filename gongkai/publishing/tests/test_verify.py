"""`gongkai site verify` names every difference between register, files, manifest and index."""

import pytest
from django.db import connection

from gongkai.publishing import index, rebuild
from gongkai.publishing.models import PublicFile
from gongkai.publishing.proof import address_of
from gongkai.publishing.tests.filling import fill, put_out, settle
from gongkai.publishing.verify import differences, stale_pages
from gongkai.records.models import Publication, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(street, public):
    """A small site, settled and clean."""
    fill(street, street.chaotianmen.columns.get(path="tzgg"), 3)
    settle()
    return public


def found() -> set[tuple[str, str]]:
    return {(each.rule, each.where) for each in differences()}


def a_page() -> str:
    return address_of(Publication.objects.order_by("pk").first()).removeprefix("/")


def test_clean_site_has_no_differences(site):
    assert list(differences()) == []
    assert list(stale_pages()) == []


def test_changed_file_is_named(site):
    (site / a_page()).write_text("defaced")

    assert found() == {("file_changed", a_page())}


def test_changed_twin_is_named(site):
    (site / f"{a_page()}.gz").write_bytes(b"defaced")

    assert found() == {("twin_changed", f"{a_page()}.gz")}


def test_missing_file_is_named(site):
    (site / a_page()).unlink()

    assert ("file_missing", a_page()) in found()


def test_foreign_file_is_named(site):
    (site / "chaotianmen" / "secret.html").write_text("planted")

    assert found() == {("file_stray", "chaotianmen/secret.html")}


def test_row_taken_live_by_raw_sql_is_named(site, street):
    record = Record.objects.order_by("pk").first()
    Publication.objects.filter(record=record).update(withdrawn_at=record.registered_at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_record SET live = %s WHERE id = %s", [True, record.pk])

    rules = {rule for rule, _ in found()}

    assert {"live_without_publication", "index_entry_stray", "file_without_source"} <= rules


def test_row_taken_down_by_raw_sql_is_named(site):
    record = Record.objects.order_by("pk").first()
    Record.objects.filter(pk=record.pk).update(live=False)

    assert ("publication_not_live", f"records/{record.pk}") in found()


def test_changed_content_is_named(site):
    publication = Publication.objects.order_by("pk").first()
    Publication.objects.filter(pk=publication.pk).update(content={**publication.content, "title": "改"})

    assert ("publication_unproven", a_page()) in found()


def test_changed_list_of_files_is_named_by_the_manifest(site):
    (site / a_page()).write_bytes(b"forged")
    PublicFile.objects.filter(path=a_page()).update(sha256="0" * 64)

    assert ("manifest_differs", a_page()) in found()


def test_broken_manifest_is_named(site):
    manifest = site.parent / "private" / "manifest.jsonl"
    manifest.write_text(manifest.read_text().replace("index.html", "index.htm_", 1))

    assert ("manifest_broken", "manifest.jsonl") in found()


def test_missing_index_entry_is_named(site):
    record_id = Publication.objects.order_by("pk").first().record_id
    index.engine().remove([str(record_id)])
    index.engine().commit()

    assert found() == {("index_entry_missing", f"records/{record_id}")}


def test_waiting_event_is_a_hint(site, street):
    put_out(street, street.chaotianmen.columns.get(path="tzgg"), "还没写的（示例）")

    assert "events_waiting" in {each.rule for each in differences() if each.severity == "hint"}


def test_stale_page_is_named(site):
    publication = Publication.objects.order_by("pk").first()
    publication.index_number = "改过的索引号"
    Publication.objects.filter(pk=publication.pk).update(index_number="改过的索引号")

    assert ("file_stale", a_page()) in {(each.rule, each.where) for each in stale_pages()}


def test_strays_are_removed_by_a_build(site):
    (site / "chaotianmen" / "secret.html").write_text("planted")

    rebuild.remove_strays()

    assert list(differences()) == []
