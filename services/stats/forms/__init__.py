"""The official papers of the yearbook: reports as workbook, as printed form and as prose."""
