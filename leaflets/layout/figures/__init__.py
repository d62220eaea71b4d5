"""Figures on paper: the shapes of :mod:`leaflets.figures` in points, with their labels."""
