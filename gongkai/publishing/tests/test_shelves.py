"""Archive pages are numbered from the oldest, so that a publication rewrites a bounded number of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing import shelves
from gongkai.publishing.shelves import Stretch


def layout(newest: int) -> dict[str, Stretch]:
    """Return what every list page of a column shows, with the page that each archive page's link to newer ones names."""
    count = shelves.archive_count(newest)
    pages = {
        f"{number}→{'index' if number == count else number + 1}": shelves.on_archive(number)
        for number in range(1, count + 1)
    }
    return {"index": shelves.on_index(newest), **pages}


@pytest.mark.parametrize(
    ("newest", "archives", "on_index"),
    [
        pytest.param(0, 0, Stretch(1, 0), id="空栏目"),
        pytest.param(20, 0, Stretch(1, 20), id="满一页"),
        pytest.param(39, 0, Stretch(1, 39), id="存档之前"),
        pytest.param(40, 1, Stretch(21, 40), id="第一个存档页"),
        pytest.param(61, 2, Stretch(41, 61), id="第二个存档页"),
    ],
)
def test_layout_of_a_column(newest, archives, on_index):
    assert shelves.archive_count(newest) == archives
    assert shelves.on_index(newest) == on_index


@given(st.integers(1, 5000))
def test_every_document_stands_on_exactly_one_page(newest):
    stretches = layout(newest).values()

    shown = sorted(number for each in stretches for number in range(each.first, each.last + 1))

    assert shown == list(range(1, newest + 1))


@given(st.integers(1, 5000))
def test_publishing_changes_no_other_archive_page(newest):
    before, after = layout(newest - 1), layout(newest)

    changed = {name for name in before.keys() | after.keys() if name != "index" and before.get(name) != after.get(name)}

    touched = shelves.archives_touched(newest, newest)
    assert {int(name.split("→")[0]) for name in changed} <= touched
    assert len(touched) <= 2


@given(st.integers(1, 5000), st.data())
def test_a_withdrawn_document_touches_the_page_it_stands_on(newest, data):
    number = data.draw(st.integers(1, newest))

    page = shelves.page_of(number)

    on_index = shelves.on_index(newest)
    assert on_index.first <= number or page in shelves.archives_touched(number, newest)
