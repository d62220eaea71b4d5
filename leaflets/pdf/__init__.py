"""From pages to the bytes of a tagged PDF file.

:mod:`~leaflets.pdf.writer` writes a file from start to end. What it calls:

==========================  ===========================================================================
``content``                 a page's items as a content stream, every item marked (ISO 32000-1 14.6)
``graphics``                shapes and colours as operators of a content stream
``structure``, ``roles``    the structure tree as values: which element each node of the document becomes
``structure_objects``       the same tree written as objects of the file
``navigation``              destinations, link annotations and the outline
``link_descriptions``       the descriptions of link annotations
``metadata``, ``profiles``  Info, XMP, output intent; PDF/UA-1 and PDF/A-2a as rows of a table
``signed_words``            who approved the words, in XMP
``objects``                 dictionaries, streams and object numbers, on top of ReportLab
==========================  ===========================================================================

The text layer
--------------

A reader who copies text, or listens to it, gets it from the character codes of the content stream: each code
of a font has a text (ToUnicode, ISO 32000-1 9.10.3). So each code must stand for something that *has* a text,
and a single glyph often has none. Shaped words become codes in four stages, one file each:

=============  =========================================================================================
``clusters``   which glyphs of a word share one code, and the text of each such cluster
``codes``      the codes that show a cluster: one that draws it, and blank ones that help readers to guess
               spaces and direction, with the ``format_characters`` that they need
``cids``       what a code stands for, and its number (CID)
``words``      the codes of a word as bytes of a TJ array, cached between files
=============  =========================================================================================

``fonts`` then embeds a program for all codes of a file; ``composites`` builds its composite glyphs.

Three words, from glyphs to codes (``[…]`` is one code with its text, ``∅`` draws nothing):

* *A letter with dots*, Arabic «ي»: the face draws the letter's body and its dots as two glyphs. The dots have
  no text of their own, so both glyphs are one cluster and one code: ``[ي]``, drawn by one composite glyph.
* *A ligature*, "office": the face draws "ffi" as one glyph. It is one code, whose text is all three letters:
  ``[o][ffi][c][e]``. In a word from right to left each letter would have a code of its own, the first drawing
  the ligature and the others blank, because readers reverse such a line code by code.
* *A syllable*, Devanagari «ले»: a consonant and a vowel sign. One code draws both but says only the
  consonant; the text of the sign, a nonspacing mark, is on a blank code after it: ``[ल][∅ े]``. If it were
  in the first code's text, pdf.js would treat the whole code as having no width.
"""
