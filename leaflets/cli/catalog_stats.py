"""``leaflets catalog stats``: how far translations are, and how many words are left."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import read_catalogs
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.formats import errors_in_format
from leaflets.cli.options import languages_option, open_workspace, workspace_option
from leaflets.cli.report import count, print_problems

if TYPE_CHECKING:
    from leaflets.catalogs.stats import Stats


@click.command()
@languages_option
@click.option("--format", "output_format", type=click.Choice(("text", "json", "csv")), default="text",
              show_default=True, help="For people, for programs, or for a spreadsheet.")  # fmt: skip
@workspace_option
@click.pass_context
def stats(ctx: click.Context, languages: tuple[str, ...], output_format: str, workspace: Path | None) -> None:
    """Say how far the translations are, and how many words are left.

    Words are those of the English source. New ones have no translation; repeated ones have none either, but
    the same text stands elsewhere in the catalog; fuzzy ones need revising, machine-made ones reading.

    \b
    Examples:
      leaflets catalog stats
      leaflets catalog stats --language fr --format csv > offer.csv
    """  # noqa: D301
    from leaflets.catalogs.stats import stats as figures

    with errors_in_format("json" if output_format == "json" else "text"):
        session = open_workspace(workspace)
        files, problems = read_catalogs(session, languages)
        back = [session.workspace.back_translations(po.language) for po in files]
    found = [figures(po, each.value) for po, each in zip(files, back, strict=True)]
    problems += [problem for each in back for problem in each.problems]
    if output_format == "text":
        for line in _lines(found):
            click.echo(line)
    else:
        click.echo(_as_json(found) if output_format == "json" else _as_csv(found), nl=False)
    print_problems(problems)
    if problems:
        ctx.exit(PROBLEMS)


def _lines(found: Sequence[Stats]) -> Iterator[str]:
    for each in found:
        yield (
            f"{each.language:<8} {each.share:>4.0%} of {each.words.total:,} words; "
            f"{each.translated} of {count(each.messages, 'message')} translated, "
            f"{each.fuzzy} fuzzy, {each.missing} missing; made by: {each.origin}, review: {each.review}"
        )
        yield f"{'':<8} {_words(each)}"


def _words(found: Stats) -> str:
    words = found.words
    left = f"words: {words.new:,} new, {words.repeated:,} repeated, {words.fuzzy:,} fuzzy, "
    made = f"{words.machine:,} by machine, {words.translated:,} by people"
    back = f"; back-translations: {found.back_translations} current, {found.stale} stale"
    return f"{left}{made}{back if found.back_translations or found.stale else ''}"


def _as_json(found: Sequence[Stats]) -> str:
    from leaflets.catalogs.stats import total

    rows = [_row(each) for each in found]
    content = {"catalogs": rows, "total": _row(total(found))}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _row(found: Stats) -> dict[str, object]:
    row = asdict(found)
    words = row.pop("words")
    return {**row, "missing": found.missing, "words": {**words, "total": found.words.total}}


def _as_csv(found: Sequence[Stats]) -> str:
    """Write a row for each catalog and one for all, with the words in columns of their own."""
    from leaflets.catalogs.stats import total

    table = io.StringIO(newline="")
    rows = [_flat(each) for each in (*found, total(found))]
    written = csv.DictWriter(table, rows[0])
    written.writeheader()
    written.writerows(rows)
    return table.getvalue()


def _flat(found: Stats) -> dict[str, object]:
    row = _row(found)
    words = row.pop("words")
    named = {f"words {name}": number for name, number in words.items()} if isinstance(words, dict) else {}
    return {**row, "language": row["language"] or "total", **named}
