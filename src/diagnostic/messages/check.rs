//! What the careful reader finds: CB5xx.
