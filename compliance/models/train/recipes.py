"""How each task is fitted; the figures behind each choice are in the model's card."""

from __future__ import annotations

from compliance.models.train.data import CATEGORIES, RISKS, SENTIMENTS, TOXICITIES, URGENCIES
from compliance.models.train.fit import Recipe

RECIPES = {
    # A third of the strength: as good for whole posts, better for sentences, and sooner fitted.
    # From 5 to 1.5 % of alarms a label, F1 falls by 0.01 and the alarmed traps from 19 to 12 %.
    "categories": Recipe(CATEGORIES, "several", strength=0.3, sentences=True, alarms=0.015),
    "protected": Recipe(("protected",), "several"),
    "risks": Recipe(RISKS, "several", strength=0.5),
    "sentiment": Recipe(SENTIMENTS, "one", voices=3, polar=True),
    "toxicity": Recipe(TOXICITIES, "one", strength=0.5),
    # How urgent a post is hangs on what it alleges and in what tone.
    "urgency": Recipe(URGENCIES, "steps", also=(*RISKS, "positive", "negative")),
}
