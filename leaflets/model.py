"""What tests outside the repository import from the former name of :mod:`leaflets.content`."""

from leaflets.content import Amount

__all__ = ["Amount"]
