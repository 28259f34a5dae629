//! Tables of formats that write them flat (`.doc`, RTF): each paragraph says how deep it stands, and what ends with it.

use std::collections::BTreeMap;

use super::manuscript::{Block, Cell, Manuscript, Table};

/// Tables inside tables; no office has as many.
const MOST_DEPTH: usize = 16;
/// Columns that a cell may go over; more is a damaged file.
const MOST_COLUMNS: usize = 64;
/// Edges of cells that are nearer to each other than this, in twentieths of a point, are one: no word has room between.
const NEAR: i32 = 110;

/// A paragraph with what belongs to it, such as text boxes.
#[derive(Debug)]
pub struct Flat {
    /// The paragraph first.
    pub blocks: Vec<Block>,
    /// In how many tables it stands.
    pub depth: usize,
    /// What ends with it.
    pub end: End,
}

/// What ends with a paragraph.
#[derive(Debug)]
pub enum End {
    /// Nothing but itself.
    Paragraph,
    /// A cell of the innermost table.
    Cell,
    /// A row of it; the paragraph itself is only its mark.
    Row(RowShape),
}

/// What a row says of its cells, in twentieths of a point.
#[derive(Debug, Clone, Default)]
pub struct RowShape {
    /// Where its first cell begins.
    pub left: i32,
    /// Its cells.
    pub cells: Vec<CellShape>,
    /// Somebody struck it out, and nobody has accepted that yet.
    pub is_struck: bool,
}

/// A cell's place.
#[derive(Debug, Clone, Copy, Default)]
pub struct CellShape {
    /// Where it ends.
    pub right: i32,
    /// It is one with the cell before it.
    pub joins_left: bool,
    /// It is one with the cell above it.
    pub continues: bool,
}

/// Flat paragraphs on their way to blocks.
#[derive(Debug, Default)]
pub struct Folding {
    blocks: Vec<Block>,
    open: Vec<OpenTable>,
    copies: Vec<String>,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<(RowShape, Vec<Vec<Block>>)>,
    /// Cells of the row being read.
    cells: Vec<Vec<Block>>,
    /// What stands in the cell being read.
    cell: Vec<Block>,
}

impl Folding {
    /// Takes the next paragraph.
    pub fn push(&mut self, flat: Flat) {
        let depth = flat.depth.min(MOST_DEPTH);
        while self.open.len() > depth {
            self.close();
        }
        self.open.resize_with(depth, OpenTable::default);
        let Some(table) = self.open.last_mut() else {
            self.blocks.extend(flat.blocks);
            return;
        };
        match flat.end {
            End::Paragraph => table.cell.extend(flat.blocks),
            End::Cell => {
                table.cell.extend(flat.blocks);
                table.cells.push(std::mem::take(&mut table.cell));
            }
            End::Row(mut shape) => {
                table.end_cell(flat.blocks);
                let cells = std::mem::take(&mut table.cells);
                // A row may claim more cells than it has.
                shape.cells.truncate(cells.len());
                let is_gone = cells.is_empty() || shape.is_struck && !cells.iter().flatten().any(has_words);
                if !is_gone {
                    table.rows.push((shape, cells));
                }
            }
        }
    }

    /// All blocks; and the words that merged cells keep of the cell that they are merged with, and no program shows.
    pub fn finish(mut self) -> (Vec<Block>, Vec<String>) {
        while !self.open.is_empty() {
            self.close();
        }
        (self.blocks, self.copies)
    }

    fn close(&mut self) {
        let Some(mut table) = self.open.pop() else { return };
        table.end_cell(Vec::new());
        if !table.cells.is_empty() {
            table.rows.push((RowShape::default(), std::mem::take(&mut table.cells)));
        }
        let outside = self.open.last_mut().map_or(&mut self.blocks, |parent| &mut parent.cell);
        if !table.rows.is_empty() {
            outside.push(Block::Table(shaped(table.rows, &mut self.copies)));
        }
    }
}

impl OpenTable {
    /// Ends a cell whose mark is missing, if anything stands in it or in the mark of its row.
    fn end_cell(&mut self, of_mark: Vec<Block>) {
        self.cell.extend(of_mark.into_iter().filter(has_words));
        let cell = std::mem::take(&mut self.cell);
        if !cell.is_empty() {
            self.cells.push(cell);
        }
    }
}

fn has_words(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => !paragraph.is_empty(),
        Block::Table(_) | Block::Verbatim(_) => true,
    }
}

/// Puts the rows on one grid: a cell goes over as many columns as edges of other rows fall into it.
fn shaped(rows: Vec<(RowShape, Vec<Vec<Block>>)>, copies: &mut Vec<String>) -> Table {
    let grid = Grid::of(rows.iter().map(|(shape, _)| shape));
    let mut table = Table { rows: rows.into_iter().map(|(shape, cells)| row(&grid, &shape, cells, copies)).collect() };
    take_copies_below(&mut table, copies);
    table
}

fn row(grid: &Grid, shape: &RowShape, cells: Vec<Vec<Block>>, copies: &mut Vec<String>) -> Vec<Cell> {
    if shape.cells.len() < cells.len() {
        return cells.into_iter().map(|blocks| Cell { blocks, columns: 1, continues: false }).collect();
    }
    let gap = |columns: usize| (columns > 0).then(|| Cell { columns: columns.min(MOST_COLUMNS), ..Cell::default() });
    let mut at = grid.column(shape.left);
    let mut row = Vec::from_iter(gap(at));
    for (place, mut blocks) in shape.cells.iter().zip(cells) {
        let end = grid.column(place.right);
        let columns = end.saturating_sub(at).min(MOST_COLUMNS);
        at = at.max(end);
        match row.last_mut().filter(|_| place.joins_left) {
            Some(before) => {
                before.columns = (before.columns + columns).min(MOST_COLUMNS);
                if words_of(&before.blocks) == words_of(&blocks) {
                    copies.push(words_of(&blocks));
                    blocks.clear();
                }
                before.blocks.extend(blocks.into_iter().filter(has_words));
            }
            None => row.push(Cell { blocks, columns: columns.max(1), continues: place.continues }),
        }
    }
    row.extend(gap(grid.last().saturating_sub(at)));
    row
}

/// Takes the copies out of cells that are one with the cell above. A cell with words of its own goes on with none.
fn take_copies_below(table: &mut Table, copies: &mut Vec<String>) {
    if !table.rows.iter().flatten().any(|cell| cell.continues && !cell.blocks.is_empty()) {
        return;
    }
    let mut above: BTreeMap<usize, String> = BTreeMap::new();
    for row in &mut table.rows {
        let mut column = 0;
        for cell in row {
            let words = words_of(&cell.blocks);
            if !cell.continues {
                above.insert(column, words);
            } else if !words.is_empty() && above.get(&column) == Some(&words) {
                copies.push(words);
                cell.blocks.clear();
            } else {
                cell.continues = words.is_empty();
            }
            column += cell.columns;
        }
    }
}

fn words_of(blocks: &[Block]) -> String {
    let manuscript = Manuscript { blocks: blocks.to_vec(), ..Manuscript::default() };
    manuscript.plain_text().trim().to_owned()
}

/// The edges of all cells of a table, those near each other as one.
struct Grid(Vec<i32>);

impl Grid {
    fn of<'a>(shapes: impl Iterator<Item = &'a RowShape>) -> Self {
        let shapes = shapes.filter(|shape| !shape.cells.is_empty());
        let mut edges: Vec<i32> = shapes
            .flat_map(|shape| std::iter::once(shape.left).chain(shape.cells.iter().map(|cell| cell.right)))
            .collect();
        edges.sort_unstable();
        edges.dedup_by(|edge, first| edge.saturating_sub(*first) < NEAR);
        Self(edges)
    }

    /// How many columns stand left of an edge.
    fn column(&self, edge: i32) -> usize {
        self.0.partition_point(|first| *first <= edge).saturating_sub(1)
    }

    fn last(&self) -> usize {
        self.0.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2 a|^ b` is a row with a cell over two columns and one that goes on from above; `.` is a gap.
    fn shown(blocks: &[Block]) -> String {
        let word = |blocks: &[Block]| -> String {
            let words = blocks.iter().map(|block| match block {
                Block::Paragraph(paragraph) => paragraph.plain_text(),
                other => format!("({})", shown(std::slice::from_ref(other))),
            });
            words.collect::<Vec<_>>().join("/")
        };
        let cell = |cell: &Cell| {
            let mark = if cell.continues { "^" } else { "" };
            let span = if cell.columns > 1 { format!("{} ", cell.columns) } else { String::new() };
            format!("{span}{mark}{}", if cell.blocks.is_empty() { ".".to_owned() } else { word(&cell.blocks) })
        };
        let lines = blocks.iter().flat_map(|block| match block {
            Block::Table(table) => {
                table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
            }
            other => vec![word(std::slice::from_ref(other))],
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn flat(text: &str, depth: usize, end: End) -> Flat {
        Flat { blocks: vec![Block::of_words(text)], depth, end }
    }

    fn row_end(left: i32, rights: &[i32]) -> End {
        let cells = rights.iter().map(|right| CellShape { right: *right, ..CellShape::default() }).collect();
        End::Row(RowShape { left, cells, is_struck: false })
    }

    /// Gives the copies.
    #[track_caller]
    fn check(paragraphs: Vec<Flat>, expected: &str) -> String {
        let mut folding = Folding::default();
        paragraphs.into_iter().for_each(|paragraph| folding.push(paragraph));
        let (blocks, copies) = folding.finish();
        assert_eq!(shown(&blocks), expected);
        copies.join(", ")
    }

    #[test]
    fn cells_go_over_the_columns_of_other_rows() {
        check(
            vec![
                flat("đầu", 0, End::Paragraph),
                flat("a", 1, End::Cell),
                flat("b", 1, End::Cell),
                flat("", 1, row_end(0, &[1000, 3000])),
                flat("c", 1, End::Cell),
                flat("d", 1, End::Paragraph),
                flat("e", 1, End::Cell),
                flat("f", 1, End::Cell),
                flat("", 1, row_end(20, &[990, 2000, 3010])),
                flat("g", 1, End::Cell),
                flat("", 1, row_end(1000, &[2000])),
                flat("cuối", 0, End::Paragraph),
            ],
            "đầu\na|2 b\nc|d/e|f\n.|g|.\ncuối",
        );
    }

    #[test]
    fn merged_cells_may_keep_copies() {
        let merged = |rights: &[i32], joins: usize, continues: bool| {
            let End::Row(mut shape) = row_end(0, rights) else { unreachable!() };
            shape.cells[joins].joins_left = !continues;
            shape.cells[joins].continues = continues;
            End::Row(shape)
        };
        let row = |words: [&str; 2], end: End| {
            vec![flat(words[0], 1, End::Cell), flat(words[1], 1, End::Cell), flat("", 1, end)]
        };
        let rows = [
            row(["x", "y"], row_end(0, &[1000, 2000])),
            row(["a", "a"], merged(&[2000, 2000], 1, false)),
            row(["b", "c"], merged(&[1000, 2000], 1, false)),
            row(["d", "e"], row_end(0, &[1000, 2000])),
            row(["d", "f"], merged(&[1000, 2000], 0, true)),
            row(["g", ""], merged(&[1000, 2000], 0, true)),
        ];
        let copies = check(rows.into_iter().flatten().collect(), "x|y\n2 a\n2 b/c\nd|e\n^.|f\ng|");
        assert_eq!(copies, "a, d");
    }

    #[test]
    fn a_table_in_a_cell_and_a_row_without_its_end() {
        check(
            vec![
                flat("a", 1, End::Paragraph),
                flat("b", 2, End::Cell),
                flat("", 2, row_end(0, &[500])),
                flat("c", 1, End::Cell),
                flat("d", 1, End::Paragraph),
            ],
            "a/(b)/c|d",
        );
    }
}
