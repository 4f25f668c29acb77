"""The diagram of statuses in the documentation."""

from io import StringIO

from django.conf import settings
from django.core.management import call_command


def test_the_page_is_as_the_table_says():
    drawn = StringIO()

    call_command("draw_states", print=True, stdout=drawn)

    assert (settings.BASE_DIR / "docs" / "states.md").read_text(encoding="utf-8") == (
        drawn.getvalue()
    ), "Run manage.py draw_states."


def test_the_page_names_every_status_and_draws():
    drawn = StringIO()

    call_command("draw_states", print=True, stdout=drawn)

    assert "```mermaid\nstateDiagram-v2\n" in drawn.getvalue()
    assert "| split | an editor | under review |" in drawn.getvalue()
