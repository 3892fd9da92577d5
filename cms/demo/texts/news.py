"""News, with days that agree with the sessions of the demonstration.

Words in braces are days of sessions: `{seminar}` is the first day of the coming seminar, `{cancelled}` the day of
the cancelled session in Seraing, `{next_liege}` that of the session after it.
"""

from cms.demo.texts.text import ArticleText, Text

NEWS = Text(
    key="actualites",
    title="Actualités",
    introduction="Ce qui se prépare, ce qui change, ce que l’on a appris.",
    in_menu=True,
)

CANCELLED = ArticleText(
    key="seance-annulee",
    title="Seraing : une séance annulée, la suivante maintenue",
    introduction="""La séance ouverte du {cancelled} n’aura pas lieu : la salle est en travaux. Celle du {next_liege} est
        maintenue.""",
    days_ago=3,
    authors="L’équipe",
    picture="lettre",
    picture_alt="Une lettre ouverte, posée près d’un crayon, porte deux signatures.",
    sections=[
        (
            "text",
            """<p>La salle où se tient la Clinique de Concertation de Liège, à Seraing, est en travaux jusqu’au printemps.
            Faute d’un lieu assez grand et assez calme ce jour-là, la séance du {cancelled} est annulée.</p>
            <p>Les personnes inscrites ont été prévenues par courrier électronique. Celles qui s’étaient abonnées à l’agenda
            verront la séance marquée comme annulée.</p>
            <p>La séance du {next_liege} est maintenue. Les familles qui devaient travailler ce jour-là ont été les
            premières à l’apprendre, et c’est avec elles que la suite a été fixée.</p>""",
        ),
        (
            "call",
            "Trouver une autre date",
            "D’autres séances sont ouvertes, à Évry-Courcouronnes comme à Seraing.",
            ("venir-voir", "Venir voir"),
            ("agenda", "Ouvrir l’agenda"),
        ),
    ],
)

SEMINAR = ArticleText(
    key="seminaire-a-alger",
    title="Le séminaire de la Clinique de Concertation se tiendra à Alger",
    introduction="""Après Paris et Turin, le séminaire se tient à Alger, au Centre culturel des Annassers, à partir du
        {seminar}. Deux journées entre praticiens de plusieurs pays.""",
    days_ago=18,
    authors="Luc Delvaux",
    picture="spirales",
    picture_alt="Deux spirales côte à côte : l’une descend en se brisant, l’autre remonte d’appui en appui.",
    sections=[
        (
            "text",
            """<p>Le séminaire change de ville à chaque fois. Ce n’est pas par goût du voyage : on voit mieux son propre travail
            depuis celui des autres. À Alger, la pratique s’est construite dans d’autres conditions, avec d’autres
            institutions. C’est là aussi qu’a paru, en 2016, <em>De Proche en Proche</em>, l’ouvrage de
            référence.</p>
            <p>La première journée mettra des pratiques côte à côte. La seconde sera consacrée à une question, que les
            participants auront choisie. Les personnes en formation aux niveaux 3 et 4 y présentent leurs travaux en
            cours.</p>
            <p>Ces deux journées comptent pour douze heures de séminaire. Si vous devez voyager, inscrivez-vous tôt : les
            indications d’accès vous seront envoyées.</p>""",
        ),
        (
            "call",
            "S’inscrire au séminaire",
            "La page du séminaire indique les dates, le prix et les places.",
            ("seminaire-cc", "Voir le séminaire"),
            None,
        ),
    ],
)

STUDY_DAY = ArticleText(
    key="retour-sur-la-journee-etude",
    title="Journée d’étude à Villeurbanne : ce que l’on en retient",
    introduction="""Une journée sur le travail fait de proche en proche. Trois phrases entendues, et ce qu’elles nous
        laissent à faire.""",
    days_ago=52,
    authors="Luc Delvaux et Nadia Ferhat",
    picture="reseau",
    picture_alt="Des cercles de plusieurs couleurs se recouvrent en partie ; de petites silhouettes se tiennent aux croisements.",
    sections=[
        (
            "text",
            """<p>La journée d’étude s’est tenue à La Fabrique du lien, à Villeurbanne. Le matin, des récits à plusieurs voix ;
            l’après-midi, des ateliers. Plutôt que d’en faire le résumé, voici trois remarques qui ont circulé d’un
            atelier à l’autre.</p>""",
        ),
        ("heading", "Commencer par se présenter"),
        (
            "text",
            """<p>Dans l’atelier sur le tour de présentation, chacun avait deux minutes pour dire son mandat sans employer de
            sigle. Presque personne n’y est parvenu du premier coup. L’exercice paraît petit ; il dit beaucoup de ce que
            les familles entendent d’ordinaire.</p>""",
        ),
        ("heading", "Envoyer le compte rendu le lendemain"),
        (
            "text",
            """<p>Un compte rendu qui arrive trois semaines plus tard ne sert plus à rien. Un compte rendu court, relu et envoyé à
            tous le lendemain change la rencontre suivante. Plusieurs réseaux ont décidé de s’y tenir.</p>""",
        ),
        ("heading", "Laisser une chaise"),
        (
            "text",
            """<p>Qui n’est pas là, et devrait y être ? La question se pose à chaque rencontre, et l’on garde l’habitude de laisser
            une chaise libre. Elle rappelle que l’on parle aussi devant les absents.</p>
            <p>La prochaine journée d’étude sera annoncée dans l’<a page="agenda">agenda</a>.</p>""",
        ),
    ],
)

CHECKING = ArticleText(
    key="verifier-une-attestation",
    title="Les attestations se vérifient désormais en ligne",
    introduction="""Chaque attestation porte un code. En le saisissant sur ce site, un employeur ou un établissement sait si
        elle a été émise par la fédération et si elle est toujours valable.""",
    days_ago=95,
    authors="Denis Évrard",
    picture="chemin",
    picture_alt="Un chemin passe devant quatre jalons rayés, de plus en plus hauts, jusqu’à l’horizon.",
    sections=[
        (
            "text",
            """<p>Une attestation est un papier que l’on montre : à une direction, à un établissement, à une équipe que l’on
            rejoint. Jusqu’ici, la personne à qui on la présentait devait nous croire sur parole, ou nous appeler.</p>
            <p>Désormais, un code figure au bas de chaque attestation, en lettres et sous la forme d’un petit carré que lit un
            téléphone. La page <a href="/verifier/">Vérifier une attestation</a> répond aussitôt. Elle ne montre que ce
            qui est écrit sur l’attestation elle-même.</p>
            <p>Si une attestation a été remplacée, par exemple pour corriger un nom, la page le dit. Les
            <a page="niveaux">quatre niveaux</a> et leurs heures n’ont pas changé.</p>""",
        ),
    ],
)

ARTICLES = [CHECKING, STUDY_DAY, SEMINAR, CANCELLED]
