"""What was open in the checklist is told as it was when the verdict was published."""

from __future__ import annotations

import pytest

from claims.rules.deciding.checklist import Point
from tests.factories import a_citation, a_claim, a_page, a_verdict
from tests.markup import folded
from tests.public.captures import a_capture
from tests.public.conftest import Read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "then"),
    [
        ("", "A cited page had no sealed copy when the verdict was published"),
        ("/fr", "Une page citée n’avait pas de copie scellée lors de la publication du verdict"),
        ("/ar", "لم تكن لصفحة مُسند إليها نسخة مختومة عند نشر الحكم"),
    ],
)
def test_a_seal_that_came_later_does_not_stand_beside_its_denial(
    read: Read, language: str, then: str
) -> None:
    claim, page = a_claim(), a_page()
    a_citation(claim, page=page)
    a_verdict(claim)
    a_capture(page, "Twenty men.")

    shown = folded(read(f"{language}/claims/{claim.pk}/"))

    assert then in shown
    assert "has no sealed copy" not in shown


def test_every_point_says_when_it_was_so() -> None:
    for point in Point:
        assert point.left_open.endswith(" when the verdict was published")
