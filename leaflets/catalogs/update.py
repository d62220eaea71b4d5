"""Catalogs brought up to the template: new messages added, changed ones made fuzzy, old ones kept.

In: the template and the bytes of a PO file. Out: the bytes it should have. Everything that a person wrote
stays: header fields, comments, flags, translations; what did not change keeps its lines. As ``msgmerge
--previous`` does, a fuzzy message names the source that it was made for. Babel forgets
fields and previous sources in an update, and ``msgmerge`` is not on every machine.
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
    PLURALS,
    REVIEW,
    Header,
    new_header,
)
from leaflets.catalogs.matching import Matcher
from leaflets.catalogs.plurals import PluralRule, plural_forms
from leaflets.catalogs.po import Key, PoFile, PoMessage, Previous, Template, by_key
from leaflets.catalogs.reading import parse_po, refuse
from leaflets.catalogs.writing import file_bytes, message_lines
from leaflets.languages import Language


def update(content: bytes, template: Template, file: str, language: Language) -> bytes:
    """Bring a catalog up to the template.

    A message whose context alone changed keeps its translation. One that is like an old one takes its
    translation over and becomes fuzzy. Comments of translators stay where they are.

    Raises:
        LeafletsError: the catalog is not a PO file, or its messages are not what its header says.
    """
    old = parse_po(content, file, language)
    header = _completed(old, language)
    # A file without a header gets one now, so only what its messages say can be wrong.
    new = replace(old, header=header, header_line=old.header_line or 1)
    refuse(header_faults(new), file, language)
    live, obsolete = _merged(new, template)
    return file_bytes(_written(old, header, (*live, *obsolete)), old.newline)


def new_catalog(template: Template, language: Language, origin: str = HUMAN) -> bytes:
    """Make an empty catalog for a language: every message of the template, none translated."""
    # A language whose plural rule CLDR does not know gets it from its translator.
    rule = plural_forms(language)
    own = (*([(PLURALS, rule)] if rule else []), (ORIGIN, origin), (REVIEW, "none"))
    header = new_header(f"{_english_name(language)} translations", language.locale, own)
    po = PoFile("", language, header, ())
    return file_bytes(_written(po, header, [_untranslated(each, po) for each in template]))


def _completed(old: PoFile, language: Language) -> Header:
    """Add to a header the fields that it lacks and gettext's tools ask for; what is there stays."""
    header = old.header.without_noise()
    if old.charset != UTF_8:
        header = header.with_field(*CONTENT_TYPE)  # what we write is UTF-8
    wanted = (
        CONTENT_TYPE,
        (LANGUAGE, language.locale),
        (PLURALS, plural_forms(language)),
        (ORIGIN, HUMAN),
        (REVIEW, "none"),
    )
    for name, value in wanted:
        if value and not header.get(name):
            header = header.with_field(name, value)
    return header


def _merged(po: PoFile, template: Template) -> tuple[list[PoMessage], list[PoMessage]]:
    """Find the messages of the template with their translations, and those that it no longer has.

    A message is looked for by its key, then among obsolete ones that came back, then by its likeness.
    """
    there, gone = by_key(po.messages), _latest_by_key(po.obsolete)
    wanted_keys = frozenset(each.key for each in template)
    matcher = Matcher((*po.messages, *gone.values()), wanted_keys)
    # A message whose translation went to another one is not kept as obsolete: it would come back twice.
    used = set(wanted_keys)
    live: list[PoMessage] = []
    for wanted in template:
        known, back = there.get(wanted.key), gone.get(wanted.key)
        if old := _better(known, back):
            live.append(_brought_up(old, wanted, po))
        elif origin := matcher.origin(wanted):
            used.add(origin.message.key)
            stays = origin.message.key in wanted_keys
            live.append(_taken_over(origin.message, wanted, po, fuzzy=not origin.certain, stays=stays))
        else:
            live.append(_untranslated(wanted, po))
    for each in po.messages:
        if each.key not in used and not each.is_empty:
            gone[each.key] = replace(_with_earlier(each, gone.get(each.key)), obsolete=True)
    return live, [each for each in gone.values() if each.key not in used]


def _better(known: PoMessage | None, back: PoMessage | None) -> PoMessage | None:
    """Choose between a message and an obsolete one that came back: the one with words, else the former."""
    if known is None or back is None:
        return known or back
    return back if known.is_empty else _with_earlier(known, back)


def _latest_by_key(obsolete: tuple[PoMessage, ...]) -> dict[Key, PoMessage]:
    """Index obsolete messages by key; of two with one key, which gettext refuses, one becomes a note."""
    found: dict[Key, PoMessage] = {}
    for each in obsolete:
        found[each.key] = _with_earlier(each, found.get(each.key))
    return found


def _with_earlier(message: PoMessage, earlier: PoMessage | None) -> PoMessage:
    """Add the comments of an earlier version of a message, and in one what its translation said."""
    if earlier is None:
        return message
    noted = [*message.comments, *earlier.comments]
    if earlier.texts != message.texts and not earlier.is_empty:
        said = " | ".join(earlier.texts).replace("\n", "\\n")
        noted.append(f"earlier translation: {said}")
    return replace(message, comments=tuple(dict.fromkeys(noted)))


def _brought_up(old: PoMessage, wanted: PoMessage, po: PoFile) -> PoMessage:
    """Bring an old message to the notes, places and plural of the template; another plural makes it fuzzy."""
    changed = old.plural != wanted.plural
    # Texts with words have the header's number of forms, or the catalog had been refused.
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
        notes=_same_or(old.notes, wanted.notes),
        references=_same_or(old.references, wanted.references),
        flags=tuple(dict.fromkeys((*old.flags, *wanted.flags))),
        previous=previous,
        obsolete=False,
    )


def _taken_over(old: PoMessage, wanted: PoMessage, po: PoFile, *, fuzzy: bool, stays: bool) -> PoMessage:
    """Make a new message with the translation of an old one; a fuzzy one says what it was made for."""
    # Of a message that was fuzzy before, the source that its words were made for is an even older one.
    made_for = old.previous if old.fuzzy and old.previous else Previous(old.context, old.msgid, old.plural)
    moved = replace(
        old,
        context=wanted.context,
        msgid=wanted.msgid,
        plural=wanted.plural,
        texts=old.texts if old.plural == wanted.plural else _fitted(old.texts, wanted, po),
        fuzzy=fuzzy,
        previous=made_for if fuzzy else None,
        # What a translator noted belongs to the old message, if that is still there.
        comments=() if stays else old.comments,
    )
    return _brought_up(moved, wanted, po)


def _fitted(texts: tuple[str, ...], wanted: PoMessage, po: PoFile) -> tuple[str, ...]:
    """Cut or fill texts to as many forms as a message has in the language."""
    if not wanted.plural:
        return texts[:1]
    forms = po.rule.forms if isinstance(po.rule, PluralRule) else 1
    return (*texts, *[""] * forms)[:forms]


def _same_or(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Keep what says the same, however its lines are broken."""
    return old if " ".join(old).split() == " ".join(new).split() else new


def _untranslated(wanted: PoMessage, po: PoFile) -> PoMessage:
    """Make a message of the template one of a catalog, with all the forms of its language, empty."""
    return replace(wanted, texts=_fitted(("",), wanted, po))


def _written(old: PoFile, header: Header, messages: Iterable[PoMessage]) -> Iterator[str]:
    """Yield the lines of a file; what stands between the messages stays there."""
    # By identity: a message that was brought up still has the lines that it was read from, and no others.
    read = {id(each.written): each for each in (*old.messages, *old.obsolete)}
    yield from _header_lines(old, header)
    for each in messages:
        before = read.get(id(each.written)) if each.written else None
        yield from [""] * (each.written.blanks if each.written else 1)
        yield from message_lines(each, before)
    yield from old.trailing


def _header_lines(old: PoFile, header: Header) -> list[str]:
    if old.header_written and header == old.header:
        return list(old.header_written.lines)
    return str(header).splitlines()


def _english_name(language: Language) -> str:
    """Name a language in English: as its workspace names it, else as CLDR does."""
    from babel import Locale  # only here, and slow to import

    if language.name or language.parent:
        return language.name or language.tag
    return str(Locale.parse(language.cldr).english_name)
