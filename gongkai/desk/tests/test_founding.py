"""开户: an office that did not exist an hour ago can let its people in and publish; a wrong beginning leaves nothing."""

import pytest

from gongkai.catalogue.models import Column
from gongkai.desk.founding import Founding, OfficeNotFounded, found
from gongkai.office.models import Event, Office, OfficeKind, Role, User
from gongkai.review.models import Procedure

GIVEN = {
    "name": "示例市示例区人民政府新桥街道办事处",
    "short_name": "新桥街道",
    "slug": "xinqiao",
    "kind": OfficeKind.SUBDISTRICT,
    "code": "",
    "district": "",
    "login": "guanli",
    "person": "管理员",
    "password": "Xinqiao-Jiedao-2026",
}

pytestmark = pytest.mark.django_db


def test_a_new_office_has_columns_procedures_and_a_keeper(client):
    office = found(Founding(**GIVEN))

    keeper = User.objects.get(username="guanli")
    assert keeper.has_role(Role.SYSADMIN, office)
    assert Column.objects.filter(office=office, path="zfxxgk/zn").exists()
    assert Procedure.objects.filter(office=office).exists()
    assert Event.objects.filter(verb="office.founded").exists()
    assert client.login(username="guanli", password="Xinqiao-Jiedao-2026")
    assert client.get("/desk/people/").status_code == 200
    assert client.get("/desk/post/new/").status_code == 200


def test_an_office_may_stand_below_a_district(town):
    office = found(Founding(**{**GIVEN, "district": "yuzhong"}))

    assert office.district == town.district


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slug": "新桥"}, "字母"),
        ({"slug": "desk"}, "系统自用的网址"),
        ({"district": "meiyou"}, "没有网址标识为"),
        ({"password": "123"}, "密码"),
        ({"login": ""}, "空"),
        ({"name": ""}, "空"),
    ],
    ids=["中文网址", "自用网址", "没有的区县", "弱密码", "没有用户名", "没有名称"],
)
def test_a_wrong_beginning_is_told_and_leaves_nothing(wrong, said):
    with pytest.raises(OfficeNotFounded, match=said):
        found(Founding(**{**GIVEN, **wrong}))

    assert not Office.objects.exists()
    assert not User.objects.exists()
