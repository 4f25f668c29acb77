"""The page that explains the API works in a browser under our Content-Security-Policy."""

from __future__ import annotations

from django.test import Client
from selectolax.lexbor import LexborHTMLParser


def test_the_page_is_served_without_inline_script(client: Client, db: None) -> None:
    answer = client.get("/api/v1/docs/")

    assert answer.status_code == 200
    assert b"<script>" not in answer.content
    assert b"<style" not in answer.content
    assert b"/api/v1/schema/" in client.get("/api/v1/docs/?script=").content


def test_without_scripts_it_leads_to_the_file_and_to_the_rest_of_the_site(
    client: Client, db: None
) -> None:
    page = LexborHTMLParser(client.get("/api/v1/docs/").content)
    front = LexborHTMLParser(client.get("/").content)

    links = {link.attributes["href"]: link.text(strip=True) for link in page.css("a")}
    assert all(links)
    assert all(links.values())
    assert "/api/v1/schema/" in links
    assert client.get("/api/v1/schema/").status_code == 200
    main = [link.attributes["href"] for link in front.css(".masthead nav > ul:first-child a")]
    assert len(main) == 5
    assert {"/", *main} <= links.keys()
    (here,) = page.css("nav [aria-current=page]")
    assert here.attributes["href"] == "/api/v1/docs/"
