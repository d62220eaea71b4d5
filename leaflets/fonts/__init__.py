"""Faces: which fonts there are, which of them draws a character, how far their ink reaches."""
