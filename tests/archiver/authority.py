"""A real timestamping authority on loopback: `openssl ts -reply` behind a small HTTP server."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from sources.archiver.time.timestamp import REPLY_TYPE, read_roots
from sources.archiver.time.timestamp import Authority as Asked
from tests.programs import need

CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
accuracy = secs:1
ess_cert_id_alg = sha256
"""
EXTENSIONS = """
extendedKeyUsage=critical,timeStamping
keyUsage=critical,digitalSignature
basicConstraints=CA:FALSE
"""
NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")

Answer = Callable[[bytes], tuple[int, str, bytes]]
"""Body of the request -> status, media type and body of the answer."""


def openssl(*words: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run openssl and give back what it said."""
    return subprocess.run(
        [need("openssl"), *map(str, words)],
        capture_output=True,
        text=True,
        check=check,
        timeout=120,
    )


class Authority:
    """An authority with a root and a signer of its own; `answer` may be put in its place."""

    def __init__(
        self,
        folder: Path,
        *,
        digests: str = "sha256",
        until: datetime | None = None,
        chain: Sequence[Path] = (),
    ) -> None:
        """Make the certificates and start to listen.

        Args:
            folder: where certificates and the serial are kept.
            digests: what it accepts digests of.
            until: when its signer's certificate runs out; in ten years if not given.
            chain: certificates it sends beside its signer's, in PEM files.
        """
        self.folder = folder
        self.root = folder / "root.pem"
        self.signer = folder / "signer.pem"
        self.answer: Answer = self.reply
        self.asked: list[bytes] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._certify(until)
        (folder / "serial").write_text("01")
        (folder / "ts.cnf").write_text(CONFIGURATION.format(folder=folder, digests=digests))
        if chain:
            (folder / "chain.pem").write_text("".join(path.read_text() for path in chain))
            with (folder / "ts.cnf").open("a") as file:
                file.write(f"certs = {folder}/chain.pem\n")
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.place = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.place}/tsr"

    def _certify(self, until: datetime | None) -> None:
        folder = self.folder
        subject = f"/CN={folder.name} root"
        openssl(
            *("req", "-x509", *NEW_KEY, "-keyout", folder / "root.key", "-out", self.root),
            *("-days", "3650", "-subj", subject),
        )
        openssl(
            *("req", *NEW_KEY, "-keyout", folder / "signer.key", "-out", folder / "signer.csr"),
            *("-subj", f"/CN={folder.name} signer"),
        )
        (folder / "extensions").write_text(EXTENSIONS)
        openssl(
            *("x509", "-req", "-in", folder / "signer.csr", "-out", self.signer),
            *("-CA", self.root, "-CAkey", folder / "root.key", "-CAcreateserial"),
            *("-days", "3650", "-extfile", folder / "extensions"),
        )
        if until:
            self._shorten(until)

    def _shorten(self, until: datetime) -> None:
        """Sign the signer's certificate anew; openssl itself counts validity in days."""
        signer, root = (
            x509.load_pem_x509_certificate(path.read_bytes()) for path in (self.signer, self.root)
        )
        key = load_pem_private_key((self.folder / "root.key").read_bytes(), None)
        builder = (
            x509.CertificateBuilder(extensions=list(signer.extensions))
            .subject_name(signer.subject)
            .issuer_name(root.subject)
            .public_key(signer.public_key())
            .serial_number(signer.serial_number)
            .not_valid_before(until - timedelta(days=1))
            .not_valid_after(until)
        )
        made = builder.sign(key, hashes.SHA256())  # type: ignore[arg-type]
        self.signer.write_bytes(made.public_bytes(Encoding.PEM))

    def reply(self, query: bytes) -> tuple[int, str, bytes]:
        """Answer as a good authority does."""
        number = len(self.asked)
        asked, answered = self.folder / f"{number}.tsq", self.folder / f"{number}.tsr"
        asked.write_bytes(query)
        openssl(
            *("ts", "-reply", "-config", self.folder / "ts.cnf", "-section", "one"),
            *("-queryfile", asked, "-out", answered),
        )
        return 200, REPLY_TYPE, answered.read_bytes()

    def stamp(self, query: bytes) -> bytes:
        """Answer a request without the network."""
        self.asked.append(query)
        return self.reply(query)[2]

    def known(self, name: str = "one") -> Asked:
        """The authority as our settings would name it."""
        return Asked(name, self.url, read_roots(self.root.read_bytes()))

    def close(self) -> None:
        """Stop listening; asking again does not connect."""
        self._server.shutdown()
        self._server.server_close()


def _handler(authority: Authority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked.append(query)
            status, kind, body = authority.answer(query)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):  # whoever asked has had enough
                self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    return Handler


def openssl_accepts(
    token: Path, sha256: str, root: Path, *, at: datetime | None = None
) -> subprocess.CompletedProcess[str]:
    """Have openssl check a timestamp, as of a moment if one is given."""
    moment = ("-attime", str(int(at.astimezone(UTC).timestamp()))) if at else ()
    return openssl(
        *("ts", "-verify", "-digest", sha256, "-in", token, "-CAfile", root, *moment), check=False
    )
