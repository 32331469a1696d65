import assert from 'node:assert/strict';
import { pastedList } from '../../client/features/paste/pasted-list.ts';
import { diagnose } from '../support/language.ts';

const ZONE = ['zone office { // of "all" {', '  subnet 10.0.0.0/24', '  component c : veeam.console { a = b }'];

describe('what is pasted', () => {
  it('becomes a list where addresses or ports go on', () => {
    for (const before of [
      '  subnet ',
      '  component x at ',
      'group g = ',
      'allow ',
      'allow a -> ',
      'allow a, ',
      'deny any except ',
    ])
      assert.equal(
        pastedList('10.0.0.1\t10.0.0.2\r\n10.0.1.0/24\r\n\r\n', before, []),
        '10.0.0.1, 10.0.0.2, 10.0.1.0/24',
        before,
      );
    assert.equal(
      pastedList('10.0.0.1 - 10.0.0.9\nfd00::1/64\n"10.0.0.12"\n10.0.0.12', 'subnet ', []),
      '10.0.0.1-10.0.0.9, fd00::1/64, 10.0.0.12',
    );
    assert.equal(pastedList('443\n8000 - 8010', 'allow a -> b : tcp ', []), '443, 8000-8010');
    assert.equal(pastedList('443\n80', 'allow a -> b : tcp 22, ', []), '443, 80');
  });

  it('becomes components in a zone, where rows have a name and an address', async () => {
    const table = 'Name\tIP\nSRV 01\t10.0.0.5\nrepo.corp.example\t10.0.0.6; 10.0.0.7\n10.0.0.8\tweb_1\n';
    const text = pastedList(table, '  ', ZONE);
    assert.equal(text, 'component SRV-01 at 10.0.0.5\n  component repo at 10.0.0.6, 10.0.0.7\n  component web_1 at 10.0.0.8');
    const errors = (await diagnose(`zone office {\n  subnet 10.0.0.0/24\n  ${text}\n}\n`)).filter(
      ({ severity }) => severity === 1,
    );
    assert.deepEqual(errors, []);
  });

  it('stays as it is everywhere else', () => {
    const addresses = '10.0.0.1\n10.0.0.2\n';
    const table = 'a\t10.0.0.1\nb\t10.0.0.2\n';
    for (const [text, before, above] of [
      // One thing alone, code, and texts that are about something else.
      ['10.0.0.1', '  subnet ', []],
      ['allow a -> b : tcp 1\nallow b -> a : tcp 2', '', []],
      ['allow a -> b : tcp 1\nallow b -> a : tcp 2', '  ', ZONE],
      ['10.0.0.1\nweb', '  subnet ', []],
      [addresses, '// ', []],
      [addresses, '', []],
      ['70000x\n1', 'tcp ', []],
      // Outside of a zone, in a block within it, and where a row lacks something.
      [table, '', ['zone a { subnet 10.0.0.0/24 }']],
      [table, '    ', [...ZONE, '  component d {']],
      [table, '', ['firewall core : asa {']],
      ['a\t10.0.0.1\nb\tc\n', '  ', ZONE],
      [table, '  component x ', ZONE],
    ] as const)
      assert.equal(pastedList(text, before, above), undefined, `${JSON.stringify(text)} behind ${JSON.stringify(before)}`);
  });
});
