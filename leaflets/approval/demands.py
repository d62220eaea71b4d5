"""What has to be signed before words are final.

In: what a site demands, a language. Out: the roles that have to sign.
"""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.content.site import Role, SignOff
from leaflets.languages import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Demands:
    """What must hold before words are final, apart from the signatures matching them.

    ``roles`` are those that have to sign, each by a person of its own unless ``one_person``. ``example`` says
    that the hospital is an example, which approves nothing. ``unfinished`` says that some of the words are
    provisional, as in a preview of an unfinished translation. ``questions`` is how many questions of the
    checks nobody has answered.
    """

    roles: tuple[Role, ...]
    example: bool = False
    unfinished: bool = False
    questions: int = 0
    one_person: bool = False


def find_demands(sign_off: SignOff, language: str, *, machine_made: bool = False) -> Demands:
    """Collect who has to sign a leaflet in a language.

    ``machine_made`` says that a machine wrote any of the messages; a human translator then has to sign,
    whatever roles the site names.
    """
    roles = sign_off.source if language == SOURCE_LANGUAGE else sign_off.translation
    # An ordered set: missing roles are listed in the order of site.yaml.
    wanted = dict.fromkeys((*roles, *(("translator",) if machine_made else ())))
    return Demands(tuple(wanted), one_person=sign_off.one_person_for_all_roles)
