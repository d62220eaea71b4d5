"""Fonts: which files there are, which one draws a character, how far their ink reaches.

``table`` lists the font files of the package and the order in which they are tried; ``workspace_fonts``
checks those of a workspace; ``needs`` reports what languages need and no font has. ``faces`` opens a file
when a text first needs it, for the text engine and the PDF.
"""
