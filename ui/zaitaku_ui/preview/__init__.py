"""Preview: placed boxes on a grey desk."""
