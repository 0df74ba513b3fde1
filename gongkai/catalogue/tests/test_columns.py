"""栏目: the shipped tree, addresses kept in step and never taken from the portal, numbers allotted once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.catalogue.actions import allot_index_number, allot_shelf_number, plant_columns
from gongkai.catalogue.models import Column


@pytest.fixture
def office(town):
    plant_columns(town.chaotianmen)
    return town.chaotianmen


def column(office, path):
    return Column.objects.get(office=office, path=path)


def test_planting_twice_adds_nothing(office):
    count = Column.objects.filter(office=office).count()

    plant_columns(office)

    assert Column.objects.filter(office=office).count() == count


def test_the_list_stands_as_the_tree_does(office):
    paths = list(Column.objects.filter(office=office).values_list("path", flat=True))

    assert paths[:2] == ["zfxxgk", "zfxxgk/zn"]
    for path in paths:
        above = path.rpartition("/")[0]
        assert not above or paths.index(above) < paths.index(path)


def test_a_moved_column_takes_its_columns_along(office):
    moved = column(office, "zfxxgk/fdzdgknr/zcwj")
    moved.parent = column(office, "zfxxgk")
    moved.save()

    assert column(office, "zfxxgk/zcwj/qtwj").place.startswith(column(office, "zfxxgk/zcwj").place)


@pytest.mark.parametrize("slug", ["search", "apply", "messages", "correct"])
def test_the_portals_addresses_are_no_columns(office, slug):
    with pytest.raises(ValidationError, match="系统自用的网址"):
        Column(office=office, name="占用", slug=slug, kind="NEWS").full_clean()


def test_an_address_in_use_does_not_change(office):
    used = column(office, "tzgg")
    allot_shelf_number(used)
    used.slug = "gonggao"

    with pytest.raises(ValidationError, match="网址不能再改"):
        used.full_clean()


def test_a_column_is_not_put_below_itself(office):
    above = column(office, "zfxxgk")
    above.parent = column(office, "zfxxgk/zn")

    with pytest.raises(ValidationError, match="自己的下级"):
        above.full_clean()


def test_numbers_run_on_within_their_period_and_never_come_back(office):
    numbers = [allot_index_number(office, on=date(2026, 5, 1)) for _ in range(3)]
    numbers.append(allot_index_number(office, on=date(2027, 1, 1)))

    assert [number.rpartition("/")[2] for number in numbers] == ["2026-00001", "2026-00002", "2026-00003", "2027-00001"]
    assert [allot_shelf_number(column(office, "tzgg")) for _ in range(3)] == [1, 2, 3]
