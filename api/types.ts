// What `import { … } from 'segplan'` gives, in types alone: the build ships the files of the folder as its declarations, so that they import
// nothing but each other.
export type * from './types/audit.ts';
export type * from './types/catalogs.ts';
export type * from './types/check.ts';
export type * from './types/common.ts';
export type * from './types/diff.ts';
export type * from './types/explain.ts';
export type * from './types/fixes.ts';
export type * from './types/format.ts';
export type * from './types/generate.ts';
export type * from './types/import.ts';
export type * from './types/workspace.ts';
