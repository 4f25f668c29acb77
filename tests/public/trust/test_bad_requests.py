"""What cannot be read at all is answered with 400 and a page, never with an error of ours."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["no host!", "elsewhere.example", "a b"])
def test_another_host_is_told_that_its_request_cannot_be_read(host: str) -> None:
    answer = Client(HTTP_HOST=host).get("/")

    assert answer.status_code == 400
    assert "This request cannot be read" in answer.content.decode()


def test_a_list_without_such_a_filter_says_which_it_has() -> None:
    answer = Client().get("/search/", {"q": "army", "colour": "<b>red"})

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "This list has no such filter" in page
    assert "colour" in page
    assert "made_from" in page
    assert "<b>red" not in page
