"""The editor of 様式: a form is shaped on the page it prints."""
