import assert from 'node:assert/strict';
import { complete } from '../support/editor.ts';

const labels = async (marked: string): Promise<string[]> => (await complete(marked)).items.map((i) => i.label);

describe('completion of roles outside of components', () => {
  const firstOther = async (marked: string): Promise<[first: string | undefined, areFirst: boolean]> => {
    const roles = (await labels(marked)).filter((label) => label.includes('.'));
    const other = roles.findIndex((label) => !label.startsWith('veeam.'));
    return [roles[0], roles.slice(other).every((label) => !label.startsWith('veeam.'))];
  };

  for (const line of ['direction ', 'direction veeam.proxy -> ', 'bind '])
    it(`offers those of vendors in use first after '${line}'`, async () => {
      const [first, areFirst] = await firstOther(`use veeam\n${line}<|>\n`);
      assert.match(first ?? '', /^veeam\./);
      assert.ok(areFirst);
    });

  it('offers them first among those that are found by what is typed', async () => {
    const typed = (await labels('use veeam\nzone a { }\nallow a -> prox<|>\n')).filter((label) => label.includes('.'));
    assert.ok(typed.indexOf('veeam.proxy') < typed.indexOf('proxmox.host'), typed.join());
  });

  it('offers no name that is yet to be declared where only roles can stand', async () => {
    assert.ok(!(await labels('use veeam\ndirection prox<|>\n')).includes('prox'));
    assert.ok((await labels('use veeam\nallow prox<|>\n')).includes('prox'));
  });
});

describe('completion of services', () => {
  const places = `service web = tcp 443
zone a { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 component dns : network.dns-server at 10.0.0.2 }
zone b { subnet 10.0.1.0/24 component zvm : zerto.zvm at 10.0.1.1 component other at 10.0.1.2 }
group servers = vbr, dns
`;
  /** The vendors whose services stand behind those of the plan, in their order. */
  const vendorsIn = async (line: string): Promise<string[]> => {
    const offered = await labels(`use acronis-scs\nuse veeam\nuse zerto\n${places}${line}\n`);
    const named = offered.slice(offered.indexOf('web') + 1).filter((label) => label.includes('.'));
    return [...new Set(named.map((label) => label.slice(0, label.indexOf('.'))))];
  };

  for (const [line, first] of [
    ['allow vbr -> other : <|>', 'veeam'],
    ['allow vbr -> other : tcp 1, <|>', 'veeam'],
    ['allow other -> b : <|>', 'zerto'],
    ['deny other -> servers : <|>', 'veeam'],
    ['assert any never reaches zvm on <|>', 'zerto'],
    ['direction zerto.zvm -> zerto.vra : <|>', 'zerto'],
    ['allow zerto.vra in b -> other : <|>', 'zerto'],
    ['allow dns -> other : <|>', 'acronis-scs'],
  ] as const)
    it(`offers those of the vendors at the ends first: ${line}`, async () => {
      assert.equal((await vendorsIn(line))[0], first);
    });

  it('does so in a file that does not say which products are in use', async () => {
    const offered = await labels(`${places}allow vbr -> other : <|>\n`);
    assert.ok(offered.indexOf('veeam.installer') < offered.indexOf('ssh'), offered.join());
    assert.ok(offered.indexOf('web') < offered.indexOf('veeam.installer'));
  });
});

describe('completion of services that need no vendor before their names', () => {
  const around = `zone a { subnet 10.0.0.0/24 component one at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component two at 10.0.1.1 }
`;
  const rule = 'allow one -> two :';
  const named = (list: readonly string[], name: string): string[] =>
    list.filter((label) => /^(network\.)?(.*)$/.exec(label)?.[2] === name);

  for (const before of ['', 'use network\n', 'use veeam\n'])
    it(`offers each once, by its name alone${before ? `, behind ${before.trim()}` : ''}`, async () => {
      for (const typed of ['', 's', 'ssh', 'secure'])
        assert.ok(!(await labels(`${before}${around}${rule} ${typed}<|>`)).some((label) => label.startsWith('network.')), typed);
      assert.deepEqual(named(await labels(`${before}${around}${rule} ss<|>`), 'ssh'), ['ssh']);
    });

  for (const typed of ['network.', 'network.ss', 'netw'])
    it(`offers them with it to whoever began with '${typed}'`, async () =>
      assert.deepEqual(named(await labels(`${around}${rule} ${typed}<|>`), 'ssh'), ['network.ssh']));

  it('offers the one that a service of the plan hides with its vendor, and what each is', async () => {
    const { items } = await complete(`${around}service rdp = tcp 33890\n${rule} rd<|>`);
    const offered = items.filter(({ label }) => /^(network\.)?rdp$/.test(label)).map(({ label, detail }) => `${label} ${detail}`);
    assert.deepEqual(offered, ['rdp tcp 33890', 'network.rdp tcp+udp 3389']);
    // By its title, which the service of the plan does not have, the other one alone is found.
    assert.deepEqual(named(await labels(`${around}service rdp = tcp 33890\n${rule} remote<|>`), 'rdp'), ['network.rdp']);
  });
});

describe('completion of a definition', () => {
  const others =
    'service web = shop\nservice mail = tcp 25\ngroup all = ends\ngroup some = lamp\nzone lamp { subnet 10.0.0.0/24 }\n';

  for (const [line, is, not] of [
    ['service shop = <|>', 'mail', ['shop', 'web']],
    ['service shop = tcp 443, <|>', 'mail', ['shop', 'web']],
    ['service shop = one of (tcp 443, <|>', 'mail', ['shop', 'web']],
    ['group ends = <|>', 'some', ['ends', 'all']],
    ['group ends = lamp, <|>', 'some', ['ends', 'all']],
    ['group ends = lamp except <|>', 'some', ['ends', 'all']],
    ['vendor acme { role proxy\n role agent : server\n role server : <|>', 'proxy', ['server', 'agent']],
    ['vendor acme { service log = tcp 1\n service rest = <|>', 'log', ['rest']],
  ] as const)
    it(`offers what may be a part of it, and neither itself nor what is made of it: ${line}`, async () => {
      const offered = await labels(`${others}${line}\n`);
      assert.ok(offered.includes(is), offered.join());
      assert.deepEqual(
        not.filter((name) => offered.includes(name)),
        [],
      );
    });

  it('does not offer a name as one that nothing has while it is the name of what is defined', async () => {
    assert.ok(!(await labels(`${others}group ends = ends<|>\n`)).includes('ends'));
    assert.ok(!(await labels(`${others}group ends = all<|>\n`)).includes('all'));
    assert.ok(!(await labels('vendor acme { role server : server<|>\n role proxy\n}\n')).includes('server'));
  });

  it('offers them wherever else they can stand', async () => {
    assert.ok((await labels(`${others}group ends = lamp\nallow <|>`)).includes('ends'));
    assert.ok((await labels(`${others}service shop = tcp 1\nallow lamp -> some : <|>`)).includes('shop'));
  });
});

describe('completion of a name that was begun with a zone', () => {
  const zones = `use acme
site north { zone shop { subnet 10.0.0.0/24 component till : acme.server at 10.0.0.1 component desk at 10.0.0.2 } }
zone depot { subnet 10.0.1.0/24 component till at 10.0.1.1 component lamp at 10.0.1.2 }
vendor acme { role server }
`;

  for (const begun of ['allow shop.', 'allow lamp -> depot, shop.', 'group g = shop.', 'deployment d = shop.', 'bind shop.'])
    it(`offers the components of the zone after '${begun}', whether others have their names or not`, async () => {
      assert.deepEqual(await labels(`${zones}${begun}<|>`), ['shop.desk', 'shop.till']);
    });

  it('finds one by what is typed of it, where a firewall translates its address as well', async () => {
    assert.deepEqual(await labels(`${zones}assert shop.d<|>`), ['shop.desk']);
    assert.deepEqual(await labels(`${zones}firewall f { zones shop, depot\n nat 192.0.2.1 -> depot.l<|> }`), ['depot.lamp']);
  });

  it('offers each component once, by its plain name where that is enough, as long as no zone is typed', async () => {
    const offered = await labels(`${zones}allow <|>`);
    assert.deepEqual(offered.slice(0, 4).sort(), ['depot.till', 'desk', 'lamp', 'shop.till']);
    assert.ok(!offered.includes('shop.desk'), offered.join());
  });
});
