"""How each task is fitted; the figures behind each choice are in the model's card."""

from __future__ import annotations

from compliance.models.train.data import CATEGORIES, RISKS, SENTIMENTS, TOXICITIES, URGENCIES
from compliance.models.train.fit import Recipe

RECIPES = {
    "categories": Recipe(CATEGORIES, "several", alarms=0.05),
    "protected": Recipe(("protected",), "several"),
    "risks": Recipe(RISKS, "several"),
    "sentiment": Recipe(SENTIMENTS, "one"),
    "toxicity": Recipe(TOXICITIES, "one"),
    "urgency": Recipe(URGENCIES, "steps"),
}
