"""The public files link to the portal by `publishing.addresses`: every such address is one that the portal answers."""

import pytest
from django.urls import resolve

from gongkai.catalogue.models import RESERVED_SLUGS as COLUMNS
from gongkai.office.models.offices import RESERVED_SLUGS as OFFICES
from gongkai.publishing import addresses


@pytest.mark.parametrize(
    ("address", "name"),
    [
        pytest.param(addresses.search(), "search", id="全站检索"),
        pytest.param(addresses.search("chaotianmen"), "office_search", id="机构检索"),
        pytest.param(addresses.apply("chaotianmen"), "apply", id="依申请公开"),
        pytest.param(addresses.application_form("chaotianmen"), "application_form", id="申请表"),
        pytest.param(addresses.blank_application("chaotianmen", "pdf"), "blank_application", id="空白申请表"),
        pytest.param(addresses.blank_application("chaotianmen", "docx"), "blank_application", id="空白申请表（Word）"),
        pytest.param(addresses.filed("chaotianmen", "a-B_9"), "filed", id="回执"),
        pytest.param(addresses.filed_paper("chaotianmen", "a-B_9"), "filed_paper", id="打印回执"),
        pytest.param(addresses.progress("chaotianmen"), "progress", id="进度查询"),
        pytest.param(addresses.opened_case("chaotianmen"), "opened_case", id="办理进度"),
        pytest.param(addresses.opened_case("chaotianmen", "correction"), "correction", id="提交补正"),
        pytest.param(addresses.opened_case("chaotianmen", "reasons"), "reasons", id="说明理由"),
        pytest.param(addresses.opened_case("chaotianmen", "withdrawal"), "withdrawal", id="撤回申请"),
        pytest.param(addresses.opened_case("chaotianmen", "leave"), "leave", id="退出查询"),
        pytest.param(addresses.delivery("chaotianmen", 7), "delivery", id="文书"),
        pytest.param(addresses.delivered_file("chaotianmen", 7, 8), "delivered_file", id="文书的文件"),
    ],
)
def test_the_portal_answers_where_files_point(address, name):
    assert resolve(address).url_name == name


def test_a_choice_in_the_address_leads_to_the_form():
    assert addresses.application_form("chaotianmen", "person") == "/chaotianmen/apply/form/?kind=person"


def test_the_first_words_of_our_own_addresses_are_reserved():
    assert {"desk", "search", "static"} <= OFFICES
    assert {"apply", "search"} <= COLUMNS
