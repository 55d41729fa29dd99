"""Japanese for what Qt says by itself: its own catalogue, and the labels that catalogue lacks (GUI 10)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

# Source text → Japanese. Mnemonics are Qt's; words as in LOOK 5.
_WORDS = {
    "Look in:": "場所：",
    "Directory:": "フォルダー：",
    "File &name:": "ファイル名(&N)：",
    "Files of type:": "種類：",
    "Back": "戻る",
    "Forward": "進む",
    "Parent Directory": "上のフォルダー",
    "Create New Folder": "新しいフォルダー",
    "Create a New Folder": "新しいフォルダーを作る",
    "List View": "一覧",
    "Detail View": "くわしい一覧",
    "Change to list view mode": "一覧にする",
    "Change to detail view mode": "くわしい一覧にする",
    "Sidebar": "よく使う場所",
    "List of places and bookmarks": "よく使う場所",
    "Go back": "戻る",
    "Go forward": "進む",
    "Go to the parent directory": "上のフォルダーへ",
    "Files": "ファイル",
    "All Files (*)": "すべてのファイル (*)",
    "Computer": "コンピューター",
    "Name": "名前",
    "Size": "大きさ",
    "Type": "種類",
    "Kind": "種類",
    "Date Modified": "変更した日時",
    "Folder": "フォルダー",
    "%1 KiB": "%1 KB",
    "%1 MiB": "%1 MB",
    "%1 GiB": "%1 GB",
    "%1 bytes": "%1 バイト",
    "&Open": "開く(&O)",
    "&Save": "保存する(&S)",
    "Open": "開く",
    "Save": "保存する",
    "Save As": "名前を付けて保存",
    "Cancel": "やめる",
    "&Cancel": "やめる(&C)",
    "OK": "決める",
    "&OK": "決める(&O)",
    "Close": "閉じる",
    "Print": "印刷する",
    "&Print": "印刷する(&P)",
    "Pages": "ページ",
    "Page &Set:": "ページの組：",
    "Pages &per sheet:": "1枚のページ数：",
    "Page &order:": "並べる順：",
    "Double Sided Printing": "両面印刷",
    "Off": "しない",
    "Long side binding": "長辺とじ",
    "Short side binding": "短辺とじ",
    (
        "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen."
        " E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
    ): "ページをコンマで、範囲をハイフンで書きます。3,5-7,9 なら 3、5、6、7、9 ページを印刷します。",
    "&Options >>": "くわしく(&O) >>",
    "&Options <<": "閉じる(&O) <<",
    "&Choose": "選ぶ(&C)",
    "&Rename": "名前を変える(&R)",
    "&Delete": "削除する(&D)",
    "&New Folder": "新しいフォルダー(&N)",
    "Show &hidden files": "隠れたファイルも見る(&H)",
    "New Folder": "新しいフォルダー",
    "%1 already exists.\nDo you want to replace it?": "「%1」はすでにあります。\n置き換えますか。",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nファイルが見つかりません。\n名前を確かめてください。"
    ),
    "&Undo": "元に戻す(&U)",
    "&Redo": "やり直す(&R)",
    "Cu&t": "切り取る(&T)",
    "&Copy": "コピー(&C)",
    "&Paste": "貼り付ける(&P)",
    "Delete": "消す",
    "Select All": "すべて選ぶ",
}


class HouseWords(QTranslator):
    """The words above; whatever it does not know is left to the next translator."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The Japanese of one of Qt's texts, None = not known here."""
        return _WORDS.get(source) or _WORDS.get(source.replace("&", ""))

    def isEmpty(self) -> bool:
        """It has words."""
        return False


def install(application: QCoreApplication, parent: QObject | None = None) -> list[QTranslator]:
    """Make Qt speak Japanese. The translators returned must be kept."""
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    catalogue = QTranslator(parent or application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed: list[QTranslator] = []
    if catalogue.load("qtbase_ja", folder):
        application.installTranslator(catalogue)
        installed.append(catalogue)
    own = HouseWords(parent or application)
    application.installTranslator(own)  # the last one installed is asked first
    installed.append(own)
    return installed
