//! Folding for comparison and search: case, tone marks, tone placement, đ.
