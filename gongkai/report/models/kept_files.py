"""存档文件: what was uploaded to prove figures, sealed on disk under a name of its own, with the digest of its bytes."""

from __future__ import annotations

import hashlib

from django.db import models

from gongkai.office.sealed_files import SealBroken, open_sealed


class KeptFile(models.Model):
    """A row with a file. Each kind of row names the purpose for which its files are sealed."""

    PURPOSE = ""

    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("文件摘要", max_length=64)
    sealed = models.CharField("存放名", max_length=100, editable=False)

    class Meta:
        abstract = True

    def data(self) -> bytes:
        """Return the bytes in clear.

        :raises SealBroken: when the stored bytes cannot be opened.
        """
        return open_sealed(self.sealed, purpose=self.PURPOSE)

    @property
    def is_whole(self) -> bool:
        """Tell if the file is there and is what was uploaded."""
        try:
            return hashlib.sha256(self.data()).hexdigest() == self.sha256
        except SealBroken:
            return False
