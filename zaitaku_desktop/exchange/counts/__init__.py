"""相談件数 and 指標 out of workbooks. Each reader finds its own tables on a sheet and leaves the rest to the others."""
