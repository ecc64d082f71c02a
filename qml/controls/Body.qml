import QtQuick
import Cairn.Ui

// Running text. Aligned by the language of the screen, never by the script of what it says.
Text {
    color: Theme.colors.ink
    font.pixelSize: Theme.bodySize
    font.weight: Theme.bodyWeight
    wrapMode: Text.Wrap
    horizontalAlignment: Text.AlignLeft
    textFormat: Text.PlainText
    lineHeight: 1.08
}
