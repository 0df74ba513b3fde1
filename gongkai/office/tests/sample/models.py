"""来访人: a model with sealed fields that belongs to these tests alone."""

from django.db import models

from gongkai.office.encryption import EncryptedJSONField, EncryptedTextField


class Visitor(models.Model):
    name = EncryptedTextField("姓名")
    phone = EncryptedTextField("电话", blank=True)
    fax = EncryptedTextField("传真", null=True, blank=True)
    papers = EncryptedJSONField("材料", default=dict, blank=True)
    former_name = EncryptedTextField("曾用名", blank=True, purpose="office_sample.guest.name")

    class Meta:
        app_label = "office_sample"
        verbose_name = verbose_name_plural = "来访人"

    def __str__(self):
        return str(self.pk)
