import QtQuick
import QtTest
import Cairn.App
import Cairn.Ui
import Cairn.Field

TestCase {
    id: root

    property var window: null
    readonly property Session session: Field.session
    readonly property var screens: [Session.Sites, Session.NewSite, Session.Site, Session.Exhibit, Session.Capture, Session.Outbox, Session.Import, Session.Preferences]

    name: "Collector"
    when: windowShown

    Component {
        id: main
        CollectorMain { session: Field.session }
    }

    // Everything visible below an item, itself included.
    function seen(item, found = []) {
        if (!item.visible)
            return found;
        found.push(item);
        for (let i = 0; i < item.children.length; ++i)
            seen(item.children[i], found);
        return found;
    }
    function shown() { return seen(root.window.contentItem); }
    function buttons() { return shown().filter(item => item.down !== undefined && item.clicked !== undefined); }
    function button(text) {
        const found = buttons().filter(item => item.text === text);
        verify(found.length > 0, "no button " + text);
        return found[0];
    }
    function open() {
        if (root.session.stage !== Session.Open) {
            Field.unlock();
            tryCompare(root.session, "stage", Session.Open, 30000);
        }
        tryVerify(() => root.session.sites.count >= 3);
    }
    function go(screen) {
        root.session.navigation.show(Session.Sites);
        if (screen === Session.NewSite)
            root.session.newSite();
        else if (screen === Session.Site || screen === Session.Exhibit) {
            root.session.openSite("E-S1-1");
            tryVerify(() => root.session.exhibits.count > 0);
            if (screen === Session.Exhibit) {
                root.session.openExhibit(root.session.exhibits.data(root.session.exhibits.index(0, 0), 257));
                tryVerify(() => root.session.exhibit.loaded);
            }
        } else
            root.session.navigation.show(screen);
        wait(0);
    }

    function init() {
        root.session.settings.language = "en";
        root.session.settings.glove = false;
        root.session.settings.textScale = 1;
        root.session.settings.theme = 0;
        root.window = createTemporaryObject(main, root);
        verify(root.window);
        tryVerify(() => root.window.active || root.window.visible);
    }
    function cleanup() {
        root.session.lock();
    }

    function test_passphraseTypedAndAcceptedOpensTheDoor() {
        root.window.requestActivate();
        tryVerify(() => root.window.active);
        waitForRendering(root.window.contentItem);  // the first key goes to a window that is there
        const field = shown().filter(item => item.full !== undefined && item.length !== undefined)[0];
        verify(field);
        tryVerify(() => field.activeFocus);
        for (const letter of Field.passphrase)
            keyClick(letter);
        compare(field.length, Field.passphrase.length);
        keyClick(Qt.Key_Return);
        compare(field.length, 0);
        tryCompare(root.session, "stage", Session.Open, 30000);
    }
    function test_lockButtonIsOnEveryScreenAndLocks() {
        open();
        for (const screen of root.screens) {
            go(screen);
            verify(button("Lock").enabled);
        }
        mouseClick(button("Lock"));
        compare(root.session.stage, Session.Locked);
        compare(buttons().filter(item => item.text === "Lock").length, 0);
    }
    function test_exerciseIsSaidOnEveryScreen() {
        open();
        for (const screen of root.screens) {
            go(screen);
            compare(shown().filter(item => item instanceof ExerciseBand).length, 1);
        }
    }
    function test_everyTargetIsLargeEnough_data() {
        return [{ tag: "fingers", glove: false, side: 57 }, { tag: "gloves", glove: true, side: 95 }];
    }
    function test_everyTargetIsLargeEnough(data) {
        root.session.settings.glove = data.glove;
        open();
        for (const screen of root.screens) {
            go(screen);
            for (const item of buttons())
                verify(item.height >= data.side && item.width >= data.side, "screen " + screen + ": " + item.text + " " + item.width + " x " + item.height);
        }
    }
    function test_everyControlHasAName() {
        open();
        for (const screen of root.screens) {
            go(screen);
            for (const item of buttons())
                verify(item.Accessible.name !== "", "screen " + screen + ": " + item);
        }
    }
    function test_nothingLeavesTheWindow_data() {
        return [{ tag: "en", language: "en" }, { tag: "fr", language: "fr" }, { tag: "es", language: "es" }, { tag: "ar", language: "ar" }];
    }
    function test_nothingLeavesTheWindow(data) {
        root.window.width = 1024;
        root.window.height = 600;
        root.session.settings.textScale = 2;
        root.session.settings.language = data.language;
        open();
        for (const screen of root.screens) {
            go(screen);
            for (const item of buttons()) {
                const at = item.mapToItem(null, 0, 0);
                verify(at.x >= -1 && at.x + item.width <= root.window.width + 1, "screen " + screen + ": " + item.text + " at " + at.x + " + " + item.width);
            }
        }
    }
    function test_arabicIsMirroredWithoutRestart() {
        open();
        const rail = () => shown().filter(item => item instanceof Rail)[0];
        verify(rail().mapToItem(null, 0, 0).x < 10);
        root.session.settings.language = "ar";
        tryVerify(() => rail().mapToItem(null, 0, 0).x > root.window.width / 2);
        compare(buttons().filter(item => item.text === "قفل").length, 1);
    }
    function test_keyboardReachesTheLock() {
        open();
        go(Session.Preferences);
        root.window.requestActivate();
        const wanted = button("Lock");
        let steps = 0;
        while (!wanted.activeFocus && ++steps < 80)
            keyClick(Qt.Key_Tab);
        verify(wanted.activeFocus);
        keyClick(Qt.Key_Space);
        compare(root.session.stage, Session.Locked);
    }
    function test_newSiteIsOpenedFromItsScreen() {
        open();
        const before = root.session.sites.count;
        mouseClick(button("New site"));
        compare(root.session.navigation.screen, Session.NewSite);
        verify(!button("Open site").enabled);
        root.session.siteDraft.name = "Mill";
        root.session.siteDraft.type = "ST08";
        verify(button("Open site").enabled);
        mouseClick(button("Open site"));
        tryVerify(() => root.session.sites.count === before + 1);
        compare(root.session.navigation.screen, Session.Site);
    }
    function test_noCameraAndNoReceiverAreSaid() {
        open();
        go(Session.Capture);
        verify(shown().some(item => item.text === "No camera"));
        verify(shown().some(item => item.text === "No receiver: the record will say so"));
    }
}
