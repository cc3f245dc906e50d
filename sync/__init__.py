"""The sync engine: what phone and server promise each other, as pure functions over rows and mutations."""
