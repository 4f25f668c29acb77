"""``manage.py load_dossier``: what is printed and how it ends."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim
from tests.seeds import small
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_dossier", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def fail(*arguments: str) -> tuple[str, str]:
    err = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("load_dossier", *arguments, stdout=StringIO(), stderr=err)
    assert caught.value.returncode == 1
    return str(caught.value), err.getvalue()


def test_it_loads_and_says_what(tmp_path: Path) -> None:
    out, err = run(str(small.write(tmp_path)))

    assert "Loading incidents: 2 of 2" in out
    assert "claims 3" in out
    assert err == ""


def test_the_second_time_it_says_that_nothing_is_new(tmp_path: Path) -> None:
    run(str(small.write(tmp_path)))

    out, err = run(str(tmp_path))

    assert "nothing new" in out
    assert err == ""


def test_checking_loads_nothing(tmp_path: Path) -> None:
    out, _ = run(str(small.write(tmp_path)), "--check")

    assert "No problems" in out
    assert Claim.objects.count() == 0


def test_problems_are_listed_with_file_line_and_field(tmp_path: Path) -> None:
    small.spoil(small.write(tmp_path), "incidents/clash.yaml", "about: 20", "about: twenty")

    said, err = fail(str(tmp_path))

    assert "1 problem;" in said
    assert "problem: incidents/clash.yaml:14: claims.C1.figures.0.about:" in err
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("bad", [b"\xff\xfe", b"a: [", b"- x", b""])
def test_a_broken_file_ends_without_a_trace(tmp_path: Path, bad: bytes) -> None:
    (small.write(tmp_path) / "pages.yaml").write_bytes(bad)

    _, err = fail(str(tmp_path))

    assert "pages.yaml" in err
    assert "Traceback" not in err
    assert Claim.objects.count() == 0


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    _, err = fail(str(tmp_path / "nowhere"))

    assert "does not exist" in err


def test_differences_are_notes_and_with_strict_a_failure(tmp_path: Path) -> None:
    run(str(small.write(tmp_path)))
    small.spoil(tmp_path, "parties.yaml", "name: The rebels", "name: Rebels")

    _, err = run(str(tmp_path))
    assert "note: parties.yaml:7: rebels.name:" in err
    said, _ = fail(str(tmp_path), "--strict")
    assert "1 loaded row" in said


def test_outside_a_demonstration_somebody_must_be_named(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.DEMONSTRATION = False
    small.write(tmp_path)

    assert "--by" in fail(str(tmp_path))[0]
    assert "nobody called" in fail(str(tmp_path), "--by", "nemo")[0]


def test_rows_carry_who_loaded_them(tmp_path: Path) -> None:
    User.objects.create_user("dana", role=Role.EDITOR)

    run(str(small.write(tmp_path)), "--by", "dana")

    assert set(Claim.objects.values_list("created_by__username", flat=True)) == {"dana"}
