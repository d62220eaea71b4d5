"""Checks of translations: small functions in one table, the words they know, and the run over a catalog."""
