"""Pages of the navigation that have tabs: 会議, 委員. Each tab is a View."""
