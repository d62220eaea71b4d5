"""Leaflets: multilingual patient leaflets, from structured data and gettext catalogs to printable PDFs."""

__version__ = "0.1.0"
