"""Checks of translations: small functions in one table, the words they know, and the run over a catalog.

Begin with :mod:`leaflets.checks.check` (what a check is) and :mod:`leaflets.checks.table` (which there are).
"""
