"""Rows by the hundred thousand in one statement: a row as the models would save it, once for each row of another table."""

from django.db import connection, models


def for_each(source: models.QuerySet, row: models.Model, **of_source: str) -> None:
    """Insert the row for each of the source's rows; `of_source` names, by column, SQL over the source as `of`."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    kept = [field for field in fields if field.column not in of_source]
    columns = ", ".join(f'"{name}"' for name in [*(field.column for field in kept), *of_source])
    chosen = ", ".join([*["%s"] * len(kept), *of_source.values()])
    rows, given = source.order_by("pk").values("pk").query.sql_with_params()
    statement = (
        f'INSERT INTO "{row._meta.db_table}" ({columns}) '
        f'SELECT {chosen} FROM "{source.model._meta.db_table}" AS of WHERE of.id IN ({rows})'
    )
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in kept]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *given])
