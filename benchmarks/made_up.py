"""A made-up plan grid of any size for the benchmarks: 13 columns, every paragraph different, always the same.

The sentences are put together from phrases, so that the text packs, and uses as many different characters, as
real texts of this kind do.
"""

from __future__ import annotations

import random
from dataclasses import replace

from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet, TextStyle

COLUMNS = 13
ROWS = 200
PER_SLOT = 100
"""Characters for each row of a cell: 225,000 in a grid of 200 rows."""
MERGED = 4  # columns whose cells cover two rows
LABELS = 2  # of them, columns of labels
GROUP = 10  # rows
WIDTHS = (17.0, 25.0, 40.0, 28.0, *[280.0 / (COLUMNS - MERGED)] * (COLUMNS - MERGED))  # mm

WHEN = """
    年度当初に 上半期の間に 秋の健診が落ち着いた後で、 次の定例会に合わせ、 四半期ごとに 前年度の反省を踏まえ、
    感染症の流行期を避けて 台風による延期の後、 予算要求に先立ち、 広報紙の発行と同じ週に、 夕方の時間帯を選び、
    冬季の積雪が始まる前に 改定された指針に沿って {n}日おきを目安に 祝日を除く平日に 新任職員の着任を待って、
    既存の名簿を更新した上で、 議会への報告を終えてから
"""
WHO = """
    圏域ごとの相談員が 医師会及び歯科医師会は、 薬剤師と管理栄養士が 訪問看護の管理者 病棟の退院支援部門が
    救急隊の司令係から 認知症初期集中支援班が 民生委員{n}人と 包括の保健師、社会福祉士が
    通所系事業所（{n}か所）の代表が 消防署の予防係と 介護支援専門員の連絡会が リハビリ職の有志が
    障がい福祉の窓口も 市立図書館の司書が 商店街の振興組合と 大学の看護学科の教員が 家族会の世話人から
"""
WHERE = """
    北部の坂が多い住宅地で 港に近い旧市街の 診療所{n}か所を順に訪ね、 公民館と集会所を借りて 夜間の急変に備え、
    オンラインの会議室で 隣接する町村の担当とも 独居高齢者の多い団地において 回復期病床を持つ病院の
    独自に作成した手引を用い、 消費生活センターの隣で 島しょ部の巡回に同行し、 「わたしの連絡帳」を手に
    避難所の開設を想定して 駅前の複合施設を会場に 特別養護老人ホームの 統計の数値を地図に重ね、
    録画した動画を配信しながら
"""
WHAT = """
    看取りの希望を聴く面談の進め方 連絡票の様式と記入例 口腔機能の低下を防ぐ体操 薬の飲み残しを減らす工夫
    入退院時の情報提供の期限 災害時の電源確保と酸素の手配 退院前カンファレンスの段取り 多職種の顔が見える関係
    成年後見制度の申立て手続 褥瘡の予防と早期の発見 摂食嚥下の評価方法 暮らしの困りごと（買物、通院、除雪）
    急病時の搬送先の選び方 ＩＣＴを使った情報の共有 働く家族の介護離職の防止 虐待が疑われる場面の対応
    難病患者の療養生活 終末期の意思決定の支援
"""
RESULT = """
    を説明し、{n}人の参加を得た。 について検討を重ねたが、結論は次年度へ持ち越した。 の案内を{n}部配布する。
    に関する問合せが前年の{n}％増となった。 を題材とした研修を年{n}回開く。 を見直し、運用の手順書へ反映させる。
    を試行したところ、{n}件の改善提案が寄せられた。 の周知が十分でなく、認知度は{n}.5％にとどまった。
    を共有し、役割の分担を明らかにする。 を点検し、課題を洗い出した（別紙参照）。
    のアンケートでは「役に立つ」が{n}.3％を占めた。 の実施に当たり、謝金と旅費を措置する。
    を継続して行い、効果を検証する。 は参加者から好評であった。 の普及啓発を図るため、動画を制作する。
    を体系的に整理し、冊子に収める。
"""
SUBJECTS = ("在宅療養", "入退院", "看取り", "認知症", "急変時", "災害時", "口腔", "服薬", "移動", "権利擁護")
ACTIONS = ("研修の見直し", "相談窓口の周知", "連携様式の統一", "実態の調査", "人材の育成", "情報の共有")


class _Texts:
    """Sentences, no two the same."""

    def __init__(self) -> None:
        self._dice = random.Random(1)
        self._made: set[str] = set()
        self._phrases = [words.split() for words in (WHEN, WHO, WHERE, WHAT, RESULT)]

    def sentence(self) -> str:
        """A point of 15 to 70 characters, 35 on average."""
        while True:
            parts = [self._dice.choice(words) for words in self._phrases]
            del parts[0 : self._dice.choice((0, 1, 2, 3, 3, 3, 3))]
            text = "・" + "".join(part.replace("{n}", str(self._dice.randint(2, 99))) for part in parts)
            if text not in self._made:
                self._made.add(text)
                return text

    def points(self, length: int) -> tuple[Paragraph, ...]:
        """Points of about `length` characters together."""
        texts: list[str] = []
        while (have := sum(map(len, texts))) < length:
            text = self.sentence()
            if texts and have + len(text) / 2 > length:
                break
            texts.append(text)
        return tuple(Paragraph((Run(text),), TextStyle(), 0.0, 1.0) for text in texts)

    def label(self, row: int) -> tuple[Paragraph, ...]:
        """The name of a row."""
        name = f"{row // 2 + 1}　{self._dice.choice(SUBJECTS)}に関する{self._dice.choice(ACTIONS)}"
        return (Paragraph((Run(name),), TextStyle(), phrases=True),)


def made_up_job(rows: int = ROWS) -> PrintJob:
    """The grid: four label and merged columns, nine of points."""
    texts = _Texts()
    cells: list[Cell] = []
    for row in range(0, rows, 2):
        for col in range(MERGED):
            blocks = texts.label(row) if col < LABELS else texts.points(PER_SLOT * 2)
            cells.append(Cell(row, col, blocks, 2, label=col < LABELS, ident=(row, col)))
        for line in (row, row + 1):
            cells += [Cell(line, col, texts.points(PER_SLOT), ident=(line, col)) for col in range(MERGED, COLUMNS)]
    grid = Grid(WIDTHS, _header(), 1, tuple(cells), rows, group_starts=frozenset(range(0, rows, GROUP)))
    return PrintJob(Sheet(tag="資料１", title="取組進捗管理表（案）"), (grid,), bookmark="資料１")


def _header() -> tuple[Cell, ...]:
    names = [(Paragraph((Run(f"見出し{col}"),)),) for col in range(COLUMNS)]
    return tuple(Cell(0, col, name, fill=True, valign="middle") for col, name in enumerate(names))


def edited(job: PrintJob, row: int) -> PrintJob:
    """The same 資料 with another point in the last cell of one row."""
    grid = job.blocks[0]
    assert isinstance(grid, Grid)
    cells = list(grid.body)
    at = next(index for index, cell in enumerate(cells) if (cell.row, cell.col) == (row, COLUMNS - 1))
    text = Paragraph((Run(f"・{row}行目を改めた。"),), TextStyle(), 0.0, 1.0)
    cells[at] = replace(cells[at], blocks=(text, *cells[at].blocks))
    return replace(job, blocks=(replace(grid, body=tuple(cells)),))


def characters_of(job: PrintJob) -> int:
    """How many characters the grids hold."""
    grids = (block for block in job.blocks if isinstance(block, Grid))
    return sum(len(block.text) for grid in grids for cell in (*grid.header, *grid.body) for block in cell.blocks)
