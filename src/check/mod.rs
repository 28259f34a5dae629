//! The careful reader: what build does not say but a good colleague would.
