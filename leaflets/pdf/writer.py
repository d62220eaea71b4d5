"""Pages to a PDF 1.7 file: fonts, marked content, structure tree, metadata.

What comes in are a document and its pages; what goes out are the bytes of a file that
conforms to the profiles asked for (PDF/UA-1, ISO 14289-1, and PDF/A-2a, ISO 19005-2). The same
input gives the same bytes: nothing here asks the clock, and no order depends on a hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportlab.pdfbase import pdfdoc

from leaflets.document.nodes import Document
from leaflets.fonts.faces import Instance
from leaflets.layout.pages import Artifact, Item, Page, TextItem, bounding_box
from leaflets.pdf import metadata, navigation
from leaflets.pdf.content import Fonts, PageContent
from leaflets.pdf.fonts import FontStore, add_font
from leaflets.pdf.links import Names, link_names
from leaflets.pdf.objects import File, byte_string, deflate, dictionary, number, reference
from leaflets.pdf.profiles import PROFILES, Profile
from leaflets.pdf.structure import Element, Tree, build
from leaflets.pdf.tags import ParentTree, add_tree
from leaflets.pdf.words import FontCodes, WordStore


class Store:
    """What is worth keeping from one file to the next; owned by whoever writes many."""

    def __init__(self) -> None:
        self.fonts = FontStore()
        self.words = WordStore(self.fonts)

    def open_codes(self, instance: Instance) -> FontCodes:
        """Begin the codes of a font for one file."""
        return FontCodes(instance, self.words)


def write(
    document: Document, pages: Sequence[Page], store: Store, *, profiles: Sequence[Profile] = PROFILES
) -> bytes:
    """Write a leaflet's file.

    Without profiles it has neither tags nor metadata: what tagging costs is measured against
    that. ValueError says that the pages do not belong to the document.
    """
    return _Writer(document, pages, store, profiles).file()


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages' content: a stream for each, and the elements of its MCIDs."""

    streams: tuple[bytes, ...]
    marks: tuple[list[Element], ...]


def _draw(pages: Sequence[Page], tree: Tree | None, fonts: Fonts) -> Drawn:
    contents = [PageContent(page, index, tree, fonts) for index, page in enumerate(pages)]
    streams = tuple(content.write() for content in contents)
    return Drawn(streams, tuple(content.marks for content in contents))


class _Writer:
    """Puts one file together."""

    def __init__(
        self, document: Document, pages: Sequence[Page], store: Store, profiles: Sequence[Profile]
    ) -> None:
        self._document = document
        self._pages = pages
        self._store = store
        self._profiles = profiles
        self._file = File()
        self._numbers = [self._file.reserve() for _ in pages]
        self._parent = self._file.reserve()
        self._places = navigation.anchors(document, pages)

    def file(self) -> bytes:
        """Write everything, in the order in which each part knows what the next one needs."""
        tree = build(self._document, self._pages) if self._profiles else None
        fonts = Fonts(self._store.open_codes)
        drawn = _draw(self._pages, tree, fonts)
        self._add_fonts(fonts)
        parents = ParentTree(drawn.marks)
        for index, stream in enumerate(drawn.streams):
            self._add_page(index, stream, self._links(index, tree, parents), tagged=tree is not None)
        catalog: dict[str, object] = {"Type": b"/Catalog", "Pages": reference(self._page_tree())}
        if tree is not None:
            _box_figures(tree, self._pages)
            root = add_tree(self._file, tree, parents, self._numbers)
            catalog |= self._accessible(root) | self._identified()
        return self._file.close(dictionary(catalog), metadata.info(self._document))

    def _add_fonts(self, fonts: Fonts) -> None:
        """Add the fonts and name them in the one dictionary that ReportLab keeps for pages."""
        names = self._file.idToObject[pdfdoc.BasicFonts]
        for instance, (name, codes) in fonts.codes.items():
            given = add_font(self._file, self._store.fonts, instance, codes.signs)
            names[name.decode()] = reference(given)

    def _add_page(self, index: int, stream: bytes, links: Sequence[int], *, tagged: bool) -> None:
        page = self._pages[index]
        entries: dict[str, object] = {
            "Type": b"/Page",
            "Parent": reference(self._parent),
            "MediaBox": f"[0 0 {number(page.width)} {number(page.height)}]".encode(),
            "Resources": dictionary({"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)}),
            "Contents": reference(self._file.put(deflate(stream))),
        }
        if links:
            entries["Annots"] = b"[" + b" ".join(reference(link) for link in links) + b"]"
        if tagged:
            # ISO 14289-1 7.18.3: the tab key follows the structure.
            entries |= {"StructParents": index, "Tabs": b"/S"}
        self._file.fill(self._numbers[index], dictionary(entries))

    def _page_tree(self) -> int:
        kids = b"[" + b" ".join(reference(given) for given in self._numbers) + b"]"
        tree = {"Type": b"/Pages", "Kids": kids, "Count": len(self._numbers)}
        self._file.fill(self._parent, dictionary(tree))
        return self._parent

    def _links(self, index: int, tree: Tree | None, parents: ParentTree) -> list[int]:
        """Add the link annotations of a page, each an object of its Link element."""
        given = []
        for area in navigation.joined(self._pages[index].links):
            goal = self._places.get(area.target.removeprefix("#"))
            element = tree.at(area.owner, area.run).parent if tree else None
            key = parents.add(element) if element else None
            words = self._link_names[area.owner, area.run]
            given.append(self._file.put(navigation.link(area, words, goal, key, self._numbers)))
            if element:
                element.links.append((index, given[-1]))
        return given

    def _accessible(self, root: int) -> dict[str, object]:
        """Give what the catalog says of tags, language and ways through the file (ISO 14289-1 7)."""
        document = self._document
        direction = b"/R2L" if document.direction == "rtl" else b"/L2R"
        entries: dict[str, object] = {
            "Lang": byte_string(document.lang),
            "MarkInfo": b"<</Marked true>>",
            "StructTreeRoot": reference(root),
            # ISO 32000-1 table 150: without /None a dialogue offers to shrink drawings of true size.
            "ViewerPreferences": b"<</DisplayDocTitle true/PrintScaling/None/Direction" + direction + b">>",
            "PageLabels": b"<</Nums[0<</S/D>>]>>",
        }
        outline = navigation.bookmarks(document, self._places)
        if outline.kids:
            entries["Outlines"] = reference(navigation.add_outline(self._file, outline, self._numbers))
        return entries

    def _identified(self) -> dict[str, object]:
        """Give what the catalog says of the profiles: metadata and output intents."""
        stream = self._file.put(metadata.xmp(self._document, self._profiles))
        entries: dict[str, object] = {"Metadata": reference(stream)}
        subtypes = [profile.intent for profile in self._profiles if profile.intent]
        if subtypes:
            colours = reference(self._file.put(metadata.colour_profile()))
            intents = [self._file.put(metadata.output_intent(subtype, colours)) for subtype in subtypes]
            entries["OutputIntents"] = b"[" + b" ".join(reference(intent) for intent in intents) + b"]"
        return entries

    @cached_property
    def _link_names(self) -> Names:
        """Give what each link says of itself."""
        return link_names(self._document)


def _box_figures(tree: Tree, pages: Sequence[Page]) -> None:
    """State the box of every figure on the first page where it stands (ISO 14289-1 7.3)."""
    boxes: dict[Element, tuple[int, list[tuple[float, float, float, float]]]] = {}
    for index, page in enumerate(pages):
        for item in page.items:
            if not isinstance(item.owner, Artifact):
                figure = _figure(tree, item)
                if figure and boxes.setdefault(figure, (index, []))[0] == index:
                    boxes[figure][1].append(bounding_box(item))
    for figure, (_, extents) in boxes.items():
        left, bottom, right, top = zip(*extents, strict=True)
        corners = (min(left), min(bottom), max(right), max(top))
        box = " ".join(number(corner) for corner in corners)
        figure.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"


def _figure(tree: Tree, item: Item) -> Element | None:
    """Find the figure that an item belongs to, if any."""
    element: Element | None = tree.at(str(item.owner), item.run if isinstance(item, TextItem) else 0)
    while element and element.role != "Figure":
        element = element.parent
    return element
