"""An archive whose fields no database keeps is read all the same, at the first attempt."""

from __future__ import annotations

import gzip

import pytest

from sources.models import ExtractionStatus, text_of
from tests.factories import a_page
from tests.sources.depositing import HTML, WORDS, bring, read
from tests.sources.sealed_pages import warc_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("date", [b"2026-03-01T12:00:00Z\x00", b"\x00", b"\xff\xfe\xed\xa0\x80"])
def test_a_nul_in_the_date_of_a_record_is_kept_as_a_mark(evidence, date):
    page = a_page("https://example.org/a")
    plain = gzip.decompress(warc_of(HTML, ("Content-Type", "text/html\x00"), url=page.url))
    archive = gzip.compress(plain.replace(b"2026-03-01T12:00:00Z", date))

    done = read(bring(page, archive))

    assert (done.outcome, done.extraction) == ("deposited", ExtractionStatus.DONE)
    assert WORDS in text_of(done)
    assert "\ufffd" in done.provenance["in_archive"]["date"]
