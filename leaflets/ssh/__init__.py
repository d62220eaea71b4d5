"""Public keys of OpenSSH, and the bytes that they are written in."""
