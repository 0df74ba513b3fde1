"""通知: a subject of review that belongs to these tests alone."""

from django.db import models

from gongkai.office.models import Department, Office, User
from gongkai.review.subjects import ReviewSubject


class Announcement(ReviewSubject):
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    content_class = models.CharField("内容类别", max_length=20, blank=True)
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT)
    department = models.ForeignKey(Department, verbose_name="科室", null=True, on_delete=models.PROTECT)
    author = models.ForeignKey(User, verbose_name="拟稿人", on_delete=models.PROTECT)
    editors = models.ManyToManyField(User, verbose_name="修改人", related_name="+")
    heard = models.JSONField("收到的通知", default=list)

    class Meta:
        app_label = "review_sample"
        verbose_name = verbose_name_plural = "通知"

    def __str__(self):
        return self.title

    def review_office(self):
        return self.office

    def review_department(self):
        return self.department

    def review_author(self):
        return self.author

    def review_editors(self):
        return self.editors.all()

    def review_title(self):
        return self.title

    def review_class(self):
        return self.content_class

    def review_content(self):
        return {"title": self.title, "body": self.body, "facts": {"栏目": "通知公告"}}

    def review_render(self):
        return f"<!doctype html><html lang='zh'><head><title>{self.title}</title></head><body><h1>{self.title}</h1>{self.body}</body></html>"

    def review_address(self):
        return f"/desk/announcements/{self.pk}/"

    def review_started(self, round):
        self._hear("started")

    def review_closed(self, round):
        self._hear("closed")

    def review_returned(self, round, opinion):
        self._hear("returned")

    def review_cancelled(self, round):
        self._hear("cancelled")

    def _hear(self, word):
        self.heard = [*self.heard, word]
        self.save(update_fields=["heard"])
