<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES">
    <context>
        <name>CaptureScreen</name>
        <message>
            <source>Viewfinder</source>
            <translation>Visor</translation>
        </message>
        <message>
            <source>The camera is starting</source>
            <translation>La cámara está arrancando</translation>
        </message>
        <message>
            <source>The camera failed</source>
            <translation>La cámara ha fallado</translation>
        </message>
        <message>
            <source>No camera</source>
            <translation>Sin cámara</translation>
        </message>
        <message>
            <source>Photographs from another camera can be imported from its card.</source>
            <translation>Las fotografías de otra cámara pueden importarse desde su tarjeta.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>Sitio</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>Elija primero un sitio</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>Toma</translation>
        </message>
        <message>
            <source>Why there is no position</source>
            <translation>Por qué no hay posición</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>Toma n.º</translation>
        </message>
        <message>
            <source>Sealing…</source>
            <translation>Sellando…</translation>
        </message>
        <message>
            <source>Nothing photographed yet</source>
            <translation>Aún no hay fotografías</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Guardado: %1</translation>
        </message>
    </context>
    <context>
        <name>CollectorMain</name>
        <message>
            <source>Sites</source>
            <translation>Sitios</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Envíos</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Field evidence, sealed where it is found.</source>
            <translation>Pruebas de campo, selladas donde se hallan.</translation>
        </message>
    </context>
    <context>
        <name>EnrolScreen</name>
        <message>
            <source>Your person code</source>
            <translation>Su código de persona</translation>
        </message>
        <message>
            <source>Join an operation</source>
            <translation>Unirse a una operación</translation>
        </message>
        <message>
            <source>Headquarters gives a code for this device. It works once.</source>
            <translation>La sede da un código para este dispositivo. Sirve una sola vez.</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Código de alta</translation>
        </message>
        <message>
            <source>Scan it or type it as one word</source>
            <translation>Escanéelo o escríbalo como una sola palabra</translation>
        </message>
        <message>
            <source>As in the roster, never a name</source>
            <translation>Como en la lista de personal, nunca un nombre</translation>
        </message>
        <message>
            <source>File with the opening key</source>
            <translation>Archivo de la clave de apertura</translation>
        </message>
        <message>
            <source>On the medium from the key ceremony</source>
            <translation>En el soporte de la ceremonia de claves</translation>
        </message>
        <message>
            <source>New passphrase, at least 12 characters</source>
            <translation>Nueva frase de paso, al menos 12 caracteres</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>La misma otra vez</translation>
        </message>
        <message>
            <source>Nobody can recover a forgotten passphrase. What headquarters received stays readable there.</source>
            <translation>Nadie puede recuperar una frase de paso olvidada. Lo que la sede recibió sigue siendo legible allí.</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>Dando de alta…</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Unirse</translation>
        </message>
    </context>
    <context>
        <name>ExerciseBand</name>
        <message>
            <source>EXERCISE: not evidence</source>
            <translation>EJERCICIO: sin valor probatorio</translation>
        </message>
    </context>
    <context>
        <name>ExhibitScreen</name>
        <message>
            <source>Keep changes</source>
            <translation>Guardar cambios</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>No se puede mostrar ninguna imagen</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>El original se conserva intacto de todos modos.</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>Fotografía del indicio %1</translation>
        </message>
        <message>
            <source>A part of this picture cannot be decoded and is grey. The original is kept unchanged.</source>
            <translation>Una parte de esta imagen no puede decodificarse y queda gris. El original se conserva intacto.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>record %1</source>
            <translation>registro %1</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Descripción</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>Qué muestra</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>Sin indicar</translation>
        </message>
        <message>
            <source>Short title</source>
            <translation>Título breve</translation>
        </message>
        <message>
            <source>Neutral, without names</source>
            <translation>Neutro, sin nombres</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>What you see, not what you conclude</source>
            <translation>Lo que ve, no lo que concluye</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Place and time, as claimed</source>
            <translation>Lugar y hora, según se declaran</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>Posición según el receptor</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>sin posición</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>Posición indicada en el archivo</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Registrado</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>Nombre del archivo</translation>
        </message>
        <message>
            <source>taken with this device</source>
            <translation>tomada con este dispositivo</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <source>Same bytes as exhibit</source>
            <translation>Mismos bytes que el indicio</translation>
        </message>
    </context>
    <context>
        <name>ExportScreen</name>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>No exhibit chosen: all of them</source>
            <translation>Ningún indicio elegido: todos</translation>
        </message>
        <message numerus="yes">
            <source>%n exhibit(s) chosen</source>
            <translation>
                <numerusform>%n indicio elegido</numerusform>
                <numerusform>%n indicios elegidos</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>No elegir ninguno</translation>
        </message>
        <message>
            <source>Write the export</source>
            <translation>Escribir la exportación</translation>
        </message>
        <message>
            <source>Name of the export</source>
            <translation>Nombre de la exportación</translation>
        </message>
        <message>
            <source>A new folder; nothing is overwritten</source>
            <translation>Una carpeta nueva; no se sobrescribe nada</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Finalidad</translation>
        </message>
        <message>
            <source>For whom, under which request</source>
            <translation>Para quién, según qué solicitud</translation>
        </message>
        <message>
            <source>Withhold the location</source>
            <translation>Reservar la ubicación</translation>
        </message>
        <message>
            <source>Originals, sources and notes are withheld with it: they may contain it</source>
            <translation>Con ella se reservan originales, fuentes y notas: pueden contenerla</translation>
        </message>
        <message>
            <source>Withhold the author</source>
            <translation>Reservar el autor</translation>
        </message>
        <message>
            <source>Write it to</source>
            <translation>Escribirla en</translation>
        </message>
        <message>
            <source>The export is written</source>
            <translation>La exportación está escrita</translation>
        </message>
        <message>
            <source>Writing and checking</source>
            <translation>Escribiendo y comprobando</translation>
        </message>
        <message>
            <source>%1 of %2 objects</source>
            <translation>%1 de %2 objetos</translation>
        </message>
        <message>
            <source>Exhibits</source>
            <translation>Indicios</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>The originals in it are readable by anyone who holds it. Whoever receives it checks it with cairn-verify and the roots from a second channel.</source>
            <translation>Quien la tenga puede leer los originales que contiene. Quien la reciba la comprueba con cairn-verify y las raíces recibidas por un segundo canal.</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Deteniendo…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
    </context>
    <context>
        <name>Fact</name>
        <message>
            <source>unknown</source>
            <translation>desconocido</translation>
        </message>
    </context>
    <context>
        <name>FixLine</name>
        <message>
            <source>No receiver: the record will say so</source>
            <translation>Sin receptor: el registro lo dirá</translation>
        </message>
        <message>
            <source>Receiver has no fix yet: the record will say so</source>
            <translation>El receptor aún no tiene posición: el registro lo dirá</translation>
        </message>
        <message>
            <source>no fix</source>
            <translation>sin posición</translation>
        </message>
        <message>
            <source>2D fix</source>
            <translation>posición 2D</translation>
        </message>
        <message>
            <source>3D fix</source>
            <translation>posición 3D</translation>
        </message>
        <message>
            <source>differential fix</source>
            <translation>posición diferencial</translation>
        </message>
        <message>
            <source>RTK float</source>
            <translation>RTK flotante</translation>
        </message>
        <message>
            <source>RTK fixed</source>
            <translation>RTK fijo</translation>
        </message>
        <message>
            <source>dead reckoning</source>
            <translation>navegación a estima</translation>
        </message>
        <message>
            <source>typed</source>
            <translation>escrita a mano</translation>
        </message>
        <message>
            <source>from the map</source>
            <translation>tomada del mapa</translation>
        </message>
        <message>
            <source>paced</source>
            <translation>medida a pasos</translation>
        </message>
        <message>
            <source>accuracy not stated</source>
            <translation>precisión no indicada</translation>
        </message>
        <message>
            <source>± %1</source>
            <translation>± %1</translation>
        </message>
        <message numerus="yes">
            <source>%n satellite(s)</source>
            <translation>
                <numerusform>%n satélite</numerusform>
                <numerusform>%n satélites</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FolderPicker</name>
        <message>
            <source>Up one folder</source>
            <translation>Subir una carpeta</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) directly in it</source>
            <translation>
                <numerusform>%n archivo directamente en ella</numerusform>
                <numerusform>%n archivos directamente en ella</numerusform>
            </translation>
        </message>
        <message>
            <source>No card is plugged in.</source>
            <translation>No hay ninguna tarjeta insertada.</translation>
        </message>
    </context>
    <context>
        <name>ImportScreen</name>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Files stay on the card as they are</source>
            <translation>Los archivos quedan en la tarjeta tal como están</translation>
        </message>
        <message>
            <source>Import this folder</source>
            <translation>Importar esta carpeta</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Deteniendo…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>Into the site</source>
            <translation>En el sitio</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>Elija primero un sitio</translation>
        </message>
        <message>
            <source>From the card or folder</source>
            <translation>Desde la tarjeta o carpeta</translation>
        </message>
        <message>
            <source>Import finished</source>
            <translation>Importación terminada</translation>
        </message>
        <message>
            <source>Stopped: what was saved stays saved</source>
            <translation>Detenido: lo guardado queda guardado</translation>
        </message>
        <message>
            <source>Sealing</source>
            <translation>Sellando</translation>
        </message>
        <message>
            <source>%1 of %2 files · %3 of %4</source>
            <translation>%1 de %2 archivos · %3 de %4</translation>
        </message>
        <message>
            <source>%1 saved · %2 held already · %3 refused</source>
            <translation>%1 guardados · %2 ya presentes · %3 rechazados</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>guardado</translation>
        </message>
        <message>
            <source>saved; same bytes as %1</source>
            <translation>guardado; mismos bytes que %1</translation>
        </message>
        <message>
            <source>already held here</source>
            <translation>ya presente aquí</translation>
        </message>
    </context>
    <context>
        <name>InboxScreen</name>
        <message>
            <source>Inbox</source>
            <translation>Entrada</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>Recogiendo…</translation>
        </message>
        <message>
            <source>Fetch</source>
            <translation>Recoger</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>Aún no hay nada aquí</translation>
        </message>
        <message>
            <source>Fetch what headquarters holds. Checking and reviewing then need no network.</source>
            <translation>Recoja lo que tiene la sede. Comprobar y revisar ya no necesitan red.</translation>
        </message>
        <message>
            <source>Time not proven yet: no receipt covers it</source>
            <translation>Hora aún no probada: ningún acuse de recibo la cubre</translation>
        </message>
        <message>
            <source>existed before %1</source>
            <translation>existía antes de %1</translation>
        </message>
        <message>
            <source>recorded after %1, before %2</source>
            <translation>registrado después de %1, antes de %2</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Aceptado</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Devuelto</translation>
        </message>
        <message>
            <source>In the export</source>
            <translation>En la exportación</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
    </context>
    <context>
        <name>NewSiteScreen</name>
        <message>
            <source>New site</source>
            <translation>Nuevo sitio</translation>
        </message>
        <message>
            <source>Open site</source>
            <translation>Abrir sitio</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>As your team calls it</source>
            <translation>Como lo llama su equipo</translation>
        </message>
        <message>
            <source>Local name</source>
            <translation>Nombre local</translation>
        </message>
        <message>
            <source>In the language and script of the place</source>
            <translation>En la lengua y escritura del lugar</translation>
        </message>
        <message>
            <source>Type of site</source>
            <translation>Tipo de sitio</translation>
        </message>
        <message>
            <source>Choose from the vocabulary</source>
            <translation>Elija del vocabulario</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Posición</translation>
        </message>
        <message>
            <source>From the receiver</source>
            <translation>Del receptor</translation>
        </message>
        <message>
            <source>Typed</source>
            <translation>Escrita</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguna</translation>
        </message>
        <message>
            <source>Latitude, longitude in decimal degrees</source>
            <translation>Latitud, longitud en grados decimales</translation>
        </message>
        <message>
            <source>Two numbers with a comma between them; south and west are negative. 0, 0 is no place.</source>
            <translation>Dos números separados por una coma; sur y oeste son negativos. 0, 0 no es un lugar.</translation>
        </message>
        <message>
            <source>Will be kept as</source>
            <translation>Se guardará como</translation>
        </message>
        <message>
            <source>The site is opened without a position. One can be added later; nothing is invented.</source>
            <translation>El sitio se abre sin posición. Podrá añadirse después; no se inventa nada.</translation>
        </message>
    </context>
    <context>
        <name>OutboxScreen</name>
        <message>
            <source>Outbox</source>
            <translation>Envíos</translation>
        </message>
        <message>
            <source>Nothing is deleted here before headquarters has confirmed it</source>
            <translation>Aquí no se borra nada antes de que la sede lo confirme</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Enviando…</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Enviar ahora</translation>
        </message>
        <message>
            <source>exhibits not yet received by headquarters</source>
            <translation>indicios aún no recibidos por la sede</translation>
        </message>
        <message>
            <source>exhibits not yet confirmed by a desk</source>
            <translation>indicios aún no confirmados por una mesa de revisión</translation>
        </message>
        <message>
            <source>still to be sent</source>
            <translation>por enviar</translation>
        </message>
        <message>
            <source>records without a receipt</source>
            <translation>registros sin acuse de recibo</translation>
        </message>
        <message>
            <source>confirmed %1</source>
            <translation>confirmado %1</translation>
        </message>
        <message>
            <source>received by headquarters %1</source>
            <translation>recibido por la sede %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>on this device only · %1</source>
            <translation>solo en este dispositivo · %1</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Lock</source>
            <translation>Bloquear</translation>
        </message>
    </context>
    <context>
        <name>ReviewExhibitScreen</name>
        <message>
            <source>What is proven about time</source>
            <translation>Lo que está probado sobre el tiempo</translation>
        </message>
        <message>
            <source>The record was made after</source>
            <translation>El registro se hizo después de</translation>
        </message>
        <message>
            <source>not proven: the receipt it names is not here</source>
            <translation>no probado: el acuse de recibo que cita no está aquí</translation>
        </message>
        <message>
            <source>Record and bytes existed before</source>
            <translation>El registro y los bytes existían antes de</translation>
        </message>
        <message>
            <source>not proven: no receipt covers it yet</source>
            <translation>no probado: ningún acuse de recibo los cubre aún</translation>
        </message>
        <message>
            <source>Seen by this desk, a second witness</source>
            <translation>Visto por esta mesa, segundo testigo</translation>
        </message>
        <message>
            <source>no: time is by headquarters' word alone</source>
            <translation>no: la hora es solo palabra de la sede</translation>
        </message>
        <message>
            <source>What is not proven</source>
            <translation>Lo que no está probado</translation>
        </message>
        <message>
            <source>The bytes were not made before</source>
            <translation>Los bytes no se hicieron antes de</translation>
        </message>
        <message>
            <source>nobody claims it: the file may be older than its record</source>
            <translation>nadie lo afirma: el archivo puede ser más antiguo que su registro</translation>
        </message>
        <message>
            <source>This last time is the device's own claim. Between the two proven times only the order of the records is certain. That the scene is real is not proven by any of this.</source>
            <translation>Esta última hora es afirmación del propio dispositivo. Entre las dos horas probadas solo es cierto el orden de los registros. Que la escena sea real no lo prueba nada de esto.</translation>
        </message>
        <message>
            <source>What was checked</source>
            <translation>Lo que se comprobó</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>Fotografía del indicio %1</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>No se puede mostrar ninguna imagen</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>El original se conserva intacto de todos modos.</translation>
        </message>
        <message>
            <source>This photograph may show injury or death. It is opened only when you ask for it.</source>
            <translation>Esta fotografía puede mostrar heridas o muerte. Se abre solo cuando usted lo pide.</translation>
        </message>
        <message>
            <source>Show the photograph</source>
            <translation>Mostrar la fotografía</translation>
        </message>
        <message>
            <source>Cover the photograph</source>
            <translation>Cubrir la fotografía</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Decisión</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Aceptado</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Devuelto</translation>
        </message>
        <message>
            <source>Reason for returning</source>
            <translation>Motivo de la devolución</translation>
        </message>
        <message>
            <source>Choose, or write below</source>
            <translation>Elija, o escriba abajo</translation>
        </message>
        <message>
            <source>In words</source>
            <translation>Con palabras</translation>
        </message>
        <message>
            <source>Without names of persons</source>
            <translation>Sin nombres de personas</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Aceptar</translation>
        </message>
        <message>
            <source>Return to the field</source>
            <translation>Devolver al terreno</translation>
        </message>
        <message>
            <source>Claims of the record</source>
            <translation>Afirmaciones del registro</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>Qué muestra</translation>
        </message>
        <message>
            <source>not said</source>
            <translation>sin indicar</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>Toma</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ninguna</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>Posición según el receptor</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>sin posición</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>Posición indicada en el archivo</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Registrado</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>Nombre del archivo</translation>
        </message>
        <message>
            <source>taken with the device</source>
            <translation>tomada con el dispositivo</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
    </context>
    <context>
        <name>ReviewMain</name>
        <message>
            <source>Inbox</source>
            <translation>Entrada</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Review: what the field sealed, checked and decided.</source>
            <translation>Revisión: lo que el terreno selló, comprobado y decidido.</translation>
        </message>
        <message>
            <source>Your reviewer code</source>
            <translation>Su código de revisor</translation>
        </message>
    </context>
    <context>
        <name>ScreenHeader</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>They take effect at once</source>
            <translation>Surten efecto de inmediato</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Luz</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>Estándar</translation>
        </message>
        <message>
            <source>Sunlight</source>
            <translation>Pleno sol</translation>
        </message>
        <message>
            <source>Night, red only</source>
            <translation>Noche, solo rojo</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Tamaño del texto</translation>
        </message>
        <message>
            <source>Gloves</source>
            <translation>Guantes</translation>
        </message>
        <message>
            <source>Larger targets: 15 mm instead of 9 mm</source>
            <translation>Objetivos más grandes: 15 mm en vez de 9 mm</translation>
        </message>
        <message>
            <source>Lock by itself after</source>
            <translation>Bloqueo automático tras</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>Operation</source>
            <translation>Operación</translation>
        </message>
        <message>
            <source>Person code</source>
            <translation>Código de persona</translation>
        </message>
    </context>
    <context>
        <name>ShutterButton</name>
        <message>
            <source>Take the photograph</source>
            <translation>Tomar la fotografía</translation>
        </message>
    </context>
    <context>
        <name>SiteScreen</name>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Photograph</source>
            <translation>Fotografiar</translation>
        </message>
        <message>
            <source>No exhibit yet</source>
            <translation>Aún no hay indicios</translation>
        </message>
        <message>
            <source>Photograph, or import from a card. The overview comes first, before any marker is placed.</source>
            <translation>Fotografíe, o importe desde una tarjeta. La vista general va primero, antes de colocar marcadores.</translation>
        </message>
    </context>
    <context>
        <name>SitesScreen</name>
        <message>
            <source>Sites</source>
            <translation>Sitios</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>Nuevo sitio</translation>
        </message>
        <message>
            <source>No site yet</source>
            <translation>Aún no hay sitios</translation>
        </message>
        <message>
            <source>Open a site before the first photograph: every exhibit belongs to one.</source>
            <translation>Abra un sitio antes de la primera fotografía: todo indicio pertenece a uno.</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>sin posición</translation>
        </message>
        <message>
            <source>exhibits</source>
            <translation>indicios</translation>
        </message>
        <message>
            <source>not received</source>
            <translation>sin recibir</translation>
        </message>
    </context>
    <context>
        <name>StateBadge</name>
        <message>
            <source>Saved</source>
            <translation>Guardado</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>Enviando</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Recibido</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>Confirmado</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Devuelto</translation>
        </message>
    </context>
    <context>
        <name>StateLadder</name>
        <message>
            <source>Saved and sealed on this device</source>
            <translation>Guardado y sellado en este dispositivo</translation>
        </message>
        <message>
            <source>Received by headquarters</source>
            <translation>Recibido por la sede</translation>
        </message>
        <message>
            <source>Being sent</source>
            <translation>En envío</translation>
        </message>
        <message>
            <source>Not yet received by headquarters</source>
            <translation>Aún no recibido por la sede</translation>
        </message>
        <message>
            <source>Opened and confirmed by a review desk</source>
            <translation>Abierto y confirmado por una mesa de revisión</translation>
        </message>
        <message>
            <source>Not yet confirmed by a review desk</source>
            <translation>Aún no confirmado por una mesa de revisión</translation>
        </message>
        <message>
            <source>Returned: something is asked of you</source>
            <translation>Devuelto: se le pide algo</translation>
        </message>
    </context>
    <context>
        <name>TagPicker</name>
        <message>
            <source>Remove tag %1</source>
            <translation>Quitar la etiqueta %1</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>Añadir una etiqueta</translation>
        </message>
    </context>
    <context>
        <name>UnlockScreen</name>
        <message>
            <source>Unlock</source>
            <translation>Desbloquear</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase de paso</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>Desbloqueando…</translation>
        </message>
        <message>
            <source>Unlocking takes about a second on purpose: it slows down whoever tries to guess.</source>
            <translation>Desbloquear tarda cerca de un segundo a propósito: frena a quien intente adivinar.</translation>
        </message>
    </context>
    <context>
        <name>VerdictBadge</name>
        <message>
            <source>Valid</source>
            <translation>Válido</translation>
        </message>
        <message>
            <source>Incomplete</source>
            <translation>Incompleto</translation>
        </message>
        <message>
            <source>Invalid</source>
            <translation>No válido</translation>
        </message>
        <message>
            <source>Quarantined</source>
            <translation>En cuarentena</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Session opened</source>
            <translation>Sesión abierta</translation>
        </message>
        <message>
            <source>Ledger opened</source>
            <translation>Libro de registro abierto</translation>
        </message>
        <message>
            <source>Person key certified</source>
            <translation>Clave de la persona certificada</translation>
        </message>
        <message>
            <source>Site opened</source>
            <translation>Sitio abierto</translation>
        </message>
        <message>
            <source>Recorded and sealed</source>
            <translation>Registrado y sellado</translation>
        </message>
        <message>
            <source>Preview made</source>
            <translation>Vista previa hecha</translation>
        </message>
        <message>
            <source>Description amended</source>
            <translation>Descripción ampliada</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Retirado</translation>
        </message>
        <message>
            <source>Custody</source>
            <translation>Custodia</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Búsqueda</translation>
        </message>
        <message>
            <source>Clock checked</source>
            <translation>Reloj comprobado</translation>
        </message>
        <message>
            <source>Countersigned</source>
            <translation>Refrendado</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Equipo</translation>
        </message>
        <message>
            <source>Receipt from headquarters</source>
            <translation>Acuse de recibo de la sede</translation>
        </message>
        <message>
            <source>Message from headquarters</source>
            <translation>Mensaje de la sede</translation>
        </message>
        <message>
            <source>Confirmed by a review desk</source>
            <translation>Confirmado por una mesa de revisión</translation>
        </message>
        <message>
            <source>Decision of a reviewer</source>
            <translation>Decisión de un revisor</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Exportado</translation>
        </message>
        <message>
            <source>Record of an unknown kind (%1)</source>
            <translation>Registro de clase desconocida (%1)</translation>
        </message>
        <message>
            <source>file not yet read</source>
            <translation>archivo aún no leído</translation>
        </message>
        <message>
            <source>the file states none</source>
            <translation>el archivo no indica ninguna</translation>
        </message>
        <message>
            <source>this form carries none</source>
            <translation>este formato no la lleva</translation>
        </message>
        <message>
            <source>metadata unreadable; the file is kept</source>
            <translation>metadatos ilegibles; el archivo se conserva</translation>
        </message>
        <message>
            <source>The device was vouched for under these roots</source>
            <translation>El dispositivo está avalado por estas raíces</translation>
        </message>
        <message>
            <source>The device was not revoked before this record</source>
            <translation>El dispositivo no estaba revocado antes de este registro</translation>
        </message>
        <message>
            <source>The record belongs to this operation</source>
            <translation>El registro pertenece a esta operación</translation>
        </message>
        <message>
            <source>The ledger's key signed it</source>
            <translation>Lo firmó la clave del libro de registro</translation>
        </message>
        <message>
            <source>The exhibit number is the device's own</source>
            <translation>El número de indicio es propio del dispositivo</translation>
        </message>
        <message>
            <source>A certified person signed it</source>
            <translation>Lo firmó una persona certificada</translation>
        </message>
        <message>
            <source>It stands in its ledger</source>
            <translation>Consta en su libro de registro</translation>
        </message>
        <message>
            <source>No record of the ledger is missing</source>
            <translation>No falta ningún registro del libro</translation>
        </message>
        <message>
            <source>The original has the digest that was signed</source>
            <translation>El original tiene el resumen que se firmó</translation>
        </message>
        <message>
            <source>Headquarters countersigned the ledger over it</source>
            <translation>La sede refrendó el libro que lo contiene</translation>
        </message>
        <message>
            <source>Headquarters signed that it holds the original</source>
            <translation>La sede firmó que tiene el original</translation>
        </message>
        <message>
            <source>The receipt it names as its start is known</source>
            <translation>Se conoce el acuse de recibo que cita como inicio</translation>
        </message>
        <message>
            <source>holds</source>
            <translation>se cumple</translation>
        </message>
        <message>
            <source>does not apply</source>
            <translation>no procede</translation>
        </message>
        <message>
            <source>withheld; its digest is bound</source>
            <translation>reservado; su resumen está ligado</translation>
        </message>
        <message>
            <source>the proof is missing</source>
            <translation>falta la prueba</translation>
        </message>
        <message>
            <source>contradicts</source>
            <translation>se contradice</translation>
        </message>
        <message>
            <source>kept apart</source>
            <translation>apartado</translation>
        </message>
    </context>
    <context>
        <name>cairn</name>
        <message>
            <source>The storage medium failed</source>
            <translation>Falló el soporte de almacenamiento</translation>
        </message>
        <message>
            <source>Do not remove the medium. Try again; if it fails again, save to another card or disk and have this one copied by a specialist.</source>
            <translation>No retire el soporte. Inténtelo de nuevo; si vuelve a fallar, guarde en otra tarjeta o disco y haga que un especialista copie este.</translation>
        </message>
        <message>
            <source>There is not enough free space</source>
            <translation>No hay espacio libre suficiente</translation>
        </message>
        <message>
            <source>Free some space or insert another card, then try again. What was saved before is safe.</source>
            <translation>Libere espacio o inserte otra tarjeta e inténtelo de nuevo. Lo guardado antes está a salvo.</translation>
        </message>
        <message>
            <source>It is not there</source>
            <translation>No está ahí</translation>
        </message>
        <message>
            <source>Check the name or number. If a file was moved or a card taken out, put it back.</source>
            <translation>Compruebe el nombre o número. Si se movió un archivo o se sacó una tarjeta, devuélvalo a su lugar.</translation>
        </message>
        <message>
            <source>It exists already</source>
            <translation>Ya existe</translation>
        </message>
        <message>
            <source>Nothing was overwritten. Choose another name or folder, or open what is there.</source>
            <translation>No se sobrescribió nada. Elija otro nombre o carpeta, o abra lo que hay.</translation>
        </message>
        <message>
            <source>Another program is using it</source>
            <translation>Otro programa lo está usando</translation>
        </message>
        <message>
            <source>Close the program that is named, or wait until it has finished, then try again.</source>
            <translation>Cierre el programa indicado, o espere a que termine, e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>The passphrase does not open it</source>
            <translation>La frase de paso no lo abre</translation>
        </message>
        <message>
            <source>Check keyboard layout and capitals and type the passphrase again. Nobody can recover a forgotten passphrase; headquarters still reads what was sent.</source>
            <translation>Compruebe el teclado y las mayúsculas y escriba la frase otra vez. Nadie puede recuperar una frase olvidada; la sede sigue leyendo lo enviado.</translation>
        </message>
        <message>
            <source>The data is not in the expected form</source>
            <translation>Los datos no tienen la forma esperada</translation>
        </message>
        <message>
            <source>Copy or download it again. If it stays so, keep it and ask who made it.</source>
            <translation>Cópielos o descárguelos de nuevo. Si sigue igual, consérvelos y pregunte quién los hizo.</translation>
        </message>
        <message>
            <source>It is larger than allowed</source>
            <translation>Es mayor de lo permitido</translation>
        </message>
        <message>
            <source>Use a shorter text or a smaller set, or split it into several parts.</source>
            <translation>Use un texto más corto o un conjunto menor, o divídalo en varias partes.</translation>
        </message>
        <message>
            <source>This version is not known here</source>
            <translation>Esta versión no se conoce aquí</translation>
        </message>
        <message>
            <source>Update this program, then open it again. Keep the data: it may be newer than the program.</source>
            <translation>Actualice este programa y ábralo de nuevo. Conserve los datos: pueden ser más nuevos que el programa.</translation>
        </message>
        <message>
            <source>A signature does not hold</source>
            <translation>Una firma no es válida</translation>
        </message>
        <message>
            <source>Do not rely on this data: it was changed or damaged. Keep it, get it again from its source and tell headquarters.</source>
            <translation>No se fíe de estos datos: fueron modificados o dañados. Consérvelos, pídalos de nuevo a su origen y avise a la sede.</translation>
        </message>
        <message>
            <source>Exercise and real evidence do not mix</source>
            <translation>Ejercicio y pruebas reales no se mezclan</translation>
        </message>
        <message>
            <source>Use the locker, code or server of the right kind: the one for exercises or the one for real operations.</source>
            <translation>Use el cofre, código o servidor de la clase correcta: el de ejercicios o el de operaciones reales.</translation>
        </message>
        <message>
            <source>It belongs to another operation</source>
            <translation>Pertenece a otra operación</translation>
        </message>
        <message>
            <source>Open the locker or desk of that operation, or ask headquarters for the right code.</source>
            <translation>Abra el cofre o la mesa de esa operación, o pida a la sede el código correcto.</translation>
        </message>
        <message>
            <source>It does not come from your headquarters</source>
            <translation>No procede de su sede</translation>
        </message>
        <message>
            <source>Do not go on. Compare the address and the code with headquarters by another channel, such as a telephone.</source>
            <translation>No siga. Compare la dirección y el código con la sede por otro canal, por ejemplo el teléfono.</translation>
        </message>
        <message>
            <source>The key was withdrawn</source>
            <translation>La clave fue revocada</translation>
        </message>
        <message>
            <source>Ask headquarters for a new code. What was received before the withdrawal stays valid.</source>
            <translation>Pida un código nuevo a la sede. Lo recibido antes de la revocación sigue siendo válido.</translation>
        </message>
        <message>
            <source>It is past its date</source>
            <translation>Ha pasado su fecha</translation>
        </message>
        <message>
            <source>Check the date of this device, then ask headquarters for a new one.</source>
            <translation>Compruebe la fecha de este dispositivo y pida uno nuevo a la sede.</translation>
        </message>
        <message>
            <source>The code was used already</source>
            <translation>El código ya se usó</translation>
        </message>
        <message>
            <source>Each code enrols one device. Ask headquarters for a new code; if you did not use this one, say so: somebody else may have.</source>
            <translation>Cada código da de alta un dispositivo. Pida uno nuevo a la sede; si usted no usó este, dígalo: quizá lo hizo otra persona.</translation>
        </message>
        <message>
            <source>An older state was put in place of a newer one</source>
            <translation>Un estado anterior ocupó el lugar de uno más nuevo</translation>
        </message>
        <message>
            <source>If a backup or an old card was restored, put the newest one back. Otherwise tell headquarters; capture can go on in a new ledger.</source>
            <translation>Si se restauró una copia o una tarjeta vieja, vuelva a poner la más nueva. Si no, avise a la sede; se puede seguir en un libro de registro nuevo.</translation>
        </message>
        <message>
            <source>There are two histories of one ledger</source>
            <translation>Hay dos historias de un mismo libro de registro</translation>
        </message>
        <message>
            <source>Keep both copies unchanged and tell headquarters: one of them was restored, copied or altered.</source>
            <translation>Conserve ambas copias intactas y avise a la sede: una fue restaurada, copiada o alterada.</translation>
        </message>
        <message>
            <source>Stored data is damaged or was altered</source>
            <translation>Los datos guardados están dañados o fueron alterados</translation>
        </message>
        <message>
            <source>Do not delete it. Run an audit, and restore the named file from its second copy or from headquarters.</source>
            <translation>No los borre. Haga una auditoría y restaure el archivo indicado desde su segunda copia o desde la sede.</translation>
        </message>
        <message>
            <source>There is no connection to the server</source>
            <translation>No hay conexión con el servidor</translation>
        </message>
        <message>
            <source>Check the network and the address; the server may be down or may have refused this device's certificate. Your data is kept and will be sent later.</source>
            <translation>Compruebe la red y la dirección; el servidor puede estar apagado o haber rechazado el certificado de este dispositivo. Sus datos se conservan y se enviarán después.</translation>
        </message>
        <message>
            <source>It was refused</source>
            <translation>Fue rechazado</translation>
        </message>
        <message>
            <source>Read the reason given, mend it and try again.</source>
            <translation>Lea el motivo indicado, corríjalo e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>It was stopped</source>
            <translation>Se detuvo</translation>
        </message>
        <message>
            <source>What was finished before is kept. Start again to go on.</source>
            <translation>Lo terminado antes se conserva. Empiece de nuevo para seguir.</translation>
        </message>
        <message>
            <source>A value is not allowed</source>
            <translation>Un valor no está permitido</translation>
        </message>
        <message>
            <source>Correct the field that is named and try again.</source>
            <translation>Corrija el campo indicado e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>The device is not connected</source>
            <translation>El aparato no está conectado</translation>
        </message>
        <message>
            <source>Connect or switch on the camera, receiver or sensor, or go on without it.</source>
            <translation>Conecte o encienda la cámara, el receptor o el sensor, o siga sin él.</translation>
        </message>
        <message>
            <source>The program failed in an unexpected way</source>
            <translation>El programa falló de forma inesperada</translation>
        </message>
        <message>
            <source>Nothing that was shown as saved is lost. Start the program again and report what you did.</source>
            <translation>Nada de lo mostrado como guardado se ha perdido. Inicie de nuevo el programa e informe de lo que hacía.</translation>
        </message>
        <message>
            <source>An unknown error</source>
            <translation>Un error desconocido</translation>
        </message>
        <message>
            <source>Update this program and try again.</source>
            <translation>Actualice este programa e inténtelo de nuevo.</translation>
        </message>
    </context>
</TS>
