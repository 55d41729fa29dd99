"""The records: SQLAlchemy mapped classes, plain snapshots of them, and the rules that need nothing else."""
