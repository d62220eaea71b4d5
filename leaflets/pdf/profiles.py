"""Conformance profiles as data: a later standard is one more row.

A row says how a file identifies the profile in its XMP metadata and what the file needs besides its content.
What all profiles share (tags, embedded fonts, Unicode, language) is not in the table: the writer always
does it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an identification schema.

    ``kind`` is its value type in XMP; the description is for the extension schema.
    """

    name: str
    value: str
    kind: str = "Integer"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One standard: its name, its XMP schema, and what else it requires of the file.

    ``schema`` is the title under which an extension schema describes the properties, for
    files that are PDF/A as well (ISO 19005-2 6.6.2.3); empty for the schemas that PDF/A itself
    defines. ``intent`` is the subtype of the output intent, empty for none.
    """

    name: str
    prefix: str
    namespace: str
    properties: tuple[Property, ...]
    schema: str = ""
    intent: str = ""


UA_1 = Profile(
    name="ua-1",
    prefix="pdfuaid",
    namespace="http://www.aiim.org/pdfua/ns/id/",
    properties=(Property("part", "1", description="Part of ISO 14289 to which the file conforms"),),
    # PDF/A does not define the schema of PDF/UA, so a file that is both has to describe it.
    schema="PDF/UA identification schema",
)
A_2A = Profile(
    name="a-2a",
    prefix="pdfaid",
    namespace="http://www.aiim.org/pdfa/ns/id/",
    properties=(Property("part", "2"), Property("conformance", "A", kind="Text")),
    intent="GTS_PDFA1",  # in all parts of ISO 19005 (6.2.3 in part 2)
)

PROFILES = (UA_1, A_2A)
