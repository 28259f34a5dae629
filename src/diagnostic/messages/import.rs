//! What import found doubtful: CB6xx.
