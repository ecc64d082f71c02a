import QtQuick
import Cairn.App
import Cairn.Ui

// A small picture of an exhibit, or the sign of its form where there is none.
Rectangle {
    id: root

    required property Pictures pictures
    required property string exhibit
    property string form: "photo"
    property bool shielded: false

    color: Theme.colors.tint
    border.width: Theme.stroke
    border.color: Theme.colors.line
    clip: true

    Icon {
        anchors.centerIn: parent
        visible: picture.state !== ExhibitPicture.Shown && picture.state !== ExhibitPicture.Damaged || root.shielded
        sign: root.shielded ? "shield" : root.form === "photo" ? "photo" : "file"
        side: Math.min(56, root.height * 0.5)
        color: Theme.colors.inkSoft
    }
    ExhibitPicture {
        id: picture
        anchors.fill: parent
        anchors.margins: Theme.stroke
        pictures: root.pictures
        exhibit: root.exhibit
        crop: true
        shielded: root.shielded
        redOnly: Theme.kind === Theme.Night
    }
}
