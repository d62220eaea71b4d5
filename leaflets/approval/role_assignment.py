"""Who fills which role, if each person may fill one: a maximum matching in a bipartite graph.

In: the people who signed in each role. Out: a person for as many roles as possible (H. W. Kuhn's augmenting
paths). Without it a leaflet would stay a draft that everybody has signed: a translator who also signed as
clinician must not take the place of the clinician who can be nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaflets.content.site import Role


def assign_roles(signers: Mapping[Role, Sequence[str]]) -> Mapping[Role, str]:
    """Assign each role a person of its own, as many as can be; the first roles and people come first."""
    holders: dict[str, Role] = {}
    for role in signers:
        _fill(role, signers, holders, set())
    return {role: person for person, role in holders.items()}


def _fill(
    role: Role, signers: Mapping[Role, Sequence[str]], holders: dict[str, Role], tried: set[str]
) -> bool:
    """Find somebody for a role, if need be by moving others to another role that they signed in."""
    for person in signers[role]:
        if person not in tried:
            tried.add(person)
            if person not in holders or _fill(holders[person], signers, holders, tried):
                holders[person] = role
                return True
    return False
