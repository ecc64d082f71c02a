import QtQuick
import Cairn.Ui

Body {
    color: Theme.colors.inkSoft
    font.pixelSize: Theme.captionSize
}
