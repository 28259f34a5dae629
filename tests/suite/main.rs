//! All integration tests, one crate.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod arrows;
mod body;
mod check;
mod damage;
mod data;
mod disks;
mod editor;
mod fixture;
mod garbage;
mod growth;
mod help;
mod import;
mod incremental;
mod links;
mod loading;
mod media;
mod messages;
mod open_data;
mod output;
mod pages;
mod power;
mod printing;
mod publish;
mod readme;
mod sample_views;
mod schema;
mod search;
mod serve;
mod tables;
mod tidy;
mod watch;
mod word;
mod wording;
mod words;
