"""The hospital: its names, telephone numbers and languages, and who signs.

Also the reasoned exceptions from the rule that texts have no digits.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from leaflets.content import addresses, phones
from leaflets.content.model import LanguageTag, Model, Text, Translate, Verbatim

Role = Literal["translator", "second-translator", "clinician"]
# The schema has the pattern only: an editor checks the form, the validator the meaning.
PhoneNumber = Annotated[
    str, AfterValidator(phones.printed_number), Field(json_schema_extra={"pattern": phones.PATTERN})
]
WebAddress = Annotated[
    str, AfterValidator(addresses.printed_address), Field(json_schema_extra={"pattern": addresses.PATTERN})
]
# A text: a number would lose its leading zeros.
Extension = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,8}$")]
Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Phone(Model):
    """A telephone number and what it is for; ``emergency`` numbers stand first and large.

    ``extension`` is what to dial, or to ask for, once somebody answers.
    """

    label: Annotated[Text, Translate("What a telephone number is for")]
    number: Annotated[PhoneNumber, Verbatim("ltr", atomic=True)]
    extension: Annotated[Extension | None, Verbatim("ltr", atomic=True)] = None
    emergency: bool = False


class SignOff(Model):
    """The roles that have to sign before words are final: of the source, and of a translation.

    ``one_person_for_all_roles: true`` lets one person sign in several roles; else each role needs a person
    of its own.
    """

    source: Annotated[tuple[Role, ...], Field(min_length=1)] = ("clinician",)
    translation: Annotated[tuple[Role, ...], Field(min_length=1)] = ("translator", "clinician")
    one_person_for_all_roles: bool = False


class Site(Model):
    """``data/site.yaml``: the hospital and its department.

    ``region`` (ISO 3166-1, such as GB) is the country of telephone numbers that are written without one.
    ``example: true`` marks names and numbers made up for the shipped content: ``check`` warns and the
    page says so.
    """

    example: bool = False
    hospital: Annotated[Text, Translate("Name of the hospital")]
    department: Annotated[Text, Translate("Name of the department")]
    region: Region | None = None
    phones: tuple[Phone, ...] = Field(min_length=1)
    web: Annotated[WebAddress | None, Verbatim("ltr")] = None
    languages: tuple[LanguageTag, ...] = Field(min_length=1)
    sign_off: SignOff = SignOff()


class DigitException(Model):
    """A message that may hold digits, and why."""

    text: Text
    reason: Text


class Exceptions(Model):
    """``data/exceptions.yaml``: the reasoned exceptions from the house rules."""

    digits: tuple[DigitException, ...] = ()
