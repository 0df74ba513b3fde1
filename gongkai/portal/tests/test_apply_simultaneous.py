"""Fifty people file at the same moment: none lost, none twice, numbers without a gap; on SQLite and on PostgreSQL."""

import threading
import time
from collections import Counter

import pytest
from django.db import connection
from django.test import Client

from gongkai.applications.models import Application, NumberSeries
from gongkai.catalogue.actions import plant_columns
from gongkai.office import events
from gongkai.office.tests.people import make_town
from gongkai.portal.tests import applying
from gongkai.portal.tests.applying import citizen, form_address, token_of

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 50


@pytest.fixture
def street(search_folder, private_folder):
    town = make_town()
    for office in (town.chaotianmen, town.jiefangbei):
        plant_columns(office)
    return town


def at_once(acts) -> list:
    """Let every act begin at the same instant in a thread and connection of its own; return what each came to."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(timeout=60)
            outcomes[place] = act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


def sending(number: int, clicks: int = 1) -> list:
    """Return the sending of one person's form, as often as he clicks, each click with its time."""
    client = Client(REMOTE_ADDR=f"192.0.2.{number}")
    token = token_of(client, form_address())

    def click():
        began = time.perf_counter()
        own = Client(REMOTE_ADDR=f"192.0.2.{number}")
        answer = own.post(form_address(), {"token": token, **citizen(title=f"第{number}件（示例）")})
        return answer.status_code, answer.get("Location", ""), time.perf_counter() - began

    return [click] * clicks


def test_fifty_people_file_at_the_same_moment(street, record_property):
    clicks = [click for number in range(PEOPLE) for click in sending(number)]

    began = time.perf_counter()
    outcomes = at_once(clicks)
    took = time.perf_counter() - began

    assert Counter(status for status, _, _ in outcomes) == {302: PEOPLE}
    numbers = sorted(Application.objects.values_list("number", flat=True))
    assert [int(number[-4:]) for number in numbers] == list(range(1, PEOPLE + 1))
    titles = {each.wording().title for each in Application.objects.all()}
    assert titles == {f"第{number}件（示例）" for number in range(PEOPLE)}
    assert NumberSeries.objects.get(series="APPLICATION").last == PEOPLE
    assert not list(events.broken_links())
    slowest = max(seconds for _, _, seconds in outcomes)
    record_property("seconds", took)
    print(f"{connection.vendor}: {PEOPLE} filed in {took:.2f} s, the slowest waited {slowest:.2f} s")  # noqa: T201


def test_ten_people_click_five_times_each(street):
    outcomes = at_once([click for number in range(10) for click in sending(number, clicks=5)])

    assert Counter(status for status, _, _ in outcomes) == {302: 50}
    assert Application.objects.count() == 10
    assert len({address.removesuffix("?again=1") for _, address, _ in outcomes}) == 10
    numbers = sorted(int(number[-4:]) for number in Application.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 11))


def test_each_code_of_many_opens_its_own(street):
    codes = {applying.filed(Client(REMOTE_ADDR=f"192.0.2.{n}")).code for n in range(5)}

    assert len(codes) == 5
    assert all(len(code) == 12 and code.isdigit() for code in codes)
