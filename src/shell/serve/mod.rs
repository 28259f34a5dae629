//! The site in a browser beside the editor.
