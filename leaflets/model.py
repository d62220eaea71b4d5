"""What tests outside the repository import by the former name of the package :mod:`leaflets.content`."""

from leaflets.content.quantities import Amount

__all__ = ["Amount"]
