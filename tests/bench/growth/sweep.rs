//! Many words in many arrangements.

use crate::shapes::Shape;

pub fn all() -> Vec<Shape> {
    Vec::new()
}
