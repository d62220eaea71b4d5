"""Metadata of the file: Info, XMP and output intent, all from the same values.

In: a document and the profiles. Out: dictionaries and streams. Standards: ISO 32000-1 14.3, ISO 16684-1
(XMP), ISO 19005-2 6.6 (Info and XMP must agree, 6.6.3), ISO 14289-1 clause 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from importlib.resources import files

from reportlab.pdfbase import pdfdoc

from leaflets import __version__
from leaflets.document.nodes import Document
from leaflets.pdf.objects import Stream, byte_string, compressed_stream, dictionary, plain_stream, text_string
from leaflets.pdf.profiles import Profile

PRODUCER = f"Leaflets {__version__} with ReportLab"
CREATOR = "Leaflets"

# The id is fixed, and begin holds a byte order mark (ISO 16684-1 7.3.2). end="r" means read-only: no padding.
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt>{title}</rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt>{subject}</rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>
{profiles}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

# ISO 19005-2 6.6.2.3.3, tables 3 to 5.
EXTENSIONS = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
SCHEMA = """<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{schema}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"""
PROPERTY = """<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"""


def list_keywords(document: Document) -> str:
    """List the keywords to find a leaflet by: identifier, version, language."""
    control = document.control
    return ", ".join(word for word in (control.identifier, control.version, document.lang) if word)


def make_info(document: Document) -> pdfdoc.PDFDictionary:
    """Make the document information dictionary (ISO 32000-1 14.3.3).

    Dates are the date of issue, not of the run, so that the same leaflet always has the same bytes.
    """
    control = document.control
    date = byte_string(f"D:{control.issued:%Y%m%d}000000Z")
    words = {
        "Title": document.title,
        "Author": control.author,
        "Subject": control.subject,
        "Keywords": list_keywords(document),
        "Creator": CREATOR,
        "Producer": PRODUCER,
    }
    entries = {name: text_string(text) for name, text in words.items() if text}
    return dictionary({**entries, "CreationDate": date, "ModDate": date})


def make_xmp(document: Document, profiles: Sequence[Profile]) -> Stream:
    """Make the metadata stream of the file, without a filter (ISO 19005-2 6.6.2.1).

    Its values that Info has as well are identical to those (6.6.3).
    """
    control = document.control
    packet = PACKET.format(
        title=_write_default(document.title),
        author=_escape(control.author),
        subject=_write_default(control.subject),
        lang=_escape(document.lang),
        producer=PRODUCER,
        creator=CREATOR,
        keywords=_escape(list_keywords(document)),
        date=f"{control.issued:%Y-%m-%d}T00:00:00Z",
        profiles=_write_identification(tuple(profiles)),
    )
    return plain_stream(packet.encode(), Type=b"/Metadata", Subtype=b"/XML")


def make_output_intent(subtype: str, profile: bytes) -> pdfdoc.PDFDictionary:
    """Declare that device colours are sRGB (ISO 32000-1 14.11.5); ``profile`` is a reference.

    Content streams use DeviceRGB, which PDF/A allows only together with an output intent
    (ISO 19005-2 6.2.4.3).
    """
    return dictionary(
        {
            "Type": b"/OutputIntent",
            "S": b"/" + subtype.encode(),
            "OutputConditionIdentifier": b"(sRGB)",
            "Info": b"(sRGB IEC61966-2.1)",
            "DestOutputProfile": profile,
        }
    )


def make_colour_profile() -> Stream:
    """Make the stream of the sRGB profile that ships with the package (ISO 32000-1 8.6.5.5)."""
    return compressed_stream(_read_icc(), N=3)


def _escape(text: str) -> str:
    # Not xml.sax.saxutils, which imports urllib.request.
    return escape(text, quote=False)


@cache
def _read_icc() -> bytes:
    return files("leaflets").joinpath("assets/icc/sRGB.icc").read_bytes()


def _write_default(text: str) -> str:
    """Write a language alternative by its default alone (ISO 16684-1 8.2.2.4).

    ``dc:language`` names the language; Firefox would take another item in that language for a second title.
    """
    return f'<rdf:li xml:lang="x-default">{_escape(text)}</rdf:li>'


@lru_cache(maxsize=4)
def _write_identification(profiles: tuple[Profile, ...]) -> str:
    """Write the identification of each profile, and the extension schemas that PDF/A requires."""
    rows = []
    for profile in profiles:
        body = "".join(
            f"<{profile.prefix}:{item.name}>{item.value}</{profile.prefix}:{item.name}>"
            for item in profile.properties
        )
        name = f'xmlns:{profile.prefix}="{profile.namespace}"'
        rows.append(f'<rdf:Description rdf:about="" {name}>{body}</rdf:Description>\n')
    schemas = "".join(_write_schema(profile) for profile in profiles if profile.schema)
    return "".join(rows) + (EXTENSIONS.format(schemas=schemas) if schemas else "")


def _write_schema(profile: Profile) -> str:
    """Describe one extension schema."""
    properties = "".join(
        PROPERTY.format(name=item.name, kind=item.kind, description=item.description)
        for item in profile.properties
    )
    return SCHEMA.format(
        schema=profile.schema, namespace=profile.namespace, prefix=profile.prefix, properties=properties
    )
