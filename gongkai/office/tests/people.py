"""The people every test uses. Everybody has a name, a post and a story; nobody is called user1.

朝天门街道 (chaotianmen) has three departments. 李文 of 平安法治办 writes; 王芳 heads the department; 赵敏 is the disclosure
officer in 党政办; 陈刚 is the leader in charge; 周健 the principal leader; 孙悦 publishes. 吴静, 郑浩 and 冯雪 proofread where
proofs are separate. 何平 reviews secrecy, 吕颖 the law; 韩磊 inspects. 许峰 supervises in the district 渝中区; 钱坤 keeps the
accounts. 蒋丽 writes and 沈涛 heads a department in 解放碑街道 (jiefangbei), and must see nothing of 朝天门's drafts.
顾超 is a superuser without any post: he can do nothing in review.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from gongkai.office.models import Department, Office, OfficeKind, Post, Role, User

SINCE = date(2020, 1, 1)
PASSWORD = "Chaotianmen-2025"


@dataclass
class Town:
    """A district with two offices and everybody in it."""

    district: Office
    chaotianmen: Office
    jiefangbei: Office
    safety: Department
    general: Department
    civil: Department
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def appoint(
    user: User, role: str, office: Office, department: Department | None = None, *, since: date = SINCE
) -> Post:
    """Give the person a post."""
    user.__dict__.pop("_posts", None)
    return Post.objects.create(user=user, role=role, office=office, department=department, starts_on=since)


@cache
def _hashed(password: str) -> str:
    """Hash once for everybody: seventeen real hashes take seconds in every test."""
    return make_password(password)


def person(username: str, name: str, **kwargs: bool) -> User:
    user = User(username=username, name=name, password=_hashed(PASSWORD), **kwargs)
    user.save()
    return user


def make_town() -> Town:
    district = Office.objects.create(
        name="重庆市渝中区人民政府", short_name="渝中区", kind=OfficeKind.DISTRICT, slug="yuzhong"
    )
    chaotianmen = Office.objects.create(
        name="重庆市渝中区人民政府朝天门街道办事处",
        short_name="朝天门街道",
        kind=OfficeKind.SUBDISTRICT,
        parent=district,
        slug="chaotianmen",
        code="11500103009274002X",
        address="示例路1号",
        hours="工作日 9:00—12:00，14:00—18:00",
        phone="023-00000001",
        complaint_phone="023-00000002",
        site_id_code="5001030001",
    )
    jiefangbei = Office.objects.create(
        name="重庆市渝中区人民政府解放碑街道办事处",
        short_name="解放碑街道",
        kind=OfficeKind.SUBDISTRICT,
        parent=district,
        slug="jiefangbei",
        code="115001030092740119",
    )
    safety = Department.objects.create(office=chaotianmen, name="平安法治办公室", order=2)
    general = Department.objects.create(office=chaotianmen, name="党政办公室", order=1)
    civil = Department.objects.create(office=jiefangbei, name="民政和社区事务办公室")
    town = Town(district, chaotianmen, jiefangbei, safety, general, civil)
    staff = [
        ("liwen", "李文", Role.CONTRIBUTOR, chaotianmen, safety),
        ("wangfang", "王芳", Role.DEPARTMENT_HEAD, chaotianmen, safety),
        ("zhaomin", "赵敏", Role.DISCLOSURE_OFFICER, chaotianmen, general),
        ("chengang", "陈刚", Role.LEADER_IN_CHARGE, chaotianmen, None),
        ("zhoujian", "周健", Role.PRINCIPAL_LEADER, chaotianmen, None),
        ("sunyue", "孙悦", Role.PUBLISHER, chaotianmen, general),
        ("wujing", "吴静", Role.PROOFREADER, chaotianmen, safety),
        ("zhenghao", "郑浩", Role.PROOFREADER, chaotianmen, general),
        ("fengxue", "冯雪", Role.PROOFREADER, chaotianmen, general),
        ("heping", "何平", Role.SECRECY_REVIEWER, chaotianmen, general),
        ("lvying", "吕颖", Role.LEGAL_REVIEWER, chaotianmen, general),
        ("hanlei", "韩磊", Role.INSPECTOR, chaotianmen, general),
        ("xufeng", "许峰", Role.DISTRICT_SUPERVISOR, district, None),
        ("qiankun", "钱坤", Role.SYSADMIN, chaotianmen, general),
        ("jiangli", "蒋丽", Role.CONTRIBUTOR, jiefangbei, civil),
        ("shentao", "沈涛", Role.DEPARTMENT_HEAD, jiefangbei, civil),
    ]
    for username, name, role, office, department in staff:
        town.people[username] = person(username, name)
        appoint(town.people[username], role, office, department)
    town.people["guchao"] = person("guchao", "顾超", is_superuser=True, is_staff=True)
    return town
