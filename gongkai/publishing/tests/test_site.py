"""Which files a change rewrites: a table, and the promise that their number does not grow with the site."""

import pytest

from gongkai.catalogue.models import Column
from gongkai.office import events
from gongkai.publishing import follow, site
from gongkai.publishing.follow import newest_event
from gongkai.publishing.models import PublicFile
from gongkai.publishing.tests.filling import fill, put_out, put_out_again, settle, take_back

pytestmark = pytest.mark.django_db

NEWS = "gzdt"


def column(town, path: str) -> Column:
    return Column.objects.get(office=town.chaotianmen, path=path)


def written_since(mark: int) -> set[str]:
    """Return the paths written after the mark, without the column's own: what is left of the street's address."""
    return {
        path.removeprefix("chaotianmen/")
        for path in PublicFile.objects.filter(event_id__gt=mark).values_list("path", flat=True)
    }


ORDINARY = {
    "tzgg/index.html",
    "tzgg/feed.xml",
    "index.html",
    "sitemap-1.xml",
}


def test_publication_rewrites_document_neighbour_lists_and_homes(street):
    fill(street, column(street, "tzgg"), 5)
    settle()
    mark = newest_event()

    publication = put_out(street, column(street, "tzgg"), "新的通知（示例）")
    follow.catch_up()

    written = written_since(mark)
    documents = {path for path in written if "/t20" in path}
    assert written - documents == ORDINARY
    assert len(documents) == 3  # the page, its code, the page before it, which now links to it
    assert sum(f"_{publication.record_id}." in path for path in documents) == 2


def test_fortieth_document_completes_the_first_archive_page(street):
    fill(street, column(street, "tzgg"), 39)
    settle()
    mark = newest_event()

    put_out(street, column(street, "tzgg"), "第四十件（示例）")
    follow.catch_up()

    assert "tzgg/index_1.html" in written_since(mark)
    assert "tzgg/index_2.html" not in written_since(mark)


def test_withdrawal_of_an_old_document_rewrites_its_archive_page_and_both_neighbours(street, public):
    fill(street, column(street, "tzgg"), 65)
    settle()
    old = site.Publication.objects.get(column__path="tzgg", shelf_number=10)
    mark = newest_event()

    take_back(old)
    follow.catch_up()

    written = written_since(mark)
    assert "tzgg/index_1.html" in written
    assert "tzgg/index_2.html" not in written
    assert sum(path.endswith(".html") and "/t20" in path for path in written) == 2
    assert sum(path.endswith(".gone") for path in written) == 1


def test_columns_above_follow(street):
    settle()
    mark = newest_event()

    put_out(street, column(street, "zfxxgk/fdzdgknr/zcwj/qtwj"), "一份文件（示例）")
    settle()

    above = {f"{path}/index.html" for path in ("zfxxgk", "zfxxgk/fdzdgknr", "zfxxgk/fdzdgknr/zcwj")}
    assert above <= written_since(mark)


def test_number_of_files_is_the_same_in_a_large_column(street):
    small, large = column(street, "tzgg"), column(street, NEWS)
    fill(street, small, 22)
    fill(street, large, 702)
    settle()

    counts = []
    for place in (small, large):
        mark = newest_event()
        put_out(street, place, "新的一件（示例）")
        follow.catch_up()
        counts.append(PublicFile.objects.filter(event_id__gt=mark).count())

    assert counts[0] == counts[1] <= 8


def test_pages_that_several_events_touch_are_written_once(street, public):
    settle()
    for number in range(3):
        put_out(street, column(street, "tzgg"), f"第{number}件（示例）")
    manifest = public.parent / "private" / "manifest.jsonl"
    before = manifest.read_text().count("\n")

    follow.catch_up()

    lines = manifest.read_text().splitlines()[before:]
    assert sum('"chaotianmen/tzgg/index.html"' in line for line in lines) == 1


def test_correction_touches_what_shows_the_title(street):
    fill(street, column(street, "tzgg"), 3)
    settle()
    publication = site.Publication.objects.get(column__path="tzgg", shelf_number=2)
    mark = newest_event()

    put_out_again(publication, "改过的标题（示例）")
    follow.catch_up()

    assert written_since(mark) >= {"tzgg/index.html", "tzgg/feed.xml", "index.html"}
    assert sum("/t20" in path for path in written_since(mark)) == 3


def test_other_events_touch_nothing(street):
    settle()
    record = put_out(street, column(street, "tzgg"), "一件（示例）").record
    settle()
    mark = newest_event()

    events.record("records.registered", record, office=record.office, by=street.liwen)
    follow.catch_up()

    assert written_since(mark) == set()


def test_changed_footer_reaches_every_page_by_a_sweep(street, public):
    fill(street, column(street, "tzgg"), 25)
    settle()
    office = street.chaotianmen
    office.phone = "023-00000009"
    office.save()
    events.record("office.changed", office, office=office, by=street.qiankun)

    settle()

    pages = list((public / "chaotianmen").rglob("*.html"))
    assert len(pages) > 30
    assert all("023-00000009" in page.read_text() for page in pages)


def test_filled_column_appears_in_the_menu_of_every_page(street, public):
    put_out(street, column(street, "tzgg"), "通知（示例）")
    settle()
    home = public / "chaotianmen/tzgg/index.html"
    assert "工作动态" not in home.read_text()

    put_out(street, column(street, NEWS), "动态（示例）")
    settle()

    assert "工作动态" in home.read_text()


def test_column_that_got_columns_below_keeps_its_own_documents_in_its_list(street, public):
    roof = column(street, "tzgg")
    fill(street, roof, 30)
    below = Column.objects.create(office=roof.office, parent=roof, name="招考录用", slug="zkly", kind=roof.kind)
    for number in range(25):
        put_out(street, below, f"招考{number}（示例）")
    settle()

    page = (public / "chaotianmen/tzgg/index.html").read_text()

    assert all(f"第{number}件（示例）" in page for number in range(1, 31))
    assert "其余请到下级栏目查看" in page
