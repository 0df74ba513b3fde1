"""Security headers on what the application answers itself; nginx's own stand in publishing/tests/test_nginx.py."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search", "/desk/login/", "/no/such/page.html"])
def test_every_answer_carries_the_security_headers(client, address):
    headers = client.get(address).headers

    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "camera=()" in headers["Permissions-Policy"]
