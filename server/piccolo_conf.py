"""What Piccolo's command needs to write a migration: `PICCOLO_CONF=server.piccolo_conf piccolo migrations new PART --auto`.

To apply migrations is the matter of `linghang migrate`.
"""

import os

from server.app import SCHEMAS
from server.kit.database import Database
from server.kit.migrations import app_registry
from server.kit.settings import load_settings

DB = Database(load_settings(os.environ).effective_database_url).engine
APP_REGISTRY = app_registry(SCHEMAS)
