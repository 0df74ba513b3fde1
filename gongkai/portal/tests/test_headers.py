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


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_gets_a_sentence(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    answer = client.post("/desk/login/", {f"field{n}": "x" for n in range(5)})

    assert answer.status_code == 400
    assert "没有被接受" in answer.content.decode()
