"""Every address that readers and their programs may ask carries validators and no cookie."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
from selectolax.lexbor import LexborHTMLParser

from tests.public.fresh.conftest import Asked, a_scene, every_page, told
from tracker.base.web.fresh.codings import LEAST
from tracker.site.server.fresh_pages import FILES, FROM_FILES, PAGES


def test_every_address(ask: Asked) -> None:
    a_scene()
    met = set()
    for name, address in every_page():
        made, queries = ask(address)
        if made.status_code == 200:
            met.add(name)
            _is_for_all(made, address)
            _is_answered_again(ask, made, address, most=queries if name in FROM_FILES else 0)

    assert met == PAGES


def _is_answered_again(ask: Asked, made: Any, address: str, *, most: int) -> None:
    known, of_known = ask(address, if_none_match=made["ETag"])
    head, of_head = ask(address, head=True)
    zipped, of_zipped = ask(address, accept_encoding="gzip")
    packed, of_packed = ask(address, accept_encoding="br")

    assert known.status_code == 304, address
    assert told(head) == told(made), address
    assert max(of_known, of_head, of_zipped, of_packed) <= most, address
    if made["Content-Type"] == "image/png":
        assert zipped.content == packed.content == made.content, address
    elif len(made.content) >= LEAST:
        assert gzip.decompress(zipped.content) == made.content, address
        assert brotli.decompress(packed.content) == made.content, address
        assert len({made["ETag"], zipped["ETag"], packed["ETag"]}) == 3, address


def _is_for_all(made: Any, address: str) -> None:
    assert not made.cookies, address
    assert made["ETag"].startswith('"'), address
    assert made["Last-Modified"].endswith("GMT"), address
    assert made["Cache-Control"] == "public, max-age=0, must-revalidate", address
    assert {"Cookie", "Accept-Encoding"} <= {each.strip() for each in made["Vary"].split(",")}
    assert "default-src 'self'" in made["Content-Security-Policy"], address
    assert "unsafe" not in made["Content-Security-Policy"], address
    if made["Content-Type"].startswith("text/html"):
        tree = LexborHTMLParser(made.content.decode())
        loaded = [node.attributes.get("src") for node in tree.css("[src]")]
        loaded += [node.attributes.get("href") for node in tree.css("link[rel=stylesheet]")]
        assert [each for each in loaded if not (each or "").startswith("/")] == [], address
        assert tree.css_first("input[name=csrfmiddlewaretoken]") is None, address


def test_every_open_address_is_a_page_or_a_file() -> None:
    assert FILES.isdisjoint(PAGES)
    assert FROM_FILES < PAGES
    assert {name.partition(":")[0] for name in PAGES} == {"public", "feeds", "memento", "api"}
