"""Everything the program can do, as data: menus, tool rows, context menus, keys and the key sheet come from here.

A new command is one ActionSpec in SPECS and one method of that name: of `FileCommands` (scope "window"), `PlanHands`
(scope "plan"), `RecordHands` (scope "records"), `MeetingHands` (scope "meetings"), `MemberHands` (scope "members"),
`AttendanceHands` (scope "attendance"), `IndicatorPage` (scope "indicators") or `MinutesHands` (scope "minutes").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zaitaku_ui.action_spec import MENUS, ActionSpec
from zaitaku_ui.document_actions import DOCUMENT_COMMANDS

__all__ = ["MENUS", "ActionSpec"]

# fmt: off
SPECS = (
    ActionSpec("new", "file", "新しく作る(&N)…", "Ctrl+N", "new-file"),
    ActionSpec("open", "file", "ファイルを開く(&O)…", "Ctrl+O", "folder"),
    ActionSpec("close", "file", "ファイルを閉じる(&C)", "Ctrl+W", "", "file"),
    ActionSpec("save_as", "file", "別名で保存(&A)…", "", "", "file", tip="同じ内容の新しいファイルを作り、続きはそちらで行います"),
    ActionSpec("print", "file", "印刷(&P)…", "Ctrl+P", "print", "paper", line=True),
    ActionSpec("pdf", "file", "PDFに保存(&D)…", "Ctrl+Shift+P", "download", "paper"),
    ActionSpec("export", "file", "Excel・Wordに書き出す(&E)…", "Ctrl+Shift+E", "upload", "paper", word="書き出す"),
    ActionSpec("back_up", "file", "控えを取る(&B)", "", "history", "write", line=True),
    ActionSpec("quit", "file", "終わる(&Q)", "Ctrl+Q", line=True),
    ActionSpec("undo", "edit", "元に戻す(&U)", "Ctrl+Z", "undo", "write"),
    ActionSpec("redo", "edit", "やり直す(&R)", "Ctrl+Y", "redo", "write"),
    ActionSpec("undo_list", "edit", "元に戻す操作の一覧(&L)…", "Ctrl+Shift+Z", "history", "write", tip="いくつも前の操作まで、一度に元に戻せます"),
    ActionSpec("previous_year", "view", "前の年度(&A)", "Ctrl+PgUp", "left", "year"),
    ActionSpec("next_year", "view", "次の年度(&T)", "Ctrl+PgDown", "right", "year"),
    ActionSpec("show_plan", "view", "計画(&K)", "Alt+2", "plan", "file", line=True),
    ActionSpec("show_meetings", "view", "会議(&M)", "Alt+3", "meeting", "file"),
    ActionSpec("show_members", "view", "委員(&J)", "Alt+4", "person", "file"),
    ActionSpec("show_trainings", "view", "研修(&U)", "Alt+5", "training", "file"),
    ActionSpec("show_consultations", "view", "相談(&D)", "Alt+6", "speech", "file"),
    ActionSpec("show_indicators", "view", "指標(&X)", "Alt+7", "chart", "file"),
    ActionSpec("show_documents", "view", "文書(&U)", "Alt+8", "document", "file"),
    ActionSpec("show_print", "view", "印刷の一覧(&I)", "Alt+9", "print", "file"),
    ActionSpec("show_checks", "view", "点検(&C)", "Alt+0", "ok", "file"),
    ActionSpec("fold", "view", "左の項目をたたむ(&L)", "", "", "file", checkable=True),
    ActionSpec("contrast", "view", "高コントラスト(&H)", "", "", checkable=True, line=True),
    ActionSpec("import", "data", "Excelを取り込む(&I)…", "Ctrl+I", "upload", "write"),
    ActionSpec("import_paper", "data", "会議録・次第・名簿・文書を取り込む(&M)…", "Ctrl+Alt+I", "meeting", "write", tip="Word、PDF、写した文から、会議、人、出欠、次第、本文や、基本方針などの文書を取り込みます"),
    ActionSpec("save_revision", "tool", "版として保存(&V)…", "Ctrl+Alt+S", "history", "write", tip="今の計画か文書を、名前を付けてそのまま残します。残した版は変わりません"),
    ActionSpec("municipality", "tool", "自治体設定(&M)…", "", "home", "write"),
    ActionSpec("plan_settings", "tool", "計画の設定(&P)…", "", "plan", "write"),
    ActionSpec("axes", "tool", "分類の設定(&B)…", "", "tag", "write", tip="事業項目や場面の記号と名前を、自治体の言葉に変えます"),
    ActionSpec("document_settings", "tool", "資料の設定(&D)…", "Ctrl+Shift+S", "settings", "write"),
    ActionSpec("add_document", "tool", "資料を増やす(&A)…", "", "plus", "write"),
    ActionSpec("edit_form", "tool", "この資料の様式を直す(&E)…", "", "columns", "write", tip="列、見出し、用紙などを、ページを見ながら変えます", line=True),
    ActionSpec("forms", "tool", "様式の一覧(&F)…", "", "document", "write", tip="様式を複製する、直す、ファイルに書き出す、ファイルから読み込む"),
    ActionSpec("enter_breaks", "tool", "Enterで改行する(&L)", "", "", "", checkable=True, line=True, tip="セルの中で Enter が改行になり、確定は Ctrl+Enter になります"),
    ActionSpec("help", "help", "使い方(&H)", "F1", "book"),
    ActionSpec("keys", "help", "キー一覧(&K)", "Ctrl+F1", "keyboard"),
    ActionSpec("about", "help", "この版について(&A)", "", "info"),
    # -- the editor of 様式
    ActionSpec("form_add", "", "列を足す", "Ctrl+Shift+A", "plus", scope="form"),
    ActionSpec("form_remove", "", "列を消す", "Ctrl+Delete", "trash", scope="form"),
    ActionSpec("form_left", "", "左へ移す", "Alt+Left", "left", word="左へ", scope="form"),
    ActionSpec("form_right", "", "右へ移す", "Alt+Right", "right", word="右へ", scope="form"),
    ActionSpec("form_wider", "", "列を 1mm 広げる", "Alt+Shift+Right", scope="form"),
    ActionSpec("form_narrower", "", "列を 1mm 狭める", "Alt+Shift+Left", scope="form"),
    ActionSpec("form_heading", "", "見出しを直す", "F2", scope="form"),
    ActionSpec("form_group", "", "見出しをまとめる", "Ctrl+Shift+G", "columns", word="まとめる", tip="Shift を押しながら選んだ列の上に、1つの見出しを置きます", scope="form"),
    ActionSpec("form_split", "", "見出しのまとまりを解く", "Ctrl+Shift+U", "close", word="解く", tip="列の上の見出しを取ります", scope="form"),
    ActionSpec("form_problem", "", "次の直す所へ", "F7", scope="form"),
    ActionSpec("form_import", "", "様式をファイルから読み込む…", icon="upload", scope="form"),
    ActionSpec("form_export", "", "様式をファイルに書き出す…", icon="download", scope="form"),
    ActionSpec("form_save", "", "様式を保存する", "Ctrl+S", scope="form"),
    # -- the sheet of a plan, in the order of its menus
    ActionSpec("cut", "edit", "切り取り", shortcut="Ctrl+X", needs="write", line=True, scope="plan"),
    ActionSpec("copy", "edit", "コピー", shortcut="Ctrl+C", icon="copy", scope="plan"),
    ActionSpec("paste", "edit", "貼り付ける", shortcut="Ctrl+V", needs="write", scope="plan"),
    ActionSpec("clear", "edit", "空にする", needs="write", scope="plan"),
    ActionSpec("edit", "", "セルを直す", icon="pencil", needs="write", tip="F2 でも直せます", scope="plan"),
    ActionSpec("share", "edit", "上と同じ", shortcut="Ctrl+U", icon="same", needs="write", line=True, tip="上のセルと文を共有します。どちらで直しても両方が変わります", scope="plan"),
    ActionSpec("unshare", "edit", "共有をやめる", icon="link", needs="write", tip="今の文を写して、別々に直せるようにします", scope="plan"),
    ActionSpec("fill_down", "edit", "上のセルをコピー", shortcut="Ctrl+D", icon="copy", needs="write", scope="plan"),
    ActionSpec("fill_right", "edit", "左のセルをコピー", shortcut="Ctrl+R", needs="write", scope="plan"),
    ActionSpec("bold", "edit", "太字", shortcut="Ctrl+B", needs="write", tip="入力中は選んだ字だけ、ほかではセルの文の全部が太字になります", line=True, scope="plan"),
    ActionSpec("today", "edit", "今日の日付を入れる", shortcut="Ctrl+;", needs="write", tip="計画の文にいちばん多い書き方の和暦で入ります", scope="plan"),
    ActionSpec("continues", "edit", "継続", shortcut="Ctrl+K", icon="arrow", needs="write", tip="前の年度と同じ内容です", scope="plan"),
    ActionSpec("none", "edit", "なし（―）", shortcut="Ctrl+Shift+M", icon="none", needs="write", tip="該当がないことを表します", scope="plan"),
    ActionSpec("pick", "edit", "一覧から選ぶ", needs="write", tip="評価、リーダー、分類の欄では Alt+↓ でも開きます", scope="plan"),
    ActionSpec("tags", "edit", "分類…", shortcut="Ctrl+T", icon="tag", needs="write", tip="事業項目、4つの場面などを、選んだ取組に付けます", scope="plan"),
    ActionSpec("end", "edit", "廃止…", icon="close", needs="write", tip="取組の最後の年度と、後を引き継ぐ取組を決めます", scope="plan"),
    ActionSpec("renumber", "edit", "番号を振り直す…", icon="number", needs="write", tip="取組の No. を、決まりに合わせて付け直します", scope="plan"),
    ActionSpec("find", "edit", "検索", shortcut="Ctrl+F", icon="search", line=True, scope="plan"),
    ActionSpec("replace", "edit", "検索と置き換え", shortcut="Ctrl+H", needs="write", scope="plan"),
    ActionSpec("find_next", "edit", "次を検索", shortcut="F3", scope="plan"),
    ActionSpec("find_previous", "edit", "前を検索", shortcut="Shift+F3", scope="plan"),
    ActionSpec("next_gap", "edit", "次の空欄へ移動", shortcut="F4", line=True, tip="今の年度に要る欄のうち、まだ空の所へ移ります", scope="plan"),
    ActionSpec("previous_gap", "edit", "前の空欄へ移動", shortcut="Shift+F4", scope="plan"),
    ActionSpec("arrange", "data", "並べ替え・絞り込み", shortcut="Ctrl+Shift+L", icon="filter", line=True, tip="カーソルの列で並べ替え、絞り込みます。見出しの ▾ や右クリックでも出ます", scope="plan"),
    ActionSpec("arrange_off", "data", "並べ替え・絞り込みをやめる", tip="元の並びに戻します", scope="plan"),
    ActionSpec("preview", "view", "プレビュー", shortcut="F9", icon="preview", checkable=True, line=True, scope="plan"),
    ActionSpec("enlarge", "view", "プレビューを大きく見る", shortcut="Shift+F9", icon="enlarge", tip="ページを別の窓に並べます", scope="plan"),
    ActionSpec("side", "view", "セルと点検", shortcut="F8", icon="panel", checkable=True, tip="カーソルのセルの全文と履歴、点検の結果を右側に出します", scope="plan"),
    ActionSpec("findings", "view", "点検の一覧", shortcut="Shift+F8", icon="ok", tip="見つかった所を並べます。Enter でその欄へ移ります", scope="plan"),
    ActionSpec("fold_year", "view", "この年度の列をたたむ", shortcut="Alt+Shift+Left", line=True, scope="plan"),
    ActionSpec("fold_others", "view", "ほかの年度の列をたたむ", shortcut="Alt+Shift+Down", scope="plan"),
    ActionSpec("open_folds", "view", "たたんだ列を開く", shortcut="Alt+Shift+Right", scope="plan"),
    ActionSpec("zoom_in", "view", "表を大きくする", shortcut="Ctrl++", icon="plus", tip="Ctrl を押しながらホイールを回しても変わります", line=True, scope="plan"),
    ActionSpec("zoom_out", "view", "表を小さくする", shortcut="Ctrl+-", icon="minus", scope="plan"),
    ActionSpec("zoom_reset", "view", "表を100%にする", shortcut="Ctrl+Shift+0", scope="plan"),
    ActionSpec("next_finding", "tool", "次の点検の所へ", shortcut="F7", icon="down", line=True, scope="plan"),
    ActionSpec("previous_finding", "tool", "前の点検の所へ", shortcut="Shift+F7", icon="up", scope="plan"),
    ActionSpec("repair", "tool", "点検の所を直す", shortcut="Ctrl+.", icon="pencil", needs="write", tip="自動で直せるものを直します。Ctrl+Z で元に戻せます", scope="plan"),
    ActionSpec("leave", "tool", "点検の所をこのままにする…", shortcut="Ctrl+Shift+.", icon="ok", needs="write", tip="理由を書いて、点検から外します", scope="plan"),
    ActionSpec("add_initiative", "insert", "取組を追加", shortcut="Ctrl+Shift+T", icon="plus", needs="write", tip="今の取組の下に、新しい取組を作ります", scope="plan"),
    ActionSpec("add_line", "insert", "実施行を追加", shortcut="Ctrl+Shift+J", icon="row-below", needs="write", tip="今の取組を、もう1行に分けます", scope="plan"),
    ActionSpec("add_group", "insert", "項目を追加", shortcut="Ctrl+Shift+K", icon="plan", needs="write", tip="今の項目の下に、新しい項目を作ります", scope="plan"),
    ActionSpec("insert_above", "insert", "上に挿入", shortcut="Ctrl+Shift+A", icon="row-above", needs="write", line=True, tip="選んだ行の数だけ、同じ種類の行を上に入れます", scope="plan"),
    ActionSpec("insert_below", "insert", "下に挿入", shortcut="Ctrl+Shift+B", icon="row-below", needs="write", tip="選んだ行の数だけ、同じ種類の行を下に入れます", scope="plan"),
    ActionSpec("duplicate", "insert", "複製", shortcut="Ctrl+Shift+D", icon="copy", needs="write", tip="選んだ行と同じ内容の行を、すぐ下に作ります", scope="plan"),
    ActionSpec("delete_rows", "insert", "行を削除", shortcut="Ctrl+Delete", icon="trash", needs="write", line=True, tip="選んだ行を消します。Ctrl+Z で戻せます", scope="plan"),
    ActionSpec("move_up", "insert", "上へ移す", shortcut="Alt+Up", icon="arrow-up", needs="write", line=True, scope="plan"),
    ActionSpec("move_down", "insert", "下へ移す", shortcut="Alt+Down", icon="arrow-down", needs="write", scope="plan"),
    ActionSpec("indent", "insert", "字下げ（上の取組の実施行にする）", shortcut="Alt+Right", icon="indent", needs="write", scope="plan"),
    ActionSpec("outdent", "insert", "字上げ（取組にする）", shortcut="Alt+Left", icon="outdent", needs="write", scope="plan"),
    ActionSpec("move_to_group", "insert", "別の項目へ移す…", shortcut="Ctrl+Shift+G", icon="folder", needs="write", tip="選んだ行の取組を、ほかの項目の最後に移します", scope="plan"),
    # -- tables of records (名簿, 事務局, 会議の一覧), which have most of the commands above too
    ActionSpec("add_record", "insert", "行を追加", shortcut="Ctrl+Shift+B", icon="plus", needs="write", tip="表のいちばん下の空の行に移ります", scope="records"),
    ActionSpec("record_side", "view", "選んだ行のすべての欄", shortcut="F8", icon="panel", checkable=True, line=True, tip="カーソルの行の欄を、見出しと並べて右側に出します", word="すべての欄", scope="records"),
    # -- 出欠表: the keys 1–5 are the table's
    ActionSpec("mark_present", "edit", "○ 出席", needs="write", line=True, tip="選んだ所を出席にします（1）", scope="attendance"),
    ActionSpec("mark_absent", "edit", "× 欠席", needs="write", tip="選んだ所を欠席にします（2）", scope="attendance"),
    ActionSpec("mark_proxy", "edit", "代 代理", needs="write", tip="選んだ所を代理にします（3）。F2 で代理者の名前を書けます", scope="attendance"),
    ActionSpec("mark_online", "edit", "Ｗ オンライン", needs="write", tip="選んだ所をオンラインの出席にします（4）", scope="attendance"),
    ActionSpec("mark_out", "edit", "― 任期外", needs="write", tip="選んだ所を任期外にします（5）", scope="attendance"),
    ActionSpec("all_present", "edit", "全員を出席", shortcut="Ctrl+Shift+A", icon="check", needs="write", tip="カーソルの会議で、まだ空の委員をすべて出席にします", scope="attendance"),
    ActionSpec("attendance_side", "view", "選んだ出欠", shortcut="F8", icon="panel", checkable=True, line=True, tip="代理者、遅参、早退と、職種ごとの出席率を右側に出します", scope="attendance"),
    # -- the page 委員
    ActionSpec("replace_member", "insert", "委員の交代…", shortcut="Ctrl+Shift+U", icon="person", needs="write", line=True, tip="任期の途中で、後任に席を引き継ぎます", word="交代", scope="members"),
    ActionSpec("merge_people", "data", "同じ人としてまとめる…", icon="link", needs="write", line=True, tip="「人」か「所属」の表で2行を選び、1つにまとめます", word="まとめる", scope="members"),
    # -- the page 指標
    ActionSpec("show_initiative", "view", "取組を計画で見る", shortcut="Ctrl+Shift+O", icon="plan", line=True, tip="カーソルの指標に結び付く取組へ移ります。Alt+2 では、計画の前にいた所に戻ります", word="計画で見る", scope="indicators"),
    # -- the page 会議, whatever is seen of it
    ActionSpec("add_meeting", "insert", "会議を追加", shortcut="Ctrl+Shift+N", icon="plus", needs="write", tip="前の会議から、時刻、場所、次第、委員を写します", scope="meetings"),
    ActionSpec("open_meeting", "view", "会議を開く", shortcut="Ctrl+Shift+O", icon="right", line=True, tip="一覧のカーソルの会議を開きます", scope="meetings"),
    ActionSpec("close_meeting", "view", "開催一覧に戻る", shortcut="Alt+Home", scope="meetings"),
    ActionSpec("previous_meeting", "view", "前の会議", shortcut="Alt+PgUp", scope="meetings"),
    ActionSpec("next_meeting", "view", "次の会議", shortcut="Alt+PgDown", scope="meetings"),
    ActionSpec("meeting_findings", "view", "会議の点検", shortcut="Shift+F8", icon="ok", checkable=True, line=True, tip="この会議（一覧では、この会議体）で見つかった所を右側に並べます", word="点検", scope="meetings"),
    ActionSpec("next_meeting_finding", "tool", "次の点検の所へ", shortcut="F7", icon="down", line=True, scope="meetings"),
    ActionSpec("previous_meeting_finding", "tool", "前の点検の所へ", shortcut="Shift+F7", icon="up", scope="meetings"),
    ActionSpec("refresh_attendance", "tool", "名簿を読み直す", icon="person", needs="write", line=True, tip="開催日の委員と事務局を、出欠に入れ直します。入力済みの出欠は残ります", scope="meetings"),
    ActionSpec("ask_confirmation", "tool", "会議録の確認を依頼…", shortcut="Ctrl+Shift+Q", icon="upload", needs="write", line=True, tip="確認を頼む相手と期限を記録し、状態を「確認中」にします", word="確認を依頼", scope="meetings"),
    ActionSpec("lock_meeting", "tool", "会議録を確定…", icon="lock", needs="write", tip="取り消すまで、何も変えられません", word="確定", scope="meetings"),
    ActionSpec("unlock_meeting", "tool", "会議録の確定を取り消す…", needs="write", tip="理由を書いて取り消します。記録に残ります", word="確定を取り消す", scope="meetings"),
    ActionSpec("cancel_meeting", "tool", "会議を中止…", needs="write", line=True, scope="meetings"),
    ActionSpec("postpone_meeting", "tool", "会議を延期…", needs="write", tip="同じ番号の新しい会議を作り、用意したものを写します", scope="meetings"),
    ActionSpec("revive_meeting", "tool", "会議の中止・延期を取り消す", needs="write", scope="meetings"),
    ActionSpec("delete_meeting", "tool", "会議を削除", icon="trash", needs="write", tip="次第、資料、出欠、会議録も消えます。Ctrl+Z で戻せます", scope="meetings"),
    # -- the 資料 of a meeting or a 会議体
    ActionSpec("make_paper", "insert", "資料を作る…", shortcut="Ctrl+Shift+A", icon="plus", needs="write", tip="様式と会議を選び、要点、公開用、署名欄などを決めます", word="資料を作る", scope="papers"),
    ActionSpec("delete_paper", "insert", "資料を削除", shortcut="Ctrl+Delete", icon="trash", needs="write", tip="会議の記録は残ります。Ctrl+Z で戻せます", scope="papers"),
    ActionSpec("masked_words", "tool", "伏せる言葉…", shortcut="Ctrl+Shift+M", line=True, tip="公開用の資料で、伏せる言葉を確かめます", scope="papers"),
    # -- the outline of a 次第, and what is handed out
    ActionSpec("item_plain", "edit", "議題", shortcut="Ctrl+1", needs="write", checkable=True, line=True, scope="agenda"),
    ActionSpec("item_tasks", "edit", "前回までの宿題", shortcut="Ctrl+2", needs="write", checkable=True, word="宿題", tip="まだ済んでいない宿題が、この議題の下に印刷されます", scope="agenda"),
    ActionSpec("item_report", "edit", "部会からの報告", shortcut="Ctrl+3", needs="write", checkable=True, word="部会報告", scope="agenda"),
    ActionSpec("item_line", "edit", "番号のない行", shortcut="Ctrl+4", needs="write", checkable=True, word="番号なし", scope="agenda"),
    ActionSpec("item_in", "edit", "一段下げる", shortcut="Alt+Right", icon="indent", needs="write", line=True, tip="Tab でも下がります", scope="agenda"),
    ActionSpec("item_out", "edit", "一段上げる", shortcut="Alt+Left", icon="outdent", needs="write", tip="Shift+Tab でも上がります", scope="agenda"),
    ActionSpec("item_up", "edit", "議題を上へ移す", shortcut="Alt+Up", icon="arrow-up", needs="write", scope="agenda"),
    ActionSpec("item_down", "edit", "議題を下へ移す", shortcut="Alt+Down", icon="arrow-down", needs="write", scope="agenda"),
    ActionSpec("remove_items", "edit", "議題を削除", shortcut="Ctrl+Delete", icon="trash", needs="write", scope="agenda"),
    ActionSpec("presenter", "insert", "説明者と時間", shortcut="F4", icon="clock", needs="write", tip="「高齢福祉課 10分」のように書きます。Ctrl+Enter でも移ります", scope="agenda"),
    ActionSpec("mark_handout", "insert", "資料の印", shortcut="Ctrl+K", icon="link", needs="write", tip="@ を打っても、配付資料を選んで【資料１】を付けられます", scope="agenda"),
    ActionSpec("tasks_item", "insert", "前回までの宿題の議題", icon="history", needs="write", line=True, scope="agenda"),
    ActionSpec("report_items", "insert", "部会の報告の議題", needs="write", tip="部会ごとに1つずつ、まとめて入れます", scope="agenda"),
    ActionSpec("carry_items", "insert", "前の会議から引き継ぐ…", shortcut="Ctrl+Shift+K", icon="copy", needs="write", scope="agenda"),
    ActionSpec("handout_parts", "insert", "中身を選ぶ…", shortcut="Ctrl+Shift+M", icon="document", needs="write", line=True, tip="資料、会議録、PDF、題名だけから選びます", scope="handouts"),
    ActionSpec("branch_handouts", "insert", "枝番にまとめる", shortcut="Ctrl+Shift+G", icon="number", needs="write", tip="選んだ資料を 1－1、1－2 のようにします", scope="handouts"),
    ActionSpec("split_branch", "insert", "枝番をやめる", needs="write", scope="handouts"),
    ActionSpec("replace_handout", "insert", "差替を作る", needs="write", scope="handouts"),
    ActionSpec("number_handouts", "insert", "資料番号を振り直す", needs="write", scope="handouts"),
    ActionSpec("packet_add", "insert", "資料を追加…", "Ctrl+Shift+A", "plus", needs="write", line=True, word="資料を追加", scope="packet"),
    ActionSpec("packet_attach", "insert", "PDFを取り込む…", "Ctrl+Shift+F", "upload", needs="write", word="PDF", tip="データファイルの中に入れて、資料一式に続けて印刷します", scope="packet"),
    ActionSpec("packet_parts", "insert", "中身を選ぶ…", "Ctrl+Shift+M", "document", needs="write", word="中身", tip="資料、会議録、PDF、題名だけから選びます", scope="packet"),
    ActionSpec("packet_up", "edit", "上へ移す", "Alt+Up", "arrow-up", needs="write", line=True, word="上へ", tip="番号と、次第や会議録の中の番号も付け替わります", scope="packet"),
    ActionSpec("packet_down", "edit", "下へ移す", "Alt+Down", "arrow-down", needs="write", word="下へ", tip="番号と、次第や会議録の中の番号も付け替わります", scope="packet"),
    ActionSpec("packet_remove", "edit", "資料を外す", "Ctrl+Delete", "close", needs="write", word="外す", tip="元の資料や会議録は残ります", scope="packet"),
    ActionSpec("packet_branch", "insert", "枝番にまとめる", "Ctrl+Shift+G", "number", needs="write", tip="選んだ資料を 1－1、1－2 のようにします", scope="packet"),
    ActionSpec("packet_split", "insert", "枝番をやめる", needs="write", scope="packet"),
    ActionSpec("packet_replace", "insert", "差替を作る", needs="write", tip="右上に（訂正版）と日付が入り、元の資料は印刷しません", scope="packet"),
    ActionSpec("packet_renumber", "insert", "資料番号を振り直す", needs="write", scope="packet"),
    ActionSpec("packet_open", "view", "元を開く", icon="folder", line=True, tip="資料は計画や文書で、会議録は会議録で開きます", scope="packet"),
    ActionSpec("packet_print", "data", "資料一式を印刷…", icon="print", line=True, scope="packet"),
    ActionSpec("packet_print_chosen", "data", "選んだ資料だけ印刷…", scope="packet"),
    ActionSpec("packet_one", "data", "資料一式を1つのPDFに保存…", scope="packet"),
    ActionSpec("packet_each", "data", "資料ごとのPDFに保存…", scope="packet"),
    ActionSpec("packet_fix", "data", "資料一式を確定", icon="lock", tip="今のPDFを残し、あとで記録を直しても同じものを印刷します", scope="packet"),
    ActionSpec("packet_unfix", "data", "資料一式の確定を取り消す…", scope="packet"),
    # -- the outline of a 会議録
    ActionSpec("kind_opinion", "edit", "意見", shortcut="Ctrl+1", needs="write", checkable=True, line=True, scope="minutes"),
    ActionSpec("kind_question", "edit", "質問", shortcut="Ctrl+2", needs="write", checkable=True, scope="minutes"),
    ActionSpec("kind_answer", "edit", "回答", shortcut="Ctrl+3", needs="write", checkable=True, tip="→ を前に付けます", scope="minutes"),
    ActionSpec("kind_decision", "edit", "決定", shortcut="Ctrl+4", needs="write", checkable=True, tip="担当と期限を書けます", scope="minutes"),
    ActionSpec("kind_task", "edit", "宿題", shortcut="Ctrl+5", needs="write", checkable=True, tip="担当と期限を書けます", scope="minutes"),
    ActionSpec("kind_plain", "edit", "地の文", shortcut="Ctrl+6", needs="write", checkable=True, tip="番号のない文です", scope="minutes"),
    ActionSpec("kind_heading", "edit", "見出し", shortcut="Ctrl+7", needs="write", checkable=True, scope="minutes"),
    ActionSpec("kind_explanation", "edit", "説明", shortcut="Ctrl+8", needs="write", checkable=True, scope="minutes"),
    ActionSpec("kind_box", "edit", "囲み", shortcut="Ctrl+9", needs="write", checkable=True, tip="【 】で囲む行です", scope="minutes"),
    ActionSpec("kind_speaker", "edit", "発言者", shortcut="Ctrl+0", needs="write", checkable=True, tip="（部会長から）など、発言者だけの行です", scope="minutes"),
    ActionSpec("block_in", "edit", "一段下げる", shortcut="Alt+Right", icon="indent", needs="write", line=True, tip="Tab でも下がります", scope="minutes"),
    ActionSpec("block_out", "edit", "一段上げる", shortcut="Alt+Left", icon="outdent", needs="write", tip="Shift+Tab でも上がります", scope="minutes"),
    ActionSpec("block_up", "edit", "項目を上へ移す", shortcut="Alt+Up", icon="arrow-up", needs="write", scope="minutes"),
    ActionSpec("block_down", "edit", "項目を下へ移す", shortcut="Alt+Down", icon="arrow-down", needs="write", scope="minutes"),
    ActionSpec("remove_blocks", "edit", "項目を削除", shortcut="Ctrl+Delete", icon="trash", needs="write", scope="minutes"),
    ActionSpec("text_bold", "edit", "選んだ字を太字に", shortcut="Ctrl+B", needs="write", line=True, scope="minutes"),
    ActionSpec("restart_series", "edit", "番号を始め直す", shortcut="Ctrl+Shift+R", icon="number", needs="write", tip="ここから ア、(1) などに戻ります。もう一度押すと元の付け方です", line=True, scope="minutes"),
    ActionSpec("continue_series", "edit", "前の番号に続ける", shortcut="Ctrl+Shift+C", needs="write", tip="間に見出しがあっても、前の同じ段の番号に続きます", scope="minutes"),
    ActionSpec("no_number", "edit", "番号なし", shortcut="Ctrl+Shift+M", needs="write", scope="minutes"),
    ActionSpec("full_text_only", "edit", "要点に載せない", shortcut="Ctrl+Shift+Y", needs="write", tip="全文だけに印刷し、要点からは外します", scope="minutes"),
    ActionSpec("speaker", "insert", "発言者", shortcut="F4", needs="write", tip="Ctrl+Enter でも、右の欄を押しても入れられます", scope="minutes"),
    ActionSpec("due_date", "insert", "担当と期限", shortcut="Ctrl+Shift+D", icon="clock", needs="write", tip="決定と宿題に、だれがいつまでにするかを書きます", scope="minutes"),
    ActionSpec("reference", "insert", "参照", shortcut="Ctrl+K", icon="link", needs="write", tip="@ を打っても、項目、資料、議題、名前を選んで入れられます。番号が変わると追いかけます", scope="minutes"),
    ActionSpec("head", "view", "見出し部", shortcut="Ctrl+Shift+H", icon="up", checkable=True, line=True, tip="会議名、日時、出席者などの欄をたたみます", scope="minutes"),
    ActionSpec("insert_agenda", "insert", "次第の議題を見出しに", shortcut="Ctrl+Shift+I", icon="plan", needs="write", tip="まだない議題を、まとめて見出しとして入れます", scope="minutes"),
    ActionSpec("range_line", "insert", "【ア～キの意見を踏まえて…】の行", shortcut="Ctrl+Shift+K", icon="row-below", needs="write", tip="範囲は、意見が増えると自動で広がります", scope="minutes"),
    *DOCUMENT_COMMANDS,
)
# fmt: on

WINDOW_SPECS = tuple(spec for spec in SPECS if spec.scope == "window")
SHARED_KEYS = ("undo", "redo")
"""Commands that an editor shows in its tool row too, while the window has their menu and key."""


def specs_of(scope: str, others: Sequence[str] = SHARED_KEYS) -> tuple[ActionSpec, ...]:
    """The commands of an editor: its own, those of the window in its tool row, and `others` that the plan has too."""
    found = []
    for spec in SPECS:
        if spec.scope == scope:
            found.append(spec)
        elif spec.key in others:
            menu = "" if spec.scope == "window" else spec.menu
            found.append(replace(spec, menu=menu, scope=scope, tip=_OTHER_TIPS.get(spec.key, spec.tip)))
    return tuple(found)


_OTHER_TIPS = {"today": "和暦で入ります", "delete_rows": "選んだ行を消します。Ctrl+Z で戻せます"}
"""What a tip of the plan says elsewhere."""
PLAN_SPECS = specs_of("plan")
RECORD_SPECS = specs_of(
    "records",
    (
        *(*SHARED_KEYS, "cut", "copy", "paste", "clear", "edit", "fill_down", "pick", "today"),
        *("find", "find_next", "find_previous", "preview", "enlarge", "zoom_in", "zoom_out", "zoom_reset"),
        *("delete_rows", "move_up", "move_down", "document_settings"),
    ),
)
AGENDA_SPECS = specs_of("agenda", (*SHARED_KEYS, "preview", "enlarge"))
PAPER_SPECS = specs_of("papers", (*SHARED_KEYS, "document_settings", "export"))
HANDOUT_SPECS = specs_of("handouts", ())
DOCUMENT_SPECS = specs_of(
    "document",
    (
        *(*SHARED_KEYS, "cut", "copy", "paste", "preview", "enlarge", "kind_plain", "kind_heading"),
        *("block_in", "block_out", "block_up", "block_down", "remove_blocks", "text_bold"),
        *("restart_series", "continue_series", "no_number", "reference"),
    ),
)
DOCUMENT_PAGE_SPECS = tuple(spec for spec in SPECS if spec.scope == "documents")
PACKET_SPECS = specs_of("packet", (*SHARED_KEYS, "enlarge"))
MINUTES_SPECS = specs_of("minutes", (*SHARED_KEYS, "cut", "copy", "paste", "preview", "enlarge"))
FORM_SPECS = tuple(
    replace(spec, menu="", scope="form", needs="") for spec in SPECS if spec.scope == "form" or spec.key in SHARED_KEYS
)
ATTENDANCE_SPECS = specs_of(
    "attendance",
    (
        *(*SHARED_KEYS, "cut", "copy", "paste", "clear", "edit", "fill_down"),
        *("find", "find_next", "find_previous", "preview", "enlarge", "zoom_in", "zoom_out", "zoom_reset"),
    ),
)
MARKS = ("mark_present", "mark_absent", "mark_proxy", "mark_online", "mark_out")
ATTENDANCE_CELL_MENU = ("cut", "copy", "paste", "clear", "|", *MARKS, "|", "edit", "fill_down", "all_present")
MEMBER_SPECS = tuple(spec for spec in SPECS if spec.scope == "members")
INDICATOR_SPECS = tuple(spec for spec in SPECS if spec.scope == "indicators")
MEETING_SPECS = tuple(spec for spec in SPECS if spec.scope == "meetings")
RECORD_CELL_MENU = ("cut", "copy", "paste", "clear", "|", "edit", "pick", "fill_down", "|", "add_record", "delete_rows")
RECORD_NUMBER_MENU = ("copy", "|", "move_up", "move_down", "|", "add_record", "delete_rows")

CELL_MENU = (
    *("cut", "copy", "paste", "clear", "|", "continues", "none", "share", "unshare", "|"),
    *("bold", "fill_down", "fill_right", "pick", "tags", "|"),
    *("insert_above", "insert_below", "add_initiative", "add_line", "add_group", "|"),
    *("move_to_group", "end", "|", "delete_rows"),
)
"""The context menu of a cell of the plan; "|" parts."""
ADD_MENU = ("add_initiative", "add_line", "add_group", "|", "insert_above", "insert_below", "duplicate")
ROW_MENU = ("move_up", "move_down", "indent", "outdent", "move_to_group", "|", "end", "renumber", "|", "delete_rows")
NUMBER_MENU = ("copy", "|", "insert_above", "insert_below", "duplicate", "|", *ROW_MENU)
"""The context menu of the row numbers."""
TOOL_ROW = (("undo", "redo"), ("add+", "share", "continues", "none"), ("rows+",))
"""The tool row of the plan in its parts; `add+` and `rows+` are the buttons with ADD_MENU and ROW_MENU."""

AGENDA_KINDS = ("item_plain", "item_tasks", "item_report", "item_line")
AGENDA_MENU = (
    *("mark_handout", "presenter", "|", "item_in", "item_out", "item_up", "item_down", "|"),
    *("tasks_item", "report_items", "carry_items", "|", "remove_items"),
)
"""The context menu of an item of the 次第."""
HANDOUT_MENU = ("branch_handouts", "split_branch", "|", "replace_handout", "number_handouts")
FIRST_KINDS = tuple(
    f"kind_{kind}" for kind in ["opinion", "question", "answer", "decision", "task", "plain", "heading"]
)
"""The kinds that have a button of their own in the tool row of the 会議録."""
MORE_KINDS = (*FIRST_KINDS, "kind_explanation", "kind_box", "kind_speaker")
SERIES_MENU = ("restart_series", "continue_series", "no_number", "full_text_only")
OTHER_KINDS = (*MORE_KINDS[7:], "|", "speaker", "due_date", "|", *SERIES_MENU, "|", "insert_agenda", "range_line")
BLOCK_MENU = (
    *("cut", "copy", "paste", "|"),
    *("speaker", "due_date", "reference", "|", "block_in", "block_out", "block_up", "block_down", "|"),
    *SERIES_MENU,
    *("|", "insert_agenda", "range_line", "|", "remove_blocks"),
)
"""The context menu of an item of the 会議録."""

TEXT_SIZES = (("small", "小"), ("standard", "標準"), ("large", "大"), ("largest", "特大"))

# Keys that no menu shows: what the table of a plan and the lists take.
FIXED_KEYS = (
    ("計画の表", "F2", "セルの文を直す"),
    ("計画の表", "文字を打つ", "そのセルに新しく入力する"),
    ("計画の表", "Enter / Shift+Enter", "下へ / 上へ（範囲を選んでいれば、その中を進む）"),
    ("計画の表", "Tab / Shift+Tab", "右へ / 左へ"),
    ("計画の表", "Alt+Enter", "セルの中で改行する。「・」「①」の行なら次の印を付ける"),
    ("計画の表", "Ctrl+Enter", "入力した文を、選んだ範囲のすべてに入れる"),
    ("計画の表", "↓", "入力中：候補を選ぶ。Enter か Tab で入れる"),
    ("計画の表", "Esc", "候補を閉じる。入力をやめて元の文に戻す"),
    ("計画の表", "Delete", "セルを空にする"),
    ("計画の表", "Shift+Space", "行を選ぶ（Shift+↑↓ で増やす）"),
    ("計画の表", "行番号をドラッグ", "選んだ行を移す（Esc でやめる）"),
    ("計画の表", "A / B / C / D", "評価の欄で：評価を書いて下へ"),
    ("計画の表", "Alt+↓", "評価、リーダー、分類の欄で：一覧から選ぶ"),
    ("会議録の本文", "Enter", "次の項目へ（文の途中なら、そこで分ける。空の項目なら一段上げる）"),
    ("会議録の本文", "Tab / Shift+Tab", "一段下げる / 上げる"),
    ("会議録の本文", "Alt+Enter", "項目の中で改行する"),
    ("会議録の本文", "↑ / ↓", "上の項目 / 下の項目へ"),
    ("会議録の本文", "Shift+↑ / Shift+↓", "項目をいくつも選ぶ"),
    ("会議録の本文", "Ctrl+Enter", "発言者の欄へ。候補は ↓ で選び、Enter か Tab で決める"),
    ("会議録の本文", "@", "参照を入れる"),
    ("会議録の本文", "Backspace", "項目の先頭で：上の項目とつなげる"),
    ("セルと点検", "Ctrl+Enter", "大きな欄の文を書き込み、表に戻る"),
    ("セルと点検", "Esc", "大きな欄の文を元に戻し、表に戻る"),
    ("セルと点検", "Enter", "一覧で：その欄へ移る、選んだ内容に戻す"),
    ("様式エディター", "← / →", "ページで：隣の列を選ぶ"),
    ("様式エディター", "Shift+← / Shift+→", "ページで：列を 1mm 狭める / 広げる（Ctrl も押すと 0.1mm）"),
    ("様式エディター", "Alt+↑ / Alt+↓", "列の一覧で：列を左へ / 右へ移す"),
    ("取り込み", "1 / 2 / 3", "違いを：今の内容 / Excel / 両方"),
    ("名簿などの表", "F2", "セルの文を直す"),
    ("名簿などの表", "Alt+↓", "役職、職種などの欄で：一覧から選ぶ"),
    ("名簿などの表", "Delete", "セルを空にする。行を選んでいれば、その行を消す"),
    ("出欠表", "1 / 2 / 3 / 4 / 5", "○ / × / 代 / Ｗ / ― を書いて下へ。会議の前は、出欠の回答になる"),
    ("出欠表", "F2", "代理の所で：代理者の名前を書く。ほかの所で：一覧から選ぶ"),
    ("出欠表", "Enter / Delete", "下へ / 空にする"),
    ("画面で", "Ctrl+Tab / Ctrl+Shift+Tab", "会議と委員で：次の区分 / 前の区分へ"),
    ("画面で", "F6 / Shift+F6", "次の区画 / 前の区画へ移る"),
    ("画面で", "Esc", "知らせを閉じる"),
)
