from datetime import date

from django.db import migrations, models


def fill(apps, schema_editor):
    """Give the dates that a district has set the eighth of January, or the day of its first draft if that is earlier."""
    for campaign in apps.get_model("report", "Campaign").objects.all():
        campaign.freeze_on = min(date(campaign.year + 1, 1, 8), campaign.draft_due)
        campaign.save(update_fields=["freeze_on"])


class Migration(migrations.Migration):
    dependencies = [("report", "0008_prose_bindings")]

    operations = [
        migrations.AddField("campaign", "freeze_on", models.DateField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "campaign",
            "freeze_on",
            models.DateField(
                "数据冻结日",
                help_text="当日24时冻结上年数据。12月的许可、处罚、强制、收费应在此前登记；初稿按冻结的数据编制。",
            ),
        ),
        migrations.RemoveConstraint("campaign", "campaign_in_order"),
        migrations.AddConstraint(
            "campaign",
            models.CheckConstraint(
                condition=models.Q(
                    freeze_on__lte=models.F("draft_due"),
                    draft_due__lte=models.F("check_due"),
                    check_due__lte=models.F("publish_due"),
                ),
                name="campaign_in_order",
                violation_error_message="日期的先后应当是：数据冻结、初稿、区县审核、公布。",
            ),
        ),
        migrations.AlterField("ledgerfile", "sha256", models.CharField("文件摘要", max_length=64)),
        migrations.AddField(
            "collectedreport", "size", models.PositiveBigIntegerField("字节数", default=0), preserve_default=False
        ),
        migrations.AddField(
            "collectedreport",
            "sealed",
            models.CharField("存放名", max_length=100, editable=False, default=""),
            preserve_default=False,
        ),
    ]
