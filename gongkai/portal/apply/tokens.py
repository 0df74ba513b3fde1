"""提交标识: each form that is handed out carries a signed number of its own, so that it is filed once however often it comes."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core import signing

SALT = "gongkai.portal.apply"
VALID_FOR = timedelta(hours=24)


def new_token(office: str) -> str:
    """Return the token of a form of this office that is about to be filled in."""
    return signing.dumps([office, secrets.token_urlsafe(24)], salt=SALT)


def submission_of(token: str, office: str) -> str:
    """Return the number that the token carries; "" when it is forged, too old, or of another office."""
    try:
        place, submission = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(submission) if place == office else ""
