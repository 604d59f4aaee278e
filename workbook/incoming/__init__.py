"""What comes in from elsewhere: archives, and notes of other programs."""
