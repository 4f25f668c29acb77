"""Pictures for links are kept as pages are: until something that they show changes."""

from __future__ import annotations

from tests.factories import a_pair, a_verdict
from tests.public.fresh.conftest import Asked, told


def test_a_picture_is_drawn_once_for_each_state_of_what_it_shows(ask: Asked) -> None:
    pair = a_pair()
    claim = pair.answers
    pages = (f"/claims/{claim.pk}/", f"/pairs/{pair.pk}/", f"/incidents/{claim.incident.slug}/")
    drawn = {}
    for path in (f"{page}picture.png" for page in pages):
        made, many = ask(path)
        known, of_known = ask(path, if_none_match=made["ETag"])
        head, of_head = ask(path, head=True)
        packed, of_packed = ask(path, accept_encoding="br, gzip")

        assert (made.status_code, known.status_code, known.content) == (200, 304, b"")
        assert (of_known, of_head, of_packed) == (0, 0, 0) < (many,) * 3
        assert told(head) == told(made)
        assert "Content-Encoding" not in packed
        assert packed.content == made.content
        assert not made.cookies
        assert made["Cache-Control"] == "public, max-age=0, must-revalidate"
        drawn[path] = made.content

    a_verdict(claim)

    for path, before in drawn.items():
        now, many = ask(path)
        assert many > 0
        assert now.content != before


def test_another_version_leads_to_this_one_and_is_not_kept(ask: Asked) -> None:
    path = f"/claims/{a_pair().claim.pk}/picture.png"
    led, many = ask(f"{path}?v=0000000000")
    again, as_many = ask(f"{path}?v=0000000000")

    assert (led.status_code, again.status_code) == (302, 302)
    assert as_many == many > 0
    assert ask(led["Location"])[0].content == ask(path)[0].content
