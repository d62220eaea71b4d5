"""CLDR data of a language: numbers, units, dates, plural rules, with nothing inherited from another.

In: the name of a CLDR locale (``zh_Hant``). Out: frozen values, or None where the language has no data
of its own (UTS #35). The data are in ``leaflets/assets/cldr``, made by ``tools/cldr/make.py``; neither the
machine's locale nor a library's defaults affect them.
"""

from leaflets.cldr.locales import DateFormat, LocaleData, NumberFormat, has_locale, locale_data
from leaflets.cldr.plurals import Count, NumberRange, category, is_singular, plural_rules, plurals_differ

__all__ = [
    "Count",
    "DateFormat",
    "LocaleData",
    "NumberFormat",
    "NumberRange",
    "category",
    "has_locale",
    "is_singular",
    "locale_data",
    "plural_rules",
    "plurals_differ",
]
