"""Catalogs updated to the template: new messages added, changed ones made fuzzy, old ones kept.

In: the template and the bytes of a PO file. Out: the bytes it should have. Everything that a person wrote is
kept: header fields, comments, flags, translations; unchanged messages keep their lines. As with ``msgmerge
--previous``, a fuzzy message names the source that it was made for. Babel drops fields and previous sources
in an update, and ``msgmerge`` is not on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaflets.catalogs.decoding import UTF_8
from leaflets.catalogs.header_checks import header_faults
from leaflets.catalogs.headers import (
    CONTENT_TYPE,
    HUMAN,
    LANGUAGE,
    ORIGIN,
    PLURAL_FORMS,
    REVIEW,
    Header,
    new_header,
)
from leaflets.catalogs.matching import Matcher
from leaflets.catalogs.plurals import PluralRule, plural_forms
from leaflets.catalogs.po import Key, PoFile, PoMessage, Previous, Template, by_key
from leaflets.catalogs.reading import parse_po, raise_faults
from leaflets.catalogs.writing import file_bytes, message_lines
from leaflets.languages import Language


def update(content: bytes, template: Template, file: str, language: Language) -> bytes:
    """Update a catalog to the template.

    A message of which only the context changed keeps its translation. One that resembles an old one takes
    over its translation and becomes fuzzy. Comments of translators stay where they are.

    Raises:
        LeafletsError: the catalog is not a PO file, or its messages contradict its header.
    """
    old = parse_po(content, file, language)
    header = _completed_header(old, language)
    # A file without a header gets one, so its absence is no fault here.
    new = replace(old, header=header, header_line=old.header_line or 1)
    raise_faults(header_faults(new), file, language)
    live, obsolete = _merged(new, template)
    return file_bytes(_file_lines(old, header, (*live, *obsolete)), old.newline)


def new_catalog(template: Template, language: Language, origin: str = HUMAN) -> bytes:
    """Create an empty catalog for a language: every message of the template, none translated."""
    # A translator has to write a plural rule that CLDR does not have.
    rule = plural_forms(language)
    own = (*([(PLURAL_FORMS, rule)] if rule else []), (ORIGIN, origin), (REVIEW, "none"))
    header = new_header(f"{_english_name(language)} translations", language.locale, own)
    po = PoFile("", language, header, ())
    return file_bytes(_file_lines(po, header, [_untranslated(each, po) for each in template]))


def _completed_header(old: PoFile, language: Language) -> Header:
    """Add the fields that a header lacks and gettext's tools expect; existing fields are kept."""
    header = old.header.without_noise()
    if old.charset != UTF_8:
        header = header.with_field(*CONTENT_TYPE)  # the file is written as UTF-8
    wanted = (
        CONTENT_TYPE,
        (LANGUAGE, language.locale),
        (PLURAL_FORMS, plural_forms(language)),
        (ORIGIN, HUMAN),
        (REVIEW, "none"),
    )
    for name, value in wanted:
        if value and not header.get(name):
            header = header.with_field(name, value)
    return header


def _merged(po: PoFile, template: Template) -> tuple[list[PoMessage], list[PoMessage]]:
    """Find the messages of the template with their translations, and those that it no longer has.

    A message is looked up by its key, also among the obsolete ones, and otherwise by similarity.
    """
    current, obsolete = by_key(po.messages), _latest_by_key(po.obsolete)
    wanted_keys = frozenset(each.key for each in template)
    matcher = Matcher((*po.messages, *obsolete.values()), wanted_keys)
    # A message whose translation was reused is not kept as obsolete, or it would come back twice.
    used = set(wanted_keys)
    live: list[PoMessage] = []
    for wanted in template:
        if old := _preferred(current.get(wanted.key), obsolete.get(wanted.key)):
            live.append(_updated(old, wanted, po))
        elif match := matcher.find(wanted):
            used.add(match.message.key)
            stays = match.message.key in wanted_keys
            live.append(_reused(match.message, wanted, po, fuzzy=match.fuzzy, stays=stays))
        else:
            live.append(_untranslated(wanted, po))
    for each in po.messages:
        if each.key not in used and not each.is_empty:
            obsolete[each.key] = replace(_with_earlier(each, obsolete.get(each.key)), obsolete=True)
    return live, [each for each in obsolete.values() if each.key not in used]


def _preferred(current: PoMessage | None, obsolete: PoMessage | None) -> PoMessage | None:
    """Choose between a message and an obsolete one with its key; the latter only if the former is empty."""
    if current is None or obsolete is None:
        return current or obsolete
    return obsolete if current.is_empty else _with_earlier(current, obsolete)


def _latest_by_key(obsolete: tuple[PoMessage, ...]) -> dict[Key, PoMessage]:
    """Index obsolete messages by key; of two with the same key, the earlier one becomes a comment."""
    found: dict[Key, PoMessage] = {}
    for each in obsolete:
        found[each.key] = _with_earlier(each, found.get(each.key))
    return found


def _with_earlier(message: PoMessage, earlier: PoMessage | None) -> PoMessage:
    """Add the comments of an earlier version of a message, and a comment with its translation."""
    if earlier is None:
        return message
    noted = [*message.translator_comments, *earlier.translator_comments]
    if earlier.texts != message.texts and not earlier.is_empty:
        said = " | ".join(earlier.texts).replace("\n", "\\n")
        noted.append(f"earlier translation: {said}")
    return replace(message, translator_comments=tuple(dict.fromkeys(noted)))


def _updated(old: PoMessage, wanted: PoMessage, po: PoFile) -> PoMessage:
    """Take notes, places and plural of a message from the template; a new plural makes it fuzzy."""
    changed = old.plural != wanted.plural
    # Translated texts have the right number of forms already: header_faults has checked it.
    texts = _fitted(old.texts, wanted, po) if changed or old.is_empty else old.texts
    fuzzy = old.fuzzy or (changed and not old.is_empty)
    previous = old.previous if fuzzy else None
    if changed and fuzzy and not old.fuzzy:
        previous = Previous(old.context, old.msgid, old.plural)
    return replace(
        old,
        plural=wanted.plural,
        texts=texts,
        fuzzy=fuzzy,
        extracted_comments=_old_if_same_words(old.extracted_comments, wanted.extracted_comments),
        references=_old_if_same_words(old.references, wanted.references),
        flags=tuple(dict.fromkeys((*old.flags, *wanted.flags))),
        previous=previous,
        obsolete=False,
    )


def _reused(old: PoMessage, wanted: PoMessage, po: PoFile, *, fuzzy: bool, stays: bool) -> PoMessage:
    """Make a new message with the translation of an old one; a fuzzy one names its previous source."""
    # If the old message was fuzzy already, its words were made for an even older source.
    made_for = old.previous if old.fuzzy and old.previous else Previous(old.context, old.msgid, old.plural)
    moved = replace(
        old,
        context=wanted.context,
        msgid=wanted.msgid,
        plural=wanted.plural,
        texts=old.texts if old.plural == wanted.plural else _fitted(old.texts, wanted, po),
        fuzzy=fuzzy,
        previous=made_for if fuzzy else None,
        # Comments belong to the old message as long as it exists.
        translator_comments=() if stays else old.translator_comments,
    )
    return _updated(moved, wanted, po)


def _fitted(texts: tuple[str, ...], wanted: PoMessage, po: PoFile) -> tuple[str, ...]:
    """Trim or pad texts to the number of forms that a message has in the language."""
    if not wanted.plural:
        return texts[:1]
    forms = po.rule.nplurals if isinstance(po.rule, PluralRule) else 1
    return (*texts, *[""] * forms)[:forms]


def _old_if_same_words(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Return the old lines if they have the same words, however they are broken."""
    return old if " ".join(old).split() == " ".join(new).split() else new


def _untranslated(wanted: PoMessage, po: PoFile) -> PoMessage:
    """Turn a message of the template into one of a catalog, with an empty text for each plural form."""
    return replace(wanted, texts=_fitted(("",), wanted, po))


def _file_lines(old: PoFile, header: Header, messages: Iterable[PoMessage]) -> Iterator[str]:
    """Yield the lines of a file; blank lines between messages are kept."""
    # By identity: an updated message still refers to the lines that it was read from.
    read = {id(each.original): each for each in (*old.messages, *old.obsolete)}
    yield from _header_lines(old, header)
    for each in messages:
        before = read.get(id(each.original)) if each.original else None
        yield from [""] * (each.original.blanks if each.original else 1)
        yield from message_lines(each, before)
    yield from old.trailing


def _header_lines(old: PoFile, header: Header) -> list[str]:
    if old.original_header and header == old.header:
        return list(old.original_header.lines)
    return str(header).splitlines()


def _english_name(language: Language) -> str:
    """Name a language in English: as its workspace names it, else as CLDR does."""
    from babel import Locale  # only here, and slow to import

    if language.name or language.parent:
        return language.name or language.tag
    return str(Locale.parse(language.cldr).english_name)
