"""The walls of the house: who may know whom, and what no room may look like."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

HOUSE = Path(__file__).resolve().parents[3]
ROOMS = ("claims", "sources", "tracker")
MODULES = sorted(
    path.relative_to(HOUSE)
    for room in (*ROOMS, "tests")
    for path in (HOUSE / room).rglob("*.py")
    if not {"migrations", ".venv"} & set(path.parts)
)
NO_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "signals",
    "misc",
    "common",
}


def test_the_import_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")

    run = subprocess.run(
        [program, "--no-cache", "--no-logo"],
        cwd=HOUSE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 broken" in run.stdout


def test_evidence_has_no_relation_to_claims() -> None:
    relations = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("sources").get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model is not None
        and field.related_model._meta.app_label == "claims"
    ]

    assert relations == []


def test_every_module_has_a_name_that_says_what_it_is() -> None:
    nameless = [str(path) for path in MODULES if NO_NAMES & {*path.parts, path.stem}]

    assert nameless == []


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_templates_have_no_inline_script_or_style(path: Path) -> None:
    text = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL
    )
    data_block = r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(ld\+json|json)\")"

    # Mail programs know no style sheets, and no policy of ours holds in them.
    if path.parent.name != "emails":
        assert not re.search(r"<style|\sstyle\s*=", text, re.IGNORECASE)
    assert not re.search(data_block, text, re.IGNORECASE)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
