"""Gettext catalogs: one reader of PO files, headers, extraction, update, pseudo-languages.

Nothing here judges a translation; :mod:`leaflets.checks` does that.
"""
