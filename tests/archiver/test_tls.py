"""A protected connection is made only to a server that proves who it is."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sources.archiver import wire
from sources.archiver.values import Outcome
from tests.archiver.conftest import AT, Fetch
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
    assert "self-signed" in fetched.reason
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
