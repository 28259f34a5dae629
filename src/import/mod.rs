//! From a Word file, Markdown or plain text to a period's folder.
