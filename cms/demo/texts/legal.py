"""The pages that the law asks for; what only the federation knows is left blank and marked."""

from cms.demo.texts.text import Text

LEGAL = Text(
    key="mentions",
    title="Mentions légales",
    introduction="Qui publie ce site, qui l’héberge, et ce que l’on peut faire de ce qui s’y trouve.",
    sections=[
        ("heading", "Organisme de formation"),
        (
            "text",
            """<p>Déclaration d’activité enregistrée sous le numéro [à compléter : numéro de déclaration d’activité] auprès
            du préfet de la région [à compléter : région]. Cet enregistrement ne vaut pas agrément de l’État.</p>
            <p>Certification qualité : [à compléter : certificat Qualiopi, catégories d’actions et date, ou « sans
            objet »].</p>
            <p>Conditions générales de vente et règlement intérieur : [à compléter : documents à joindre].</p>""",
        ),
        ("heading", "Droits d’auteur"),
        (
            "text",
            """<p>Les textes et les dessins de ce site appartiennent à la fédération ou à leurs auteurs. On peut en citer des
            extraits en indiquant la source. Pour reprendre une page entière ou un dessin, demandez-nous.</p>
            <p>L’expression « Clinique de Concertation » s’écrit entre guillemets : elle désigne la méthode décrite ici.
            [à compléter : mention relative à la marque, le cas échéant].</p>""",
        ),
        ("heading", "Liens vers d’autres sites"),
        (
            "text",
            """<p>Ce site renvoie à d’autres, que nous avons consultés en écrivant nos pages. Nous ne répondons pas de ce qu’ils
            sont devenus depuis. Si un lien ne mène plus nulle part, <a page="contact">signalez-le-nous</a>.</p>""",
        ),
        ("heading", "Réclamations et médiation"),
        (
            "text",
            """<p>Une réclamation s’adresse d’abord à l’équipe, par la page <a page="contact">Contact</a> ; elle est
            enregistrée et reçoit une réponse écrite. À défaut d’accord, une personne qui paie elle-même sa formation peut
            saisir gratuitement le médiateur de la consommation : [à compléter : nom, adresse et site du
            médiateur].</p>""",
        ),
    ],
)

DATA = Text(
    key="donnees",
    title="Protection des données",
    introduction="""Les données que ce site enregistre, pourquoi, combien de temps, et comment exercer vos droits. Aucune ne
        sert à de la publicité.""",
    has_contents=False,
    sections=[
        ("heading", "Qui est responsable"),
        (
            "text",
            """<p>La Fédération Internationale pour la « Clinique de Concertation » est responsable de ces traitements. Pour
            toute question : [à compléter : nom et adresse électronique de la personne chargée de la protection des
            données].</p>""",
        ),
        ("heading", "Ce qui est enregistré, et pourquoi"),
        (
            "text",
            """<ul><li><strong>Vous lisez le site.</strong> Aucun compte n’est nécessaire. Le serveur garde pendant
            [à compléter : durée] un journal technique (adresse IP, page demandée, heure) pour sa sécurité. Base : intérêt
            légitime.</li>
            <li><strong>Vous venez voir une séance.</strong> Votre nom et votre adresse électronique, pour préparer la salle
            et vous prévenir d’un changement. Une inscription que vous n’avez pas confirmée est effacée d’elle-même. Base :
            votre demande. Durée : [à compléter].</li>
            <li><strong>Vous nous écrivez.</strong> Votre message et vos coordonnées, pour vous répondre ; ils sont
            conservés un an au plus. Base : votre demande.</li>
            <li><strong>Vous demandez une Formation-Action.</strong> Ce que vous indiquez de votre établissement et du
            territoire, pour établir un devis. Base : mesures prises à votre demande avant un contrat. Durée :
            [à compléter].</li>
            <li><strong>Vous vous formez.</strong> Votre identité, vos inscriptions, vos présences par demi-journée, vos
            heures déclarées et leurs pièces, vos attestations. Base : le contrat de formation et les obligations légales
            d’un organisme de formation. Durée : [à compléter : durées par catégorie].</li></ul>""",
        ),
        ("heading", "Ce qui n’est pas enregistré"),
        (
            "text",
            """<p>Ce site ne contient aucun dossier de famille. Ne nous transmettez ni nom de personne accompagnée, ni
            information de santé, dans aucun formulaire.</p>""",
        ),
        ("heading", "Qui voit quoi"),
        (
            "text",
            """<p>L’équipe de la fédération voit ce qui lui est nécessaire pour son travail. Les animateurs voient les listes de
            leurs propres sessions. Un établissement voit les présences aux formations qu’il finance, et rien d’autre, sauf
            si la personne choisit de partager davantage. Toute personne qui possède le code d’une attestation peut en
            vérifier la validité.</p>
            <p>Hébergement et envoi des courriers : [à compléter : prestataires, pays]. Aucune donnée n’est vendue ni cédée.</p>""",
        ),
        ("heading", "Témoins de connexion (« cookies »)"),
        (
            "text",
            """<p>Le site n’emploie que les témoins nécessaires à son fonctionnement : garder une session ouverte et protéger les
            formulaires. Il n’y a ni mesure d’audience par un tiers, ni publicité, ni contenu chargé depuis un autre
            site ; c’est pourquoi aucun bandeau ne vous interrompt. Les films s’ouvrent chez leur hébergeur, après un
            clic.</p>""",
        ),
        ("heading", "Vos droits"),
        (
            "text",
            """<p>Vous pouvez demander à consulter vos données, à les corriger, à les effacer ou à les recevoir, et vous opposer
            à un traitement ou en demander la limitation. Écrivez à l’adresse indiquée plus haut ; nous répondons dans le
            mois. Certaines pièces (feuilles d’émargement, factures) doivent être gardées plus longtemps par obligation
            légale.</p>
            <p>Si notre réponse ne vous satisfait pas, vous pouvez saisir l’autorité de votre pays : en France, la
            <a href="https://www.cnil.fr">CNIL</a> ; en Belgique,
            l’<a href="https://www.autoriteprotectiondonnees.be">Autorité de protection des données</a>.</p>""",
        ),
    ],
)

ACCESSIBILITY = Text(
    key="accessibilite",
    title="Accessibilité",
    introduction="""Ce site est conçu pour être lu et utilisé par tous : au clavier, sur un petit écran, avec une synthèse
        vocale, sans JavaScript.""",
    sections=[
        ("heading", "Où nous en sommes"),
        (
            "text",
            """<p>Le site vise le niveau AA des Règles pour l’accessibilité des contenus Web (WCAG 2.2). Des contrôles automatiques
            sont effectués à chaque modification. Un contrôle par des personnes concernées, d’après le Référentiel général
            d’amélioration de l’accessibilité (RGAA), reste à faire : [à compléter : date, organisme et résultat de
            l’audit].</p>
            <p>Tant que cet audit n’a pas eu lieu, l’état de conformité doit être indiqué comme « non évalué ».</p>""",
        ),
        ("heading", "Ce qui a été prévu"),
        (
            "text",
            """<ul><li>Une police dessinée pour rester lisible, des contrastes suffisants, des textes que l’on peut
            agrandir.</li>
            <li>Des titres et des repères pour circuler avec un lecteur d’écran ; des liens qui disent où ils mènent.</li>
            <li>Un texte de remplacement pour chaque image qui porte un sens.</li>
            <li>Des formulaires dont les erreurs sont expliquées, et qui fonctionnent sans souris.</li>
            <li>Des attestations au format PDF balisé.</li></ul>""",
        ),
        ("heading", "Limites connues"),
        (
            "text",
            """<p>Certains documents joints par des tiers peuvent ne pas être accessibles. Demandez-les-nous sous une autre
            forme. [à compléter : autres limites relevées par l’audit].</p>""",
        ),
        ("heading", "Les formations et les séances"),
        (
            "text",
            """<p>Les lieux ne se valent pas tous : certains ont un ascenseur, d’autres non. Écrivez à la référente handicap avant de
            vous inscrire ; elle vous dira ce qu’il en est et cherchera avec vous ce qui peut être aménagé.</p>""",
        ),
        ("heading", "Signaler une difficulté"),
        (
            "text",
            """<p>Si une page vous résiste, <a page="contact">dites-le-nous</a>. Si vous n’obtenez pas de réponse satisfaisante,
            vous pouvez saisir, en France, le <a href="https://www.defenseurdesdroits.fr">Défenseur des droits</a>, en ligne
            ou par l’intermédiaire d’un délégué près de chez vous.</p>""",
        ),
    ],
)
