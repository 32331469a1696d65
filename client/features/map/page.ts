import { STYLE } from './view/style.ts';

/**
 * The page of the map: it runs our script and nothing else, and loads nothing. What it shows comes in messages.
 * @param script the address of our script
 * @param nonce of this page alone
 */
export function mapPage(script: string, nonce: string): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    // The layout engine, from a text that comes in a message.
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Segplan Map</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header role="toolbar" aria-label="Map">
  <div role="tablist" aria-label="View">
    <button id="tab-map" role="tab" aria-selected="true" aria-controls="map">Map</button>
    <button id="tab-matrix" role="tab" aria-selected="false" aria-controls="matrix" tabindex="-1">Matrix</button>
  </div>
  <input id="search" type="search" placeholder="Search" aria-label="Search zones, components, roles, addresses and services">
  <select id="vendor" aria-label="Vendor"></select>
  <select id="zone" aria-label="Zone"></select>
  <select id="state" aria-label="State"></select>
  <details id="phases"><summary>Phases</summary><div role="group" aria-label="Phases that are on"></div></details>
  <span id="zoom">
    <button id="out" title="Zoom out (-)" aria-label="Zoom out">−</button>
    <button id="in" title="Zoom in (+)" aria-label="Zoom in">+</button>
    <button id="fit" title="Show all (0)">Fit</button>
  </span>
  <button id="save" title="Save the map as SVG, draw.io, Mermaid or HTML" aria-label="Save the map" disabled>↓</button>
</header>
<main>
  <div id="map" role="tabpanel" aria-labelledby="tab-map" tabindex="0"></div>
  <div id="matrix" role="tabpanel" aria-labelledby="tab-matrix" hidden></div>
  <aside id="card" aria-label="Details" hidden></aside>
</main>
<footer><span id="legend"></span><span id="status" role="status" aria-live="polite"></span></footer>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
