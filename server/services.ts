import type { LangiumServices } from 'langium/lsp';
import type { SegplanAddedServices } from '../language/module.ts';

/** The language with all editor features. */
export type SegplanServices = LangiumServices & SegplanAddedServices;
