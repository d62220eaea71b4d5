"""The command line, built on click: it turns arguments into calls, and outcomes into messages and exit codes.

Results go to standard output, problems to standard error. The exit code is 0 on success, else one of
:mod:`~leaflets.cli.exit_codes`.
"""

from __future__ import annotations

import sys

import click

from leaflets import __version__
from leaflets.cli import streams
from leaflets.cli.building import build, check
from leaflets.cli.catalog import catalog
from leaflets.cli.exit_codes import INTERRUPTED, PROBLEMS
from leaflets.cli.listing import show_list
from leaflets.cli.previewing import preview
from leaflets.cli.report import print_problems
from leaflets.cli.review import review
from leaflets.cli.showing import show, show_trace
from leaflets.cli.starting import init, schema
from leaflets.diagnostics import LeafletsError

# Exceptions that click itself turns into messages and exit codes.
_CLICK_EXCEPTIONS = (click.ClickException, click.exceptions.Exit, click.Abort)


class _ReportingGroup(click.Group):
    """A group whose commands end with a message and an exit code, and a traceback only with ``--debug``."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an exception becomes a message on standard error and an exit code."""
        try:
            return super().invoke(ctx)
        except LeafletsError as error:
            print_problems(error.diagnostics)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            return ctx.exit(INTERRUPTED)
        except _CLICK_EXCEPTIONS:
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"leaflets itself failed ({type(error).__name__}: {error})", err=True)
            click.echo("    this is our fault, not yours: please report it; --debug shows where", err=True)
        return ctx.exit(PROBLEMS)


@click.group(
    cls=_ReportingGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--debug", is_flag=True, envvar="LEAFLETS_DEBUG", help="Show where the program itself failed.")
@click.version_option(__version__, prog_name="leaflets")
def cli(debug: bool) -> None:
    """Make patient leaflets in many languages, from data and translations to printable PDFs.

    \b
    Examples:
      leaflets init my-hospital             a workspace of your own
      leaflets check                        what is wrong with it
      leaflets build                        all leaflets in all languages
      leaflets build --language ar          all leaflets in Arabic
    """  # noqa: D301 - \b is click's: keep these lines as they are
    del debug  # read from the context, by _ReportingGroup and by report_run


for _command in (build, catalog, check, preview, show_list, show, show_trace, review, init, schema):
    cli.add_command(_command)


def main() -> None:
    """Run the command line and exit; the entry point of the program ``leaflets``."""
    streams.prepare()
    # click ends with SystemExit, but all output must be written before the process exits.
    code: object = 0
    try:
        cli(prog_name="leaflets")
    except SystemExit as end:
        code = end.code
    sys.exit(streams.finish(code if isinstance(code, int) else 0 if code is None else 1))
