"""Removes unfinished uploads and unused contents every night."""

from server.domain.files.queries import purge_files
from server.kit.jobs import Job

JOBS = (Job("purge_files", purge_files, {"hour": {3}, "minute": {50}}),)
