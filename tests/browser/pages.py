"""The pages of the phone, by the first word of their address, and the name of each one's pictures in docs/screenshots."""

PICTURES = {
    "login": "login",
    "pin": "pin",
    "lock": "lock",
    "me": "me",
    "today": "home",
    "meetings": "meetings",
    "write": "recorder",
    "record": "record-approved",
    "print": "print-preview",
    "shared": "shared-photo",
    "resolutions": "resolutions",
    "score": "score",
    "stars": "stars",
    "appeal": "appeal",
    "cycle": "branch-review",
    "reviews": "mass-review",
    "facts": "facts-branch",
    "attendance": "own-attendance",
    "profile": "own-data",
    "correct": "correction-ask",
    "corrections": "corrections",
    "notices": "notices",
    "notice-choices": "notice-choices",
    "delivery": "delivery-waits",
    "entry": "entry-waiting",
    "ready": "ready",
    "install": "install",
    "rescue": "rescue",
}
SIZES = ("-360x740", "-underground-360x740", "-1280x800")
"""By day and underground on a phone, and on a screen as wide as a desk's."""
