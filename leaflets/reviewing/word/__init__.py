"""The review sheet as a Word file: a row a message, to be changed and commented on, and read back.

Writing needs python-docx; reading needs nothing but the standard library, because a file from outside is
opened part by part, within limits, and only as far as it is understood.
"""
