"""The drawings of the demonstration's site: the WebP files are rendered from the SVG files beside them."""

from pathlib import Path

FOLDER = Path(__file__).parent

PICTURES = {
    # name of the file: (title, what it tells to those who do not see it)
    "cercle": (
        "Une séance, vue d’en haut",
        "Une quinzaine de personnes, vues d’en haut, assises en cercle autour d’une grande feuille où se dessine un Sociogénogramme.",
    ),
    "chemin": (
        "Un chemin et quatre jalons",
        "Un chemin serpente entre des collines et passe devant quatre jalons rayés, du plus proche au plus lointain.",
    ),
    "dessin": (
        "Trois mains dessinent",
        "Trois mains, venues de trois côtés de la table, dessinent ensemble un Sociogénogramme.",
    ),
    "lettre": (
        "Une lettre à deux signatures",
        "Une lettre d’invitation porte deux signatures côte à côte ; près d’elle, une enveloppe et un crayon.",
    ),
    "partage": (
        "« Clinique de Concertation » : se former au travail de réseau",
        "« Clinique de Concertation » : se former au travail de réseau.",
    ),
    "reseau": (
        "Des cercles qui se recouvrent",
        "Cinq cercles de couleurs différentes se recouvrent en partie ; des personnes s’y tiennent, plusieurs aux croisements.",
    ),
    "sociogenogramme": (
        "Un Sociogénogramme imaginaire",
        "Au centre, deux parents et trois enfants. Autour d’eux, reliés par des traits de couleur : l’école, le médecin, le logement, le travail, le juge, l’éducatrice, la voisine et la grand-mère. L’école et le médecin, le juge et l’éducatrice sont aussi reliés entre eux.",
    ),
    "spirales": (
        "Deux spirales",
        "À gauche, une spirale descend en se brisant vers une personne seule ; à droite, une autre remonte sans rupture, marquée par quatre jalons.",
    ),
    "territoires": (
        "Des territoires traversés par un chemin",
        "Un paysage fait de plusieurs territoires, avec des maisons ; un même chemin les relie, marqué de jalons.",
    ),
    "venir": (
        "Une chaise attend dans le cercle",
        "Neuf personnes sont assises en cercle autour d’un dessin ; une porte est ouverte, quelqu’un entre, une chaise l’attend.",
    ),
}
