"""发布的账: what stands in the public folder, the end of the manifest's chain, and how far each office's pages are."""

from __future__ import annotations

from django.db import models

from gongkai.office.models import Office

from .manifest import Entry


class PublicFile(models.Model):
    """One file of the public folder as we last wrote it. A compressed twin (.gz) is not listed: it follows its file."""

    path = models.CharField("路径", max_length=400, primary_key=True)
    folder = models.CharField("目录", max_length=300, db_index=True)
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    event_id = models.PositiveBigIntegerField("反映到的事件")

    class Meta:
        verbose_name = verbose_name_plural = "公开文件"

    def __str__(self) -> str:
        return self.path

    @classmethod
    def written(cls, entry: Entry, *, as_of: int) -> PublicFile:
        """Return the row, unsaved, of a file that has just been written."""
        folder = entry.path.rpartition("/")[0]
        return cls(path=entry.path, folder=folder, sha256=entry.sha256 or "", size=entry.size, event_id=as_of)

    @classmethod
    def in_folder(cls, folder: str) -> list[str]:
        """Return the paths that lie directly in the folder."""
        return list(cls.objects.filter(folder=folder).values_list("path", flat=True))


class SiteState(models.Model):
    """The one row about the site: where the manifest ends, and the day whose validities the pages show."""

    manifest_digest = models.CharField("清单末尾摘要", max_length=64)
    manifest_length = models.PositiveBigIntegerField("清单字节数", default=0)
    manifest_count = models.PositiveBigIntegerField("清单条数", default=0)
    valid_on = models.DateField("有效性所依日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "站点状态"

    def __str__(self) -> str:
        return f"{self.manifest_count}：{self.manifest_digest[:12]}"


class OfficeSiteQuerySet(models.QuerySet["OfficeSite"]):
    def sweeping(self) -> OfficeSiteQuerySet:
        """Return those whose pages are being rewritten."""
        return self.filter(sweep_column__isnull=False).order_by("office_id")


class OfficeSite(models.Model):
    """One office's part of the site: the digest of what all its pages share, and how far their rewriting has come.

    When menu, footer, column tree or theme change, every page has to follow. That is a sweep: a stretch of a column at a
    time, the columns by id, each from the oldest document; `sweep_column` is None when nothing is left to do.
    """

    office = models.OneToOneField(
        Office, verbose_name="机构", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    frame = models.CharField("页面框架摘要", max_length=64, blank=True)
    sweep_column = models.PositiveBigIntegerField("更新到栏目", null=True)
    sweep_shelf = models.PositiveIntegerField("更新到序号", default=0)

    objects = OfficeSiteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机构站点"

    def __str__(self) -> str:
        return f"{self.office}：{'已更新' if self.sweep_column is None else '更新中'}"

    def begin_sweep(self) -> None:
        """Begin, or begin anew: something that every page shows has changed."""
        self.sweep_column, self.sweep_shelf = 0, 0

    def advance(self, column: int, shelf: int) -> None:
        """Note that all before this place has been rewritten."""
        self.sweep_column, self.sweep_shelf = column, shelf

    def finish_sweep(self) -> None:
        self.sweep_column, self.sweep_shelf = None, 0
