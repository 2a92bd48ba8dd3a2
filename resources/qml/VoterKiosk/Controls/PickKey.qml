pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs

// A key that asks for a file, files or a folder of this machine, by the system's own dialog.
KeyButton {
    id: key

    property bool folder: false
    property bool many: false
    property var kinds: [] // such as "Excel (*.xlsx)"
    property FolderDialog askingFolder: null
    property FileDialog askingFile: null

    signal picked(place: url)
    signal pickedAll(places: list<url>)

    onClicked: {
        if (folder) {
            askingFolder = askingFolder ?? folders.createObject(key) as FolderDialog;
            askingFolder.open();
        } else {
            askingFile = askingFile ?? files.createObject(key) as FileDialog;
            askingFile.open();
        }
    }

    Component {
        id: folders

        FolderDialog {
            title: key.text

            onAccepted: key.picked(selectedFolder)
        }
    }
    Component {
        id: files

        FileDialog {
            fileMode: key.many ? FileDialog.OpenFiles : FileDialog.OpenFile
            nameFilters: key.kinds
            title: key.text

            onAccepted: {
                if (key.many)
                    key.pickedAll(selectedFiles);
                else
                    key.picked(selectedFile);
            }
        }
    }
}
