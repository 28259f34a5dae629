//! The shells: they touch the disk, the clock, the network and the terminal, and decide nothing.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod batch;
pub mod build;
pub mod check;
pub mod disk;
pub mod external;
pub mod footprint;
pub mod handover;
pub mod history;
pub mod http;
pub mod import;
pub mod input;
pub mod live;
pub mod load;
pub mod new;
pub mod pace;
pub mod package;
#[cfg(feature = "publish")]
pub mod publish;
pub mod register;
pub mod scratch;
pub mod serve;
pub mod verify;
pub mod watch;
pub mod workplace;
pub mod write;
