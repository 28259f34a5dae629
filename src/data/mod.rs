//! Open data: JSON, CSV, Data Package, DCAT.
