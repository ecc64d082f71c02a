<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
    <context>
        <name>CaptureScreen</name>
        <message>
            <source>Viewfinder</source>
            <translation>Viewfinder</translation>
        </message>
        <message>
            <source>The camera is starting</source>
            <translation>The camera is starting</translation>
        </message>
        <message>
            <source>The camera failed</source>
            <translation>The camera failed</translation>
        </message>
        <message>
            <source>No camera</source>
            <translation>No camera</translation>
        </message>
        <message>
            <source>Photographs from another camera can be imported from its card.</source>
            <translation>Photographs from another camera can be imported from its card.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>Site</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>Choose a site first</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>Shot</translation>
        </message>
        <message>
            <source>Why there is no position</source>
            <translation>Why there is no position</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>Frame</translation>
        </message>
        <message>
            <source>Sealing…</source>
            <translation>Sealing…</translation>
        </message>
        <message>
            <source>Nothing photographed yet</source>
            <translation>Nothing photographed yet</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Saved: %1</translation>
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
            <translation>Camera</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Outbox</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Field evidence, sealed where it is found.</source>
            <translation>Field evidence, sealed where it is found.</translation>
        </message>
    </context>
    <context>
        <name>EnrolScreen</name>
        <message>
            <source>Your person code</source>
            <translation>Your person code</translation>
        </message>
        <message>
            <source>Join an operation</source>
            <translation>Join an operation</translation>
        </message>
        <message>
            <source>Headquarters gives a code for this device. It works once.</source>
            <translation>Headquarters gives a code for this device. It works once.</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Enrolment code</translation>
        </message>
        <message>
            <source>Scan it or type it as one word</source>
            <translation>Scan it or type it as one word</translation>
        </message>
        <message>
            <source>As in the roster, never a name</source>
            <translation>As in the roster, never a name</translation>
        </message>
        <message>
            <source>File with the opening key</source>
            <translation>File with the opening key</translation>
        </message>
        <message>
            <source>On the medium from the key ceremony</source>
            <translation>On the medium from the key ceremony</translation>
        </message>
        <message>
            <source>New passphrase, at least 12 characters</source>
            <translation>New passphrase, at least 12 characters</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>The same again</translation>
        </message>
        <message>
            <source>Nobody can recover a forgotten passphrase. What headquarters received stays readable there.</source>
            <translation>Nobody can recover a forgotten passphrase. What headquarters received stays readable there.</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>Joining…</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Join</translation>
        </message>
    </context>
    <context>
        <name>ExerciseBand</name>
        <message>
            <source>EXERCISE: not evidence</source>
            <translation>EXERCISE: not evidence</translation>
        </message>
    </context>
    <context>
        <name>ExhibitScreen</name>
        <message>
            <source>Keep changes</source>
            <translation>Keep changes</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>No picture can be shown</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>The original is kept unchanged all the same.</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>Photograph of exhibit %1</translation>
        </message>
        <message>
            <source>A part of this picture cannot be decoded and is grey. The original is kept unchanged.</source>
            <translation>A part of this picture cannot be decoded and is grey. The original is kept unchanged.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>History</translation>
        </message>
        <message>
            <source>record %1</source>
            <translation>record %1</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>What it shows</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>Not said</translation>
        </message>
        <message>
            <source>Short title</source>
            <translation>Short title</translation>
        </message>
        <message>
            <source>Neutral, without names</source>
            <translation>Neutral, without names</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>What you see, not what you conclude</source>
            <translation>What you see, not what you conclude</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>Place and time, as claimed</source>
            <translation>Place and time, as claimed</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>Position by the receiver</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>no position</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>Position stated in the file</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Recorded</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>File name</translation>
        </message>
        <message>
            <source>taken with this device</source>
            <translation>taken with this device</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Size</translation>
        </message>
        <message>
            <source>Same bytes as exhibit</source>
            <translation>Same bytes as exhibit</translation>
        </message>
    </context>
    <context>
        <name>ExportScreen</name>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>No exhibit chosen: all of them</source>
            <translation>No exhibit chosen: all of them</translation>
        </message>
        <message numerus="yes">
            <source>%n exhibit(s) chosen</source>
            <translation>
                <numerusform>%n exhibit chosen</numerusform>
                <numerusform>%n exhibits chosen</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>Choose none</translation>
        </message>
        <message>
            <source>Write the export</source>
            <translation>Write the export</translation>
        </message>
        <message>
            <source>Name of the export</source>
            <translation>Name of the export</translation>
        </message>
        <message>
            <source>A new folder; nothing is overwritten</source>
            <translation>A new folder; nothing is overwritten</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Purpose</translation>
        </message>
        <message>
            <source>For whom, under which request</source>
            <translation>For whom, under which request</translation>
        </message>
        <message>
            <source>Withhold the location</source>
            <translation>Withhold the location</translation>
        </message>
        <message>
            <source>Originals, sources and notes are withheld with it: they may contain it</source>
            <translation>Originals, sources and notes are withheld with it: they may contain it</translation>
        </message>
        <message>
            <source>Withhold the author</source>
            <translation>Withhold the author</translation>
        </message>
        <message>
            <source>Write it to</source>
            <translation>Write it to</translation>
        </message>
        <message>
            <source>The export is written</source>
            <translation>The export is written</translation>
        </message>
        <message>
            <source>Writing and checking</source>
            <translation>Writing and checking</translation>
        </message>
        <message>
            <source>%1 of %2 objects</source>
            <translation>%1 of %2 objects</translation>
        </message>
        <message>
            <source>Exhibits</source>
            <translation>Exhibits</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>The originals in it are readable by anyone who holds it. Whoever receives it checks it with cairn-verify and the roots from a second channel.</source>
            <translation>The originals in it are readable by anyone who holds it. Whoever receives it checks it with cairn-verify and the roots from a second channel.</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Stopping…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Done</translation>
        </message>
    </context>
    <context>
        <name>Fact</name>
        <message>
            <source>unknown</source>
            <translation>unknown</translation>
        </message>
    </context>
    <context>
        <name>FixLine</name>
        <message>
            <source>No receiver: the record will say so</source>
            <translation>No receiver: the record will say so</translation>
        </message>
        <message>
            <source>Receiver has no fix yet: the record will say so</source>
            <translation>Receiver has no fix yet: the record will say so</translation>
        </message>
        <message>
            <source>no fix</source>
            <translation>no fix</translation>
        </message>
        <message>
            <source>2D fix</source>
            <translation>2D fix</translation>
        </message>
        <message>
            <source>3D fix</source>
            <translation>3D fix</translation>
        </message>
        <message>
            <source>differential fix</source>
            <translation>differential fix</translation>
        </message>
        <message>
            <source>RTK float</source>
            <translation>RTK float</translation>
        </message>
        <message>
            <source>RTK fixed</source>
            <translation>RTK fixed</translation>
        </message>
        <message>
            <source>dead reckoning</source>
            <translation>dead reckoning</translation>
        </message>
        <message>
            <source>typed</source>
            <translation>typed</translation>
        </message>
        <message>
            <source>from the map</source>
            <translation>from the map</translation>
        </message>
        <message>
            <source>paced</source>
            <translation>paced</translation>
        </message>
        <message>
            <source>accuracy not stated</source>
            <translation>accuracy not stated</translation>
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
            <translation>Up one folder</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) directly in it</source>
            <translation>
                <numerusform>%n file directly in it</numerusform>
                <numerusform>%n files directly in it</numerusform>
            </translation>
        </message>
        <message>
            <source>No card is plugged in.</source>
            <translation>No card is plugged in.</translation>
        </message>
    </context>
    <context>
        <name>ImportScreen</name>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Files stay on the card as they are</source>
            <translation>Files stay on the card as they are</translation>
        </message>
        <message>
            <source>Import this folder</source>
            <translation>Import this folder</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Stopping…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Into the site</source>
            <translation>Into the site</translation>
        </message>
        <message>
            <source>Choose a site first</source>
            <translation>Choose a site first</translation>
        </message>
        <message>
            <source>From the card or folder</source>
            <translation>From the card or folder</translation>
        </message>
        <message>
            <source>Import finished</source>
            <translation>Import finished</translation>
        </message>
        <message>
            <source>Stopped: what was saved stays saved</source>
            <translation>Stopped: what was saved stays saved</translation>
        </message>
        <message>
            <source>Sealing</source>
            <translation>Sealing</translation>
        </message>
        <message>
            <source>%1 of %2 files · %3 of %4</source>
            <translation>%1 of %2 files · %3 of %4</translation>
        </message>
        <message>
            <source>%1 saved · %2 held already · %3 refused</source>
            <translation>%1 saved · %2 held already · %3 refused</translation>
        </message>
        <message>
            <source>saved</source>
            <translation>saved</translation>
        </message>
        <message>
            <source>saved; same bytes as %1</source>
            <translation>saved; same bytes as %1</translation>
        </message>
        <message>
            <source>already held here</source>
            <translation>already held here</translation>
        </message>
    </context>
    <context>
        <name>InboxScreen</name>
        <message>
            <source>Inbox</source>
            <translation>Inbox</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>Fetching…</translation>
        </message>
        <message>
            <source>Fetch</source>
            <translation>Fetch</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>Nothing here yet</translation>
        </message>
        <message>
            <source>Fetch what headquarters holds. Checking and reviewing then need no network.</source>
            <translation>Fetch what headquarters holds. Checking and reviewing then need no network.</translation>
        </message>
        <message>
            <source>Time not proven yet: no receipt covers it</source>
            <translation>Time not proven yet: no receipt covers it</translation>
        </message>
        <message>
            <source>existed before %1</source>
            <translation>existed before %1</translation>
        </message>
        <message>
            <source>recorded after %1, before %2</source>
            <translation>recorded after %1, before %2</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Accepted</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Returned</translation>
        </message>
        <message>
            <source>In the export</source>
            <translation>In the export</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
    </context>
    <context>
        <name>NewSiteScreen</name>
        <message>
            <source>New site</source>
            <translation>New site</translation>
        </message>
        <message>
            <source>Open site</source>
            <translation>Open site</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>As your team calls it</source>
            <translation>As your team calls it</translation>
        </message>
        <message>
            <source>Local name</source>
            <translation>Local name</translation>
        </message>
        <message>
            <source>In the language and script of the place</source>
            <translation>In the language and script of the place</translation>
        </message>
        <message>
            <source>Type of site</source>
            <translation>Type of site</translation>
        </message>
        <message>
            <source>Choose from the vocabulary</source>
            <translation>Choose from the vocabulary</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>From the receiver</source>
            <translation>From the receiver</translation>
        </message>
        <message>
            <source>Typed</source>
            <translation>Typed</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Latitude, longitude in decimal degrees</source>
            <translation>Latitude, longitude in decimal degrees</translation>
        </message>
        <message>
            <source>Two numbers with a comma between them; south and west are negative. 0, 0 is no place.</source>
            <translation>Two numbers with a comma between them; south and west are negative. 0, 0 is no place.</translation>
        </message>
        <message>
            <source>Will be kept as</source>
            <translation>Will be kept as</translation>
        </message>
        <message>
            <source>The site is opened without a position. One can be added later; nothing is invented.</source>
            <translation>The site is opened without a position. One can be added later; nothing is invented.</translation>
        </message>
    </context>
    <context>
        <name>OutboxScreen</name>
        <message>
            <source>Outbox</source>
            <translation>Outbox</translation>
        </message>
        <message>
            <source>Nothing is deleted here before headquarters has confirmed it</source>
            <translation>Nothing is deleted here before headquarters has confirmed it</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Sending…</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Send now</translation>
        </message>
        <message>
            <source>exhibits not yet received by headquarters</source>
            <translation>exhibits not yet received by headquarters</translation>
        </message>
        <message>
            <source>exhibits not yet confirmed by a desk</source>
            <translation>exhibits not yet confirmed by a desk</translation>
        </message>
        <message>
            <source>still to be sent</source>
            <translation>still to be sent</translation>
        </message>
        <message>
            <source>records without a receipt</source>
            <translation>records without a receipt</translation>
        </message>
        <message>
            <source>confirmed %1</source>
            <translation>confirmed %1</translation>
        </message>
        <message>
            <source>received by headquarters %1</source>
            <translation>received by headquarters %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 of %2</translation>
        </message>
        <message>
            <source>on this device only · %1</source>
            <translation>on this device only · %1</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Lock</source>
            <translation>Lock</translation>
        </message>
    </context>
    <context>
        <name>ReviewExhibitScreen</name>
        <message>
            <source>What is proven about time</source>
            <translation>What is proven about time</translation>
        </message>
        <message>
            <source>The record was made after</source>
            <translation>The record was made after</translation>
        </message>
        <message>
            <source>not proven: the receipt it names is not here</source>
            <translation>not proven: the receipt it names is not here</translation>
        </message>
        <message>
            <source>Record and bytes existed before</source>
            <translation>Record and bytes existed before</translation>
        </message>
        <message>
            <source>not proven: no receipt covers it yet</source>
            <translation>not proven: no receipt covers it yet</translation>
        </message>
        <message>
            <source>Seen by this desk, a second witness</source>
            <translation>Seen by this desk, a second witness</translation>
        </message>
        <message>
            <source>no: time is by headquarters' word alone</source>
            <translation>no: time is by headquarters' word alone</translation>
        </message>
        <message>
            <source>What is not proven</source>
            <translation>What is not proven</translation>
        </message>
        <message>
            <source>The bytes were not made before</source>
            <translation>The bytes were not made before</translation>
        </message>
        <message>
            <source>nobody claims it: the file may be older than its record</source>
            <translation>nobody claims it: the file may be older than its record</translation>
        </message>
        <message>
            <source>This last time is the device's own claim. Between the two proven times only the order of the records is certain. That the scene is real is not proven by any of this.</source>
            <translation>This last time is the device's own claim. Between the two proven times only the order of the records is certain. That the scene is real is not proven by any of this.</translation>
        </message>
        <message>
            <source>What was checked</source>
            <translation>What was checked</translation>
        </message>
        <message>
            <source>Photograph of exhibit %1</source>
            <translation>Photograph of exhibit %1</translation>
        </message>
        <message>
            <source>No picture can be shown</source>
            <translation>No picture can be shown</translation>
        </message>
        <message>
            <source>The original is kept unchanged all the same.</source>
            <translation>The original is kept unchanged all the same.</translation>
        </message>
        <message>
            <source>This photograph may show injury or death. It is opened only when you ask for it.</source>
            <translation>This photograph may show injury or death. It is opened only when you ask for it.</translation>
        </message>
        <message>
            <source>Show the photograph</source>
            <translation>Show the photograph</translation>
        </message>
        <message>
            <source>Cover the photograph</source>
            <translation>Cover the photograph</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Decision</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Accepted</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Returned</translation>
        </message>
        <message>
            <source>Reason for returning</source>
            <translation>Reason for returning</translation>
        </message>
        <message>
            <source>Choose, or write below</source>
            <translation>Choose, or write below</translation>
        </message>
        <message>
            <source>In words</source>
            <translation>In words</translation>
        </message>
        <message>
            <source>Without names of persons</source>
            <translation>Without names of persons</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accept</translation>
        </message>
        <message>
            <source>Return to the field</source>
            <translation>Return to the field</translation>
        </message>
        <message>
            <source>Claims of the record</source>
            <translation>Claims of the record</translation>
        </message>
        <message>
            <source>What it shows</source>
            <translation>What it shows</translation>
        </message>
        <message>
            <source>not said</source>
            <translation>not said</translation>
        </message>
        <message>
            <source>Shot</source>
            <translation>Shot</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>Position by the receiver</source>
            <translation>Position by the receiver</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>no position</translation>
        </message>
        <message>
            <source>Position stated in the file</source>
            <translation>Position stated in the file</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Recorded</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>File name</translation>
        </message>
        <message>
            <source>taken with the device</source>
            <translation>taken with the device</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Size</translation>
        </message>
    </context>
    <context>
        <name>ReviewMain</name>
        <message>
            <source>Inbox</source>
            <translation>Inbox</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Review: what the field sealed, checked and decided.</source>
            <translation>Review: what the field sealed, checked and decided.</translation>
        </message>
        <message>
            <source>Your reviewer code</source>
            <translation>Your reviewer code</translation>
        </message>
    </context>
    <context>
        <name>ScreenHeader</name>
        <message>
            <source>Back</source>
            <translation>Back</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>They take effect at once</source>
            <translation>They take effect at once</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>Sunlight</source>
            <translation>Sunlight</translation>
        </message>
        <message>
            <source>Night, red only</source>
            <translation>Night, red only</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Text size</translation>
        </message>
        <message>
            <source>Gloves</source>
            <translation>Gloves</translation>
        </message>
        <message>
            <source>Larger targets: 15 mm instead of 9 mm</source>
            <translation>Larger targets: 15 mm instead of 9 mm</translation>
        </message>
        <message>
            <source>Lock by itself after</source>
            <translation>Lock by itself after</translation>
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
            <translation>Operation</translation>
        </message>
        <message>
            <source>Person code</source>
            <translation>Person code</translation>
        </message>
    </context>
    <context>
        <name>ShutterButton</name>
        <message>
            <source>Take the photograph</source>
            <translation>Take the photograph</translation>
        </message>
    </context>
    <context>
        <name>SiteScreen</name>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Photograph</source>
            <translation>Photograph</translation>
        </message>
        <message>
            <source>No exhibit yet</source>
            <translation>No exhibit yet</translation>
        </message>
        <message>
            <source>Photograph, or import from a card. The overview comes first, before any marker is placed.</source>
            <translation>Photograph, or import from a card. The overview comes first, before any marker is placed.</translation>
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
            <translation>New site</translation>
        </message>
        <message>
            <source>No site yet</source>
            <translation>No site yet</translation>
        </message>
        <message>
            <source>Open a site before the first photograph: every exhibit belongs to one.</source>
            <translation>Open a site before the first photograph: every exhibit belongs to one.</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>no position</translation>
        </message>
        <message>
            <source>exhibits</source>
            <translation>exhibits</translation>
        </message>
        <message>
            <source>not received</source>
            <translation>not received</translation>
        </message>
    </context>
    <context>
        <name>StateBadge</name>
        <message>
            <source>Saved</source>
            <translation>Saved</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>Sending</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>Confirmed</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Returned</translation>
        </message>
    </context>
    <context>
        <name>StateLadder</name>
        <message>
            <source>Saved and sealed on this device</source>
            <translation>Saved and sealed on this device</translation>
        </message>
        <message>
            <source>Received by headquarters</source>
            <translation>Received by headquarters</translation>
        </message>
        <message>
            <source>Being sent</source>
            <translation>Being sent</translation>
        </message>
        <message>
            <source>Not yet received by headquarters</source>
            <translation>Not yet received by headquarters</translation>
        </message>
        <message>
            <source>Opened and confirmed by a review desk</source>
            <translation>Opened and confirmed by a review desk</translation>
        </message>
        <message>
            <source>Not yet confirmed by a review desk</source>
            <translation>Not yet confirmed by a review desk</translation>
        </message>
        <message>
            <source>Returned: something is asked of you</source>
            <translation>Returned: something is asked of you</translation>
        </message>
    </context>
    <context>
        <name>TagPicker</name>
        <message>
            <source>Remove tag %1</source>
            <translation>Remove tag %1</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>Add a tag</translation>
        </message>
    </context>
    <context>
        <name>UnlockScreen</name>
        <message>
            <source>Unlock</source>
            <translation>Unlock</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Unlocking…</source>
            <translation>Unlocking…</translation>
        </message>
        <message>
            <source>Unlocking takes about a second on purpose: it slows down whoever tries to guess.</source>
            <translation>Unlocking takes about a second on purpose: it slows down whoever tries to guess.</translation>
        </message>
    </context>
    <context>
        <name>VerdictBadge</name>
        <message>
            <source>Valid</source>
            <translation>Valid</translation>
        </message>
        <message>
            <source>Incomplete</source>
            <translation>Incomplete</translation>
        </message>
        <message>
            <source>Invalid</source>
            <translation>Invalid</translation>
        </message>
        <message>
            <source>Quarantined</source>
            <translation>Quarantined</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Session opened</source>
            <translation>Session opened</translation>
        </message>
        <message>
            <source>Ledger opened</source>
            <translation>Ledger opened</translation>
        </message>
        <message>
            <source>Person key certified</source>
            <translation>Person key certified</translation>
        </message>
        <message>
            <source>Site opened</source>
            <translation>Site opened</translation>
        </message>
        <message>
            <source>Recorded and sealed</source>
            <translation>Recorded and sealed</translation>
        </message>
        <message>
            <source>Preview made</source>
            <translation>Preview made</translation>
        </message>
        <message>
            <source>Description amended</source>
            <translation>Description amended</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Withdrawn</translation>
        </message>
        <message>
            <source>Custody</source>
            <translation>Custody</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Clock checked</source>
            <translation>Clock checked</translation>
        </message>
        <message>
            <source>Countersigned</source>
            <translation>Countersigned</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Team</translation>
        </message>
        <message>
            <source>Receipt from headquarters</source>
            <translation>Receipt from headquarters</translation>
        </message>
        <message>
            <source>Message from headquarters</source>
            <translation>Message from headquarters</translation>
        </message>
        <message>
            <source>Confirmed by a review desk</source>
            <translation>Confirmed by a review desk</translation>
        </message>
        <message>
            <source>Decision of a reviewer</source>
            <translation>Decision of a reviewer</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Exported</translation>
        </message>
        <message>
            <source>Record of an unknown kind (%1)</source>
            <translation>Record of an unknown kind (%1)</translation>
        </message>
        <message>
            <source>file not yet read</source>
            <translation>file not yet read</translation>
        </message>
        <message>
            <source>the file states none</source>
            <translation>the file states none</translation>
        </message>
        <message>
            <source>this form carries none</source>
            <translation>this form carries none</translation>
        </message>
        <message>
            <source>metadata unreadable; the file is kept</source>
            <translation>metadata unreadable; the file is kept</translation>
        </message>
        <message>
            <source>The device was vouched for under these roots</source>
            <translation>The device was vouched for under these roots</translation>
        </message>
        <message>
            <source>The device was not revoked before this record</source>
            <translation>The device was not revoked before this record</translation>
        </message>
        <message>
            <source>The record belongs to this operation</source>
            <translation>The record belongs to this operation</translation>
        </message>
        <message>
            <source>The ledger's key signed it</source>
            <translation>The ledger's key signed it</translation>
        </message>
        <message>
            <source>The exhibit number is the device's own</source>
            <translation>The exhibit number is the device's own</translation>
        </message>
        <message>
            <source>A certified person signed it</source>
            <translation>A certified person signed it</translation>
        </message>
        <message>
            <source>It stands in its ledger</source>
            <translation>It stands in its ledger</translation>
        </message>
        <message>
            <source>No record of the ledger is missing</source>
            <translation>No record of the ledger is missing</translation>
        </message>
        <message>
            <source>The original has the digest that was signed</source>
            <translation>The original has the digest that was signed</translation>
        </message>
        <message>
            <source>Headquarters countersigned the ledger over it</source>
            <translation>Headquarters countersigned the ledger over it</translation>
        </message>
        <message>
            <source>Headquarters signed that it holds the original</source>
            <translation>Headquarters signed that it holds the original</translation>
        </message>
        <message>
            <source>The receipt it names as its start is known</source>
            <translation>The receipt it names as its start is known</translation>
        </message>
        <message>
            <source>holds</source>
            <translation>holds</translation>
        </message>
        <message>
            <source>does not apply</source>
            <translation>does not apply</translation>
        </message>
        <message>
            <source>withheld; its digest is bound</source>
            <translation>withheld; its digest is bound</translation>
        </message>
        <message>
            <source>the proof is missing</source>
            <translation>the proof is missing</translation>
        </message>
        <message>
            <source>contradicts</source>
            <translation>contradicts</translation>
        </message>
        <message>
            <source>kept apart</source>
            <translation>kept apart</translation>
        </message>
    </context>
    <context>
        <name>cairn</name>
        <message>
            <source>The storage medium failed</source>
            <translation>The storage medium failed</translation>
        </message>
        <message>
            <source>Do not remove the medium. Try again; if it fails again, save to another card or disk and have this one copied by a specialist.</source>
            <translation>Do not remove the medium. Try again; if it fails again, save to another card or disk and have this one copied by a specialist.</translation>
        </message>
        <message>
            <source>There is not enough free space</source>
            <translation>There is not enough free space</translation>
        </message>
        <message>
            <source>Free some space or insert another card, then try again. What was saved before is safe.</source>
            <translation>Free some space or insert another card, then try again. What was saved before is safe.</translation>
        </message>
        <message>
            <source>It is not there</source>
            <translation>It is not there</translation>
        </message>
        <message>
            <source>Check the name or number. If a file was moved or a card taken out, put it back.</source>
            <translation>Check the name or number. If a file was moved or a card taken out, put it back.</translation>
        </message>
        <message>
            <source>It exists already</source>
            <translation>It exists already</translation>
        </message>
        <message>
            <source>Nothing was overwritten. Choose another name or folder, or open what is there.</source>
            <translation>Nothing was overwritten. Choose another name or folder, or open what is there.</translation>
        </message>
        <message>
            <source>Another program is using it</source>
            <translation>Another program is using it</translation>
        </message>
        <message>
            <source>Close the program that is named, or wait until it has finished, then try again.</source>
            <translation>Close the program that is named, or wait until it has finished, then try again.</translation>
        </message>
        <message>
            <source>The passphrase does not open it</source>
            <translation>The passphrase does not open it</translation>
        </message>
        <message>
            <source>Check keyboard layout and capitals and type the passphrase again. Nobody can recover a forgotten passphrase; headquarters still reads what was sent.</source>
            <translation>Check keyboard layout and capitals and type the passphrase again. Nobody can recover a forgotten passphrase; headquarters still reads what was sent.</translation>
        </message>
        <message>
            <source>The data is not in the expected form</source>
            <translation>The data is not in the expected form</translation>
        </message>
        <message>
            <source>Copy or download it again. If it stays so, keep it and ask who made it.</source>
            <translation>Copy or download it again. If it stays so, keep it and ask who made it.</translation>
        </message>
        <message>
            <source>It is larger than allowed</source>
            <translation>It is larger than allowed</translation>
        </message>
        <message>
            <source>Use a shorter text or a smaller set, or split it into several parts.</source>
            <translation>Use a shorter text or a smaller set, or split it into several parts.</translation>
        </message>
        <message>
            <source>This version is not known here</source>
            <translation>This version is not known here</translation>
        </message>
        <message>
            <source>Update this program, then open it again. Keep the data: it may be newer than the program.</source>
            <translation>Update this program, then open it again. Keep the data: it may be newer than the program.</translation>
        </message>
        <message>
            <source>A signature does not hold</source>
            <translation>A signature does not hold</translation>
        </message>
        <message>
            <source>Do not rely on this data: it was changed or damaged. Keep it, get it again from its source and tell headquarters.</source>
            <translation>Do not rely on this data: it was changed or damaged. Keep it, get it again from its source and tell headquarters.</translation>
        </message>
        <message>
            <source>Exercise and real evidence do not mix</source>
            <translation>Exercise and real evidence do not mix</translation>
        </message>
        <message>
            <source>Use the locker, code or server of the right kind: the one for exercises or the one for real operations.</source>
            <translation>Use the locker, code or server of the right kind: the one for exercises or the one for real operations.</translation>
        </message>
        <message>
            <source>It belongs to another operation</source>
            <translation>It belongs to another operation</translation>
        </message>
        <message>
            <source>Open the locker or desk of that operation, or ask headquarters for the right code.</source>
            <translation>Open the locker or desk of that operation, or ask headquarters for the right code.</translation>
        </message>
        <message>
            <source>It does not come from your headquarters</source>
            <translation>It does not come from your headquarters</translation>
        </message>
        <message>
            <source>Do not go on. Compare the address and the code with headquarters by another channel, such as a telephone.</source>
            <translation>Do not go on. Compare the address and the code with headquarters by another channel, such as a telephone.</translation>
        </message>
        <message>
            <source>The key was withdrawn</source>
            <translation>The key was withdrawn</translation>
        </message>
        <message>
            <source>Ask headquarters for a new code. What was received before the withdrawal stays valid.</source>
            <translation>Ask headquarters for a new code. What was received before the withdrawal stays valid.</translation>
        </message>
        <message>
            <source>It is past its date</source>
            <translation>It is past its date</translation>
        </message>
        <message>
            <source>Check the date of this device, then ask headquarters for a new one.</source>
            <translation>Check the date of this device, then ask headquarters for a new one.</translation>
        </message>
        <message>
            <source>The code was used already</source>
            <translation>The code was used already</translation>
        </message>
        <message>
            <source>Each code enrols one device. Ask headquarters for a new code; if you did not use this one, say so: somebody else may have.</source>
            <translation>Each code enrols one device. Ask headquarters for a new code; if you did not use this one, say so: somebody else may have.</translation>
        </message>
        <message>
            <source>An older state was put in place of a newer one</source>
            <translation>An older state was put in place of a newer one</translation>
        </message>
        <message>
            <source>If a backup or an old card was restored, put the newest one back. Otherwise tell headquarters; capture can go on in a new ledger.</source>
            <translation>If a backup or an old card was restored, put the newest one back. Otherwise tell headquarters; capture can go on in a new ledger.</translation>
        </message>
        <message>
            <source>There are two histories of one ledger</source>
            <translation>There are two histories of one ledger</translation>
        </message>
        <message>
            <source>Keep both copies unchanged and tell headquarters: one of them was restored, copied or altered.</source>
            <translation>Keep both copies unchanged and tell headquarters: one of them was restored, copied or altered.</translation>
        </message>
        <message>
            <source>Stored data is damaged or was altered</source>
            <translation>Stored data is damaged or was altered</translation>
        </message>
        <message>
            <source>Do not delete it. Run an audit, and restore the named file from its second copy or from headquarters.</source>
            <translation>Do not delete it. Run an audit, and restore the named file from its second copy or from headquarters.</translation>
        </message>
        <message>
            <source>There is no connection to the server</source>
            <translation>There is no connection to the server</translation>
        </message>
        <message>
            <source>Check the network and the address; the server may be down or may have refused this device's certificate. Your data is kept and will be sent later.</source>
            <translation>Check the network and the address; the server may be down or may have refused this device's certificate. Your data is kept and will be sent later.</translation>
        </message>
        <message>
            <source>It was refused</source>
            <translation>It was refused</translation>
        </message>
        <message>
            <source>Read the reason given, mend it and try again.</source>
            <translation>Read the reason given, mend it and try again.</translation>
        </message>
        <message>
            <source>It was stopped</source>
            <translation>It was stopped</translation>
        </message>
        <message>
            <source>What was finished before is kept. Start again to go on.</source>
            <translation>What was finished before is kept. Start again to go on.</translation>
        </message>
        <message>
            <source>A value is not allowed</source>
            <translation>A value is not allowed</translation>
        </message>
        <message>
            <source>Correct the field that is named and try again.</source>
            <translation>Correct the field that is named and try again.</translation>
        </message>
        <message>
            <source>The device is not connected</source>
            <translation>The device is not connected</translation>
        </message>
        <message>
            <source>Connect or switch on the camera, receiver or sensor, or go on without it.</source>
            <translation>Connect or switch on the camera, receiver or sensor, or go on without it.</translation>
        </message>
        <message>
            <source>The program failed in an unexpected way</source>
            <translation>The program failed in an unexpected way</translation>
        </message>
        <message>
            <source>Nothing that was shown as saved is lost. Start the program again and report what you did.</source>
            <translation>Nothing that was shown as saved is lost. Start the program again and report what you did.</translation>
        </message>
        <message>
            <source>An unknown error</source>
            <translation>An unknown error</translation>
        </message>
        <message>
            <source>Update this program and try again.</source>
            <translation>Update this program and try again.</translation>
        </message>
    </context>
</TS>
