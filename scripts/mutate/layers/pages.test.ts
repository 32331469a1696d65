// A layer of `npm test` that is no file of tests: pages that are made of checks, catalogs and targets say what docs/ has (`scripts/docs.mjs --check`).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPages, pageText } from '../../../language/checking/pages.ts';
import { checks } from '../../../language/generated/checks.ts';
// @ts-expect-error scripts have no types
import { builtInVendors, catalogPages } from '../../catalog-pages.mjs';
// @ts-expect-error scripts have no types
import { referencePage } from '../../reference-page.mjs';
// @ts-expect-error scripts have no types
import { targetPages } from '../../target-pages.mjs';

type Page = { readonly path: string; readonly text: string };

function areWritten(pages: readonly Page[]): void {
  for (const { path, text } of pages) assert.equal(text, readFileSync(join(import.meta.dirname, '../../..', path), 'utf8'), path);
}

describe('pages', () => {
  it('of checks say what checks say', () => {
    areWritten(checkPages(checks).map((page) => ({ path: `docs/checks/${page.code}.md`, text: pageText(page) })));
  });
  it('of targets say what targets say and write', async () => {
    areWritten((await targetPages()).pages as Page[]);
  });
  it('of catalogs say what catalogs hold', async () => {
    const vendors: unknown = await builtInVendors();
    areWritten([...(catalogPages(vendors) as Page[]), (await referencePage(vendors)) as Page]);
  });
});
