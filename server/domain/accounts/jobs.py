"""Forgets sessions that have ended by time."""

from server.domain.accounts.queries import purge_sessions
from server.kit.jobs import Job

JOBS = (Job("purge_sessions", purge_sessions, {"hour": {3}, "minute": {40}}),)
