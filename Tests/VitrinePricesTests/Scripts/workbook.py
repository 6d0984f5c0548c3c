"""Writes a workbook with openpyxl to standard output.

Standard input: {"sheets": [{"name": "Prices", "rows": [["Region", "1core"], ["US", 1.5]], "merge": ["A1:B1"]}]}.
A cell is a string, a number, true or false, null, or a formula as a string that starts with "=".
"""

import io
import json
import sys

from openpyxl import Workbook

workbook = Workbook()
workbook.remove(workbook.active)
for sheet in json.load(sys.stdin)["sheets"]:
    page = workbook.create_sheet(sheet["name"])
    for row in sheet["rows"]:
        page.append(row)
    for cells in sheet.get("merge", []):
        page.merge_cells(cells)
written = io.BytesIO()
workbook.save(written)
sys.stdout.buffer.write(written.getvalue())
