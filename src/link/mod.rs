//! All entries to one archive: designations resolved, backlinks, series, successors.
