"""How a book in HTML looks: on a screen, light or dark, and on paper of any size."""

from workbook.export.html_text import css_string

_STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fbf8f2; --ink: #2c2722; --soft: #6a6056; --line: #d9cfc0; --mark: #8a5a22;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #1c1a18; --ink: #e8e0d4; --soft: #ab9f90; --line: #443d35; --mark: #dba866; }
  .tide svg { filter: brightness(.86); }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 1.4rem 6rem; max-width: 46rem;
  font: 1.0625rem/1.62 "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Book Antiqua",
    "Noto Serif", Georgia, serif;
  font-variant-numeric: oldstyle-nums; text-rendering: optimizeLegibility; overflow-wrap: break-word;
}
h1, h2, h3, h4 { font-weight: normal; line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2.7rem; margin: 0 0 .8rem; letter-spacing: .01em; }
h2 { font-size: 1.9rem; margin: 6rem 0 2.4rem; padding-bottom: .7rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.3rem; margin: 3.4rem 0 1.6rem; color: var(--mark); }
h2 + h3 { margin-top: 0; }
.asked { font-size: 1.0625rem; font-style: italic; line-height: 1.45; margin: 0 0 .9rem; color: var(--soft); text-wrap: pretty; }
p { margin: 0 0 .75em; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
a:hover, a:focus-visible { text-decoration-color: var(--mark); }
time { white-space: nowrap; }
ul { margin: 0 0 .75em; padding-left: 1.2em; }
.title { min-height: 82vh; display: flex; flex-direction: column; justify-content: center; text-align: center; }
.title p { color: var(--soft); margin: .15rem 0; }
.title .ornament { margin: 2rem 0 1.6rem; color: var(--mark); letter-spacing: .6em; text-indent: .6em; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav li { margin: .3rem 0; }
nav > ol > li { margin-top: 1.3rem; }
nav ol ol { padding-left: 1.4rem; font-size: .97rem; color: var(--soft); }
nav a { text-decoration: none; }
nav a:hover, nav a:focus-visible { text-decoration: underline; }
.question { margin: 0 0 3rem; }
.when { font-size: .875rem; color: var(--soft); margin: 0 0 .45rem; }
.which { font-variant-caps: all-small-caps; font-size: 1rem; letter-spacing: .06em; color: var(--mark); }
.which::after { content: " \\b7 "; }
.turn { margin: 0 0 1.4rem; }
.turn > p, .turn li, td { white-space: pre-wrap; tab-size: 4; }
.turn > p:last-child { margin-bottom: 0; }
.then-now { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2.4rem; }
.then-now .now { border-left: 1px solid var(--line); padding-left: 2.4rem; margin-left: -1.2rem; }
.older { margin: 1rem 0 0 1.4rem; font-size: .97rem; }
.older > p { color: var(--soft); font-variant-caps: all-small-caps; letter-spacing: .06em; }
.remark { font-size: .94rem; font-style: italic; color: var(--soft); }
.moved { border-left: 2px solid var(--mark); padding-left: .8rem; margin-top: .9rem; }
.label { font-size: .875rem; font-style: italic; color: var(--soft); }
.kept { margin: 0 0 2.4rem; padding: 0; text-align: center; font-size: 1.2rem; }
.kept .when { margin-top: .3rem; }
.wide { overflow-x: auto; margin: 0 0 1.4rem; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; line-height: 1.45; }
th, td { text-align: start; vertical-align: top; padding: .55rem .9rem .55rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: normal; font-size: .875rem; color: var(--soft); }
thead th { font-style: italic; border-bottom-color: var(--soft); vertical-align: bottom; }
th:last-child, td:last-child { padding-right: 0; }
td > p { margin: 0 0 .4em; }
td > p:last-child, td > ul:last-child { margin-bottom: 0; }
tr.before > * { color: var(--soft); font-size: .875rem; }
tr.before th { padding-left: 1rem; font-style: italic; }
.practice td { min-width: 7rem; }
.checkins th, .checkins td { padding-top: .2rem; padding-bottom: .2rem; border-bottom-style: dotted; }
figure { margin: 0; }
.tide svg { display: block; width: 100%; height: auto; margin: 0 0 2rem; border-radius: 4px; }
.colophon { margin-top: 7rem; color: var(--soft); font-size: .875rem; text-align: center; }
@media (min-width: 64rem) {
  .practices .wide, .tide .wide { width: 58rem; margin-left: -6rem; }
}
@media (max-width: 38rem) {
  body { padding: 0 1.1rem 4rem; }
  h1 { font-size: 2.1rem; }
  h2 { font-size: 1.55rem; margin-top: 4rem; }
  .then-now { display: block; }
  .then-now .now { border-left: 0; padding-left: 0; margin-left: 0; }
  .older { margin-left: .7rem; }
}
@page {
  margin: 24mm 21mm 26mm;
  @top-center { content: TITLE; font: italic 9pt serif; color: #666; }
  @bottom-center { content: counter(page); font: 9pt serif; color: #666; }
}
@page :first { @top-center { content: none; } @bottom-center { content: none; } }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --mark: #333;
  }
  body { max-width: none; padding: 0; font-size: 10.8pt; line-height: 1.5; orphans: 3; widows: 3; hyphens: auto; }
  .title { min-height: 0; height: 80vh; break-after: page; page-break-after: always; }
  h2 { margin-top: 0; break-before: page; page-break-before: always; }
  h2, h3, h4, .when, .label, thead { break-after: avoid; page-break-after: avoid; }
  .tide svg { filter: none; }
  .together, .turn, .kept, tr, svg { break-inside: avoid; page-break-inside: avoid; }
  thead { display: table-header-group; }
  table, th { font-size: 9pt; }
  .practice td { min-width: 0; }
  .wide { overflow: visible; }
  a { text-decoration: none; }
  .colophon { break-inside: avoid; page-break-inside: avoid; }
}
"""


def style(title: str) -> str:
    """Give the whole style sheet.

    Args:
        title: Stands at the top of every printed page but the first, where the browser can do that.
    """
    return _STYLE.replace("TITLE", css_string(title))
