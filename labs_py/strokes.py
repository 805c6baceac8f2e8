"""What may be ordered to happen once, to the next message that passes its place."""

from labs_py.forms import FORMS

CRASH_POINTS = ("before_effect", "after_effect", "after_checkpoint")
UNEXPECTED = tuple(form for form in FORMS if form)
STROKES = (
    *("drop", "duplicate", "delay", "reorder", "poison", "transient", "rollback", "slow_commit"),
    *("handler_crash", "zombie"),
    *(f"crash_{point}" for point in CRASH_POINTS),
    *UNEXPECTED,
)
