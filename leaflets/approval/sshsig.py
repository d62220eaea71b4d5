"""Signatures of ``ssh-keygen -Y sign``, verified without any program (OpenSSH, PROTOCOL.sshsig).

In: an armoured signature and the bytes that it should be for; neither is trusted. Out: the key that made it.
Stricter than OpenSSH where that costs nothing: one namespace, two hash algorithms, nothing reserved, nothing
behind the end. (The package ``sshsig`` was tried: it knows neither hardware keys nor ECDSA, takes any hash
that Python has, and reads past what is cut short.)
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from leaflets.ssh.keys import PublicKey, parse_key
from leaflets.ssh.wire import UnusableError, Wire

# A signature for one purpose cannot be passed off for another (PROTOCOL.sshsig 2).
NAMESPACE = "leaflets-approval"
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
MAX_ARMOUR = 16_000  # characters; the largest RSA key needs six thousand
_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}


def verify(armour: str, message: bytes) -> PublicKey:
    """Verify that a signature is for a message, in our namespace; return the key that made it.

    Whose key it is, is for the caller to judge.

    Raises:
        UnusableError: it is not a signature, not for these bytes, or not one that is accepted.
    """
    wire = Wire(_unarmoured(armour))
    if wire.take(len(_MAGIC)) != _MAGIC or wire.number() != _VERSION:
        raise UnusableError("is not in the form that ssh-keygen writes")
    blob, namespace, reserved, algorithm, value = (wire.string() for _ in range(5))
    wire.end()
    if namespace != NAMESPACE.encode():
        shown = namespace[:40].decode("ascii", "replace")
        raise UnusableError(f'was made for another purpose ("{shown}", not "{NAMESPACE}")')
    if reserved or algorithm not in _HASHES:
        raise UnusableError("uses a hash or a field that is not accepted")
    key = parse_key(blob)
    key.check(value, _signed_data(algorithm, message))
    return key


def _signed_data(algorithm: bytes, message: bytes) -> bytes:
    """Make the bytes that a key really signs: the purpose and the hash of the message."""
    digest = _HASHES[algorithm](message).digest()
    return _MAGIC + b"".join(map(_string, (NAMESPACE.encode(), b"", algorithm, digest)))


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _unarmoured(armour: str) -> bytes:
    """Decode the lines between the two marks.

    Raises:
        UnusableError: something else stands there, before or behind.
    """
    if len(armour) > MAX_ARMOUR:
        raise UnusableError(f"is longer than {MAX_ARMOUR:,} characters")
    lines = armour.removesuffix("\n").split("\n")
    if len(lines) < 3 or lines[0] != BEGIN or lines[-1] != END:
        raise UnusableError("does not begin and end as one of ssh-keygen does")
    try:
        return base64.b64decode("".join(lines[1:-1]), validate=True)
    except (binascii.Error, ValueError):
        raise UnusableError("is not written in Base64") from None
