"""`python -m steerscope_models`: the command `steerscope-models`."""

import sys

from steerscope_models.cli import main

sys.exit(main())
