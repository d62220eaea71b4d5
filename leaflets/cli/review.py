"""``leaflets review``: the group of the commands about who has signed which words."""

from __future__ import annotations

import click

from leaflets.cli.migrating import migrate
from leaflets.cli.reviewing import show, status
from leaflets.cli.revoking import note, revoke
from leaflets.cli.sheeting import sheet
from leaflets.cli.signing import key, sign
from leaflets.cli.taking import take
from leaflets.cli.verifying import verify


@click.group()
def review() -> None:
    """See, give and take back the approval of words.

    An approval holds for exactly the words that were signed; it lapses when one of them changes.
    """


for _command in (status, show, sheet, take, key, sign, note, revoke, verify, migrate):
    review.add_command(_command)
