"""`python -m kolofon` is `kolofon`."""

import sys

from kolofon.cli import main

if __name__ == "__main__":
    sys.exit(main())
