import QtQuick
import Cairn.Ui

Body {
    font.pixelSize: Theme.titleSize
    font.weight: Theme.strongWeight
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
