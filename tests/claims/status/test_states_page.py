"""The pages of the documentation that are drawn from the table of acts."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from claims.rules.acts import CLAIM_ACTS
from sources.acts import EVIDENCE_ACTS


def drawn(name):
    out = StringIO()
    call_command("draw_states", print=name, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["states.md", "acts.md"])
def test_the_page_is_as_the_table_says(name):
    page = (settings.BASE_DIR / "docs" / name).read_text(encoding="utf-8")

    assert page == drawn(name), "Run manage.py draw_states."


def test_the_page_names_every_status_and_draws_every_move():
    page = drawn("states.md")

    assert "```mermaid\nstateDiagram-v2\n" in page
    assert "| split | an editor | under review |" in page
    assert page.count(" --> ") - page.count("[*] --> ") == len(CLAIM_ACTS.by_move)


def test_the_page_names_every_act():
    page = drawn("acts.md")

    missing = [act.label for act in (*CLAIM_ACTS, *EVIDENCE_ACTS) if f"| {act.label} |" not in page]

    assert missing == []
