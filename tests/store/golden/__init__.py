"""Files of earlier versions, which every later one must open."""
