import assert from 'node:assert/strict';
import type { CatalogVendor, FlowCondition } from '../../language/model/catalog.ts';
import { isSpokenOf, type ProductVersion } from '../../language/model/versions.ts';
import { createTestLanguage } from '../support/language.ts';

describe('the sources of the built-in catalogs', () => {
  let vendors: CatalogVendor[] = [];
  before(async () => {
    const { services, load } = await createTestLanguage();
    const document = await load({ 'none.segplan': 'plan "none"\n' });
    vendors = [...services.segplan.Plans.catalog(document.parseResult.value).vendors.values()];
  });

  it("contest each other only where a maker's own reference contests a lower source", () => {
    const contested = vendors.flatMap((v) => v.flows).filter((f) => f.contestedBy.length);
    const wrong = contested.filter(
      (f) => !f.contestedBy.every((s) => s.vendor) || !f.sources.length || f.sources.some((s) => s.vendor),
    );
    assert.deepEqual(
      wrong.map((f) => `${f.id}: ${f.sources.map((s) => s.id).join()} by ${f.contestedBy.map((s) => s.id).join()}`),
      [],
    );
  });

  it("have a title where they are a maker's own reference, for all who read of them", () => {
    const untitled = vendors.flatMap((v) => v.sources).filter((s) => s.vendor && s.title === s.file);
    assert.deepEqual(
      untitled.map((s) => s.id),
      [],
    );
  });

  it('speak of every version that a flow depends on', () => {
    const bounds = (conditions: readonly FlowCondition[]): ProductVersion[] =>
      conditions.flatMap((c) =>
        c.kind === 'version'
          ? [c.version]
          : c.kind === 'not'
            ? bounds([c.of])
            : c.kind === 'all' || c.kind === 'any'
              ? bounds(c.of)
              : [],
      );
    const wrong = vendors.flatMap((v) =>
      v.versions.length
        ? v.flows.flatMap((f) => bounds(f.conditions).flatMap((b) => (isSpokenOf(b, v.versions) ? [] : [`${f.id}: ${b.text}`])))
        : [],
    );
    assert.deepEqual(wrong, []);
  });
});
