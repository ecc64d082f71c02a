import QtQuick
import QtQuick.Templates as T
import Cairn.Ui

// A scroll bar that is always seen where there is more, and broad enough for a finger.
T.ScrollBar {
    id: root

    function page(key: int): bool {
        root.position = key === Qt.Key_PageDown ? Math.min(1 - root.size, root.position + root.size)
                      : key === Qt.Key_PageUp ? Math.max(0, root.position - root.size) : root.position;
        return key === Qt.Key_PageDown || key === Qt.Key_PageUp;
    }

    implicitWidth: 14
    visible: root.size < 1.0
    policy: T.ScrollBar.AsNeeded
    minimumSize: 0.1
    padding: 3

    contentItem: Rectangle {
        implicitWidth: 8
        radius: 4
        color: root.pressed ? Theme.colors.accent : Theme.colors.inkSoft
    }
}
