//! The search index, in shards that a page can load without a server.
