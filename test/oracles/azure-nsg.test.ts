// The template against the mappers of Azure's own client: what they don't know is lost on the way there and back.
import assert from 'node:assert/strict';
import { azureNsg } from '../../language/rulesets/targets/azure-nsg/azure-nsg.ts';
import { cloudPlans } from '../rulesets/readers/cloud-plans.ts';
import { emitted, modules, oracle } from './emitted.ts';

interface Mapper {
  readonly type: { readonly className?: string };
}

interface Serializer {
  serialize(mapper: Mapper, value: unknown, name: string): unknown;
  deserialize(mapper: Mapper, value: unknown, name: string): unknown;
}

type Json = Record<string, never>;

describe('azure-nsg, by the client of Azure', () => {
  it('every group is one that the client knows, field by field', async () => {
    const mappers = (await import(`${modules}/@azure/arm-network/dist-esm/src/models/mappers.js`)) as Record<string, Mapper>;
    const { createSerializer } = oracle('@azure/core-client') as {
      createSerializer(models: unknown, isXml: boolean): Serializer;
    };
    const serializer = createSerializer(mappers, false);
    const read = (value: unknown): Record<string, unknown> =>
      serializer.deserialize(mappers.NetworkSecurityGroup!, value, 'group') as Record<string, unknown>;
    for (const { name, files } of await emitted(azureNsg, cloudPlans(20, true))) {
      const { resources } = JSON.parse(files[1]!.text) as { resources: Record<string, Json>[] };
      for (const { location, properties } of resources) {
        const group = { location, properties };
        assert.deepEqual(serializer.serialize(mappers.NetworkSecurityGroup!, read(group), 'group'), group, name);
      }
      // A field with a slip in its name does not come back.
      const wrong = structuredClone(resources[0]!) as unknown as { location: string; properties: { securityRules: Json[] } };
      const rule = wrong.properties.securityRules[0]! as unknown as { properties: Record<string, unknown> };
      rule.properties.sourceAdressPrefix = '10.0.0.1';
      const group = { location: wrong.location, properties: wrong.properties };
      assert.notDeepEqual(serializer.serialize(mappers.NetworkSecurityGroup!, read(group), 'group'), group);
    }
  });
});
