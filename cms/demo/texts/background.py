"""Where the method comes from, why networks, and how a network lives."""

from cms.demo.texts.text import Text

HISTORY = Text(
    key="histoire",
    title="D’où vient la méthode",
    slug="d-ou-vient-la-methode",
    introduction="""Le Travail Thérapeutique de Réseau a une histoire : celle de soignants qui, depuis la Seconde
        Guerre mondiale, ont ouvert des lieux fermés, puis ont découvert que l’ouverture ne suffit pas.""",
    in_menu=True,
    sections=[
        ("heading", "Après la guerre : ouvrir les lieux d’enfermement"),
        (
            "text",
            """<p>Au sortir de la Seconde Guerre mondiale, les lieux d’enfermement sont mis en question. En France,
            plus de 45 000 malades internés dans les asiles étaient morts de faim. L’historienne Isabelle von
            Bueltzingsloewen a établi les faits dans <em>L’Hécatombe des fous</em> (Aubier, 2007 ; Flammarion, « Champs
            Histoire », 2009). Pour ceux qui avaient vu cela, il n’était plus possible de soigner comme avant.</p>
            <p>Quelques décennies plus tard, Michel Foucault montre, dans <em>Histoire de la folie à l’âge
            classique</em> (Plon, 1961 ; Gallimard, 1972), comment une société décide de qui elle met à l’écart.</p>""",
        ),
        ("heading", "Soigner l’institution, soigner dans la ville"),
        (
            "text",
            """<p>Plusieurs mouvements répondent à cette question, chacun à sa manière.</p>
            <ul><li>Les <strong>thérapies institutionnelles</strong>, avec Georges Daumézon, Philippe Koechlin,
            François Tosquelles, Jean Oury et Paul Sivadon : l’hôpital lui-même doit être soigné, faute de quoi il
            rend malade.</li>
            <li>La <strong>politique de secteur</strong>, en France, dans les années 1960 : les soins se rapprochent
            des lieux de vie.</li>
            <li>L’<strong>antipsychiatrie</strong>, avec David Cooper et Ronald Laing en Grande-Bretagne et, en
            Italie, l’expérience de Franco Basaglia à Trieste, qui aboutit à la loi 180 de 1978.</li></ul>
            <p>Ces mouvements ont un point commun : on ne soigne pas une personne en la séparant de son milieu.</p>""",
        ),
        ("heading", "Les thérapies de réseau, et leurs limites"),
        (
            "text",
            """<p>Viennent ensuite les thérapies de réseau. Elles distinguent deux sortes de réseaux. Les
            <em>réseaux primaires</em> sont faits de personnes qui se rencontrent par choix ; chacun de nous appartient
            à plusieurs d’entre eux. Les <em>réseaux secondaires</em> sont formés par les institutions, qui ont leur
            logique propre.</p>
            <p>Réunir ces réseaux a permis beaucoup. Mais l’exclusion et la domination, que l’on voulait combattre,
            se sont retrouvées à l’intérieur des réseaux eux-mêmes. Mettre les gens autour d’une table ne suffit pas,
            si la même personne y parle toujours et si la même s’y tait.</p>
            <p>De là un tournant, en trois questions : qu’est-ce que mes propres actions produisent chez les
            autres ? Avec qui puis-je m’allier sans écraser personne ? Comment les usagers deviennent-ils des
            partenaires, et non l’objet de la réunion ?</p>""",
        ),
        ("heading", "1996 : la Clinique de Concertation"),
        (
            "text",
            """<p>C’est dans cette suite que Jean-Marie Lemaire, neuropsychiatre et thérapeute familial, commence en
            1996 le Travail Thérapeutique de Réseau. À l’approche systémique et à la psychanalyse de groupe
            anglo-saxonne, il joint la thérapie contextuelle d’Ivan Boszormenyi-Nagy, connue notamment par
            <em>Invisible Loyalties</em>, écrit avec Geraldine Spark (Harper and Row, 1973).</p>
            <p>La pratique s’est ensuite construite à plusieurs mains, sur des territoires très différents de France,
            de Belgique, d’Italie, d’Algérie et de Suisse. L’ouvrage de référence, <em>De Proche en Proche. Proximité
            et Travail Thérapeutique de Réseau, une formation à l’épreuve du terrain</em>, de S. Hellal et
            J.-M. Lemaire, a paru à Alger en 2016 ([barzakh]).</p>""",
        ),
        (
            "facts",
            "Quelques repères",
            [
                ("1961", "Histoire de la folie à l’âge classique", "M. Foucault, Plon"),
                ("1973", "Invisible Loyalties", "I. Boszormenyi-Nagy et G. Spark, Harper and Row"),
                ("1978", "Loi 180, en Italie, dans la suite de l’expérience de Trieste", ""),
                ("1996", "Premiers pas du Travail Thérapeutique de Réseau", ""),
                ("2016", "De Proche en Proche", "S. Hellal et J.-M. Lemaire, [barzakh], Alger"),
            ],
        ),
        (
            "call",
            "Aller plus loin",
            "Toutes les références sont réunies dans la bibliographie.",
            ("bibliographie", "Ouvrir la bibliographie"),
            None,
        ),
    ],
)

WHY = Text(
    key="pourquoi",
    title="Pourquoi travailler en réseau",
    introduction="""Des souffrances qui augmentent, des services qui s’épuisent, des familles renvoyées d’un guichet à
        l’autre : ce que constatent les professionnels, et ce dont ils auraient besoin.""",
    in_menu=True,
    has_contents=True,
    sections=[
        ("heading", "Des souffrances qui augmentent"),
        (
            "text",
            """<p>Depuis la crise sanitaire, et avec l’inquiétude que suscite le climat, les indicateurs de santé
            mentale se sont dégradés. Les personnes voient l’avenir moins favorablement ; la dépression, l’anxiété, les
            troubles du sommeil et les pensées suicidaires sont plus fréquents. S’y ajoutent des pertes d’emploi, des
            ruptures familiales, des violences conjugales, des difficultés scolaires, des consommations à risque.</p>
            <p>Cette dégradation ne touche pas tout le monde de la même manière. Elle dépend du lieu où l’on vit et de
            la situation sociale.</p>""",
        ),
        ("heading", "Des professionnels sans moyens"),
        (
            "text",
            """<p>Les services sociaux prennent en charge ce qui relèverait du soin ou du handicap. L’attente est
            devenue ordinaire, et l’on s’y est habitué. Du côté des équipes, les mots qui reviennent sont
            découragement, épuisement, démission.</p>
            <p>Les situations les plus complexes passent de main en main, comme une « patate chaude » : chaque service
            a de bonnes raisons de penser que c’est à un autre d’agir. La famille, elle, recommence à chaque fois son
            récit depuis le début.</p>""",
        ),
        (
            "facts",
            "En quelques chiffres",
            [
                (
                    "¼ → ¾",
                    "Un quart des situations occupe les trois quarts du temps de travail",
                    "Constat rapporté par la fédération",
                ),
                (
                    "18 mois",
                    "d’attente pour un premier rendez-vous en centre médico-psychologique public (CMP)",
                    "Constat rapporté par la fédération",
                ),
                ("6 mois", "d’attente pour un orthophoniste", "Constat rapporté par la fédération"),
            ],
        ),
        ("heading", "Ce que disaient déjà les rapports"),
        (
            "text",
            """<p>Rien de cela n’est nouveau. Le rapport Carlotti (21 décembre 2012), puis le rapport Piveteau,
            « Zéro sans solution » (10 juin 2014), ont décrit les parcours interrompus et les personnes laissées sans
            réponse. En février 2017, le Haut Conseil du travail social situait le travail social dans la
            décentralisation et demandait que l’on travaille en réseau.</p>
            <p>La réponse habituelle consiste à nommer un coordinateur, puis un coordinateur des coordinateurs. Cela
            ajoute une couche. Ce qui manque n’est pas un étage de plus : c’est une manière de travailler
            ensemble.</p>""",
        ),
        ("heading", "Ce dont on aurait besoin"),
        (
            "text",
            """<p>Les formations existantes restent le plus souvent à l’intérieur d’un secteur : les soignants se
            forment entre soignants, les éducateurs entre éducateurs. Or les difficultés commencent là où deux secteurs
            se rencontrent.</p>
            <p>La formation au Travail Thérapeutique de Réseau réunit des personnes de cultures professionnelles
            différentes, parfois opposées. Elles apprennent à travailler <em>de concert</em>, sur un territoire, sous le
            regard des familles. Le verbe « concerter » dit deux choses à la fois : s’accorder, et débattre. Les deux
            sont nécessaires.</p>""",
        ),
        (
            "text",
            """<p>Concrètement, cela demande :</p>
            <ul><li>des lieux réguliers où l’on se rencontre, avant l’urgence ;</li>
            <li>des règles simples pour savoir qui invite, qui parle et ce qui circule ;</li>
            <li>un outil commun pour voir l’ensemble : c’est le rôle du
            <a page="figures">Sociogénogramme</a> ;</li>
            <li>la présence des familles, dès le début.</li></ul>""",
        ),
        (
            "call",
            "Et sur votre territoire ?",
            "Une Formation-Action réunit plusieurs établissements d’un même territoire, sur leurs propres situations.",
            ("demander", "Demander une Formation-Action"),
            ("vie", "Lire comment vit un réseau"),
        ),
    ],
)

LIFE = Text(
    key="vie",
    title="La vie d’un réseau",
    slug="la-vie-d-un-reseau",
    introduction="""Un réseau n’est ni un organigramme ni une liste d’adresses. Voici ce qui, d’après l’expérience
        d’un réseau de santé mentale, le fait tenir dans la durée.""",
    in_menu=True,
    has_contents=True,
    sections=[
        ("heading", "Deux spirales"),
        (
            "text",
            """<p>La précarité avance par ruptures : le travail, les affections, le logement, l’argent, la santé, et
            parfois l’addiction. Chaque rupture en prépare une autre. C’est une <strong>spirale</strong>, et aucun
            service ne la tient tout entière.</p>
            <p>Le rétablissement est une spirale aussi, et elle se parcourt dans l’autre sens. Une souffrance est
            reconnue. Un problème, puis un autre, est traité avec quelque effet. La personne retrouve des ressources à
            elle : la capacité de se relever (on parle de <em>résilience</em>) et celle d’agir sur sa propre vie (en
            anglais, <em>empowerment</em>).</p>""",
        ),
        (
            "figure",
            "spirales",
            "Deux spirales : l’une descend par ruptures, l’autre remonte par appuis.",
        ),
        ("heading", "L’impuissance créatrice"),
        (
            "text",
            """<p>Reconnaître que l’on ne peut pas résoudre seul une situation n’est pas un échec. C’est ce qui rend
            le travail avec d’autres possible. Tant que chacun croit devoir y arriver par ses propres moyens, il
            attend des autres qu’ils exécutent. Quand il admet sa limite, il peut leur demander ce qu’ils voient.</p>""",
        ),
        ("heading", "Se décentrer, en deux temps"),
        (
            "steps",
            "",
            [
                (
                    "Accepter le regard de l’autre sur soi",
                    """La collègue de l’autre service décrit notre travail autrement que nous. C’est inconfortable, et
                    c’est ce qui nous apprend quelque chose.""",
                ),
                (
                    "Construire ensemble un centre commun",
                    """Aucun partenaire n’est le centre du réseau. Le centre est ce que l’on décide de tenir
                    ensemble, et cela se révise.""",
                ),
            ],
        ),
        ("heading", "Ce qui le fait durer"),
        (
            "text",
            """<ul><li><strong>Chacun y trouve quelque chose</strong> pour sa propre pratique.</li>
            <li><strong>Ni domination ni jugement</strong> : on peut y montrer une difficulté.</li>
            <li><strong>Des réunions mensuelles qui voyagent</strong> d’un partenaire à l’autre, pour que chacun
            connaisse les lieux des autres.</li>
            <li><strong>Des ateliers d’échange</strong> où un acteur présente une situation.</li>
            <li><strong>Des journées d’étude</strong>, chaque année, de 100 à 200 personnes.</li>
            <li><strong>Des comptes rendus rapides et fiables</strong>, envoyés à tous.</li>
            <li><strong>Une formation liée à l’action</strong> et à la recherche.</li>
            <li><strong>Des usagers qui prennent part</strong> au réseau, et pas seulement à leur dossier.</li>
            <li><strong>Une réciprocité ouverte</strong> : ce que l’un reçoit aujourd’hui, il le rendra ailleurs, à un
            autre.</li>
            <li><strong>Des conventions signées</strong> avec les établissements, pour que l’engagement survive aux
            départs.</li>
            <li><strong>Des indicateurs choisis par le réseau</strong>, avant que les financeurs n’imposent les
            leurs.</li></ul>""",
        ),
        (
            "notice",
            "Toujours avec l’accord des personnes",
            """Rien de ce qui précède ne se fait sans le consentement de celles et ceux dont on parle. Une situation
            est présentée avec la personne, ou avec son accord, et ce qui circule est choisi avec elle.""",
        ),
        (
            "call",
            "Rejoindre un réseau ou en commencer un",
            "Les séances ouvertes permettent de rencontrer les professionnels d’un territoire. Une Formation-Action permet d’en former le réseau.",
            ("agenda", "Voir les prochaines séances"),
            ("demander", "Demander une Formation-Action"),
        ),
    ],
)
