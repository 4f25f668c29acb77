"""Makes the pinned environment where it is missing, with the standard library and pip alone.

``python3 manage.py ...`` on a machine with Python and pip and nothing else: pip brings uv into
``var/uv`` (``--target`` is allowed where the system's own environment is closed), uv makes
``.venv`` from ``uv.lock``, and the command goes on there. uv itself is taken in the version and
with the digests of ``uv.lock``. Nothing outside the checkout is written.

Who runs a command in a virtual environment, or in production, has an environment of their own:
it is left alone. This module is loaded before any package is there, so it imports none.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "uv.lock"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
MADE_FROM = ENVIRONMENT / "made-from"
"""The digest of the lock that the environment was made from; written last."""
TOOLS = ROOT / "var" / "uv"

PIP_FAILED = (
    "pip's reason stands above. If the package registry cannot be reached: HTTPS_PROXY names a "
    "proxy to pip, PIP_INDEX_URL a mirror, PIP_CERT certificates of your own."
)
UV_FAILED = (
    "uv's reason stands above. If the package registry cannot be reached: HTTPS_PROXY names a "
    "proxy to uv, SSL_CERT_FILE certificates of your own."
)


class NotSetUpError(Exception):
    """The environment could not be made or is not whole; the message is for a person."""


def enter() -> None:
    """Go on in the pinned environment: return if this is it, else start the command again in it.

    An environment that this module made is renewed when ``uv.lock`` is another than it was made
    from; one that uv made is uv's to renew.

    Raises:
        NotSetUpError: it could not be made, or the environment chosen has no Django.
    """
    inside = ENVIRONMENT.exists() and ENVIRONMENT.samefile(sys.prefix)
    if inside and MADE_FROM.exists() and not _current() and "UV" not in os.environ:
        _again(Path(sys.base_prefix) / "bin" / "python3")  # which is not part of what is renewed
    if inside or _chosen_by_a_person():
        if find_spec("django") is None:
            raise NotSetUpError(
                f"The packages are not in {sys.prefix}, the Python that was chosen. "
                "Install them there with 'uv sync --locked' (docs/operations.md)."
            )
        return
    if not _current():
        try:
            _make()
        except OSError as error:
            raise NotSetUpError(f"The environment could not be made: {error}.") from error
    _again(PYTHON)


def _chosen_by_a_person() -> bool:
    """Another virtual environment than ours, or production, where nothing installs itself."""
    return sys.prefix != sys.base_prefix or bool(os.environ.get("COUNTERCLAIM_SECRET_KEY"))


def _again(python: Path) -> NoReturn:
    """Start this same command line with another Python, in the place of this process."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, [str(python), *sys.orig_argv[1:]])  # noqa: S606  a Python, no shell


def _current() -> bool:
    """Whether the environment is there, whole, and made from the lock as it is now."""
    return PYTHON.exists() and MADE_FROM.exists() and MADE_FROM.read_text() == _digest()


def _digest() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _make() -> None:
    """Make or renew the environment, one process at a time."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    with (TOOLS / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _current():  # another process was first
            return
        program = _uv()
        _say("installing what uv.lock pins into .venv (some 200 MB; minutes on a slow line)")
        command = [str(program), "sync", "--locked", "--quiet", "--project", str(ROOT)]
        if not PYTHON.exists():
            command += ["--python", sys.executable]
        _run(command, _for_uv(), otherwise=f"The packages were not installed. {UV_FAILED}")
        MADE_FROM.write_text(_digest())


def _uv() -> Path:
    """The uv that the lock names, brought by pip where it is missing."""
    version, digests = _pinned_uv()
    folder = TOOLS / version
    if not folder.exists():
        _say(f"installing uv {version} into {folder.relative_to(ROOT)} with pip")
        wanted = TOOLS / "requirements.txt"
        wanted.write_text(f"uv=={version} " + " ".join(f"--hash={each}" for each in digests))
        half = TOOLS / f"{version}.half"
        shutil.rmtree(half, ignore_errors=True)
        command = [_python_with_pip(), "-m", "pip", "install", "--quiet", "--no-cache-dir"]
        command += ["--only-binary=:all:", "--require-hashes", "--requirement", str(wanted)]
        command += ["--target", str(half)]
        _run(command, _for_pip(), otherwise=f"uv was not installed. {PIP_FAILED}")
        half.rename(folder)
    return folder / "bin" / "uv"


def _pinned_uv() -> tuple[str, list[str]]:
    """Version and digests of uv in the lock."""
    packages = tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"]
    pinned = next(package for package in packages if package["name"] == "uv")
    return str(pinned["version"]), [str(wheel["hash"]) for wheel in pinned["wheels"]]


def _python_with_pip() -> str:
    """Ourselves; where we have no pip, a bare environment made with the one Python carries."""
    if find_spec("pip"):
        return sys.executable
    if find_spec("venv") and find_spec("ensurepip"):
        folder = TOOLS / "pip"
        command = [sys.executable, "-m", "venv", "--clear", str(folder)]
        _run(command, dict(os.environ), otherwise="pip was not set up; the reason stands above.")
        return str(folder / "bin" / "python")
    raise NotSetUpError(
        "This Python has no pip. Install it (Debian, Ubuntu: 'apt-get install python3-pip', as "
        "root), or install uv and run 'uv run manage.py ...'."
    )


def _for_pip() -> dict[str, str]:
    """What people set for pip, but for what forbids a folder of our own."""
    return {
        **os.environ,
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def _for_uv() -> dict[str, str]:
    """What people set for uv, with this environment and, if they named no other, our own cache."""
    ours = {"UV_CACHE_DIR": str(TOOLS / "cache"), "UV_HTTP_TIMEOUT": "180"}
    fixed = {"UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT), "UV_PYTHON_DOWNLOADS": "never"}
    theirs = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    return ours | theirs | fixed


def _run(command: list[str], environment: dict[str, str], *, otherwise: str) -> None:
    # What goes wrong the program says itself, on the same standard error.
    done = subprocess.run(command, env=environment, stdout=sys.stderr, check=False)  # noqa: S603
    if done.returncode:
        raise NotSetUpError(otherwise)


def _say(step: str) -> None:
    sys.stderr.write(f"Setting up: {step} ...\n")
    sys.stderr.flush()
