<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
    <context>
        <name>CaptureScreen</name>
        <message>
            <source>Viewfinder</source>
            <translation>Viseur</translation>
        </message>
        <message>
            <source>The camera is starting</source>
            <translation>La caméra démarre</translation>
        </message>
        <message>
            <source>The camera failed</source>
            <translation>La caméra est en panne</translation>
        </message>
        <message>
            <source>No camera</source>
            <translation>Pas de caméra</translation>
        </message>
        <message>
            <source>Photographs from another camera can be imported from its card.</source>
            <translation>Les photographies d'un autre appareil peuvent être importées depuis sa carte.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>Site</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>Choisissez d'abord un site</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>Prise de vue</translation>
        </message>
        <message>
            <source>Why there is no position</source>
            <translation>Pourquoi il n'y a pas de position</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>Vue n°</translation>
        </message>
        <message>
            <source>Sealing…</source>
            <translation>Scellement…</translation>
        </message>
        <message>
            <source>Nothing photographed yet</source>
            <translation>Aucune photographie pour l'instant</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Enregistrée : %1</translation>
        </message>
    </context>
    <context>
        <name>CollectorMain</name>
        <message>
            <source>Sites</source>
            <translation>Sites</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Caméra</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Envois</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>Field evidence, sealed where it is found.</source>
            <translation>Des preuves de terrain, scellées là où elles sont trouvées.</translation>
        </message>
    </context>
    <context>
        <name>EnrolScreen</name>
        <message>
            <source>Your person code</source>
            <translation>Votre code de personne</translation>
        </message>
        <message>
            <source>Join an operation</source>
            <translation>Rejoindre une opération</translation>
        </message>
        <message>
            <source>Headquarters gives a code for this device. It works once.</source>
            <translation>Le quartier général donne un code pour cet appareil. Il ne sert qu'une fois.</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Code d'enrôlement</translation>
        </message>
        <message>
            <source>Scan it or type it as one word</source>
            <translation>Scannez-le ou tapez-le en un seul mot</translation>
        </message>
        <message>
            <source>As in the roster, never a name</source>
            <translation>Comme dans le rôle, jamais un nom</translation>
        </message>
        <message>
            <source>File with the opening key</source>
            <translation>Fichier de la clé d'ouverture</translation>
        </message>
        <message>
            <source>On the medium from the key ceremony</source>
            <translation>Sur le support de la cérémonie des clés</translation>
        </message>
        <message>
            <source>New passphrase, at least 12 characters</source>
            <translation>Nouvelle phrase secrète, 12 caractères au moins</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>La même encore une fois</translation>
        </message>
        <message>
            <source>Nobody can recover a forgotten passphrase. What headquarters received stays readable there.</source>
            <translation>Personne ne peut retrouver une phrase secrète oubliée. Ce que le quartier général a reçu y reste lisible.</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>Enrôlement…</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Rejoindre</translation>
        </message>
    </context>
    <context>
        <name>ExerciseBand</name>
        <message>
            <source>EXERCISE: not evidence</source>
            <translation>EXERCICE : aucune valeur de preuve</translation>
        </message>
    </context>
    <context>
        <name>ExhibitScreen</name>
        <message>
            <source>Keep changes</source>
            <translation>Garder les ajouts</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>Aucune image ne peut être montrée</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>L'original est malgré tout conservé intact.</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>Photographie de la pièce %1</translation>
        </message>
        <message>
            <source>A part of this picture cannot be decoded and is grey. The original is kept unchanged.</source>
            <translation>Une partie de cette image ne peut être décodée et reste grise. L'original est conservé intact.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historique</translation>
        </message>
        <message>
            <source>record %1</source>
            <translation>enregistrement %1</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>Ce qu'elle montre</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>Non précisé</translation>
        </message>
        <message>
            <source>Short title</source>
            <translation>Titre court</translation>
        </message>
        <message>
            <source>Neutral, without names</source>
            <translation>Neutre, sans nom de personne</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>What you see, not what you conclude</source>
            <translation>Ce que vous voyez, non ce que vous concluez</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Étiquettes</translation>
        </message>
        <message>
            <source>Place and time, as claimed</source>
            <translation>Lieu et heure, tels que déclarés</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>Position selon le récepteur</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>aucune position</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>Position indiquée dans le fichier</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Enregistrée le</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>Nom du fichier</translation>
        </message>
        <message>
            <source>taken with this device</source>
            <translation>prise avec cet appareil</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Same bytes as exhibit</source>
            <translation>Mêmes octets que la pièce</translation>
        </message>
    </context>
    <context>
        <name>ExportScreen</name>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
        <message>
            <source>No exhibit chosen: all of them</source>
            <translation>Aucune pièce choisie : toutes</translation>
        </message>
        <message numerus="yes">
            <source>%n exhibit(s) chosen</source>
            <translation>
                <numerusform>%n pièce choisie</numerusform>
                <numerusform>%n pièces choisies</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>Ne rien choisir</translation>
        </message>
        <message>
            <source>Write the export</source>
            <translation>Écrire l'export</translation>
        </message>
        <message>
            <source>Name of the export</source>
            <translation>Nom de l'export</translation>
        </message>
        <message>
            <source>A new folder; nothing is overwritten</source>
            <translation>Un nouveau dossier ; rien n'est écrasé</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Finalité</translation>
        </message>
        <message>
            <source>For whom, under which request</source>
            <translation>Pour qui, selon quelle demande</translation>
        </message>
        <message>
            <source>Withhold the location</source>
            <translation>Ne pas divulguer le lieu</translation>
        </message>
        <message>
            <source>Originals, sources and notes are withheld with it: they may contain it</source>
            <translation>Originaux, sources et notes sont retenus avec lui : ils peuvent le contenir</translation>
        </message>
        <message>
            <source>Withhold the author</source>
            <translation>Ne pas divulguer l'auteur</translation>
        </message>
        <message>
            <source>Write it to</source>
            <translation>L'écrire dans</translation>
        </message>
        <message>
            <source>The export is written</source>
            <translation>L'export est écrit</translation>
        </message>
        <message>
            <source>Writing and checking</source>
            <translation>Écriture et vérification</translation>
        </message>
        <message>
            <source>%1 of %2 objects</source>
            <translation>%1 objets sur %2</translation>
        </message>
        <message>
            <source>Exhibits</source>
            <translation>Pièces</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <source>The originals in it are readable by anyone who holds it. Whoever receives it checks it with cairn-verify and the roots from a second channel.</source>
            <translation>Les originaux qu'il contient sont lisibles par quiconque le détient. Le destinataire le vérifie avec cairn-verify et les racines reçues par un second canal.</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Arrêt…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
    </context>
    <context>
        <name>Fact</name>
        <message>
            <source>unknown</source>
            <translation>inconnu</translation>
        </message>
    </context>
    <context>
        <name>FixLine</name>
        <message>
            <source>No receiver: the record will say so</source>
            <translation>Pas de récepteur : l'enregistrement le dira</translation>
        </message>
        <message>
            <source>Receiver has no fix yet: the record will say so</source>
            <translation>Le récepteur n'a pas encore de position : l'enregistrement le dira</translation>
        </message>
        <message>
            <source>no fix</source>
            <translation>sans position</translation>
        </message>
        <message>
            <source>2D fix</source>
            <translation>position 2D</translation>
        </message>
        <message>
            <source>3D fix</source>
            <translation>position 3D</translation>
        </message>
        <message>
            <source>differential fix</source>
            <translation>position différentielle</translation>
        </message>
        <message>
            <source>RTK float</source>
            <translation>RTK flottant</translation>
        </message>
        <message>
            <source>RTK fixed</source>
            <translation>RTK fixe</translation>
        </message>
        <message>
            <source>dead reckoning</source>
            <translation>navigation à l'estime</translation>
        </message>
        <message>
            <source>typed</source>
            <translation>saisie à la main</translation>
        </message>
        <message>
            <source>from the map</source>
            <translation>relevée sur la carte</translation>
        </message>
        <message>
            <source>paced</source>
            <translation>comptée au pas</translation>
        </message>
        <message>
            <source>accuracy not stated</source>
            <translation>précision non indiquée</translation>
        </message>
        <message>
            <source>± %1</source>
            <translation>± %1</translation>
        </message>
        <message numerus="yes">
            <source>%n satellite(s)</source>
            <translation>
                <numerusform>%n satellite</numerusform>
                <numerusform>%n satellites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FolderPicker</name>
        <message>
            <source>Up one folder</source>
            <translation>Dossier parent</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) directly in it</source>
            <translation>
                <numerusform>%n fichier directement dedans</numerusform>
                <numerusform>%n fichiers directement dedans</numerusform>
            </translation>
        </message>
        <message>
            <source>No card is plugged in.</source>
            <translation>Aucune carte n'est insérée.</translation>
        </message>
    </context>
    <context>
        <name>ImportScreen</name>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>Files stay on the card as they are</source>
            <translation>Les fichiers restent tels quels sur la carte</translation>
        </message>
        <message>
            <source>Import this folder</source>
            <translation>Importer ce dossier</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Arrêt…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>Into the site</source>
            <translation>Dans le site</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>Choisissez d'abord un site</translation>
        </message>
        <message>
            <source>From the card or folder</source>
            <translation>Depuis la carte ou le dossier</translation>
        </message>
        <message>
            <source>Import finished</source>
            <translation>Import terminé</translation>
        </message>
        <message>
            <source>Stopped: what was saved stays saved</source>
            <translation>Arrêté : ce qui est enregistré le reste</translation>
        </message>
        <message>
            <source>Sealing</source>
            <translation>Scellement</translation>
        </message>
        <message>
            <source>%1 of %2 files · %3 of %4</source>
            <translation>%1 fichiers sur %2 · %3 sur %4</translation>
        </message>
        <message>
            <source>%1 saved · %2 held already · %3 refused</source>
            <translation>%1 enregistrés · %2 déjà présents · %3 refusés</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>enregistré</translation>
        </message>
        <message>
            <source>saved; same bytes as %1</source>
            <translation>enregistré ; mêmes octets que %1</translation>
        </message>
        <message>
            <source>already held here</source>
            <translation>déjà présent ici</translation>
        </message>
    </context>
    <context>
        <name>InboxScreen</name>
        <message>
            <source>Inbox</source>
            <translation>Réception</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>Récupération…</translation>
        </message>
        <message>
            <source>Fetch</source>
            <translation>Récupérer</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>Rien ici pour l'instant</translation>
        </message>
        <message>
            <source>Fetch what headquarters holds. Checking and reviewing then need no network.</source>
            <translation>Récupérez ce que détient le quartier général. Vérifier et examiner ne demandent ensuite aucun réseau.</translation>
        </message>
        <message>
            <source>Time not proven yet: no receipt covers it</source>
            <translation>Date non prouvée : aucun accusé de réception ne la couvre</translation>
        </message>
        <message>
            <source>existed before %1</source>
            <translation>existait avant le %1</translation>
        </message>
        <message>
            <source>recorded after %1, before %2</source>
            <translation>enregistrée après le %1, avant le %2</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Acceptée</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Renvoyée</translation>
        </message>
        <message>
            <source>In the export</source>
            <translation>Dans l'export</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
    </context>
    <context>
        <name>NewSiteScreen</name>
        <message>
            <source>New site</source>
            <translation>Nouveau site</translation>
        </message>
        <message>
            <source>Open site</source>
            <translation>Ouvrir le site</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>As your team calls it</source>
            <translation>Comme votre équipe l'appelle</translation>
        </message>
        <message>
            <source>Local name</source>
            <translation>Nom local</translation>
        </message>
        <message>
            <source>In the language and script of the place</source>
            <translation>Dans la langue et l'écriture du lieu</translation>
        </message>
        <message>
            <source>Type of site</source>
            <translation>Type de site</translation>
        </message>
        <message>
            <source>Choose from the vocabulary</source>
            <translation>Choisissez dans le vocabulaire</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>From the receiver</source>
            <translation>Du récepteur</translation>
        </message>
        <message>
            <source>Typed</source>
            <translation>Saisie</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Aucune</translation>
        </message>
        <message>
            <source>Latitude, longitude in decimal degrees</source>
            <translation>Latitude, longitude en degrés décimaux</translation>
        </message>
        <message>
            <source>Two numbers with a comma between them; south and west are negative. 0, 0 is no place.</source>
            <translation>Deux nombres séparés par une virgule ; sud et ouest sont négatifs. 0, 0 n'est pas un lieu.</translation>
        </message>
        <message>
            <source>Will be kept as</source>
            <translation>Sera conservée ainsi</translation>
        </message>
        <message>
            <source>The site is opened without a position. One can be added later; nothing is invented.</source>
            <translation>Le site est ouvert sans position. Elle pourra être ajoutée plus tard ; rien n'est inventé.</translation>
        </message>
    </context>
    <context>
        <name>OutboxScreen</name>
        <message>
            <source>Outbox</source>
            <translation>Envois</translation>
        </message>
        <message>
            <source>Nothing is deleted here before headquarters has confirmed it</source>
            <translation>Rien n'est effacé ici avant la confirmation du quartier général</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Envoi…</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>exhibits not yet received by headquarters</source>
            <translation>pièces non encore reçues par le quartier général</translation>
        </message>
        <message>
            <source>exhibits not yet confirmed by a desk</source>
            <translation>pièces non encore confirmées par un bureau d'examen</translation>
        </message>
        <message>
            <source>still to be sent</source>
            <translation>restent à envoyer</translation>
        </message>
        <message>
            <source>records without a receipt</source>
            <translation>enregistrements sans accusé de réception</translation>
        </message>
        <message>
            <source>confirmed %1</source>
            <translation>confirmée le %1</translation>
        </message>
        <message>
            <source>received by headquarters %1</source>
            <translation>reçue par le quartier général le %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 sur %2</translation>
        </message>
        <message>
            <source>on this device only · %1</source>
            <translation>sur cet appareil seulement · %1</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Lock</source>
            <translation>Verrouiller</translation>
        </message>
    </context>
    <context>
        <name>ReviewExhibitScreen</name>
        <message>
            <source>What is proven about time</source>
            <translation>Ce qui est prouvé quant au temps</translation>
        </message>
        <message>
            <source>The record was made after</source>
            <translation>L'enregistrement a été fait après</translation>
        </message>
        <message>
            <source>not proven: the receipt it names is not here</source>
            <translation>non prouvé : l'accusé de réception qu'il cite n'est pas ici</translation>
        </message>
        <message>
            <source>Record and bytes existed before</source>
            <translation>L'enregistrement et les octets existaient avant</translation>
        </message>
        <message>
            <source>not proven: no receipt covers it yet</source>
            <translation>non prouvé : aucun accusé de réception ne les couvre encore</translation>
        </message>
        <message>
            <source>Seen by this desk, a second witness</source>
            <translation>Vu par ce bureau, second témoin</translation>
        </message>
        <message>
            <source>no: time is by headquarters' word alone</source>
            <translation>non : l'heure repose sur la seule parole du quartier général</translation>
        </message>
        <message>
            <source>What is not proven</source>
            <translation>Ce qui n'est pas prouvé</translation>
        </message>
        <message>
            <source>The bytes were not made before</source>
            <translation>Les octets n'ont pas été faits avant</translation>
        </message>
        <message>
            <source>nobody claims it: the file may be older than its record</source>
            <translation>nul ne l'affirme : le fichier peut être plus ancien que son enregistrement</translation>
        </message>
        <message>
            <source>This last time is the device's own claim. Between the two proven times only the order of the records is certain. That the scene is real is not proven by any of this.</source>
            <translation>Cette dernière heure est l'affirmation de l'appareil seul. Entre les deux heures prouvées, seul l'ordre des enregistrements est certain. Que la scène soit réelle, rien de ceci ne le prouve.</translation>
        </message>
        <message>
            <source>What was checked</source>
            <translation>Ce qui a été vérifié</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>Photographie de la pièce %1</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>Aucune image ne peut être montrée</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>L'original est malgré tout conservé intact.</translation>
        </message>
        <message>
            <source>This photograph may show injury or death. It is opened only when you ask for it.</source>
            <translation>Cette photographie peut montrer des blessures ou la mort. Elle ne s'ouvre qu'à votre demande.</translation>
        </message>
        <message>
            <source>Show the photograph</source>
            <translation>Montrer la photographie</translation>
        </message>
        <message>
            <source>Cover the photograph</source>
            <translation>Couvrir la photographie</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Décision</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Acceptée</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Renvoyée</translation>
        </message>
        <message>
            <source>Reason for returning</source>
            <translation>Motif du renvoi</translation>
        </message>
        <message>
            <source>Choose, or write below</source>
            <translation>Choisissez, ou écrivez ci-dessous</translation>
        </message>
        <message>
            <source>In words</source>
            <translation>En toutes lettres</translation>
        </message>
        <message>
            <source>Without names of persons</source>
            <translation>Sans nom de personne</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <source>Return to the field</source>
            <translation>Renvoyer au terrain</translation>
        </message>
        <message>
            <source>Claims of the record</source>
            <translation>Affirmations de l'enregistrement</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>Ce qu'elle montre</translation>
        </message>
        <message>
            <source>not said</source>
            <translation>non précisé</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>Prise de vue</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucune</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Étiquettes</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>Position selon le récepteur</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>aucune position</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>Position indiquée dans le fichier</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Enregistrée le</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>Nom du fichier</translation>
        </message>
        <message>
            <source>taken with the device</source>
            <translation>prise avec l'appareil</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
    </context>
    <context>
        <name>ReviewMain</name>
        <message>
            <source>Inbox</source>
            <translation>Réception</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>Review: what the field sealed, checked and decided.</source>
            <translation>Examen : ce que le terrain a scellé, vérifié puis décidé.</translation>
        </message>
        <message>
            <source>Your reviewer code</source>
            <translation>Votre code d'examinateur</translation>
        </message>
    </context>
    <context>
        <name>ScreenHeader</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>They take effect at once</source>
            <translation>Ils s'appliquent aussitôt</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Lumière</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>Sunlight</source>
            <translation>Plein soleil</translation>
        </message>
        <message>
            <source>Night, red only</source>
            <translation>Nuit, rouge seul</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Taille du texte</translation>
        </message>
        <message>
            <source>Gloves</source>
            <translation>Gants</translation>
        </message>
        <message>
            <source>Larger targets: 15 mm instead of 9 mm</source>
            <translation>Cibles plus grandes : 15 mm au lieu de 9 mm</translation>
        </message>
        <message>
            <source>Lock by itself after</source>
            <translation>Verrouillage automatique après</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>Opération</translation>
        </message>
        <message>
            <source>Person code</source>
            <translation>Code de personne</translation>
        </message>
    </context>
    <context>
        <name>ShutterButton</name>
        <message>
            <source>Take the photograph</source>
            <translation>Prendre la photographie</translation>
        </message>
    </context>
    <context>
        <name>SiteScreen</name>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>Photograph</source>
            <translation>Photographier</translation>
        </message>
        <message>
            <source>No exhibit yet</source>
            <translation>Aucune pièce pour l'instant</translation>
        </message>
        <message>
            <source>Photograph, or import from a card. The overview comes first, before any marker is placed.</source>
            <translation>Photographiez, ou importez depuis une carte. La vue d'ensemble vient d'abord, avant tout repère.</translation>
        </message>
    </context>
    <context>
        <name>SitesScreen</name>
        <message>
            <source>Sites</source>
            <translation>Sites</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>Nouveau site</translation>
        </message>
        <message>
            <source>No site yet</source>
            <translation>Aucun site pour l'instant</translation>
        </message>
        <message>
            <source>Open a site before the first photograph: every exhibit belongs to one.</source>
            <translation>Ouvrez un site avant la première photographie : toute pièce appartient à un site.</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>aucune position</translation>
        </message>
        <message>
            <source>exhibits</source>
            <translation>pièces</translation>
        </message>
        <message>
            <source>not received</source>
            <translation>non reçues</translation>
        </message>
    </context>
    <context>
        <name>StateBadge</name>
        <message>
            <source>Saved</source>
            <translation>Enregistrée</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>En envoi</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçue</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>Confirmée</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Renvoyée</translation>
        </message>
    </context>
    <context>
        <name>StateLadder</name>
        <message>
            <source>Saved and sealed on this device</source>
            <translation>Enregistrée et scellée sur cet appareil</translation>
        </message>
        <message>
            <source>Received by headquarters</source>
            <translation>Reçue par le quartier général</translation>
        </message>
        <message>
            <source>Being sent</source>
            <translation>En cours d'envoi</translation>
        </message>
        <message>
            <source>Not yet received by headquarters</source>
            <translation>Pas encore reçue par le quartier général</translation>
        </message>
        <message>
            <source>Opened and confirmed by a review desk</source>
            <translation>Ouverte et confirmée par un bureau d'examen</translation>
        </message>
        <message>
            <source>Not yet confirmed by a review desk</source>
            <translation>Pas encore confirmée par un bureau d'examen</translation>
        </message>
        <message>
            <source>Returned: something is asked of you</source>
            <translation>Renvoyée : quelque chose vous est demandé</translation>
        </message>
    </context>
    <context>
        <name>TagPicker</name>
        <message>
            <source>Remove tag %1</source>
            <translation>Retirer l'étiquette %1</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>Ajouter une étiquette</translation>
        </message>
    </context>
    <context>
        <name>UnlockScreen</name>
        <message>
            <source>Unlock</source>
            <translation>Déverrouiller</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>Déverrouillage…</translation>
        </message>
        <message>
            <source>Unlocking takes about a second on purpose: it slows down whoever tries to guess.</source>
            <translation>Déverrouiller prend environ une seconde, à dessein : cela ralentit qui cherche à deviner.</translation>
        </message>
    </context>
    <context>
        <name>VerdictBadge</name>
        <message>
            <source>Valid</source>
            <translation>Valable</translation>
        </message>
        <message>
            <source>Incomplete</source>
            <translation>Incomplet</translation>
        </message>
        <message>
            <source>Invalid</source>
            <translation>Non valable</translation>
        </message>
        <message>
            <source>Quarantined</source>
            <translation>En quarantaine</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Session opened</source>
            <translation>Session ouverte</translation>
        </message>
        <message>
            <source>Ledger opened</source>
            <translation>Registre ouvert</translation>
        </message>
        <message>
            <source>Person key certified</source>
            <translation>Clé de la personne certifiée</translation>
        </message>
        <message>
            <source>Site opened</source>
            <translation>Site ouvert</translation>
        </message>
        <message>
            <source>Recorded and sealed</source>
            <translation>Enregistrée et scellée</translation>
        </message>
        <message>
            <source>Preview made</source>
            <translation>Aperçu établi</translation>
        </message>
        <message>
            <source>Description amended</source>
            <translation>Description complétée</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Retirée</translation>
        </message>
        <message>
            <source>Custody</source>
            <translation>Chaîne de possession</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Fouille</translation>
        </message>
        <message>
            <source>Clock checked</source>
            <translation>Horloge vérifiée</translation>
        </message>
        <message>
            <source>Countersigned</source>
            <translation>Contresigné</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Équipe</translation>
        </message>
        <message>
            <source>Receipt from headquarters</source>
            <translation>Accusé de réception du quartier général</translation>
        </message>
        <message>
            <source>Message from headquarters</source>
            <translation>Message du quartier général</translation>
        </message>
        <message>
            <source>Confirmed by a review desk</source>
            <translation>Confirmée par un bureau d'examen</translation>
        </message>
        <message>
            <source>Decision of a reviewer</source>
            <translation>Décision d'un examinateur</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Exportée</translation>
        </message>
        <message>
            <source>Record of an unknown kind (%1)</source>
            <translation>Enregistrement de nature inconnue (%1)</translation>
        </message>
        <message>
            <source>file not yet read</source>
            <translation>fichier non encore lu</translation>
        </message>
        <message>
            <source>the file states none</source>
            <translation>le fichier n'en indique pas</translation>
        </message>
        <message>
            <source>this form carries none</source>
            <translation>ce format n'en contient pas</translation>
        </message>
        <message>
            <source>metadata unreadable; the file is kept</source>
            <translation>métadonnées illisibles ; le fichier est conservé</translation>
        </message>
        <message>
            <source>The device was vouched for under these roots</source>
            <translation>L'appareil est garanti par ces racines</translation>
        </message>
        <message>
            <source>The device was not revoked before this record</source>
            <translation>L'appareil n'était pas révoqué avant cet enregistrement</translation>
        </message>
        <message>
            <source>The record belongs to this operation</source>
            <translation>L'enregistrement appartient à cette opération</translation>
        </message>
        <message>
            <source>The ledger's key signed it</source>
            <translation>La clé du registre l'a signé</translation>
        </message>
        <message>
            <source>The exhibit number is the device's own</source>
            <translation>Le numéro de pièce est bien celui de l'appareil</translation>
        </message>
        <message>
            <source>A certified person signed it</source>
            <translation>Une personne certifiée l'a signé</translation>
        </message>
        <message>
            <source>It stands in its ledger</source>
            <translation>Il figure dans son registre</translation>
        </message>
        <message>
            <source>No record of the ledger is missing</source>
            <translation>Aucun enregistrement du registre ne manque</translation>
        </message>
        <message>
            <source>The original has the digest that was signed</source>
            <translation>L'original a bien l'empreinte qui a été signée</translation>
        </message>
        <message>
            <source>Headquarters countersigned the ledger over it</source>
            <translation>Le quartier général a contresigné le registre qui le contient</translation>
        </message>
        <message>
            <source>Headquarters signed that it holds the original</source>
            <translation>Le quartier général a signé qu'il détient l'original</translation>
        </message>
        <message>
            <source>The receipt it names as its start is known</source>
            <translation>L'accusé de réception qu'il cite comme début est connu</translation>
        </message>
        <message>
            <source>holds</source>
            <translation>tient</translation>
        </message>
        <message>
            <source>does not apply</source>
            <translation>sans objet</translation>
        </message>
        <message>
            <source>withheld; its digest is bound</source>
            <translation>retenu ; son empreinte est liée</translation>
        </message>
        <message>
            <source>the proof is missing</source>
            <translation>la preuve manque</translation>
        </message>
        <message>
            <source>contradicts</source>
            <translation>se contredit</translation>
        </message>
        <message>
            <source>kept apart</source>
            <translation>mis à part</translation>
        </message>
    </context>
    <context>
        <name>cairn</name>
        <message>
            <source>The storage medium failed</source>
            <translation>Le support de stockage est défaillant</translation>
        </message>
        <message>
            <source>Do not remove the medium. Try again; if it fails again, save to another card or disk and have this one copied by a specialist.</source>
            <translation>Ne retirez pas le support. Réessayez ; en cas de nouvel échec, enregistrez sur une autre carte ou un autre disque et faites copier celui-ci par un spécialiste.</translation>
        </message>
        <message>
            <source>There is not enough free space</source>
            <translation>Il n'y a pas assez de place</translation>
        </message>
        <message>
            <source>Free some space or insert another card, then try again. What was saved before is safe.</source>
            <translation>Libérez de la place ou insérez une autre carte, puis réessayez. Ce qui était enregistré est en sûreté.</translation>
        </message>
        <message>
            <source>It is not there</source>
            <translation>Cela ne s'y trouve pas</translation>
        </message>
        <message>
            <source>Check the name or number. If a file was moved or a card taken out, put it back.</source>
            <translation>Vérifiez le nom ou le numéro. Si un fichier a été déplacé ou une carte retirée, remettez-la.</translation>
        </message>
        <message>
            <source>It exists already</source>
            <translation>Cela existe déjà</translation>
        </message>
        <message>
            <source>Nothing was overwritten. Choose another name or folder, or open what is there.</source>
            <translation>Rien n'a été écrasé. Choisissez un autre nom ou dossier, ou ouvrez ce qui s'y trouve.</translation>
        </message>
        <message>
            <source>Another program is using it</source>
            <translation>Un autre programme l'utilise</translation>
        </message>
        <message>
            <source>Close the program that is named, or wait until it has finished, then try again.</source>
            <translation>Fermez le programme nommé, ou attendez qu'il ait fini, puis réessayez.</translation>
        </message>
        <message>
            <source>The passphrase does not open it</source>
            <translation>La phrase secrète ne l'ouvre pas</translation>
        </message>
        <message>
            <source>Check keyboard layout and capitals and type the passphrase again. Nobody can recover a forgotten passphrase; headquarters still reads what was sent.</source>
            <translation>Vérifiez la disposition du clavier et les majuscules, puis retapez la phrase. Personne ne peut retrouver une phrase oubliée ; le quartier général lit toujours ce qui a été envoyé.</translation>
        </message>
        <message>
            <source>The data is not in the expected form</source>
            <translation>Les données n'ont pas la forme attendue</translation>
        </message>
        <message>
            <source>Copy or download it again. If it stays so, keep it and ask who made it.</source>
            <translation>Copiez-les ou téléchargez-les à nouveau. Si rien ne change, gardez-les et demandez qui les a faites.</translation>
        </message>
        <message>
            <source>It is larger than allowed</source>
            <translation>C'est plus grand que permis</translation>
        </message>
        <message>
            <source>Use a shorter text or a smaller set, or split it into several parts.</source>
            <translation>Employez un texte plus court ou un ensemble plus petit, ou partagez-le en plusieurs parties.</translation>
        </message>
        <message>
            <source>This version is not known here</source>
            <translation>Cette version est inconnue ici</translation>
        </message>
        <message>
            <source>Update this program, then open it again. Keep the data: it may be newer than the program.</source>
            <translation>Mettez ce programme à jour, puis rouvrez. Gardez les données : elles sont peut-être plus récentes que le programme.</translation>
        </message>
        <message>
            <source>A signature does not hold</source>
            <translation>Une signature ne tient pas</translation>
        </message>
        <message>
            <source>Do not rely on this data: it was changed or damaged. Keep it, get it again from its source and tell headquarters.</source>
            <translation>Ne vous fiez pas à ces données : elles ont été modifiées ou abîmées. Gardez-les, redemandez-les à leur source et prévenez le quartier général.</translation>
        </message>
        <message>
            <source>Exercise and real evidence do not mix</source>
            <translation>Exercice et preuves réelles ne se mélangent pas</translation>
        </message>
        <message>
            <source>Use the locker, code or server of the right kind: the one for exercises or the one for real operations.</source>
            <translation>Employez le coffre, le code ou le serveur du bon genre : celui des exercices ou celui des opérations réelles.</translation>
        </message>
        <message>
            <source>It belongs to another operation</source>
            <translation>Cela appartient à une autre opération</translation>
        </message>
        <message>
            <source>Open the locker or desk of that operation, or ask headquarters for the right code.</source>
            <translation>Ouvrez le coffre ou le bureau de cette opération, ou demandez le bon code au quartier général.</translation>
        </message>
        <message>
            <source>It does not come from your headquarters</source>
            <translation>Cela ne vient pas de votre quartier général</translation>
        </message>
        <message>
            <source>Do not go on. Compare the address and the code with headquarters by another channel, such as a telephone.</source>
            <translation>N'allez pas plus loin. Comparez l'adresse et le code avec le quartier général par une autre voie, le téléphone par exemple.</translation>
        </message>
        <message>
            <source>The key was withdrawn</source>
            <translation>La clé a été révoquée</translation>
        </message>
        <message>
            <source>Ask headquarters for a new code. What was received before the withdrawal stays valid.</source>
            <translation>Demandez un nouveau code au quartier général. Ce qui a été reçu avant la révocation reste valable.</translation>
        </message>
        <message>
            <source>It is past its date</source>
            <translation>La date limite est passée</translation>
        </message>
        <message>
            <source>Check the date of this device, then ask headquarters for a new one.</source>
            <translation>Vérifiez la date de cet appareil, puis demandez-en un nouveau au quartier général.</translation>
        </message>
        <message>
            <source>The code was used already</source>
            <translation>Le code a déjà servi</translation>
        </message>
        <message>
            <source>Each code enrols one device. Ask headquarters for a new code; if you did not use this one, say so: somebody else may have.</source>
            <translation>Chaque code enrôle un seul appareil. Demandez un nouveau code au quartier général ; si vous n'avez pas utilisé celui-ci, dites-le : quelqu'un d'autre l'a peut-être fait.</translation>
        </message>
        <message>
            <source>An older state was put in place of a newer one</source>
            <translation>Un état ancien a remplacé un plus récent</translation>
        </message>
        <message>
            <source>If a backup or an old card was restored, put the newest one back. Otherwise tell headquarters; capture can go on in a new ledger.</source>
            <translation>Si une sauvegarde ou une vieille carte a été restaurée, remettez la plus récente. Sinon, prévenez le quartier général ; la prise de vues peut continuer dans un nouveau registre.</translation>
        </message>
        <message>
            <source>There are two histories of one ledger</source>
            <translation>Un même registre a deux histoires</translation>
        </message>
        <message>
            <source>Keep both copies unchanged and tell headquarters: one of them was restored, copied or altered.</source>
            <translation>Gardez les deux copies intactes et prévenez le quartier général : l'une a été restaurée, copiée ou altérée.</translation>
        </message>
        <message>
            <source>Stored data is damaged or was altered</source>
            <translation>Des données stockées sont abîmées ou altérées</translation>
        </message>
        <message>
            <source>Do not delete it. Run an audit, and restore the named file from its second copy or from headquarters.</source>
            <translation>Ne les effacez pas. Lancez un audit et restaurez le fichier nommé depuis sa seconde copie ou depuis le quartier général.</translation>
        </message>
        <message>
            <source>There is no connection to the server</source>
            <translation>Pas de liaison avec le serveur</translation>
        </message>
        <message>
            <source>Check the network and the address; the server may be down or may have refused this device's certificate. Your data is kept and will be sent later.</source>
            <translation>Vérifiez le réseau et l'adresse ; le serveur est peut-être arrêté ou a refusé le certificat de cet appareil. Vos données sont conservées et partiront plus tard.</translation>
        </message>
        <message>
            <source>It was refused</source>
            <translation>Cela a été refusé</translation>
        </message>
        <message>
            <source>Read the reason given, mend it and try again.</source>
            <translation>Lisez le motif donné, corrigez et réessayez.</translation>
        </message>
        <message>
            <source>It was stopped</source>
            <translation>Cela a été arrêté</translation>
        </message>
        <message>
            <source>What was finished before is kept. Start again to go on.</source>
            <translation>Ce qui était terminé est conservé. Relancez pour continuer.</translation>
        </message>
        <message>
            <source>A value is not allowed</source>
            <translation>Une valeur n'est pas permise</translation>
        </message>
        <message>
            <source>Correct the field that is named and try again.</source>
            <translation>Corrigez le champ nommé et réessayez.</translation>
        </message>
        <message>
            <source>The device is not connected</source>
            <translation>L'appareil n'est pas branché</translation>
        </message>
        <message>
            <source>Connect or switch on the camera, receiver or sensor, or go on without it.</source>
            <translation>Branchez ou allumez la caméra, le récepteur ou le capteur, ou continuez sans lui.</translation>
        </message>
        <message>
            <source>The program failed in an unexpected way</source>
            <translation>Le programme a échoué de façon inattendue</translation>
        </message>
        <message>
            <source>Nothing that was shown as saved is lost. Start the program again and report what you did.</source>
            <translation>Rien de ce qui était montré comme enregistré n'est perdu. Relancez le programme et rapportez ce que vous faisiez.</translation>
        </message>
        <message>
            <source>An unknown error</source>
            <translation>Une erreur inconnue</translation>
        </message>
        <message>
            <source>Update this program and try again.</source>
            <translation>Mettez ce programme à jour et réessayez.</translation>
        </message>
    </context>
</TS>
