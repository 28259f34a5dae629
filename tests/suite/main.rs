//! All integration tests, one crate.

mod arrows;
mod body;
mod check;
mod data;
mod fixture;
mod garbage;
mod help;
mod import;
mod incremental;
mod loading;
mod messages;
mod open_data;
mod output;
mod pages;
mod printing;
mod publish;
mod sample_views;
mod schema;
mod search;
mod serve;
mod tables;
mod tidy;
mod watch;
mod wording;
mod words;
