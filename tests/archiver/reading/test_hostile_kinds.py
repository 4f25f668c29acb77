"""Bytes made to keep the reader of kinds busy for ever are told apart at once."""

from __future__ import annotations

import pytest

from sources.archiver.deposits.kinds import SNIFFED, ContentKind, kind_of

HALF = SNIFFED // 2


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "start",
    [
        b"<!---->" * 500 + b"x",
        b"<!-- -->\n" * 400 + b"<x>",
        b"<!--" * 1000,
        b"<!--" + b"-->" * 1300,
        b"<?xml " + b"?" * 4000,
        b" " * HALF + b"<!---->" * (HALF // 7),
    ],
)
def test_it_ends_at_once(start: bytes) -> None:
    # A comment alone is markup already (MIME Sniffing, 7.1).
    is_comment = start.startswith(b"<!--")
    assert kind_of(start) is (ContentKind.HTML if is_comment else ContentKind.TEXT)


@pytest.mark.parametrize(
    "start",
    [
        b"<!-- a --> <!-- b -->\n<!doctype html>",
        b"<?xml version='1.0'?><!----><html>",
        b"<!-- a > b -- c --><p>",
        b"<custom-page></custom-page><html lang=en>",
    ],
)
def test_a_page_after_comments_is_still_one(start: bytes) -> None:
    assert kind_of(start) is ContentKind.HTML
