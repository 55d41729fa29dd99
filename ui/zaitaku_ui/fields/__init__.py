"""Fields that save by themselves when they are left: no button to forget."""
