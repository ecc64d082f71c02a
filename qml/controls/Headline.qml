import QtQuick
import Cairn.Ui

Body {
    font.pixelSize: Theme.headlineSize
    font.weight: Theme.strongWeight
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
