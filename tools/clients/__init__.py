"""Measure what readers of PDF give back of the pages that this program makes: ``docs/clients.md``."""
