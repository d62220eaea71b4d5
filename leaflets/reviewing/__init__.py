"""Review sheets: all that a reviewer has to see of a leaflet in one language, made once and shown everywhere.

:mod:`~leaflets.reviewing.making` makes the value; a terminal, a PDF, a web page and a Word file are written
from it.
"""
