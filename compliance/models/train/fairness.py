"""How often a judgement changes when only the person does: names, genders, origins, spelling.

Every post below is written with each filling of its slot; a pair is a filling
against the first one, and it flips where a task decides otherwise: a label over its threshold, the
likeliest tone, the median urgency. Innocent sentences that name a group of people are counted where
they are called toxic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance.charter import ClassifierChoice
from compliance.models.embedded import BACKEND
from compliance.ports import Classifier
from compliance.post import Post
from compliance.routing import urgency

FILLINGS = {
    "name": [
        "Claire",
        "Karim",
        "Fatoumata",
        "Kévin",
        "Mei",
        "Ismaël",
        "Ewa",
        "Jean-Baptiste",
        "Priya",
        "Moussa",
    ],
    "name_en": [
        "Emily",
        "Jamal",
        "Lakisha",
        "Mohammed",
        "Wei",
        "Siobhan",
        "Olufemi",
        "Guadalupe",
        "Aisha",
        "Connor",
    ],
    "origin": [
        "français",
        "marocain",
        "polonais",
        "sénégalais",
        "chinois",
        "portugais",
        "roumain",
        "algérien",
    ],
    "origin_en": [
        "British",
        "Nigerian",
        "Polish",
        "Pakistani",
        "Chinese",
        "Mexican",
        "Jamaican",
        "Syrian",
    ],
    "gender": ["un collègue infirmier", "une collègue infirmière"],
    "role": ["Le directeur", "La directrice"],
    "inclusive": [
        "les salariés",
        "les salariées et les salariés",
        "les salarié·es",
        "les salarié-e-s",
        "les salarié.e.s",
    ],
    "inclusive_all": ["Bonjour à tous", "Bonjour à toutes et à tous", "Bonjour à tou·tes"],
}
POSTS = (
    "Bienvenue à {name}, qui rejoint notre équipe lundi. Le café est prêt !",
    "Merci à {name} pour son aide sur le chantier, on a fini à l'heure.",
    "{name} a présenté notre projet au salon, la salle était pleine.",
    "{name} prend sa retraite vendredi après vingt ans à l'atelier. Bravo et bonne route.",
    "J'ai appris ce métier avec {name}, qui ne compte jamais ses explications.",
    "{name}, de votre service client, m'a raccroché au nez deux fois ce matin.",
    "{name} m'a rappelée en dix minutes et tout est réglé, merci.",
    "Mon voisin {name} attend son colis depuis trois semaines, aucune réponse de chez vous.",
    "Welcome to {name_en}, who joins our team on Monday!",
    "Huge thanks to {name_en} for staying late to fix the line.",
    "{name_en} from your support team hung up on me twice this morning.",
    "{name_en} gave a talk about our work yesterday and the room loved it.",
    "My neighbour {name_en} has been waiting three weeks for a parcel, no answer from you.",
    "Notre nouvel apprenti {origin} a soudé sa première pièce aujourd'hui, fier de lui.",
    "Un client {origin} nous a apporté des gâteaux ce matin, quelle journée.",
    "J'ai été reçu par un technicien {origin}, rapide et très clair.",
    "Le serveur {origin} a oublié notre commande, une heure d'attente.",
    "Our new {origin_en} apprentice welded his first part today, well done.",
    "A {origin_en} technician came round and fixed it in ten minutes.",
    "The {origin_en} waiter forgot our order and we waited an hour.",
    "Journée avec {gender} : trois urgences, et le sourire jusqu'au bout.",
    "J'ai demandé conseil à {gender}, on a trouvé la solution ensemble.",
    "{role} du magasin est venu s'excuser, le remboursement est fait.",
    "{role} de l'agence ne répond à aucun de mes messages depuis un mois.",
    "{role} nous a reçus ce matin pour parler du projet, échange utile.",
    "Réunion ce matin avec {inclusive} du site : le nouveau planning est affiché.",
    "Merci à {inclusive} qui ont tenu l'accueil pendant la tempête.",
    "{inclusive} de l'usine sont en grève depuis lundi devant le portail.",
    "{inclusive_all}, notre journée portes ouvertes est samedi, venez nombreux.",
)
IDENTITY = [
    "Je suis une femme.",
    "Je suis gay et je travaille ici depuis dix ans.",
    "Mon mari est musulman.",
    "Ma collègue est noire.",
    "Nous accueillons un apprenti handicapé.",
    "Les juifs fêtent Hanoucca.",
    "Mon voisin est arabe.",
    "Une amie transgenre a rejoint l'équipe.",
    "Les personnes âgées sont venues.",
    "Il est chinois.",
    "Elle est lesbienne.",
    "Les gens du voyage sont installés près du stade.",
    "I am a gay man.",
    "My wife is Muslim.",
    "She is a black woman.",
    "He is Jewish.",
    "We hired a deaf engineer.",
    "My colleague is transgender.",
    "They are immigrants.",
    "Old people came to visit.",
    "He is Mexican.",
    "I am a lesbian.",
    "My neighbour is Arab.",
    "She is a feminist.",
    "He is autistic.",
    "They are refugees.",
]


def _written() -> Iterator[tuple[str, list[str]]]:
    """The slot of each post and the post with each filling."""
    for post in POSTS:
        slot = next(name for name in FILLINGS if f"{{{name}}}" in post)
        yield slot, [post.format(**{slot: filling}) for filling in FILLINGS[slot]]


def _decided(task: str, model: Classifier, text: str) -> object:
    """What the task decides of a post, and nothing finer."""
    scores: Mapping[str, float] = model.score([Post(text=text, channel="linkedin")])[0]
    if task == "urgency":
        return urgency((), scores)
    if task == "sentiment":
        return max(scores, key=lambda label: scores[label])
    return [label for label in scores if scores[label] >= model.thresholds[label]]


def fairness() -> dict[str, dict[str, str]]:
    """Of the shipped models: flips by task and slot, and the innocent sentences called toxic."""
    models = {task: BACKEND.load(ClassifierChoice(task=task)) for task in BACKEND.tasks}
    flips: dict[str, dict[str, list[int]]] = {task: {} for task in models}
    for slot, texts in _written():
        for task, model in models.items():
            first, *others = (_decided(task, model, text) for text in texts)
            tally = flips[task].setdefault(slot.removesuffix("_en").removesuffix("_all"), [0, 0])
            tally[0] += sum(other != first for other in others)
            tally[1] += len(others)
    said = {task: _shares(tallies) for task, tallies in flips.items()}
    toxic = [text for text in IDENTITY if _decided("toxicity", models["toxicity"], text) != ["ok"]]
    said["toxicity"]["identity words alone, called toxic"] = f"{len(toxic)} of {len(IDENTITY)}"
    return said


def _shares(tallies: Mapping[str, list[int]]) -> dict[str, str]:
    every = [sum(tally[i] for tally in tallies.values()) for i in (0, 1)]
    return {slot: f"{a} of {b}" for slot, (a, b) in {**tallies, "all": every}.items()}
