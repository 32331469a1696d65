import assert from 'node:assert/strict';
import { builtInCatalog } from '../support/catalogs.ts';

describe('names in the built-in catalogs', () => {
  it('are there once for a vendor, over all the files that it stands in', async () => {
    const { vendors } = await builtInCatalog();
    for (const { name, roles, features, services, sources } of vendors.values())
      for (const names of [
        roles.map((r) => r.id),
        features.map((f) => f.id),
        services.map((s) => s.name),
        sources.map((s) => s.id),
      ])
        assert.deepEqual(
          names.filter((each, n) => names.indexOf(each) !== n),
          [],
          name,
        );
  });
});
