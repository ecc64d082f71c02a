import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.Ui

// A column that scrolls when the window or the text size leaves too little room; Page Up and Page Down move it too.
Flickable {
    id: root

    default property alias content: column.data
    property alias spacing: column.spacing
    property int padding: Theme.margin

    clip: true
    contentWidth: width
    contentHeight: column.implicitHeight + 2 * root.padding
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick
    activeFocusOnTab: root.contentHeight > root.height

    Keys.onPressed: event => event.accepted = bar.page(event.key)

    ColumnLayout {
        id: column
        x: root.padding
        y: root.padding
        // Before the screen has its size: words wrapped to no width would leave tall layouts behind.
        width: root.width > 0 ? root.width - 2 * root.padding : 800
        spacing: 16
    }

    T.ScrollBar.vertical: PageBar { id: bar }
}
