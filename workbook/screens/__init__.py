"""Full-screen views and modals, one to a file. Screens save; widgets report."""
