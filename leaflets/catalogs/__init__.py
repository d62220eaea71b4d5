"""Gettext catalogs: one reader of PO files, headers, extraction, update, pseudo-languages.

Nothing here judges a translation; that is the work of :mod:`leaflets.checks`.
"""
