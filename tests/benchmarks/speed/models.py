"""What the embedded models cost: load, a post of 300 and of 3,000 characters, all tasks together.

    python tests/benchmarks/speed/models.py [--posts 400]

Prints a JSON object: seconds to load, microseconds a post (p50, p99), bytes of weights, and what
was imported that judging a post must not import. Posts are made of the contract's own sentences,
shuffled: no text repeats another.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

HEAVY = ("sklearn", "scipy", "torch", "transformers", "onnxruntime", "spacy")
WORDS = """
le la un une notre équipe client projet merci bravo retard panne usine résultat demain jamais
toujours fier chantier photo collègue the our team customer great service delay never price train
hôpital direction salaire grève accident prudence lancement marché bonne nouvelle mais pourquoi
encore vraiment ensemble bienvenue
"""


def posts(length: int, count: int, seed: random.Random) -> list[str]:
    texts = []
    for _ in range(count):
        text = ""
        while len(text) < length:
            sentence = " ".join(seed.choices(WORDS.split(), k=seed.randint(4, 14)))
            text += f"{sentence.capitalize()}{seed.choice('.!?')} "
        texts.append(text[:length])
    return texts


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=400)
    asked = parser.parse_args(arguments)

    from compliance.charter import ClassifierChoice
    from compliance.post import Post

    start = time.perf_counter()
    from compliance.models.embedded import BACKEND

    models = [BACKEND.load(ClassifierChoice(task=task)) for task in BACKEND.tasks]
    for model in models:
        model.score([Post(text="Bonjour")])
    said: dict[str, object] = {"load_s": round(time.perf_counter() - start, 3)}
    seed = random.Random(0)
    for length in (300, 3_000):
        times = []
        for text in posts(length, asked.posts, seed):
            post = Post(text=text, channel="linkedin", author="conductrice de travaux")
            start = time.perf_counter()
            for model in models:
                model.score([post])
            times.append((time.perf_counter() - start) * 1e6)
        times.sort()
        said[f"us_{length}"] = {
            "p50": round(statistics.median(times)),
            "p99": round(times[int(0.99 * len(times))]),
        }
    weights = Path(sys.modules["compliance.models"].__path__[0]) / "weights"
    said["bytes"] = sum(file.stat().st_size for file in weights.glob("*.npz"))
    said["imported"] = [name for name in HEAVY if name in sys.modules]
    json.dump(said, sys.stdout, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
