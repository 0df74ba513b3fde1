from django.db import migrations

from gongkai.office.protection import append_only


class Migration(migrations.Migration):
    dependencies = [("report", "0006_monthly_figures_overrides_opening")]
    operations = [append_only("report_ledgerfile", "report_monthlyfigure", "report_override", "report_openingbalance")]
