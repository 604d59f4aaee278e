"""What a person sees and touches, one widget in each file; no file access, no store."""
