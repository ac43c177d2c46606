"""Battle Claims: from articles about battles to tables of who claims which losses of whom."""
