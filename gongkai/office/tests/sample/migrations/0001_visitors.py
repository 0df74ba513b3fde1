from django.db import migrations, models

import gongkai.office.encryption


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Visitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", gongkai.office.encryption.EncryptedTextField(verbose_name="姓名")),
                ("phone", gongkai.office.encryption.EncryptedTextField(blank=True, verbose_name="电话")),
                ("fax", gongkai.office.encryption.EncryptedTextField(blank=True, null=True, verbose_name="传真")),
                ("papers", gongkai.office.encryption.EncryptedJSONField(blank=True, default=dict, verbose_name="材料")),
                (
                    "former_name",
                    gongkai.office.encryption.EncryptedTextField(
                        blank=True, purpose="office_sample.guest.name", verbose_name="曾用名"
                    ),
                ),
            ],
            options={"verbose_name": "来访人", "verbose_name_plural": "来访人"},
        )
    ]
