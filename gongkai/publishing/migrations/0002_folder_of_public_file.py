from django.db import migrations, models


def note_folders(apps, schema_editor):
    rows = list(apps.get_model("publishing", "PublicFile").objects.all())
    for row in rows:
        row.folder = row.path.rpartition("/")[0]
    apps.get_model("publishing", "PublicFile").objects.bulk_update(rows, ["folder"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_public_files_and_states")]

    operations = [
        migrations.AddField(
            model_name="publicfile",
            name="folder",
            field=models.CharField(db_index=True, default="", max_length=300, verbose_name="目录"),
            preserve_default=False,
        ),
        migrations.RunPython(note_folders, migrations.RunPython.noop),
    ]
