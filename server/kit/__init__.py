"""What any service needs and no domain knows: settings, databases, jobs, pokes, problems, identity, log, health, static files."""
