"""`python -m steerscope_models`: the command `steerscope-models`."""

import signal
import sys

from steerscope_models.cli import main

# Ends with an exception, so that a bundle half written is removed.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
sys.exit(main())
