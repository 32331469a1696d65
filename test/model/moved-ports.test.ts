import assert from 'node:assert/strict';
import { explain } from '../../language/analysis/explain/explain.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { portSet } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';

describe('a port that one of two components at an address moves', () => {
  for (const [end, shown] of [
    ['acme.server', 'by their role'],
    ['one, two', 'by their names'],
    ['two, one', 'by their names, the other way round'],
  ] as const)
    it(`is open where it was for the other, and where it was moved to: ${shown}`, async () => {
      const analysis =
        await analysisOf(`vendor acme { role server { property gui = port } service web = tcp 80 (set by server.gui) }
use acme
zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24
  component one : acme.server at 10.0.1.1 { gui = 8080 }
  component two : acme.server at 10.0.1.1
}
allow a -> ${end} : acme.web
`);
      const verdict = (port: number): string => {
        const [sources, destinations] = ['10.0.0.9', '10.0.1.1'].map((start) => parseAddress({ start }).set);
        return explain(analysis, { sources: sources!, destinations: destinations!, services: portSet('tcp', port) }).verdict;
      };
      assert.deepEqual([80, 8080, 81].map(verdict), ['permitted', 'permitted', 'denied']);
    });
});
