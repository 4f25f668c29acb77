"""``manage.py`` on a machine without our packages: it makes the pinned environment, then goes on.

What pip and uv themselves do is tried in `.ci/run`, with the network; here they are a shell script
or an address where nobody answers.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.site import bootstrap

HOUSE = Path(__file__).resolve().parents[2]
BARE = Path(sys.base_prefix) / "bin" / "python3"
"""The Python under ours, in no virtual environment."""
PACKAGE = ("tracker/__init__.py", "tracker/site/__init__.py", "tracker/site/bootstrap.py")
FRESH = '#!/bin/sh\necho "entered: $*"\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh checkout, as far as the first command reads it."""
    for name in ("manage.py", "uv.lock", *PACKAGE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HOUSE / name, tmp_path / name)
    return tmp_path


NO_PACKAGES = "import importlib.util; importlib.util.find_spec = lambda name: None"


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def stamp(checkout: Path) -> None:
    digest = hashlib.sha256((checkout / "uv.lock").read_bytes()).hexdigest()
    (checkout / ".venv" / "made-from").write_text(digest)


def uv(checkout: Path, text: str) -> None:
    """A uv that is there already."""
    version, _ = bootstrap._pinned_uv()
    script(checkout / "var" / "uv" / version / "bin" / "uv", text)


def manage(
    checkout: Path, *words: str, code: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run manage.py with the bare Python where no registry answers."""
    run = ["-c", f"{code}\nimport sys, runpy; runpy.run_path('manage.py', run_name='__main__')"]
    return subprocess.run(
        [BARE, *(run if code else ["manage.py"]), *words],
        cwd=checkout,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(checkout / "home"),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
            "PIP_RETRIES": "0",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_environment_is_made_and_the_command_goes_on_there(checkout: Path) -> None:
    script(checkout / "entered", FRESH)
    uv(checkout, "#!/bin/sh\nmkdir -p .venv/bin && cp entered .venv/bin/python\n")

    first, second = (manage(checkout, "demo", "--port", "9000") for _ in range(2))

    assert first.stdout == second.stdout == "entered: manage.py demo --port 9000\n"
    (step,) = first.stderr.splitlines()
    assert step.startswith("Setting up: installing what uv.lock pins into .venv ")
    assert second.stderr == ""


def test_uv_is_given_the_lock_and_a_cache_of_our_own(checkout: Path) -> None:
    uv(checkout, '#!/bin/sh\necho "$*"; echo $UV_CACHE_DIR $UV_PROJECT_ENVIRONMENT; exit 2\n')

    said = manage(checkout, "demo").stderr

    assert f"sync --locked --quiet --project {checkout} --python " in said
    assert f"{checkout}/var/uv/cache {checkout}/.venv\n" in said


def test_an_environment_made_from_another_lock_is_renewed(checkout: Path) -> None:
    script(checkout / ".venv" / "bin" / "python", FRESH)
    stamp(checkout)
    with (checkout / "uv.lock").open("a") as lock:
        lock.write("# another\n")
    uv(checkout, "#!/bin/sh\nexit 0\n")

    renewed, again = (manage(checkout, "demo") for _ in range(2))

    assert "Setting up: installing what uv.lock pins" in renewed.stderr
    assert again.stderr == ""


def test_what_failed_is_tried_again_the_next_time(checkout: Path) -> None:
    uv(checkout, "#!/bin/sh\nmkdir -p .venv/bin; echo no route >&2; exit 2\n")

    for _ in range(2):
        run = manage(checkout, "demo")
        assert (run.returncode, run.stdout) == (1, "")
        assert "no route\nThe packages were not installed. uv's reason stands above." in run.stderr


def test_a_registry_that_does_not_answer(checkout: Path) -> None:
    run = manage(checkout, "demo")

    assert run.returncode == 1
    assert "Setting up: installing uv " in run.stderr
    assert "uv was not installed. pip's reason stands above." in run.stderr
    assert "Traceback" not in run.stderr


def test_a_python_without_pip(checkout: Path) -> None:
    run = manage(checkout, "demo", code=NO_PACKAGES)

    assert run.returncode == 1
    assert "This Python has no pip. Install it (Debian, Ubuntu: 'apt-get install" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_python_that_is_too_old(checkout: Path) -> None:
    run = manage(checkout, "demo", code="import sys; sys.version_info = (3, 9, 2)")

    assert run.returncode == 1
    assert run.stderr.startswith("Counterclaim needs Python 3.11 or newer, and this is Python 3.")
    assert "Traceback" not in run.stderr


def test_old_pythons_can_read_as_far_as_that() -> None:
    ast.parse((HOUSE / "manage.py").read_text(), feature_version=(3, 6))


def test_a_place_that_cannot_be_written(checkout: Path) -> None:
    (checkout / "var").write_text("a file where a folder should be")

    run = manage(checkout, "demo")

    assert run.returncode == 1
    assert "The environment could not be made: " in run.stderr
    assert "Traceback" not in run.stderr


def test_in_production_nothing_installs_itself(checkout: Path) -> None:
    run = manage(checkout, "migrate", code=NO_PACKAGES, COUNTERCLAIM_SECRET_KEY="s")

    assert run.returncode == 1
    assert "The packages are not in " in run.stderr
    assert not (checkout / "var").exists()


def test_a_chosen_environment_is_left_alone(checkout: Path) -> None:
    subprocess.run([BARE, "-m", "venv", "--without-pip", checkout / "mine"], check=True)

    run = subprocess.run(
        [checkout / "mine" / "bin" / "python", "manage.py", "demo"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )

    assert f"The packages are not in {checkout}/mine" in run.stderr
    assert not (checkout / "var").exists()


def test_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((HOUSE / "tracker/site/bootstrap.py").read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported
    assert imported <= sys.stdlib_module_names


def test_uv_is_pinned_with_its_digests() -> None:
    version, digests = bootstrap._pinned_uv()

    assert version
    assert digests
    assert all(each.startswith("sha256:") for each in digests)
