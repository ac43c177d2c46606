"""Publish: validated tables become CSV, Parquet, DuckDB, a descriptor and checksums. One exporter is one module."""
