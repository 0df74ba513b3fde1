"""The office at its desks: who opens which case, what they press there, and how a letter comes to be signed and sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from gongkai.applications.models import Application
from gongkai.portal.tests.applying import picture
from tests.journeys.conftest import Desk

REPLY = "政府信息公开申请答复书"
REFUSAL = "政府信息不予公开决定书"
ENDING = "政府信息公开申请告知书"
LAPSE = "不再处理告知书"
SIGNERS = ("wangfang", "zhaomin", "chengang")


class Office:
    """The people of 朝天门街道 who work on one application, each in a window of their own."""

    def __init__(self, seat: Callable[[str], Desk], number: str) -> None:
        self._seat, self._seats = seat, dict[str, Desk]()
        self.application = Application.objects.get(number=number)

    def __getitem__(self, username: str) -> Desk:
        if username not in self._seats:
            self._seats[username] = self._seat(username)
        return self._seats[username]

    @property
    def address(self) -> str:
        return self.application.desk_address()

    def case(self, username: str) -> str:
        """Return what this person reads on the page of the case."""
        return self[username].open(self.address)

    def offers(self, username: str, step: str) -> bool:
        """Test if the page of the case offers the step to this person."""
        self.case(username)
        return self[username].page.get_by_role("link", name=step, exact=True).count() > 0

    def does(self, username: str, step: str, **given: object) -> str:
        """Take a step from the page of the case: follow it, fill in the form, press the button of the same name."""
        desk = self[username]
        self.case(username)
        desk.follow(step)
        desk.fill(**given)
        return desk.press(step)

    def begins(self, on: str) -> None:
        """Let 赵敏 confirm the receipt on the day and give the case to 李文."""
        assert "已确认收到" in self.does("zhaomin", "确认收到", on=on)
        self.assigns()

    def assigns(self) -> None:
        told = self.does("zhaomin", "交办", department="平安法治办公室", handler="李文")
        assert "已交平安法治办公室李文办理" in told

    def refused(self, username: str, slug: str, **given: object) -> str:
        """Return what stands on the page of an act that the case does not offer, or that is refused when tried."""
        desk = self[username]
        text = desk.open(f"{self.address}do/{slug}/")
        if not given:
            return text
        desk.fill(**given)
        with desk.page.expect_navigation():
            desk.page.locator("main form button[type=submit]").first.click()
        return desk.text

    def signs(self, name: str) -> None:
        """Send the letter before 李文 to be signed, and let 王芳, 赵敏 and 陈刚 find it and agree; he cannot himself."""
        assert "已送审签" in self["liwen"].press("送审签")
        assert "拟稿人" in self.author_looks_at_the_round()
        assert agrees_nowhere(self["liwen"])
        for username in SIGNERS:
            self.finds(username, name)
            agree(self[username])

    def finds(self, username: str, name: str) -> str:
        """Find the letter among what waits for this person."""
        desk = self[username]
        desk.open("/desk/")
        desk.page.get_by_role("link", name=re.compile(name)).first.click()
        desk.page.wait_for_load_state()
        return desk.text

    def author_looks_at_the_round(self) -> str:
        """Let 李文 open the round of the letter before him, which he drafted himself."""
        self["liwen"].page.get_by_role("link", name=re.compile("^审签进行中")).first.click()
        self["liwen"].page.wait_for_load_state()
        return self["liwen"].text

    def sends(self, name: str, **given: object) -> None:
        """Send the signed letter."""
        desk = self["liwen"]
        self.case("liwen")
        desk.follow(f"发出：{name}")
        desk.fill(**given)
        assert f"已登记发出{name}" in desk.press("发出")

    def decides(self, outcome: str, **given: object) -> str:
        """Choose the outcome, say why, and draft the reply."""
        desk = self["liwen"]
        self.case("liwen")
        desk.follow("拟定答复")
        desk.fill(outcome=outcome)
        desk.press("按此结果拟定")
        desk.fill(**given)
        return desk.press("保存并拟写答复文书")


def agree(desk: Desk) -> str:
    """Tick every line, find no errors, conclude that nothing is secret where that is asked, and agree."""
    page = desk.page
    for box in page.locator("input[name=checked]").all():
        box.check()
    if page.locator("input[name=error_count]").count():
        page.fill("input[name=error_count]", "0")
    if page.locator("input[name=secrecy]").count():
        page.locator("input[name=secrecy]").first.check()
    return desk.press("同意")


def agrees_nowhere(desk: Desk) -> bool:
    """Test if the page before this person has no button to agree."""
    return desk.page.get_by_role("button", name="同意", exact=True).count() == 0


def upload(name: str, data: bytes, media_type: str = "application/pdf") -> dict[str, object]:
    """Return a file as a person picks it."""
    return {"name": name, "mimeType": media_type, "buffer": data}


def scan(name: str) -> dict[str, object]:
    """Return a photograph of a paper."""
    return upload(f"{name}.png", picture().read(), "image/png")


def counted(desk: Desk, cell: str, *, year: int = 2026) -> list[str]:
    """Return the numbers of the applications behind a cell of the year's report, as it stands now; [] where it is 0."""
    desk.open(f"/desk/reports/live/chaotianmen/{year}/")
    link = desk.page.locator(f"a[href$='/cells/{cell}/']")
    if not link.count():
        return []
    with desk.page.expect_navigation():
        link.first.click()
    return re.findall(r"\d{4}-\d{4}", desk.page.inner_text("main"))


def saved(desk: Desk, name: str) -> bytes:
    """Press the link of a file and return what was saved."""
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name=name).first.click()
    return Path(download.value.path()).read_bytes()
