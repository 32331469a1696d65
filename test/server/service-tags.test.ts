import assert from 'node:assert/strict';
import { complete, hover } from '../support/editor.ts';

const plan = (rest: string): string => `use azure
zone a { subnet 10.0.0.0/24 component s at 10.0.0.1 }
zone internet external { component arm : azure.rest-service component sql at tag "Sql.WestUS" }
${rest}
`;

describe('service tags in an editor', () => {
  it('are offered from the catalogs in use and the plan', async () => {
    for (const rest of ['allow s -> tag <|>', 'zone e external { component c at tag <|> }']) {
      const { items } = await complete(plan(rest));
      const labels = items.map((i) => i.label);
      for (const tag of ['"AzureResourceManager"', '"Sql.WestUS"'])
        assert.ok(labels.includes(tag), `${rest}: ${labels.join(' ')}`);
    }
    const { items } = await complete(plan('allow s -> <|>'));
    assert.ok(items.some((i) => i.label === 'tag'));
  });

  it('say on hover what they stand for, and where that may be', async () => {
    for (const rest of ['allow s -> t<|>ag "Storage" : tcp 443', 'allow s -> tag "St<|>orage" : tcp 443'])
      assert.match(
        String(await hover(plan(rest))),
        /tag Storage.*addresses that a cloud publishes under this name[\s\S]*any address of the rest of the world/,
      );
    assert.match(String(await hover(plan('').replace('tag "Sql', 'tag "S<|>ql'))), /any address of internet/);
  });
});
