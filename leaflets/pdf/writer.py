"""The writer of a file: pages to a PDF 1.7 with fonts, content, structure tree and metadata.

In: a document and its pages. Out: the bytes of a file that conforms to the requested profiles (PDF/UA-1,
ISO 14289-1, and PDF/A-2a, ISO 19005-2). The same input makes the same bytes: nothing here reads the clock,
and no order depends on a hash.

In :meth:`_Writer.write` each step comes after what it needs: the content after the structure tree, whose
slots it fills; the fonts after the content, whose codes they embed; the objects of the tree after the
annotations that they refer to.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from leaflets.document.nodes import Document
from leaflets.fonts.faces import Instance
from leaflets.layout.pages import Page
from leaflets.pdf import metadata, navigation
from leaflets.pdf.content import FontResources, write_content
from leaflets.pdf.fonts import FontCache, add_font
from leaflets.pdf.link_descriptions import LinkDescriptions, describe_links
from leaflets.pdf.objects import File, byte_string, compressed_stream, dictionary, number, reference
from leaflets.pdf.profiles import PROFILES, Profile
from leaflets.pdf.signed_words import SignedWords, describe
from leaflets.pdf.structure import Tree, build_tree
from leaflets.pdf.structure_objects import ParentTree, add_tree
from leaflets.pdf.words import FontCodes, WordCache


class PdfCache:
    """The caches that files share, for callers that write many."""

    def __init__(self) -> None:
        self.fonts = FontCache()
        self.words = WordCache(self.fonts)

    def open_codes(self, instance: Instance) -> FontCodes:
        """Make the empty codes of a font for one file."""
        return FontCodes(instance, self.words)


def write(
    document: Document,
    pages: Sequence[Page],
    cache: PdfCache,
    *,
    profiles: Sequence[Profile] = PROFILES,
    signed: SignedWords | None = None,
) -> bytes:
    """Write a leaflet's file; one with final words carries who signed them.

    Without profiles it has neither tags nor XMP metadata, for measuring what these cost.

    Raises:
        ValueError: the pages do not belong to the document.
    """
    described = (*profiles, describe(signed)) if signed else profiles
    return _Writer(document, pages, cache, described).write()


class _Writer:
    """Writes one file."""

    def __init__(
        self, document: Document, pages: Sequence[Page], cache: PdfCache, profiles: Sequence[Profile]
    ) -> None:
        self._document = document
        self._pages = pages
        self._cache = cache
        self._profiles = profiles
        self._file = File()
        # Links and the outline refer to pages before these are written.
        self._page_numbers = [self._file.reserve() for _ in pages]
        self._page_tree = self._file.reserve()
        self._destinations = navigation.find_destinations(document, pages)

    def write(self) -> bytes:
        """Write everything, each part after those that it needs."""
        tree = build_tree(self._document, self._pages) if self._profiles else None
        fonts = FontResources(self._cache.open_codes)
        contents = [write_content(page, index, tree, fonts) for index, page in enumerate(self._pages)]
        self._add_fonts(fonts)
        parents = ParentTree([content.slots for content in contents])
        for index, content in enumerate(contents):
            links = self._add_links(index, tree, parents)
            self._add_page(index, content.stream, links, tagged=tree is not None)
        self._add_page_tree()
        catalog: dict[str, object] = {"Type": b"/Catalog", "Pages": reference(self._page_tree)}
        if tree is not None:
            root = add_tree(self._file, tree, parents, self._page_numbers)
            catalog |= self._accessibility_entries(root) | self._profile_entries()
        return self._file.close(dictionary(catalog), metadata.make_info(self._document))

    def _add_fonts(self, fonts: FontResources) -> None:
        """Add the fonts that the pages use, by the names that these give them."""
        for instance, (name, codes) in fonts.by_instance.items():
            self._file.name_font(name, add_font(self._file, self._cache.fonts, instance, codes.entries))

    def _add_links(self, index: int, tree: Tree | None, parents: ParentTree) -> list[int]:
        """Add the link annotations of a page, each an object of its Link element; returns their numbers."""
        added = []
        for area in navigation.join_areas(self._pages[index].links):
            destination = self._destinations.get(area.target.removeprefix("#"))
            element = tree.slot(area.owner, area.run).parent if tree else None
            key = parents.add(element) if element else None
            words = self._link_descriptions[area.owner, area.run]
            link = navigation.write_link(area, words, destination, key, self._page_numbers)
            added.append(self._file.put(link))
            if element:
                element.links.append((index, added[-1]))
        return added

    def _add_page(self, index: int, stream: bytes, links: Sequence[int], *, tagged: bool) -> None:
        """Add a page and its content (ISO 32000-1 table 30)."""
        page = self._pages[index]
        entries: dict[str, object] = {
            "Type": b"/Page",
            "Parent": reference(self._page_tree),
            "MediaBox": f"[0 0 {number(page.width)} {number(page.height)}]".encode(),
            "Resources": dictionary({"Font": self._file.fonts}),
            "Contents": reference(self._file.put(compressed_stream(stream))),
        }
        if links:
            entries["Annots"] = b"[" + b" ".join(reference(link) for link in links) + b"]"
        if tagged:
            # ISO 14289-1 7.18.3: the tab key follows the structure.
            entries |= {"StructParents": index, "Tabs": b"/S"}
        self._file.fill(self._page_numbers[index], dictionary(entries))

    def _add_page_tree(self) -> None:
        """Add the page tree, which needs one node only: a leaflet has few pages (ISO 32000-1 7.7.3)."""
        kids = b"[" + b" ".join(reference(page) for page in self._page_numbers) + b"]"
        tree = {"Type": b"/Pages", "Kids": kids, "Count": len(self._page_numbers)}
        self._file.fill(self._page_tree, dictionary(tree))

    def _accessibility_entries(self, root: int) -> dict[str, object]:
        """Make the entries of the catalog for tags, language and navigation (ISO 14289-1 7)."""
        document = self._document
        direction = b"/R2L" if document.direction == "rtl" else b"/L2R"
        entries: dict[str, object] = {
            "Lang": byte_string(document.lang),
            "MarkInfo": b"<</Marked true>>",
            "StructTreeRoot": reference(root),
            # ISO 32000-1 table 150: without /None print dialogues offer to shrink true-size drawings.
            "ViewerPreferences": b"<</DisplayDocTitle true/PrintScaling/None/Direction" + direction + b">>",
            # Pages count from 1, as the footers count them (12.4.2).
            "PageLabels": b"<</Nums[0<</S/D>>]>>",
        }
        outline = navigation.make_outline(document, self._destinations)
        if outline.kids:
            added = navigation.add_outline(self._file, outline, self._page_numbers)
            entries["Outlines"] = reference(added)
        return entries

    def _profile_entries(self) -> dict[str, object]:
        """Make the entries of the catalog for the profiles: metadata and output intents."""
        stream = self._file.put(metadata.make_xmp(self._document, self._profiles))
        entries: dict[str, object] = {"Metadata": reference(stream)}
        subtypes = [profile.intent for profile in self._profiles if profile.intent]
        if subtypes:
            # Several intents must share one profile (ISO 19005-2 6.2.3).
            colours = reference(self._file.put(metadata.make_colour_profile()))
            intents = [self._file.put(metadata.make_output_intent(subtype, colours)) for subtype in subtypes]
            entries["OutputIntents"] = b"[" + b" ".join(reference(intent) for intent in intents) + b"]"
        return entries

    @cached_property
    def _link_descriptions(self) -> LinkDescriptions:
        """The descriptions of all links, made only if a page has a link."""
        return describe_links(self._document)
