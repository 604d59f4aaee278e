"""The workbook line by line."""
