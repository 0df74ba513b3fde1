"""加密: model fields whose values are sealed in the database, and the doors to `office.sealing` for what is no field.

A value is text or JSON in Python and a token in its column; the label of model and field is its purpose. What is empty
stays empty, so that erased rows show. No look-up reads a value: the same person is found by a `fingerprint`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import FieldError
from django.db import models, transaction
from django.db.models.lookups import Exact, IsNull

from .sealing import SealBroken, SealKeyMissing, fingerprint, seal, seal_bytes, unseal, unseal_bytes

__all__ = [
    "EncryptedJSONField",
    "EncryptedTextField",
    "NeverExported",
    "NotSearchable",
    "SealBroken",
    "SealKeyMissing",
    "fingerprint",
    "reseal",
    "seal",
    "seal_bytes",
    "unseal",
    "unseal_bytes",
]


class NotSearchable(FieldError):
    """Two tokens of one text differ: no look-up by value can find anything, so none is made."""

    def __init__(self, field: models.Field[Any, Any]) -> None:
        super().__init__(
            f"“{field.verbose_name}”加密存放，不能按内容查找或比较，只能查是否为空。请改用标识（fingerprint）。"
        )


class NeverExported(TypeError):
    """Serialised rows, such as fixtures and revisions, would keep the value in clear."""

    def __init__(self, field: models.Field[Any, Any]) -> None:
        super().__init__(f"“{field.verbose_name}”加密存放，不能导出为明文。备份请复制数据库和密钥。")


class ExactlyEmpty(Exact):
    """The only comparison with a sealed value: whether it is empty."""

    def get_prep_lookup(self) -> str:
        if self.rhs not in ("", {}):
            raise NotSearchable(self.lhs.output_field)
        return ""


class EncryptedTextField(models.TextField):
    """Text sealed in its column. `purpose` is given only to keep the old one after a model or field was renamed."""

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._purpose = purpose

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, **({"purpose": self._purpose} if self._purpose else {})}

    @property
    def purpose(self) -> str:
        return self._purpose or f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return unseal(value, purpose=self.purpose) if value else value

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text, purpose=self.purpose) if text else text

    def get_lookup(self, lookup_name: str) -> Any:
        allowed = {"exact": ExactlyEmpty, "isnull": IsNull}
        if lookup_name not in allowed:
            raise NotSearchable(self)
        return allowed[lookup_name]

    def get_transform(self, lookup_name: str) -> Any:
        raise NotSearchable(self)

    def value_to_string(self, obj: models.Model) -> str:
        raise NeverExported(self)


class EncryptedJSONField(EncryptedTextField):
    """A value that JSON can write, sealed in its column. The empty object is the empty text."""

    _pyi_private_set_type: Any  # what type checkers ask a field for
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        if value == "":
            return {}
        text = super().from_db_value(value, expression, connection)
        return text if text is None else json.loads(text)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == {}:
            return value if value is None else ""
        return super().get_prep_value(json.dumps(value, ensure_ascii=False))

    def to_python(self, value: Any) -> Any:
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.JSONField, **kwargs})


def reseal(rows: models.QuerySet[Any], fields: Iterable[str]) -> int:
    """Seal the fields of the rows anew, with the newest key; return how many rows were written.

    For a key that may have been seen by others. A row changed meanwhile by somebody else is locked and read first.
    """
    names = list(fields)
    written = 0
    for pk in list(rows.values_list("pk", flat=True)):
        written += _reseal_row(rows.model, pk, names)
    return written


def _reseal_row(model: type[models.Model], pk: Any, names: list[str]) -> int:
    with transaction.atomic():
        row = model._default_manager.select_for_update().only(*names).get(pk=pk)
        return model._default_manager.filter(pk=pk).update(**{name: getattr(row, name) for name in names})
