"""Every change the user can make: one function, one transaction, one undo step."""
