"""The workbook line by line: for screen readers, Braille displays, slow connections and pipes. Draws no screen."""
