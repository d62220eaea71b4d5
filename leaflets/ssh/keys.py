"""Public keys of OpenSSH: a key from its line or its bytes, and whether it made a signature.

In: a line as in ``id_ed25519.pub``, or the bytes of a key and of a signature; neither is trusted. Out: a
:class:`PublicKey`, or the reason why there is none, as the rest of a sentence. The formats: RFC 4253 6.6
(RSA, with the hashes of RFC 8332), RFC 5656 3.1 (ECDSA), RFC 8709 (Ed25519), PROTOCOL.u2f (hardware keys of
OpenSSH). The arithmetic is that of the package cryptography, imported when a key is first looked at.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from leaflets.ssh.wire import UnusableError, Wire

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    AnyKey = Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey

# Bytes. The key of 16,384 bits that ssh-keygen makes at most has two thousand.
MAX_KEY = 8_000
_RSA_BITS = range(3072, 16_384 + 1)  # NIST SP 800-57 part 1: 3072 bits for use beyond 2030
_CURVE = b"nistp256"
_USER_PRESENT = 0x01  # the flag of a hardware key that somebody has touched (PROTOCOL.u2f)
HINT = "put the line of a .pub file here, in quotes; leaflets review key makes a key"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that may sign: its type, and its bytes (RFC 4253 6.6). Equal keys are one key."""

    kind: str
    blob: bytes

    @property
    def line(self) -> str:
        """The key as a line of a ``.pub`` file, without a comment."""
        return f"{self.kind} {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """What ``ssh-keygen -l`` prints of the key."""
        digest = hashlib.sha256(self.blob).digest()
        return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"

    def check(self, signature: bytes, data: bytes) -> None:
        """Check that this key made a signature, in the form of RFC 4253 6.6, over some data.

        Raises:
            UnusableError: it did not, or in a way that is not accepted.
        """
        from cryptography.exceptions import InvalidSignature

        wire = Wire(signature)
        algorithm = wire.string()
        try:
            _CHECKS[self.kind](self, algorithm, wire, data)
        except InvalidSignature:
            raise UnusableError("does not fit the words above it: one of the two was edited") from None


def parse_line(line: str) -> PublicKey:
    """Read a key from a line of a ``.pub`` file: type, Base64, perhaps a comment.

    Raises:
        UnusableError: it is no key, or of a type or length that is not accepted.
    """
    kind, _, rest = line.strip().partition(" ")
    if "PRIVATE KEY" in line:
        raise UnusableError("is a private key, which belongs to its owner alone")
    if kind not in _LOADERS:
        shown = kind[:40] or "nothing"
        raise UnusableError(f'is of the type "{shown}"; accepted are {", ".join(_LOADERS)}')
    try:
        blob = base64.b64decode(rest.strip().partition(" ")[0], validate=True)
    except (binascii.Error, ValueError):
        raise UnusableError("is not written in Base64") from None
    key = parse_key(blob)
    if key.kind != kind:
        raise UnusableError(f'says "{kind}" and is of the type "{key.kind}"')
    return key


def parse_key(blob: bytes) -> PublicKey:
    """Read a key from its bytes.

    Raises:
        UnusableError: it is no key, or of a type or length that is not accepted.
    """
    if len(blob) > MAX_KEY:
        raise UnusableError(f"is longer than {MAX_KEY:,} bytes")
    kind = Wire(blob).string().decode("ascii", "replace")
    if kind not in _LOADERS:
        raise UnusableError(f'is of the type "{kind[:40]}"; accepted are {", ".join(_LOADERS)}')
    key = PublicKey(kind, blob)
    _load(key)
    return key


def _load(key: PublicKey) -> AnyKey:
    """Make the key that can verify.

    Raises:
        UnusableError: its numbers are no key.
    """
    wire = Wire(key.blob)
    wire.string()
    try:
        loaded = _LOADERS[key.kind](wire)
    except UnusableError:
        raise
    except ValueError:  # cryptography's, for points off the curve and the like
        raise UnusableError("has numbers that are no key") from None
    wire.end()
    return loaded


def _load_ed25519(wire: Wire) -> AnyKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(wire.string())


def _load_ecdsa(wire: Wire) -> AnyKey:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

    if (curve := wire.string()) != _CURVE:
        raise UnusableError(f'is on the curve "{curve[:40].decode("ascii", "replace")}"')
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), wire.string())


def _load_rsa(wire: Wire) -> AnyKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    exponent, modulus = wire.integer(), wire.integer()
    if modulus.bit_length() not in _RSA_BITS:
        raise UnusableError(f"has {modulus.bit_length()} bits; RSA needs {_RSA_BITS.start}")
    return RSAPublicNumbers(exponent, modulus).public_key()


def _on_hardware(load: Callable[[Wire], AnyKey]) -> Callable[[Wire], AnyKey]:
    """Make a loader for the same key in hardware, which is followed by its application."""

    def loaded(wire: Wire) -> AnyKey:
        key = load(wire)
        wire.string()
        return key

    return loaded


_LOADERS: Mapping[str, Callable[[Wire], AnyKey]] = {
    "ssh-ed25519": _load_ed25519,
    "sk-ssh-ed25519@openssh.com": _on_hardware(_load_ed25519),
    "ecdsa-sha2-nistp256": _load_ecdsa,
    "sk-ecdsa-sha2-nistp256@openssh.com": _on_hardware(_load_ecdsa),
    "ssh-rsa": _load_rsa,
}


def _check_plain(key: PublicKey, algorithm: bytes, wire: Wire, data: bytes) -> None:
    """Check a signature of Ed25519 or ECDSA, whose algorithm is named like the key."""
    _check_algorithm(key, algorithm)
    value = wire.string()
    wire.end()
    _check_curve(_load(key), value, data)


def _check_hardware(key: PublicKey, algorithm: bytes, wire: Wire, data: bytes) -> None:
    """Check a signature of a hardware key, over its application, flags and counter too (PROTOCOL.u2f)."""
    _check_algorithm(key, algorithm)
    value, state = wire.string(), wire.take(5)
    wire.end()
    if not state[0] & _USER_PRESENT:
        raise UnusableError("was made by a hardware key that nobody had touched")
    application = _application(key)
    told = hashlib.sha256(application).digest() + state + hashlib.sha256(data).digest()
    _check_curve(_load(key), value, told)


def _check_rsa(key: PublicKey, algorithm: bytes, wire: Wire, data: bytes) -> None:
    """Check a signature of RSA with one of the hashes of RFC 8332; never with SHA-1."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256, SHA512

    found = {b"rsa-sha2-256": SHA256(), b"rsa-sha2-512": SHA512()}.get(algorithm)
    if found is None:
        _refuse_algorithm(algorithm)
    value = wire.string()
    wire.end()
    loaded = _load(key)
    assert isinstance(loaded, RSAPublicKey)  # noqa: S101 - its loader makes no other
    loaded.verify(value, data, PKCS1v15(), found)


def _check_curve(loaded: AnyKey, value: bytes, data: bytes) -> None:
    """Check a bare signature of Ed25519, or of ECDSA as two numbers (RFC 5656 3.1.2)."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    if isinstance(loaded, Ed25519PublicKey):
        loaded.verify(value, data)
    elif isinstance(loaded, EllipticCurvePublicKey):
        numbers = Wire(value)
        encoded = encode_dss_signature(numbers.integer(), numbers.integer())
        numbers.end()
        loaded.verify(encoded, data, ECDSA(SHA256()))


def _check_algorithm(key: PublicKey, algorithm: bytes) -> None:
    if algorithm != key.kind.encode():
        _refuse_algorithm(algorithm)


def _refuse_algorithm(algorithm: bytes) -> NoReturn:
    raise UnusableError(f'was made with "{algorithm[:40].decode("ascii", "replace")}", which is not accepted')


def _application(key: PublicKey) -> bytes:
    """Read the application of a hardware key, the last of its strings."""
    wire = Wire(key.blob)
    for _ in range(2 if "ed25519" in key.kind else 3):
        wire.string()
    return wire.string()


_CHECKS: Mapping[str, Callable[[PublicKey, bytes, Wire, bytes], None]] = {
    "ssh-ed25519": _check_plain,
    "sk-ssh-ed25519@openssh.com": _check_hardware,
    "ecdsa-sha2-nistp256": _check_plain,
    "sk-ecdsa-sha2-nistp256@openssh.com": _check_hardware,
    "ssh-rsa": _check_rsa,
}
