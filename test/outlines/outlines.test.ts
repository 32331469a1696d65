import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogTexts } from '../../language/generated/catalogs.ts';
import { completedOutline } from '../../language/outlines/complete.ts';
import { type OutlineChoice, outlineChoice, outlineZones } from '../../language/outlines/outline.ts';
import { outlineProducts } from '../../language/outlines/products.ts';
import { templates } from '../../language/workspace/templates.ts';
import { ofChance } from '../support/chance.ts';
import { formatted } from '../support/editor.ts';
import { createTestLanguage, diagnose } from '../support/language.ts';

const { services } = await createTestLanguage();
const names = outlineProducts.map(({ name }) => name);
const begun = (choice: OutlineChoice): Promise<string> => completedOutline(choice, services);

/** What an editor would underline in a plan, in operation and during set-up; what a catalog leaves out is no fault of a plan. */
async function findingsOf(text: string): Promise<string[]> {
  const texts = [text, text.replace(/^use /m, 'phase deployment\n\nuse ')];
  const found = (await Promise.all(texts.map((each) => diagnose(each)))).flat();
  return found.filter(({ severity }) => severity! < 3).map(({ code, message }) => `${code}: ${message}`);
}

describe('a plan that is begun with products', () => {
  for (const name of names)
    it(`${name}: is clean and formatted, in operation and during deployment, and opens something`, async () => {
      const text = await begun(outlineChoice([name]));
      assert.deepEqual(await findingsOf(text), []);
      assert.equal(await formatted(text), text);
      assert.match(text, /^allow /m);
    });

  it('has no errors, whatever products, sites and zones are chosen', async () => {
    const choices = fc.record({
      products: fc.uniqueArray(fc.constantFrom(...outlineProducts), { minLength: 1, maxLength: 4 }),
      sites: fc.integer({ min: 1, max: 3 }),
      zones: fc.uniqueArray(fc.constantFrom(...outlineZones.map(({ name }) => name))),
    });
    await fc.assert(
      fc.asyncProperty(choices, async (choice) => {
        const text = await begun(choice);
        assert.deepEqual(await findingsOf(text), []);
        assert.equal(await formatted(text), text);
      }),
      { numRuns: ofChance(12, 4), seed: 7 },
    );
  });

  it('has the sites and zones that were asked for', async () => {
    const text = await begun(outlineChoice(['veeam-vmware'], 2, ['management', 'backup']));
    assert.deepEqual(
      [...text.matchAll(/^ *(?:site|zone) ([\w-]+)/gm)].map((m) => m[1]),
      ['main', 'main-management', 'main-backup', 'site-2', 'site-2-management', 'site-2-backup'],
    );
    assert.match(text, /^pair main, site-2$/m);
    // Hosts have no zone of their own here, and one backup server serves both sites.
    assert.match(text, /component main-esxi +: vmware\.esxi/);
    assert.equal(text.match(/veeam\.backup-server/g)?.length, 1);
  });

  it('has what a product keeps on the internet there, whether that zone was asked for or not, and once', async () => {
    for (const zones of [undefined, ['backup']]) {
      const text = await begun(outlineChoice(['druva', 'zerto'], 2, zones));
      assert.deepEqual(text.match(/^zone internet external \{\n(.*\n)*?\}$/m)?.[0].match(/: [\w.-]+$/gm), [
        ': druva.cloud',
        ': aws.s3',
      ]);
      assert.equal(text.match(/zone internet/g)?.length, 1);
      assert.match(text, /^use aws$/m);
      assert.match(text, /^allow .*main-proxy.* -> .*druva-cloud.* : https/m);
    }
  });

  it('shares what two products have in common', async () => {
    const text = await begun(outlineChoice(['veeam-vmware', 'veeam-one', 'nakivo'], 1));
    assert.equal(text.match(/vmware\.vcenter at/g)?.length, 1);
    assert.match(text, /component admins .*: veeam\.console, veeam\.browser, veeam-one\.client at/);
  });

  it('says what there is, where something is asked for that is not there', () => {
    assert.throws(
      () => outlineChoice(['veem']),
      /There is no product 'veem'; (?:did you mean .*\? C|c)hoose from veeam-vmware, /,
    );
    assert.throws(() => outlineChoice([]), /Name a product/);
    assert.throws(() => outlineChoice(['zerto'], 0), /from 1 to 20/);
    assert.throws(() => outlineChoice(['zerto'], 2, ['dmz']), /There is no zone 'dmz'/);
  });

  it('is there for every vendor whose components a plan can hold', async () => {
    const vendors = Object.values(catalogTexts).flatMap((text) => [...text.matchAll(/^vendor ([\w-]+)/gm)].map((m) => m[1]!));
    const texts = [
      ...templates.map(({ text }) => text),
      ...(await Promise.all(names.map((name) => begun(outlineChoice([name]))))),
    ];
    const used = new Set(texts.flatMap((text) => [...text.matchAll(/^use ([\w-]+)/gm)].map((m) => m[1])));
    // Services that products of the others use; nobody begins a plan with them.
    const services = ['azure', 'google', 'ibm', 'network', 'packages', 'nutanix'];
    assert.deepEqual(vendors.filter((vendor) => !used.has(vendor)).sort(), services.sort());
  });
});
