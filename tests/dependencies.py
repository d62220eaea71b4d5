"""What others say in words of their own, wherever our sentences pass it on: the only place that knows them.

We promise a sentence, a place and a hint; the reason in it may be a library's, and a library may change its
words in any release. The comment above each says which releases were seen to say it: when a new one does
not, this file is mended and nothing else.

What patients read is not here, whoever wrote it. CLDR's names of months and units, its plural forms and
digits (48, in ICU 78 and Babel 2.18 and 2.19) are printed, so they are our promises and stand with the tests
of what is printed: a release that changes them changes pages, and somebody has to look at those.
"""

from __future__ import annotations

# Jinja2 3.1.6, of a name that is called "nothing".
JINJA_UNDEFINED = "'nothing' is undefined"
JINJA_NO_ATTRIBUTE = "has no attribute 'nothing'"
JINJA_UNSAFE = "unsafe"
JINJA_RANGE = "too big"

# expat 2.5 to 2.8, which is part of CPython; the strings of XML_ErrorString in its lib/xmlparse.c.
EXPAT_MISMATCHED = "mismatched tag"
EXPAT_ENTITY = "undefined entity"
EXPAT_NO_ELEMENT = "no element found"
EXPAT_DUPLICATE = "duplicate attribute"

# click 8.1 to 8.5.
CLICK_MISSING_OPTION = "Missing option"

# pydantic 2.11 to 2.14: the types of its errors, which it documents and does not reword.
PYDANTIC_MISSING = "missing"
PYDANTIC_UNKNOWN = "extra_forbidden"
PYDANTIC_NO_CHOICE = "literal_error"
PYDANTIC_LEAST = "greater_than_equal"
PYDANTIC_INFINITE = "finite_number"
PYDANTIC_NO_NUMBER = "decimal_type"
