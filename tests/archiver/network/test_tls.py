"""A protected connection is made only to a server that proves who it is."""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sources.archiver.network import wire
from sources.archiver.network.resolve import TableResolver
from sources.archiver.outcomes import Outcome
from sources.archiver.sentences import english
from tests.archiver.conftest import AT, Fetch
from tests.archiver.waiting import IN_TIME
from tests.archiver.world import World


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(AT - timedelta(days=9000))
        .not_valid_after(AT + timedelta(days=9000))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def world(certificate: Path) -> Iterator[World]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    world = World(context)
    world.page("/", b"<p>Twelve soldiers were killed.")
    yield world
    world.close()


def test_a_trusted_server_is_asked_and_its_certificate_noted(
    world: World, fetch_from: Fetch, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(wire, "tls_context", lambda: trusting)
    pem = certificate.read_text().split("-----END PRIVATE KEY-----")[1].strip()

    fetched = fetch_from(url=world.url("/", "https"))

    assert fetched.outcome is Outcome.CAPTURED
    assert fetched.last is not None
    assert fetched.last.tls is not None
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    assert fetched.last.tls.certificate_sha256 == digest


def test_a_certificate_that_nobody_vouches_for_is_refused(world: World, fetch_from: Fetch) -> None:
    fetched = fetch_from(url=world.url("/", "https"))

    assert fetched.outcome is Outcome.TLS_FAILURE
    assert "self-signed" in english(fetched.reason)
    assert not world.asked


def test_a_server_without_tls_is_a_tls_failure(fetch_from: Fetch, world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        world.place = f"127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=speak_first, args=(server,), daemon=True).start()

        fetched = fetch_from(url=f"https://{world.place}/")

    assert fetched.outcome is Outcome.TLS_FAILURE


def speak_first(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.sendall(b"220 mail.example ready\r\n")
        connection.recv(4096)


def test_what_was_seen_of_a_refused_certificate_is_noted(
    world: World, fetch_from: Fetch, certificate: Path
) -> None:
    pem = certificate.read_text().split("-----END PRIVATE KEY-----")[1].strip()
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()

    fetched = fetch_from(url=world.url("/", "https"))

    seen = fetched.tls_seen
    assert seen is not None
    assert (seen.certificate_sha256, seen.subject, seen.issuer) == (digest, "CN=Test", "CN=Test")
    assert seen.not_before < AT.isoformat() < seen.not_after
    assert seen.version.startswith("TLSv1")
    assert digest in english(fetched.reason)
    assert fetched.hops == ()
    assert not world.asked


def test_a_certificate_for_another_name_is_refused_and_noted(
    world: World, fetch_from: Fetch, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(wire, "tls_context", lambda: trusting)
    world.place = f"news.example:{world.port}"
    resolver = TableResolver({"news.example": ["127.0.0.1"]})

    fetched = fetch_from(url=f"https://news.example:{world.port}/", resolver=resolver)

    assert fetched.outcome is Outcome.TLS_FAILURE
    assert "not valid for 'news.example'" in english(fetched.reason)
    assert fetched.tls_seen is not None
    assert not world.asked


def test_a_server_that_breaks_off_the_greeting_is_unreachable(
    fetch_from: Fetch, world: World
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        world.place = f"127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=reset, args=(server,), daemon=True).start()

        fetched = fetch_from(url=f"https://{world.place}/")

    assert fetched.outcome is Outcome.UNREACHABLE
    assert "greeting" in english(fetched.reason)


def test_a_greeting_that_never_ends_is_a_timeout(fetch_from: Fetch, world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        world.place = f"127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=drip, args=(server,), daemon=True).start()
        began = time.monotonic()

        fetched = fetch_from(url=f"https://{world.place}/", total_seconds=0.7)

    assert fetched.outcome is Outcome.TIMEOUT
    assert time.monotonic() - began < IN_TIME


def test_a_body_without_length_that_ends_without_notice_is_cut(
    world: World, fetch_from: Fetch, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(wire, "tls_context", lambda: trusting)
    world.pages["/cut"] = b"HTTP/1.1 200 OK\r\n\r\n<p>Twelve soldiers"
    world.pages["/whole"] = say_goodbye
    world.pages["/framed"] = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<p>"

    outcomes = [
        fetch_from(url=world.url(path, "https")).outcome for path in ("/cut", "/whole", "/framed")
    ]

    assert outcomes == [Outcome.TRUNCATED, Outcome.CAPTURED, Outcome.CAPTURED]


def say_goodbye(stream: socket.socket, _path: str) -> None:
    assert isinstance(stream, ssl.SSLSocket)
    stream.sendall(b"HTTP/1.1 200 OK\r\n\r\n<p>Twelve soldiers")
    with contextlib.suppress(OSError):
        stream.unwrap().close()


def reset(server: socket.socket) -> None:
    connection, _ = server.accept()
    connection.recv(1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def drip(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, contextlib.suppress(OSError):
        for letter in b"\x16\x03\x03\x3f\xff\x02" + bytes(500):
            connection.sendall(bytes([letter]))
            time.sleep(0.05)
