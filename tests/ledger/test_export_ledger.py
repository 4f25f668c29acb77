"""An exported ledger is verified by a script that needs Python and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from claims.public.trust.ledger import SCRIPT
from sources.models import Page
from sources.operations.register.quotations import quote
from sources.reads.ledger_kinds import RECHECK
from tests.factories import AT, a_citation, a_claim, a_verdict, a_withdrawn_claim
from tests.public.captures import confirmed
from tests.public.looks import a_change, a_quoted_page, cite
from tests.sources.conftest import WORDS, Capturing
from tracker.base.ledger.chain import link_digest
from tracker.base.ledger.operations import enter_rows, head

Lines = list[dict[str, Any]]
NOBODYS = "7000001"
"""The key of no row."""


def export(path: Path, *options: str) -> Lines:
    call_command("export_ledger", str(path), *options, verbosity=0)
    return [json.loads(line) for line in path.read_text().splitlines()]


def of_kind(lines: Lines, kind: str) -> Lines:
    return [line for line in lines if line.get("kind") == kind]


def write(path: Path, lines: Lines) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def script(path: Path, *options: str) -> tuple[int, str]:
    """Run as somebody would who has nothing of ours: no site, no environment, another folder."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(path), *options],
        cwd=path.parent,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.fixture
def ledger(db: None, tmp_path: Path) -> Path:
    """Of four published verdicts; of what led to them the content is withheld."""
    for _number in range(4):
        a_verdict()
    export(tmp_path / "ledger.jsonl")
    return tmp_path / "ledger.jsonl"


def read(ledger: Path) -> tuple[Lines, int]:
    """The lines of an export, and where the second verdict stands among them."""
    lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    return lines, of_kind(lines, "verdict")[1]["position"]


def counted(lines: Lines) -> str:
    """What the script says it has read, where four contents are given out."""
    return f"{len(lines) - 1} entries ({len(lines) - 5} with their content withheld)"


def test_the_script_says_that_all_fits(ledger: Path) -> None:
    lines, _second = read(ledger)

    code, told = script(ledger)

    assert code == 0
    assert told == f"All fits: {counted(lines)}, head {head().sha256}\n"
    assert len(lines) - 1 == head().position
    given_out = [line["kind"] for line in lines[1:] if line["content"] is not None]
    assert given_out == ["verdict"] * 4


def test_an_empty_ledger_is_one_too(db: None, tmp_path: Path) -> None:
    export(tmp_path / "empty")

    assert script(tmp_path / "empty")[0] == 0


CHANGES: list[tuple[Callable[[Lines, int], object], str]] = [
    (lambda lines, n: lines.pop(n), "entry {n} is expected and entry {next} stands there"),
    (
        lambda lines, n: lines.insert(n, lines.pop(n + 1)),
        "entry {n} is expected and entry {next} stands there",
    ),
    (
        lambda lines, n: lines.insert(n, lines[n]),
        "entry {next} is expected and entry {n} stands there",
    ),
    (lambda lines, _n: lines.pop(), "the header speaks of {last} entries"),
    (lambda lines, n: lines[n].update(content="{}"), "the content of entry {n}"),
    (lambda lines, n: lines[n].update(subject=NOBODYS), "entry {n} (verdict {other}) was"),
    (lambda lines, n: lines[n].update(at="2020-01-01T00:00:00.000000Z"), "entry {n} (verdict"),
    (lambda lines, n: lines[n].update(sha256="ab" * 32), "entry {next} does not follow"),
    (lambda lines, _n: lines[0].update(head="ab" * 32), "the header speaks of {last} entries"),
]


def test_the_script_finds_what_was_changed(ledger: Path) -> None:
    for change, sentence in CHANGES:
        lines, second = read(ledger)
        named = {"n": second, "next": second + 1, "last": len(lines) - 1, "other": NOBODYS}
        change(lines, second)
        changed = ledger.with_name("changed.jsonl")
        write(changed, lines)

        code, told = script(changed)

        assert code == 1, sentence
        assert sentence.format(**named) in told
        assert "DOES NOT FIT" in told


def test_a_ledger_rewritten_to_its_end_shows_in_a_head_noted_before(ledger: Path) -> None:
    noted = head().sha256
    lines, second = read(ledger)
    lines[second]["subject"] = NOBODYS
    for before, line in pairwise(lines[second - 1 :]):
        line["previous_sha256"] = before["sha256"]
        hashed = {key: line[key] for key in line if key not in {"sha256", "content"}}
        line["sha256"] = link_digest(**hashed)
    lines[0]["head"] = lines[-1]["sha256"]
    write(ledger, lines)

    assert script(ledger)[0] == 0
    code, told = script(ledger, "--head", noted)
    assert code == 1
    assert told == (
        f"DOES NOT FIT: {counted(lines)}, head {lines[-1]['sha256']}\n"
        f"WRONG: the digest {noted} is not in the chain: it was rewritten.\n"
    )


HEADER = '{"format": "counterclaim-ledger", "version": 1}\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        '{"format": "other"}',
        "\xff",
        HEADER + "[" * 100_000,
        HEADER + '{"position": 1, "kind": "a", "subject": "b", "content": 5, '
        '"content_sha256": "", "previous_sha256": ""}',
    ],
    ids=range(7),
)
def test_what_is_no_ledger_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "other").write_bytes(text.encode("latin-1"))

    code, told = script(tmp_path / "other")

    assert code == 2
    assert "cannot be read as a ledger" in told


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert script(tmp_path / "nothing")[0] == 2


def test_it_says_which_entry_names_a_sealed_file(
    page: Page, capture_of: Capturing, evidence: Path, tmp_path: Path
) -> None:
    capture = capture_of(page)
    a_citation(a_claim(), page=page)
    export(tmp_path / "ledger")

    code, told = script(tmp_path / "ledger", "--file", str(evidence / capture.file_name))

    assert code == 0
    assert f"entry 1, capture {capture.pk}" in told


def test_and_that_none_names_another_file(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("not sealed")

    code, told = script(ledger, "--file", str(tmp_path / "other"))

    assert code == 1
    assert "no entry names" in told


# ---- what is not public


def test_nothing_of_a_page_that_no_public_claim_cites_is_told(
    page: Page, capture_of: Capturing, tmp_path: Path
) -> None:
    quote(page=page, exact=WORDS, by=page.added_by, at=AT)
    capture = capture_of(page)

    lines = export(tmp_path / "ledger")

    assert [line["content"] for line in lines[1:]] == [None, None]
    text = (tmp_path / "ledger").read_text()
    for secret in (page.url, capture.file_sha256, capture.payload_sha256, capture.text_sha256):
        assert secret not in text
    assert script(tmp_path / "ledger")[0] == 0


def test_once_it_is_public_its_content_fits_the_digest_given_before(
    page: Page, capture_of: Capturing, tmp_path: Path
) -> None:
    capture_of(page)
    before = export(tmp_path / "before")[1]
    a_citation(a_claim(), page=page)

    after = export(tmp_path / "after")[1]

    assert before["content"] is None
    assert page.url in after["content"]
    assert after["content_sha256"] == before["content_sha256"]
    assert script(tmp_path / "after", "--head", before["sha256"])[0] == 0


def test_a_quotation_of_a_draft_is_withheld_where_the_page_is_public(
    page: Page, capture_of: Capturing, tmp_path: Path
) -> None:
    a_citation(a_claim(), page=page)
    quote(page=page, exact=WORDS, by=page.added_by, at=AT)
    capture_of(page)

    lines = export(tmp_path / "ledger")

    (captured,), (found,) = of_kind(lines, "capture"), of_kind(lines, "finding")
    assert captured["content"] is not None
    assert found["content"] is None


def test_a_finding_that_is_being_checked_is_withheld_until_a_person_confirms_it(
    page: Page, capture_of: Capturing, tmp_path: Path
) -> None:
    other = quote(page=page, exact=WORDS.replace("Twelve", "Thirteen"), by=page.added_by, at=AT)
    a_citation(a_claim(), page=page, quotation=other)
    capture_of(page)
    (before,) = of_kind(export(tmp_path / "before"), "finding")

    confirmed(other)
    (after,) = of_kind(export(tmp_path / "after"), "finding")

    assert before["content"] is None
    assert json.loads(after["content"])["kind"] == "altered"
    assert after["content_sha256"] == before["content_sha256"]


@pytest.mark.parametrize("draft", [True, False])
def test_what_a_look_found_of_a_quotation_of_a_draft_is_withheld(
    db: None, tmp_path: Path, *, draft: bool
) -> None:
    page = a_quoted_page(draft=draft)
    cite(page)  # the page itself is public either way
    with transaction.atomic():
        enter_rows((RECHECK, [a_change(page)]), at=AT)

    (told,) = of_kind(export(tmp_path / "ledger"), "recheck")

    assert (told["content"] is None) == draft


def test_a_verdict_on_a_withdrawn_claim_is_withheld(db: None, tmp_path: Path) -> None:
    verdict = a_verdict()
    (before,) = of_kind(export(tmp_path / "before"), "verdict")
    type(verdict.claim).objects.filter(pk=verdict.claim_id).update(
        status=a_withdrawn_claim().status
    )

    (after,) = of_kind(export(tmp_path / "after"), "verdict")

    assert before["content"] is not None
    assert after["content"] is None


PEOPLE = {
    "requested_by", "deposited_by", "made_by", "opened_by", "closed_by", "settled_by", "reviewer",
    "actor_id", "actor_name", "published_by", "proposed_by", "by", "author",
}  # fmt: skip


def test_nobody_of_the_desk_is_in_the_export(
    page: Page, capture_of: Capturing, tmp_path: Path
) -> None:
    capture_of(page)
    verdict = a_verdict()

    lines = export(tmp_path / "all", "--everything")

    contents = [json.loads(line["content"]) for line in lines[1:]]
    assert {"capture", "verdict", "review", "event"} <= {line["kind"] for line in lines[1:]}
    for content in contents:
        assert not PEOPLE & set(content)
    text = (tmp_path / "all").read_text()
    reviewers = [asked.reviewer for asked in verdict.round.assignments.all()]
    assert len(reviewers) == 2
    for person in (verdict.published_by, verdict.claim.created_by, *reviewers):
        assert person.username not in text
        assert person.name not in text
    assert '"private"' not in text


def test_an_export_never_writes_over_a_file_half_way(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="was not exported"):
        call_command("export_ledger", str(tmp_path / "no folder" / "ledger"))


# ---- the page


def test_the_page_shows_the_head_and_how_to_check_it(client: Any, ledger: Path) -> None:
    answer = client.get("/ledger/")

    assert answer.status_code == 200
    assert head().sha256 in answer.content.decode()
    assert "/ledger/export/" in answer.content.decode()


def test_the_ledger_and_the_script_can_be_downloaded(
    client: Any, ledger: Path, tmp_path: Path
) -> None:
    exported = b"".join(client.get("/ledger/export/").streaming_content)
    (tmp_path / "downloaded").write_bytes(exported)
    program = client.get("/ledger/verify_ledger.py")

    assert program.content == SCRIPT.read_bytes()
    assert script(tmp_path / "downloaded") == script(ledger)


def test_the_script_is_short_enough_to_be_read() -> None:
    assert len(SCRIPT.read_text().splitlines()) < 150
