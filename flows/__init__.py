"""What runs behind the edges, as Prefect flows. Only ids and places travel, never words."""

import os

# Read by Prefect when it is imported, hence here: nothing is reported to its makers.
os.environ["DO_NOT_TRACK"] = "1"
