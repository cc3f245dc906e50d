"""Closes polls whose last day is over."""

from server.domain.ballots.queries.polls import close_due
from server.kit.jobs import Job

JOBS = (Job("close_polls", close_due, {"hour": {0}, "minute": {15}}),)
