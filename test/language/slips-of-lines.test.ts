import assert from 'node:assert/strict';
import { actions } from '../support/editor.ts';

const PLACES = `zone a { subnet 10.0.0.0/24 component web at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component db at 10.0.1.1 }
`;

/** Several lines that people write, what they are told, and what the fix makes of them. */
const SLIPS: [title: string, lines: string, says: RegExp, mended?: string][] = [
  [
    'services of a rule in braces',
    'allow web -> db {\n  tcp 443\n  udp 53, 123\n}',
    /^Services stand behind a colon/,
    'allow web -> db : tcp 443, udp 53, 123',
  ],
  [
    'services of a rule in braces, named',
    'allow web -> db {\n  https,\n  ssh\n}',
    /': https, ssh'/,
    'allow web -> db : https, ssh',
  ],
  ['settings of a rule in braces', 'allow web -> db {\n  action = accept\n}', /with commas between them/],
  [
    'rules in braces',
    'allow {\n  web -> db : tcp 443\n  db -> web : tcp 22 // why\n}',
    /statement by itself/,
    'allow web -> db : tcp 443\nallow db -> web : tcp 22 // why',
  ],
  [
    'services of a rule in braces with a comment, which no line has place for',
    'allow web -> db {\n  tcp 443 // why\n}',
    /with commas between them/,
  ],
  [
    'a list that goes on without a comma',
    'allow web -> db : tcp 443\n  udp 53',
    /behind a comma/,
    'allow web -> db : tcp 443,\n  udp 53',
  ],
  [
    'a service that goes on without a comma',
    'service all = tcp 443 // why\n  udp 53',
    /behind a comma/,
    'service all = tcp 443, // why\n  udp 53',
  ],
  [
    'networks as a list',
    'zone c {\n  subnets = ["10.0.2.0/24", "10.0.3.0/24"]\n}',
    /'subnet 10\.0\.2\.0\/24, 10\.0\.3\.0\/24'/,
    'zone c {\n  subnet 10.0.2.0/24, 10.0.3.0/24\n}',
  ],
  ['networks by another word', 'zone c {\n  cidr: 10.0.2.0/24\n}', /behind 'subnet'/, 'zone c {\n  subnet 10.0.2.0/24\n}'],
  [
    'a component without its word',
    'use veeam\nzone c {\n  subnet 10.0.2.0/24\n  vbr : veeam.backup-server at 10.0.2.10\n}',
    /begins with 'component'/,
    'use veeam\nzone c {\n  subnet 10.0.2.0/24\n  component vbr : veeam.backup-server at 10.0.2.10\n}',
  ],
  [
    'a component whose parts stand in its braces',
    'use veeam\nzone c {\n  subnet 10.0.2.0/24\n  component vbr {\n    role veeam.backup-server\n    address 10.0.2.10\n  }\n}',
    /^What a component is, and its address, stand in front of its braces/,
    'use veeam\nzone c {\n  subnet 10.0.2.0/24\n  component vbr : veeam.backup-server at 10.0.2.10\n}',
  ],
  [
    'the same with a title and a property',
    'use veeam\nzone c {\n  subnet 10.0.2.0/24\n  component proxy "Proxy" {\n    ip: 10.0.2.11\n    transport = nbd\n    type = veeam.vmware-proxy\n  }\n}',
    /in front of its braces/,
    'use veeam\nzone c {\n  subnet 10.0.2.0/24\n  component proxy "Proxy" : veeam.vmware-proxy at 10.0.2.11 { transport = nbd }\n}',
  ],
];

/** Files in other languages. */
const FILES: Readonly<Record<string, string>> = {
  YAML: 'zones:\n  - name: mgmt\n    subnet: 10.0.0.0/24\nrules:\n  - from: a\n',
  JSON: '{\n  "zones": [ { "name": "mgmt" } ],\n  "rules": []\n}\n',
  CSV: 'Source,Destination,Port\nvbr,proxy,443\n10.0.0.1,10.0.1.1,22\n',
  INI: '[zones]\nmgmt = 10.0.0.0/24\n[rules]\na = b\n',
  XML: '<?xml version="1.0"?>\n<zones><zone name="a"/></zones>\n',
};

/** Slips of one line whose fixes write two. */
const TWO_LINES: readonly [title: string, slip: string, mended: string][] = [
  ['two vendors', 'use veeam, zerto\n', 'use veeam\nuse zerto\n'],
  ['a rule both ways', `${PLACES}allow a <-> b : tcp 1\n`, `${PLACES}allow a -> b : tcp 1\nallow b -> a : tcp 1\n`],
  [
    'a flow to an address',
    'vendor v {\n  role a\n  flow a -> "updates.example.com" : tcp 443\n}\n',
    'vendor v {\n  role a\n  role updates at "updates.example.com"\n  flow a -> updates : tcp 443\n}\n',
  ],
];

describe('fixes of slips that write two lines', () => {
  for (const [title, slip, mended] of TWO_LINES)
    for (const eol of ['\n', '\r\n'])
      it(`${title}${eol === '\n' ? '' : ', with CRLF'}`, async () => {
        const offered = await actions(`<|${slip.replaceAll('\n', eol)}|>`, ['quickfix'], (d) => d.code === 'syntax-error');
        assert.equal(offered.apply(offered.list.at(-1)), mended.replaceAll('\n', eol));
      });
});

describe('slips that go over lines', () => {
  for (const [title, lines, says, mended] of SLIPS)
    for (const eol of ['\n', '\r\n'])
      it(`${title}${eol === '\n' ? '' : ', with CRLF'}`, async () => {
        const text = `${PLACES}${lines}\n`.replaceAll('\n', eol);
        const offered = await actions(`<|${text}|>`, ['quickfix'], (d) => d.code === 'syntax-error');
        assert.equal(offered.diagnostics.length, 1, JSON.stringify(offered.diagnostics.map((d) => d.message)));
        assert.match(`${offered.diagnostics[0]!.message}`, says);
        const made = offered.list.map((each) => offered.apply(each).replaceAll(eol, '\n').slice(PLACES.length).trimEnd());
        assert.deepEqual(made, mended === undefined ? [] : [mended]);
        if (mended === undefined) return;
        const after = await actions(`<|${PLACES}${mended}\n|>`, ['quickfix'], (d) => d.code === 'syntax-error');
        assert.deepEqual(after.diagnostics, []);
      });

  for (const [name, text] of Object.entries(FILES))
    it(`a file in ${name} is told as one, once`, async () => {
      const { diagnostics } = await actions(`<|${text}|>`, ['quickfix'], (d) => d.code === 'syntax-error');
      assert.equal(diagnostics.length, 1);
      assert.match(`${diagnostics[0]!.message}`, new RegExp(`^This reads like ${name}\\. .*'segplan import FILE'`));
    });
});
