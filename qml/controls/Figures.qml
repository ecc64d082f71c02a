import QtQuick
import Cairn.Ui

// Exhibit numbers, positions, digests: figures of one width.
Body {
    font.family: Theme.figures
    wrapMode: Text.WrapAnywhere
}
