"""Fonts: which there are, which of them draws a character, how far their ink reaches.

``table`` lists the font files of the package and the order in which they are asked; ``folder`` looks at those
that a workspace brings; ``needs`` tells what languages ask for and no font has. ``faces`` opens a file when a
text first needs it, and hands it to the text engine and the PDF.
"""
