import assert from 'node:assert/strict';
import { idsAt } from '../../client/features/map/at-cursor.ts';
import type { Filter } from '../../client/features/map/messages.ts';
import { mapPage } from '../../client/features/map/page.ts';
import { matching, meant } from '../../client/features/map/view/matching.ts';
import type { PlanMap } from '../../language/map/plan-map.ts';
import { readMap } from '../../language/map/read-map.ts';
import { analysisOf } from '../support/language.ts';
import { vaultCatalog } from '../support/vault.ts';

const TEXT = `plan "Test"
use vault 13
site main {
  zone management { subnet 10.1.0.0/24
    component vbr "Backup server" : vault.backup-server at 10.1.0.10
  }
}
zone backup { subnet 10.2.0.0/24
  component repo : vault.hardened-repository at 10.2.0.20
  component other at 10.2.0.30
}
zone lab { subnet 10.3.0.0/24 }
allow vbr -> repo : tcp 6162
allow lab -> backup : tcp 4444
deny any -> lab
${vaultCatalog}`;

describe('the page of the map', () => {
  let map: PlanMap;
  let uri = '';
  before(async () => {
    map = readMap(await analysisOf(TEXT));
    uri = map.zones[0]!.place!.uri;
  });

  it('runs our script and nothing else, and loads nothing', () => {
    const page = mapPage('https://place/map.js', 'n0');
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-n0'",
      "style-src 'nonce-n0'",
      'worker-src blob:',
    ]);
    assert.deepEqual(page.match(/<script\b[^>]*>/g), ['<script nonce="n0" src="https://place/map.js">']);
    assert.doesNotMatch(page, /\son\w+=|\sstyle=|javascript:|<(link|img|iframe|object)\b|url\(|@import/i);
  });

  it('finds what the cursor is on: the component, else the zone or the site, and the links of a rule', () => {
    const at = (text: string): string[] => {
      const before = TEXT.slice(0, TEXT.indexOf(text)).split('\n');
      return idsAt(map, uri, { line: before.length - 1, character: before.at(-1)!.length });
    };
    assert.deepEqual(at('vbr "Backup'), ['component:management.vbr']);
    assert.deepEqual(at('subnet 10.2'), ['zone:backup']);
    assert.deepEqual(at('main {'), ['site:main']);
    assert.deepEqual(at('repo : tcp 6162'), ['link:management>backup']);
    // It says the same of all zones, which no line shows.
    assert.deepEqual(at('any -> lab'), []);
    assert.deepEqual(at('use vault'), []);
    assert.deepEqual(idsAt(map, 'file:///other.segplan', { line: 4, character: 12 }), []);
  });

  it('leaves bright what a filter asks for, with the ends of links', () => {
    const found = (filter: Partial<Filter>): string[] | undefined => {
      const result = matching(map, { vendor: '', zone: '', state: '', search: '', ...filter });
      return result && [...result].sort();
    };
    assert.equal(found({}), undefined);
    assert.deepEqual(found({ state: 'missing' }), [
      'component:backup.other',
      'component:backup.repo',
      'component:management.vbr',
      'link:management>backup',
      'zone:backup',
      'zone:management',
    ]);
    assert.deepEqual(found({ zone: 'zone:lab' }), [
      'component:backup.other',
      'component:backup.repo',
      'link:lab>backup',
      'zone:backup',
      'zone:lab',
    ]);
    assert.ok(!found({ vendor: 'vault' })!.includes('component:backup.other'));
    assert.ok(found({ search: '10.2.0.30' })!.includes('component:backup.other'));
    assert.ok(!found({ search: '10.2.0.30' })!.includes('component:backup.repo'));
    assert.deepEqual(found({ search: '4444' }), ['link:lab>backup', 'zone:backup', 'zone:lab']);
    assert.deepEqual(found({ search: 'nothing like that' }), []);
  });

  it('tells what a filter asks for from what it only leaves bright, so that the picture can go there', () => {
    const asked = (filter: Partial<Filter>): readonly string[] => {
      const whole: Filter = { vendor: '', zone: '', state: '', search: '', ...filter };
      return meant(map, whole, matching(map, whole)!);
    };
    assert.deepEqual(asked({ search: '10.2.0.20' }), ['component:backup.repo']);
    assert.deepEqual(asked({ zone: 'zone:lab' }), ['zone:lab']);
    assert.deepEqual(asked({ state: 'missing' }), ['link:management>backup']);
    assert.deepEqual(asked({ search: 'lab' }), ['zone:backup', 'zone:lab']);
    assert.deepEqual(asked({ vendor: 'vault' }), ['component:management.vbr', 'component:backup.repo']);
  });
});
