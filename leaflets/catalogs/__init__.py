"""Gettext catalogs: extraction, reading, checks."""
