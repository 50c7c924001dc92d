"""What a worker of `foi web` serves."""

import json
import os
from pathlib import Path

from fastapi import FastAPI

from desk.config_file import configured
from desk.web.app import make_app

#: The variable by which a worker learns which configuration, and which database, to serve.
SERVED = "FOI_SERVED"


def app() -> FastAPI:
    """The desk of the office that is served."""
    path, url = json.loads(os.environ[SERVED])
    return make_app(configured(Path(path) if path else None, url))
