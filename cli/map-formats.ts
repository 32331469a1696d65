/** What a map is written as. */
export const MAP_FORMATS = ['svg', 'png', 'mermaid', 'drawio', 'html'] as const;

export type MapFormat = (typeof MAP_FORMATS)[number];
