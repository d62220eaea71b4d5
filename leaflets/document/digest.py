"""Placeholder until the real digest lands."""

from leaflets.document.nodes import Document


def content_hash(document: Document) -> str:
    return "0" * 64


def short_hash(document: Document) -> str:
    return content_hash(document)[:12]
