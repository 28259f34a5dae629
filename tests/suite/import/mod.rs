//! From an author's file to a period's folder.

#![allow(clippy::unwrap_used)]

mod docx;
mod files;
mod formats;
mod pdf;
mod register;
mod rows;
mod seed;
mod taken;
mod words;
