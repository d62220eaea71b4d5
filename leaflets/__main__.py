"""Run the command line with ``python -m leaflets``."""

from leaflets.cli import main

if __name__ == "__main__":
    main()
