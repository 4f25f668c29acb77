"""The page that explains the API works in a browser under our Content-Security-Policy."""

from __future__ import annotations

from django.test import Client


def test_the_page_is_served_without_inline_script(client: Client, db: None) -> None:
    answer = client.get("/api/v1/docs/")

    assert answer.status_code == 200
    assert b"<script>" not in answer.content
    assert b"<style" not in answer.content
    assert b"/api/v1/schema/" in client.get("/api/v1/docs/?script=").content
