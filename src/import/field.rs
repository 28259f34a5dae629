//! Fields: what Word computes, written as an instruction and its result.

/// Open fields, innermost last: whether each has come to its result.
#[derive(Debug, Default)]
pub struct Fields {
    has_result: Vec<bool>,
    /// How many have not.
    waiting: usize,
}

impl Fields {
    /// One begins.
    pub fn begin(&mut self) {
        self.has_result.push(false);
        self.waiting += 1;
    }

    /// The innermost comes to its result.
    pub fn come_to_result(&mut self) {
        if let Some(has_result) = self.has_result.last_mut() {
            self.waiting -= usize::from(!*has_result);
            *has_result = true;
        }
    }

    /// The innermost ends.
    pub fn end(&mut self) {
        let had_result = self.has_result.pop();
        self.waiting -= usize::from(had_result == Some(false));
    }

    /// Whether the innermost has not come to its result.
    pub fn is_waiting(&self) -> bool {
        self.has_result.last() == Some(&false)
    }

    /// Whether one has not come to its result, so that what is read is an instruction.
    pub fn are_waiting(&self) -> bool {
        self.waiting > 0
    }
}
