"""Keys of every accepted type, which sign as ssh-keygen does, so that no test needs that program.

Hardware keys are imitated: what they sign is written down in OpenSSH's PROTOCOL.u2f. Without a
seed the keys are new in every run; nothing that a test says depends on which they are.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

APPLICATION = b"ssh:"
TOUCHED = 0x01


def string(data: bytes) -> bytes:
    """Write a string of SSH (RFC 4251 5)."""
    return len(data).to_bytes(4, "big") + data


def integer(value: int) -> bytes:
    """Write a positive ``mpint``."""
    return string(value.to_bytes(value.bit_length() // 8 + 1, "big"))


@dataclass(frozen=True)
class Key:
    """A key with its secret half: ``sign`` makes a signature blob of some bytes."""

    kind: str
    blob: bytes
    sign: Callable[[bytes], bytes]
    private: object = None

    @property
    def line(self) -> str:
        """The public half as a line of a ``.pub`` file."""
        return f"{self.kind} {base64.b64encode(self.blob).decode()}"

    def private_file(self) -> bytes:
        """Write the secret half as a key file of OpenSSH."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def sshsig(
    key: Key,
    message: bytes,
    *,
    namespace: bytes = b"leaflets-approval",
    algorithm: bytes = b"sha512",
    reserved: bytes = b"",
    version: int = 1,
    tail: bytes = b"",
) -> str:
    """Sign a message as ``ssh-keygen -Y sign`` does (PROTOCOL.sshsig)."""
    digest = hashlib.new(algorithm.decode(), message).digest()
    told = b"SSHSIG" + string(namespace) + string(b"") + string(algorithm) + string(digest)
    parts = (key.blob, namespace, reserved, algorithm, key.sign(told))
    return armoured(b"SSHSIG" + version.to_bytes(4, "big") + b"".join(map(string, parts)) + tail)


def armoured(blob: bytes) -> str:
    """Write a signature between its two marks, 70 characters a line."""
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def ed25519_key(seed: bytes = b"") -> Key:
    """Make a key as ssh-keygen does by default; of a seed of 32 bytes always the same."""
    private = (
        ed25519.Ed25519PrivateKey.from_private_bytes(seed) if seed else ed25519.Ed25519PrivateKey.generate()
    )
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    kind = "ssh-ed25519"

    def sign(data: bytes) -> bytes:
        return string(kind.encode()) + string(private.sign(data))

    return Key(kind, string(kind.encode()) + string(raw), sign, private)


def hardware_ed25519_key(flags: int = TOUCHED) -> Key:
    """Imitate a hardware key; ``flags`` say whether somebody touched it."""
    private = ed25519.Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    kind = "sk-ssh-ed25519@openssh.com"
    blob = string(kind.encode()) + string(raw) + string(APPLICATION)
    return Key(kind, blob, lambda data: _on_hardware(kind, flags, data, private.sign))


def ecdsa_key() -> Key:
    """Make a key on the curve P-256."""
    private = ec.generate_private_key(ec.SECP256R1())
    kind = "ecdsa-sha2-nistp256"

    def sign(data: bytes) -> bytes:
        return string(kind.encode()) + string(_numbers(private, data))

    return Key(kind, string(kind.encode()) + string(b"nistp256") + string(_point(private)), sign, private)


def hardware_ecdsa_key() -> Key:
    """Imitate a hardware key on the curve P-256."""
    private = ec.generate_private_key(ec.SECP256R1())
    kind = "sk-ecdsa-sha2-nistp256@openssh.com"
    blob = string(kind.encode()) + string(b"nistp256") + string(_point(private)) + string(APPLICATION)
    return Key(
        kind, blob, lambda data: _on_hardware(kind, TOUCHED, data, lambda told: _numbers(private, told))
    )


@cache
def _rsa(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def rsa_key(algorithm: str = "rsa-sha2-512", bits: int = 3072) -> Key:
    """Make an RSA key that signs with one algorithm; ``ssh-rsa`` is the one with SHA-1."""
    private = _rsa(bits)
    numbers = private.public_key().public_numbers()
    digest = {"rsa-sha2-256": SHA256(), "rsa-sha2-512": SHA512(), "ssh-rsa": SHA1()}[algorithm]  # noqa: S303

    def sign(data: bytes) -> bytes:
        return string(algorithm.encode()) + string(private.sign(data, padding.PKCS1v15(), digest))

    blob = string(b"ssh-rsa") + integer(numbers.e) + integer(numbers.n)
    return Key("ssh-rsa", blob, sign, private)


def _point(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _numbers(private: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    return b"".join(map(integer, decode_dss_signature(private.sign(data, ec.ECDSA(SHA256())))))


def _on_hardware(kind: str, flags: int, data: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    state = bytes([flags, 0, 0, 0, 7])  # the flags and a counter
    told = hashlib.sha256(APPLICATION).digest() + state + hashlib.sha256(data).digest()
    return string(kind.encode()) + string(sign(told)) + state
