/** The look of the map's page, in the colors of the editor's theme. */
export const STYLE = `
html, body { height: 100%; margin: 0; padding: 0; overflow: hidden; }
body { display: flex; flex-direction: column; color: var(--vscode-editor-foreground); background: var(--vscode-editor-background);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
header { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 6px 10px; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
[role=tablist], #zoom { display: flex; gap: 2px; } #zoom, #zoom[hidden] + #save { margin-left: auto; }
button, select, input { font: inherit; color: var(--vscode-input-foreground); background: var(--vscode-input-background);
  border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent)); border-radius: 3px; padding: 2px 7px; min-height: 24px; }
select { max-width: 110px; color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); }
input[type=search] { width: 130px; }
button { cursor: pointer; color: var(--vscode-button-secondaryForeground, var(--vscode-foreground)); background: var(--vscode-button-secondaryBackground, transparent); }
button:disabled { opacity: 0.5; cursor: default; }
button:hover { background: var(--vscode-button-secondaryHoverBackground, var(--vscode-toolbar-hoverBackground)); }
[role=tab][aria-selected=true] { color: var(--vscode-button-foreground); background: var(--vscode-button-background); border-color: var(--vscode-contrastActiveBorder, transparent); }
:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: -1px; }
#phases { position: relative; } #phases summary { cursor: pointer; padding: 3px 4px; }
#phases div { position: absolute; z-index: 5; padding: 6px 10px; white-space: nowrap; color: var(--vscode-editorWidget-foreground); background: var(--vscode-editorWidget-background);
  border: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); border-radius: 3px; }
#phases label { display: flex; align-items: center; padding: 2px 0; } #phases input { min-height: 0; margin: 0 7px 0 0; }
main { position: relative; flex: 1; min-height: 0; display: flex; }
#map { position: relative; flex: 1; min-width: 0; overflow: hidden; touch-action: none; cursor: grab; user-select: none; }
#map.panning { cursor: grabbing; } #map > svg { position: absolute; left: 0; top: 0; overflow: visible; transform-origin: 0 0; }
#matrix { flex: 1; min-width: 0; overflow: auto; padding: 0 10px 10px 0; }
[hidden] { display: none !important; }
.component { cursor: pointer; } .link, .label { cursor: pointer; }
.zone:hover > .frame, .component:hover > .frame { stroke: var(--vscode-focusBorder); }
.selected > .frame, .site.selected > rect { stroke: var(--vscode-focusBorder); stroke-width: calc(3px * var(--thick, 1)); }
.link.selected .line { stroke-width: calc(5px * var(--thick, 1)); } .label.selected rect { stroke: var(--vscode-focusBorder); stroke-width: 1.5; }
#map [data-id]:focus { outline: none; }
#map [data-id]:focus-visible > .frame { stroke: var(--vscode-focusBorder); stroke-width: calc(3px * var(--thick, 1)); stroke-dasharray: none; }
#map .link:focus-visible > .hit { stroke: var(--vscode-focusBorder); stroke-width: calc(9px * var(--thick, 1)); stroke-opacity: 0.5; }
.dim { opacity: 0.16; } .target > .frame { stroke: var(--vscode-charts-green, var(--vscode-focusBorder)); stroke-width: 4; }
.handle { opacity: 0; cursor: crosshair; fill: var(--vscode-button-background); stroke: var(--vscode-button-foreground); }
.component:hover > .handle, .component.selected > .handle, .component:focus-visible > .handle { opacity: 1; }
.head { pointer-events: none; } .ghost { pointer-events: none; opacity: 0.75; } .draft { pointer-events: none; fill: none; stroke: var(--vscode-focusBorder); stroke-width: 2.5; stroke-dasharray: 6 4; }
.hit { fill: none; stroke: transparent; stroke-width: 14; }
#card { width: 270px; overflow: auto; padding: 10px 12px; box-sizing: border-box; background: var(--vscode-sideBar-background); color: var(--vscode-sideBar-foreground, inherit);
  border-left: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); }
@media (max-width: 760px) { main { flex-direction: column; } #map, #matrix { min-height: 0; }
  #card { width: auto; max-height: 45%; border-left: none; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); } }
#card h2 { font-size: 1.15em; margin: 0 24px 2px 0; overflow-wrap: anywhere; } #card h3 { font-size: 1em; margin: 12px 0 4px; }
#card .close { float: right; } #card p { margin: 2px 0; overflow-wrap: anywhere; color: var(--vscode-descriptionForeground); }
#card ul { margin: 2px 0; padding: 0; list-style: none; } #card li { margin: 2px 0; overflow-wrap: anywhere; }
#card code { font-family: var(--vscode-editor-font-family); font-size: 0.92em; background: none; color: inherit; }
#card .go { display: block; width: 100%; margin: 3px 0; text-align: left; white-space: normal; overflow-wrap: anywhere; } #card select { max-width: 100%; width: 100%; margin: 2px 0; }
#card .lacking { margin: 4px 0 6px; } #card .mend { display: block; margin: 2px 0; }
#card .state { display: flex; gap: 6px; align-items: center; margin-top: 8px; font-weight: 600; } #card .state svg { flex: none; }
table.matrix { border-collapse: separate; border-spacing: 0; } table.matrix caption { text-align: left; white-space: nowrap; padding: 8px 10px 6px; color: var(--vscode-descriptionForeground); }
table.matrix th, table.matrix td { border: 0 solid var(--vscode-panel-border, var(--vscode-contrastBorder, #808080)); border-width: 0 1px 1px 0; padding: 4px 8px; text-align: left; vertical-align: top; }
table.matrix thead th { border-top-width: 1px; } table.matrix tbody th { border-left-width: 1px; }
table.matrix th { background: var(--vscode-sideBar-background); white-space: nowrap; } table.matrix thead { position: sticky; top: 0; z-index: 2; } table.matrix tbody th, table.matrix thead td { position: sticky; left: 0; z-index: 1; }
table.matrix thead td { border-top: none; background: var(--vscode-editor-background); }
table.compact th, table.compact td { padding: 2px 5px; } table.compact thead th { vertical-align: bottom; padding-top: 6px; } table.compact thead span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 190px; overflow: hidden; text-overflow: ellipsis; }
table.matrix td.self { background: var(--vscode-sideBar-background); } table.matrix td.cell { cursor: pointer; } table.matrix td.cell:hover { background: var(--vscode-list-hoverBackground); }
table.matrix td.selected { outline: 2px solid var(--vscode-focusBorder); outline-offset: -2px; }
table.matrix span { display: block; white-space: nowrap; } table.matrix svg { vertical-align: -2px; margin-right: 5px; } table.matrix .required { color: var(--vscode-descriptionForeground); }
footer { display: flex; flex-wrap: wrap-reverse; gap: 2px 12px; justify-content: space-between; padding: 3px 10px; min-height: 1.4em; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); color: var(--vscode-descriptionForeground); }
#status.error { color: var(--vscode-editorError-foreground); } #legend span { margin-right: 12px; white-space: nowrap; } #legend svg { vertical-align: -2px; margin-right: 4px; }
`;
