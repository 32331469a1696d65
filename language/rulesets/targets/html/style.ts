/**
 * The look of a page, on a screen and on A4 paper in landscape. Its picture is made of colors for a light ground, of which a browser that darkens pages by itself
 * would leave some as they are. A heading takes room for what follows it, and gives it back, so that none
 * is left alone at the end of a page with the header of its table.
 */
export const STYLE = `
:root { color-scheme: only light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1320px; padding: 24px 20px 48px; background: #fff; color: #16212c;
  font: 13px/1.4 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 6px; }
h2 { font-size: 18px; margin: 30px 0 8px; padding-bottom: 4px; border-bottom: 2px solid #12263a; }
p { margin: 6px 0; max-width: 90ch; }
h1, h2, p, td, th, li, dd { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px; margin: 14px 0; }
dl div { border: 1px solid #9aa7b4; border-radius: 4px; padding: 6px 10px; }
dt { font-size: 11px; color: #44525f; }
dd { margin: 0; font-size: 18px; font-weight: 600; }
figure { margin: 12px 0; }
figcaption { font-size: 11px; color: #44525f; margin-top: 6px; }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 8px 0 14px; }
caption { text-align: left; padding: 0 0 4px; font-weight: 600; }
h2 + table caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); padding: 0; }
th, td { border: 1px solid #9aa7b4; padding: 4px 6px; vertical-align: top; text-align: left; font-size: 12px; }
thead th { background: #e3e8ed; font-weight: 600; overflow-wrap: normal; }
tbody th { font-weight: 600; }
.addresses { color: #33414e; font-size: 11px; }
.rules th, .rules td { font-size: 11px; }
.rules td div + div { margin-top: 3px; }
.section th { background: #f3f5f7; font-size: 12px; padding-top: 8px; }
.deny thead th { background: #f3dfe0; }
.signatures td { height: 38px; }
.links, .sources { padding-left: 22px; margin: 6px 0; }
@media screen and (max-width: 820px) {
  table { table-layout: auto; }
  col { width: auto !important; }
  th, td { overflow-wrap: anywhere; padding: 3px 4px; }
  .components th, .components td, .temporary th, .temporary td { font-size: 11px; }
  .rules thead { display: none; }
  .rules, .rules tbody, .rules tr, .rules th, .rules td { display: block; width: auto; }
  .rules tr { border-bottom: 2px solid #9aa7b4; }
  .rules th, .rules td { border-width: 0 1px; overflow-wrap: anywhere; }
  .rules td { position: relative; padding-left: 96px; min-height: 24px; }
  .rules td::before { position: absolute; left: 6px; color: #44525f; }
  .rules td:nth-child(2)::before { content: "From"; }
  .rules td:nth-child(3)::before { content: "To"; }
  .rules td:nth-child(4)::before { content: "Services"; }
  .rules td:nth-child(5)::before { content: "Why"; }
  .rules td:nth-child(6)::before { content: "Source"; }
  .rules td:nth-child(7)::before { content: "Until when"; }
  .rules td:nth-child(8)::before { content: "Reviewed by"; }
  .rules td:nth-child(9)::before { content: "Date"; }
  .rules td:nth-child(10)::before { content: "Decision"; }
}
@page { size: A4 landscape; margin: 12mm 11mm 14mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  svg { max-height: 104mm; }
  tr, section, .signatures, dl { break-inside: avoid; }
  h2, caption, .section { break-after: avoid; }
  h2 { break-inside: avoid; }
  h2::after { content: ""; display: block; height: 170px; margin-bottom: -170px; }
  thead th, .section th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
