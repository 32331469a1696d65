import assert from 'node:assert/strict';
import { ACME_BACKUP } from '../support/backup-vendor.ts';
import { hover } from '../support/editor.ts';
import { marking } from '../support/marks.ts';

const plan = `use acme 4
${ACME_BACKUP}zone a { subnet 10.0.0.0/24
  component vbr "Main" : acme.backup-server at 10.0.0.1
}
zone b { subnet 10.0.1.0/24
  component proxy : acme.proxy at 10.0.1.1
  component repo : acme.repository at 10.0.1.2
}
allow vbr -> proxy : tcp 6160, 6162, 2500-3400
allow vbr -> repo : acme.data-mover, ssh during deployment
allow a -> b : udp 7
`;
/** What a hover has to say, and what it must not. */
const cases: [string, string, RegExp[], RegExp[]][] = [
  [
    'a range',
    '2<|>500-3400',
    [/tcp 2500-3300/, /section/, /Acme guide \(guide\.txt\)/, /tcp 3301-3400` serves nothing/],
    [/6160/],
  ],
  ['a port', '6<|>162, 2500', [/tcp 6162/, /Data Mover/, /vbr -\\> proxy/], [/serves nothing/]],
  ['a named service', 'd<|>ata-mover, ssh', [/acme.*data.*mover/, /tcp 6162/], []],
  ['a service of a phase', 'mover, s<|>sh during', [/tcp 22/, /only during the phase deployment/, /is off now/], []],
  ['a port that nothing needs', 'udp 7<|>', [/Serves nothing/], []],
  ['a role', 'a<|>cme.proxy', [/Proxy/, /Is connected to by/, /tcp 2500-3300/, /tcp 6160/, /tcp 6162/], [/Connects to/]],
  [
    'a component',
    'v<|>br "Main"',
    [/Main/, /Connects to/, /proxy: `tcp 2500-3300, 6160, 6162`/, /repo.*not permitted: tcp 2500-3300/],
    [],
  ],
  ['a component in a rule', 'p<|>roxy : tcp', [/proxy/, /Is connected to by/], []],
  ['a zone', 'a<|> { subnet', [/Flows out to/, /b: `tcp 2500-3300, 6160, 6162`/], []],
  ['a rule', 'a<|>llow vbr -> repo', [/`vbr-to-repo-\w{4}` · its id/], [/In parts/]],
  ['a vendor', 'a<|>cme 4', [/Acme Backup/, /5 roles, 6 flows/], []],
];

describe('hover', () => {
  for (const [name, place, says, doesNotSay] of cases)
    it(`explains ${name}`, async () => {
      const text = await hover(marking(plan, place));
      for (const pattern of says) assert.match(text, pattern);
      for (const pattern of doesNotSay) assert.doesNotMatch(text, pattern);
    });

  it('shows text of a plan and never interprets it', async () => {
    const text = await hover('zone a<|> "[x](command:evil) <img src=x> `y`" { subnet 10.0.0.0/24 }');
    assert.ok(text.includes('\\[x\\]') && !/[^\\]<img/.test(text));
  });

  it('says what a port is needed for before what it may be used for, and apart what nobody needs now', async () => {
    const text = await hover(`use v
vendor v {
  feature tapes "Tapes"
  role c
  role s
  flow c -> s : tcp 7 for tapes "Writes tapes"
  flow c -> s : tcp 7 optional "Looks around"
  flow c -> s : first of (tcp 7, tcp 8) "Works"
}
zone a { subnet 10.0.0.0/24 component x : v.c at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : v.s at 10.0.1.1 }
allow x -> y : tcp <|>7
`);
    const place = (piece: string): number => {
      assert.ok(text.includes(piece), `${piece} in ${text}`);
      return text.indexOf(piece);
    };
    // The first choice is said once, with what stands behind it.
    const works = place('- tcp 7 (or else tcp 8) — Works');
    assert.ok(works < place('Looks around') && place('Looks around') < place('\n\nNot needed now:\n\n- `tcp 7` — Writes tapes'));
  });

  const SITES = `site main "Main office" {
  zone shop { subnet 10.0.0.0/24 as 10.101.0.0/24
    component till "Till" at 10.0.0.7
  }
  zone store { subnet 10.2.0.0/24 }
}
site far { zone away { subnet 10.0.0.0/24 as 10.102.0.0/24 component till at 10.0.0.7 } }
pair main, far
deployment ours = main
group tills "All tills" = shop.till, away.till
deny tills -> store : tcp 22
zone internet external
`;

  for (const [name, place] of [
    ['where it is declared', 'site ma<|>in'],
    ['where it is named', 'pair ma<|>in'],
    ['in a deployment', 'ours = ma<|>in'],
  ] as const)
    it(`says what a site holds, ${name}`, async () => {
      const text = await hover(marking(SITES, place));
      assert.equal(
        text,
        '**main** · Main office · site\n\nZones: shop, store\n\nComponents: shop.till\n\n10.2.0.0/24, 10.101.0.0/24',
      );
    });

  it('says what a group stands for, where it is declared as well', async () => {
    const text = await hover(marking(SITES, 'group ti<|>lls'));
    assert.equal(text, '**tills** · All tills · group\n\nComponents: shop.till, away.till\n\n10.101.0.7, 10.102.0.7');
    assert.equal(await hover(marking(SITES, 'deny ti<|>lls')), text);
  });

  it('finds what a zone has under its own addresses where others see them as others', async () => {
    assert.equal(
      await hover(marking(SITES, 'subnet 10.0<|>.0.0/24 as 10.101')),
      '**10.0.0.0/24** · 256 addresses\n\nSeen as 10.101.0.0/24 from outside of shop.\n\n- in zone **shop**: **shop.till**',
    );
    assert.equal(
      await hover(marking(SITES, '"Till" at 10.0<|>.0.7')),
      '**10.0.0.7**\n\nSeen as 10.101.0.7 from outside of shop.\n\n- in zone **shop**: **shop.till**',
    );
    assert.match(
      await hover(marking(SITES, 'as 10.1<|>02.0.0/24')),
      /^\*\*10\.102\.0\.0\/24\*\* · 256 addresses\n\n- in zone \*\*away/,
    );
  });

  it('says of what a rule denies that it closes nothing', async () => {
    const text = await hover(marking(SITES, 'store : tcp 2<|>2'));
    assert.match(text, /Closes nothing that the catalogs in use know/);
    assert.doesNotMatch(text, /[Ss]erves/);
  });

  it('says of a role with many flows those first that the plan has somebody for, and how many more there are', async () => {
    const others = Array.from(
      { length: 40 },
      (_, n) => `  role peer-${n}\n  flow server -> peer-${n} : tcp ${1000 + n} "Asks ${n}"\n`,
    );
    const text = await hover(`use many
vendor many {
  role server
  feature reports "Reports"
  flow server -> peer-33 : tcp 7 for reports "Reports"
  flow server -> peer-33 : tcp 22 during set-up "Sets up"
${others.join('')}}
zone a { subnet 10.0.0.0/24 component one : many.ser<|>ver at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component two : many.peer-33 at 10.0.1.1 }
`);
    const list = text.slice(text.indexOf('**Connects to**')).split('\n').slice(2, 22);
    assert.match(list[0]!, /^- many\.peer-33: `tcp 1033`/);
    assert.match(list[1]!, /^- many\.peer-33: `tcp 22`/);
    assert.match(list[2]!, /^- many\.peer-33: `tcp 7`/);
    assert.match(list[3]!, /^- many\.peer-0: /);
    assert.match(list[19]!, /^- and 23 more: see the catalog/);
    assert.equal(text.split('- many.peer').length - 1, 19);
  });

  it('says of a component with many partners first to which of them something is closed', async () => {
    const clients = Array.from({ length: 40 }, (_, n) => `  component c${n} : v.c at 10.0.1.${n + 1}\n`);
    const text = await hover(`use v
vendor v { role s role c flow s -> c : tcp 7 "Asks" }
zone a { subnet 10.0.0.0/24 component main<|> : v.s at 10.0.0.1 }
zone b {
  subnet 10.0.1.0/24
${clients.join('')}}
allow main -> b except c37 : tcp 7
`);
    const list = text.slice(text.indexOf('**Connects to**')).split('\n').slice(2);
    assert.match(list[0]!, /^- c37: .*not permitted: tcp 7/);
    assert.match(list[19]!, /^- and 21 more$/);
  });
});
