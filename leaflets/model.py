"""The former name of :mod:`leaflets.content`, which cases that are kept outside the repository import."""

from leaflets.content import Amount

__all__ = ["Amount"]
