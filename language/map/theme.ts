import type { LinkState } from './plan-map.ts';

/** The colors of a picture, as SVG takes them. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly site: string;
  readonly siteLine: string;
  readonly zone: string;
  readonly zoneLine: string;
  readonly isolated: string;
  readonly chip: string;
  readonly chipLine: string;
  readonly tag: string;
  readonly states: Readonly<Record<LinkState, string>>;
  /** For the signs of vendors, by turns, with the color of letters on them. */
  readonly signs: readonly string[];
  readonly signText: string;
  readonly font: string;
}

const FONT = "'Open Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** On white paper. */
export const LIGHT: Theme = {
  background: '#ffffff',
  text: '#16212c',
  muted: '#4d5b68',
  site: '#f4f6f8',
  siteLine: '#c3ccd5',
  zone: '#ffffff',
  zoneLine: '#5b6b7a',
  isolated: '#eceff2',
  chip: '#f7f9fb',
  chipLine: '#ccd4dc',
  tag: '#e3e8ed',
  states: {
    missing: '#b3111d',
    blocked: '#b3111d',
    cut: '#b3111d',
    beyond: '#9a4a00',
    unneeded: '#8a5a00',
    temporary: '#6a2c8f',
    open: '#1f5f99',
    denied: '#4d5b68',
  },
  signs: ['#1f5f99', '#2e6b34', '#8a3b12', '#6a2c70', '#7a5c00', '#00606b', '#a3243b', '#454f59'],
  signText: '#ffffff',
  font: FONT,
};

/** On a dark screen. */
export const DARK: Theme = {
  background: '#1e1e1e',
  text: '#e4e6e8',
  muted: '#a8b3bd',
  site: '#252629',
  siteLine: '#4a4f55',
  zone: '#2a2d31',
  zoneLine: '#8a96a3',
  isolated: '#373b41',
  chip: '#33373c',
  chipLine: '#4d545c',
  tag: '#43494f',
  states: {
    missing: '#ff6b6b',
    blocked: '#ff6b6b',
    cut: '#ff6b6b',
    beyond: '#ff9f5a',
    unneeded: '#e0b04a',
    temporary: '#cf9bf0',
    open: '#6cb6ff',
    denied: '#a8b3bd',
  },
  signs: ['#1f6fb5', '#35803c', '#a14c1e', '#7d3a84', '#806200', '#0a717d', '#b03049', '#5a6672'],
  signText: '#ffffff',
  font: FONT,
};

const of = (name: string, otherwise: string): string => `var(--vscode-${name}, ${otherwise})`;

/** So many percent of the color of texts on a ground of the editor. */
function mixed(ground: string, percent: number): string {
  return `color-mix(in srgb, ${of('editor-foreground', '#808080')} ${percent}%, ${of(ground, 'transparent')})`;
}

/** In the colors of the editor, whatever its theme: those for charts are made to be told apart. */
export const EDITOR: Theme = {
  background: of('editor-background', 'transparent'),
  text: of('editor-foreground', '#808080'),
  muted: of('descriptionForeground', '#808080'),
  site: of('sideBar-background', 'transparent'),
  siteLine: of('panel-border', '#808080'),
  zone: of('editorWidget-background', 'transparent'),
  // High contrast has a color for lines; elsewhere they and the shade lie between text and ground.
  zoneLine: of('contrastBorder', mixed('editor-background', 60)),
  isolated: mixed('editorWidget-background', 9),
  chip: of('editor-background', 'transparent'),
  chipLine: of('widget-border', 'var(--vscode-panel-border, #808080)'),
  tag: of('badge-background', '#606060'),
  states: {
    missing: of('editorError-foreground', '#e51400'),
    blocked: of('editorError-foreground', '#e51400'),
    cut: of('editorError-foreground', '#e51400'),
    // The orange of charts shines through in some themes, and is hardly seen on dark grounds; this one is seen on all.
    beyond: '#c27510',
    unneeded: of('editorWarning-foreground', '#bf8803'),
    temporary: of('charts-purple', '#a36ac7'),
    open: of('charts-blue', '#3794ff'),
    denied: of('descriptionForeground', '#808080'),
  },
  signs: DARK.signs,
  signText: '#ffffff',
  font: of('font-family', 'sans-serif'),
};
