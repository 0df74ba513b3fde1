"""Public addresses are promises: their form is fixed here, letter by letter."""

from datetime import UTC, datetime

import pytest

from gongkai.publishing import addresses

PUBLISHED_AT = datetime(2026, 1, 19, 17, 30, tzinfo=UTC)
DOCUMENT = "/chaotianmen/zfxxgk/fdzdgknr/202601/t20260120_1234.html"


def test_document_address_takes_the_day_of_shanghai():
    address = addresses.document("chaotianmen", "zfxxgk/fdzdgknr", PUBLISHED_AT, 1234)

    assert address == DOCUMENT


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param(addresses.site_home(), "/", id="区县首页"),
        pytest.param(addresses.office_home("chaotianmen"), "/chaotianmen/", id="机构首页"),
        pytest.param(addresses.column_home("chaotianmen", "zfxxgk/zn"), "/chaotianmen/zfxxgk/zn/", id="栏目"),
        pytest.param(addresses.archive_page("chaotianmen", "tzgg", 12), "/chaotianmen/tzgg/index_12.html", id="存档页"),
        pytest.param(addresses.feed("chaotianmen", "tzgg"), "/chaotianmen/tzgg/feed.xml", id="订阅"),
        pytest.param(addresses.qr_code(DOCUMENT), DOCUMENT.replace(".html", ".svg"), id="二维码"),
        pytest.param(addresses.attachment(DOCUMENT, 7, "PDF"), DOCUMENT.replace(".html", "_7.pdf"), id="附件"),
        pytest.param(addresses.attachment(DOCUMENT, 7, "../x"), DOCUMENT.replace(".html", "_7.bin"), id="怪异后缀"),
        pytest.param(addresses.tombstone(DOCUMENT), DOCUMENT.replace(".html", ".gone"), id="撤回说明"),
        pytest.param(addresses.search("chaotianmen"), "/chaotianmen/search", id="机构检索"),
        pytest.param(addresses.search(), "/search", id="全站检索"),
    ],
)
def test_addresses(address, expected):
    assert address == expected


@pytest.mark.parametrize(
    ("address", "place"),
    [
        pytest.param("/", "index.html", id="首页"),
        pytest.param("/chaotianmen/", "chaotianmen/index.html", id="目录"),
        pytest.param(DOCUMENT, DOCUMENT[1:], id="文件"),
    ],
)
def test_place_of_an_address(address, place):
    assert addresses.place(address) == place


@pytest.mark.parametrize("beside", [".html", ".svg", "_7.pdf"])
def test_everything_beside_a_document_has_its_tombstone(beside):
    assert addresses.tombstone_for(DOCUMENT.replace(".html", beside)) == addresses.tombstone(DOCUMENT)


@pytest.mark.parametrize("other", ["/", "/chaotianmen/tzgg/index_2.html", "/chaotianmen/../t20260120_1.html"])
def test_other_addresses_have_no_tombstone(other):
    assert addresses.tombstone_for(other) is None


def test_absolute_address_is_quoted():
    assert addresses.absolute("https://www.example.gov.cn/", "/区/") == "https://www.example.gov.cn/%E5%8C%BA/"
