"""Whether a finished file is what was signed, from the file and public keys alone.

It needs pikepdf (``pip install 'leaflets[verify]'``) to read PDF files, and no part of a workspace.
"""
