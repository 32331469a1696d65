import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Setting {
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

describe('the settings', () => {
  const { contributes } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const properties = Object.entries<Setting>(contributes.configuration.properties);

  it('stand in an order: what somebody looks for first, the checks, and what helps to find faults of the extension', () => {
    for (const [name, { order }] of properties) assert.ok(order !== undefined, name);
    const names = properties.sort(([, a], [, b]) => a.order! - b.order!).map(([name]) => name.split('.')[1]);
    const groups = names.filter((name, n) => name !== names[n - 1]);
    assert.deepEqual(groups, ['output', 'inlayHints', 'codeLens', 'findings', 'checks', 'trace']);
  });

  it('say what they do', () => {
    for (const [name, { description, markdownDescription }] of properties)
      assert.match(description ?? markdownDescription ?? '', /^[A-Z].*\.(?:\)|`)?$/s, name);
  });
});
