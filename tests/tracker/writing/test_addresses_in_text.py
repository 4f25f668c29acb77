"""Lines may end after the slashes of an address within a text; what is typed stays text."""

from __future__ import annotations

from tracker.base.writing.addresses_in_text import breakable


def test_lines_may_end_after_the_slashes_of_an_address() -> None:
    assert breakable("A/B. http://localhost:8000/incidents/ford/?as_of=2026-03-01 (read)") == (
        "A/B. http://localhost:8000/<wbr>incidents/<wbr>ford/<wbr>?as_of=2026-03-01 (read)"
    )


def test_what_people_wrote_is_escaped() -> None:
    assert breakable("<b>https://x/<i>/y</b>") == (
        "&lt;b&gt;https://x/<wbr>&lt;i&gt;/<wbr>y&lt;/<wbr>b&gt;"
    )
