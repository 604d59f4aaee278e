"""How worksheets and reports look, on A4 and Letter and on a screen."""

from typing import Final

STYLE: Final = """
@page {
  margin: 17mm 18mm 20mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt Georgia, serif; color: #555; }
}
* { box-sizing: border-box; }
html { font: 11pt/1.45 Georgia, "Noto Serif", "DejaVu Serif", serif; color: #111; background: #fff; }
body { margin: 0 auto; max-width: 176mm; overflow-wrap: break-word; }
h1, h2, h3 { font-weight: bold; line-height: 1.25; break-after: avoid; page-break-after: avoid; }
h1 { font-size: 21pt; margin: 0 0 1mm; }
h2 { font-size: 15pt; margin: 0 0 2mm; padding-top: 2mm; border-top: 0.6mm solid #111; }
h3 { font-size: 11pt; margin: 0 0 1mm; }
table + h2, ul + h2 { margin-top: 7mm; }
p { margin: 0 0 2.2mm; orphans: 3; widows: 3; }
ul, ol { margin: 0 0 2.2mm; }
li p { margin-bottom: 0.8mm; }
header { margin-bottom: 7mm; }
section { margin-bottom: 7mm; }
.aside, .source, .pack { color: #444; font-size: 9.5pt; }
.pack { margin-bottom: 4mm; }
.told-briefly { font-style: italic; }
.item { margin: 5mm 0 6mm; break-inside: avoid; page-break-inside: avoid; }
.code { float: right; margin: 0 0 1mm 4mm; padding: 0.6mm 2mm; border: 0.2mm solid #777; border-radius: 1mm; }
.code { font: 10pt "DejaVu Sans Mono", Consolas, Menlo, monospace; letter-spacing: 0.12em; }
.question p { margin-bottom: 1.2mm; }
.care, .landing { margin: 1.5mm 0; padding: 0.5mm 0 0.5mm 3mm; border-left: 0.8mm solid #999; font-size: 10pt; }
.care p, .landing p { margin-bottom: 1mm; }
.line { display: block; height: 8.5mm; border-bottom: 0.2mm solid #888; }
.lines { margin-top: 0.5mm; }
.numbered { margin: 0; padding-left: 7mm; }
.numbered .line { height: 6mm; margin-top: -5.5mm; }
.numbered li { padding-top: 4mm; }
.filled-in { margin: 6mm 0 0; }
.gap { display: inline-block; min-width: 55mm; border-bottom: 0.2mm solid #888; }
.scale { display: flex; gap: 1.2mm; margin: 3mm 0 1mm; padding: 0; list-style: none; }
.scale li { flex: 1 1 0; max-width: 12mm; padding: 1.6mm 0; border: 0.2mm solid #555; border-radius: 1mm; }
.scale li { text-align: center; font-size: 10pt; }
.ends { display: flex; gap: 8mm; margin: 0; font-size: 9.5pt; }
.boxes { margin: 1mm 0 0; padding: 0; list-style: none; columns: 2; column-gap: 8mm; }
.boxes li { margin: 0 0 2mm; padding-left: 7mm; text-indent: -7mm; break-inside: avoid; page-break-inside: avoid; }
.box { display: inline-block; width: 4mm; height: 4mm; margin-right: 3mm; border: 0.3mm solid #333; }
.box { vertical-align: -0.6mm; }
.round { border-radius: 50%; }
table { width: 100%; margin: 2mm 0 0; border-collapse: collapse; }
.blank { table-layout: fixed; }
tr { break-inside: avoid; page-break-inside: avoid; }
th, td { padding: 1.2mm 2mm; border: 0.2mm solid #777; text-align: left; vertical-align: top; font-size: 10pt; }
th, td { overflow-wrap: anywhere; }
th { background: #f2f2f2; }
.blank td { height: 15mm; }
.form th { width: 42%; }
.form td { height: 12mm; }
th small { display: block; font-weight: normal; font-size: 8.5pt; line-height: 1.3; color: #333; }
blockquote { margin: 0 0 2.2mm 4mm; padding-left: 3mm; border-left: 0.6mm solid #bbb; }
pre { white-space: pre-wrap; font-size: 9.5pt; }
hr { width: 30%; border: 0; border-top: 0.2mm solid #999; }
.reading { margin-bottom: 4mm; }
.contacts { margin: 2mm 0; padding: 0; list-style: none; }
.contacts li { margin-bottom: 2.5mm; break-inside: avoid; page-break-inside: avoid; }
.contacts small { display: block; color: #444; font-size: 8.5pt; }
footer { margin-top: 6mm; font-size: 9pt; color: #444; break-inside: avoid; page-break-inside: avoid; }
@media screen { body { padding: 12mm 8mm; } }
"""
"""Black on white whatever the colours of the screen; nothing in it is loaded from elsewhere."""
