"""What a pack and its answers are turned into, to keep and to hand out."""
