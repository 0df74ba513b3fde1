import tomllib
from pathlib import Path

from django.db import migrations

VOCABULARY = Path(__file__).parent.parent / "data" / "vocabulary.toml"


def plant(apps, schema_editor):
    shipped = tomllib.loads(VOCABULARY.read_text())
    topic = apps.get_model("catalogue", "Topic")
    for order, (name, children) in enumerate(shipped["topics"].items()):
        parent = topic.objects.create(name=name, order=order)
        topic.objects.bulk_create(topic(name=child, parent=parent, order=i) for i, child in enumerate(children))
    genre = apps.get_model("catalogue", "Genre")
    genre.objects.bulk_create(genre(name=name, order=i) for i, name in enumerate(shipped["genres"]))


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_columns_and_sequences")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
