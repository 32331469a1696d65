import assert from 'node:assert/strict';
import { actions } from '../support/editor.ts';

const around = (line: string): string => `zone a { subnet 10.0.0.0/24 component web at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component db at 10.0.1.1 }
${line}
allow b -> a : tcp 9 "the line behind it"
`;

/** What people write who come from other languages, what they are told, and the lines that fixes make of it, the first one first. */
const SLIPS: [line: string, says: RegExp, ...mended: string[]][] = [
  ['allow web -> db : 443', /'tcp 443' or 'udp 443'/, 'allow web -> db : tcp 443', 'allow web -> db : udp 443'],
  [
    'allow web -> db : 443, 8000-8010',
    /behind their protocol/,
    'allow web -> db : tcp 443, 8000-8010',
    'allow web -> db : udp 443, 8000-8010',
  ],
  ['allow web -> db : 443/tcp', /'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db : 443/TCP, 53/udp', /'tcp 443, udp 53'/, 'allow web -> db : tcp 443, udp 53'],
  ['allow web -> db : 80, 443/tcp, 53/udp', /'tcp 80, 443, udp 53'/, 'allow web -> db : tcp 80, 443, udp 53'],
  ['allow web -> db : tcp 22, 443/tcp', /'tcp 443'/, 'allow web -> db : tcp 22, 443'],
  ['allow web -> db : tcp 22, 53/udp', /'udp 53'/, 'allow web -> db : tcp 22, udp 53'],
  ['allow web -> db : tcp/443', /'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db : tcp:443', /'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db : TCP 443', /small letters: 'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db tcp 443', /colon/, 'allow web -> db : tcp 443'],
  ['allow web => db : tcp 443', /arrow '->', and not by '=>'/, 'allow web -> db : tcp 443'],
  ['allow web → db : tcp 443', /arrow '->', and not by '→'/, 'allow web -> db : tcp 443'],
  ['allow web > db : tcp 443', /arrow '->'/, 'allow web -> db : tcp 443'],
  ['allow web --> db : tcp 443', /arrow '->'/, 'allow web -> db : tcp 443'],
  ['allow web to db : tcp 443', /arrow '->', and not by 'to'/, 'allow web -> db : tcp 443'],
  ['allow * -> db : tcp 443', /'any'/, 'allow any -> db : tcp 443'],
  ['allow web -> * : tcp 443', /'any'/, 'allow web -> any : tcp 443'],
  ['service most = tcp 1-1000 except ssh', /^A named service leaves nothing out: 'except' stands in the rules that name it\.$/],
  [
    'allow any except a except web -> b : tcp 443',
    /^'except' stands once in a list, .* 'group … = a except web', and leave the group out\.$/,
  ],
  ['group rest = any except b, a except web', /'group … = a except web'/],
  [
    'allow web -> b : any except tcp 80-90 except tcp 81',
    /^'except' stands once in a list, and commas stand between what it leaves out\.$/,
  ],
  ['allow web -> db : tcp 443;', /semicolon/, 'allow web -> db : tcp 443'],
  ['# allow web -> db', /begin with '\/\/'/, '// allow web -> db'],
  ['## why', /begin with '\/\/'/, '// why'],
  ['allow web -> db : tcp 443 # why', /begin with '\/\/'/, 'allow web -> db : tcp 443 // why'],
  ['Zone c { subnet 10.0.2.0/24 }', /Did you mean 'zone'\?$/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { Subnet 10.0.2.0/24 }', /Did you mean 'subnet'\?$/, 'zone c { subnet 10.0.2.0/24 }'],
  ['allow web -> db : tcp 443 During setup', /Did you mean 'during'\?$/, 'allow web -> db : tcp 443 during setup'],
  ['ALLOW web -> db : tcp 443', /Did you mean 'allow'\?$/, 'allow web -> db : tcp 443'],
  ['alow web -> db : tcp 443', /Did you mean 'allow'\?$/, 'allow web -> db : tcp 443'],
  ['permit web -> db : tcp 443', /Did you mean 'allow'\?$/, 'allow web -> db : tcp 443'],
  ['drop web -> db', /Did you mean 'deny'\?$/, 'deny web -> db'],
  [
    'zone my zone { subnet 10.0.2.0/24 }',
    /no blanks: 'my-zone'/,
    'zone my-zone "my zone" { subnet 10.0.2.0/24 }',
    'zone my-zone { subnet 10.0.2.0/24 }',
  ],
  ['zone Main office', /no blanks: 'main-office'/, 'zone main-office "Main office"', 'zone main-office'],
  ['zone my big zone "Zone" isolated', /no blanks: 'my-big-zone'/, 'zone my-big-zone "Zone" isolated'],
  ['zone "My zone" { subnet 10.0.2.0/24 }', /zone my-zone "My zone"/, 'zone my-zone "My zone" { subnet 10.0.2.0/24 }'],
  [
    'zone c { component my server at 10.0.2.1 }',
    /no blanks/,
    'zone c { component my-server "my server" at 10.0.2.1 }',
    'zone c { component my-server at 10.0.2.1 }',
  ],
  ['group my group = web, db', /no blanks/, 'group my-group "my group" = web, db', 'group my-group = web, db'],
  ['zone my größe "x"', /no blanks: 'my-größe'/, 'zone my-größe "x"'],
  ['zone pay\u200bments { subnet 10.0.2.0/24 }', /can't be seen \(U\+200B\)/, 'zone payments { subnet 10.0.2.0/24 }'],
  ['zone c\u202e { subnet 10.0.2.0/24 }', /can't be seen \(U\+202E\)/, 'zone c { subnet 10.0.2.0/24 }'],
  ['allow web -> \u3164db : tcp 443', /can't be seen \(U\+3164\)/, 'allow web -> db : tcp 443'],
  ['zone c { subnet 10.0.2.0 255.255.255.128 }', /'10\.0\.2\.0\/25'/, 'zone c { subnet 10.0.2.0/25 }'],
  ['zone c { component x : veeam.proxy 10.0.2.1 }', /behind 'at'/, 'zone c { component x : veeam.proxy at 10.0.2.1 }'],
  ['component x at 10.0.2.1', /'component', which belongs in the braces of a zone: zone name \{ component … \}\.$/],
  ['running "fw.conf"', /'running', which belongs in the braces of a firewall/],
  ['role agent "Agent"', /'role', which belongs in the braces of a vendor/],
  ['zone c { component x = veeam.proxy }', /colon/, 'zone c { component x : veeam.proxy }'],
];

describe('slips of people who are new to the language', () => {
  for (const [line, says, ...mended] of SLIPS)
    it(line, async () => {
      const marked = around(`<|${line}|>`);
      const offered = await actions(marked, ['quickfix'], (d) => d.code === 'syntax-error');
      const [error, ...others] = offered.diagnostics;
      assert.match(`${error?.message}`, says);
      assert.deepEqual(
        others.map((d) => d.message),
        [],
        'one slip is one error',
      );
      const lines = offered.list.map((each) => offered.apply(each).split('\n')[2]);
      assert.deepEqual(lines, mended);
      // Where there is one way to mend it, it is taken without asking.
      assert.deepEqual(
        offered.list.map((each) => each.isPreferred === true),
        mended.map(() => mended.length === 1),
      );
      for (const each of mended) {
        const after = await actions(around(`<|${each}|>`), ['quickfix'], (d) => d.code === 'syntax-error');
        assert.deepEqual(after.diagnostics, [], each);
      }
    });

  it('a mask that is none is no slip', async () => {
    const { diagnostics, list } = await actions(around('<|zone c { subnet 10.0.2.0 255.0.255.0 }|>'), ['quickfix']);
    assert.ok(diagnostics.length);
    assert.deepEqual(
      list.filter(({ title }) => /Write/.test(title)),
      [],
    );
  });
});
