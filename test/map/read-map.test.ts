import assert from 'node:assert/strict';
import { linkText, type MapLink, type PlanMap } from '../../language/map/plan-map.ts';
import { readMap } from '../../language/map/read-map.ts';
import { analysisOf } from '../support/language.ts';
import { vaultCatalog } from '../support/vault.ts';

async function mapOf(text: string, phases: string[] = []): Promise<PlanMap> {
  return readMap(await analysisOf(text, phases));
}

const words = (map: PlanMap): string[] => map.links.map((link) => linkText(map, link));

const HEAD = `plan "Test"
use vault 13
site main "Main office" {
  zone management "Managers" { subnet 10.1.0.0/24
    component vbr "Backup server" : vault.backup-server at 10.1.0.10
  }
  zone backup { subnet 10.2.0.0/24
    component repo : vault.hardened-repository at 10.2.0.20
  }
}
zone lab isolated { subnet 10.3.0.0/24 }
zone world external
`;

const plan = (...rules: string[]): string => `${HEAD}${rules.join('\n')}\n${vaultCatalog}`;

describe('the map of a plan', () => {
  it('holds sites, zones and components with their places in the source', async () => {
    const text = plan('deny any -> lab');
    const map = await mapOf(text);
    assert.deepEqual(
      map.sites.map(({ id, title }) => [id, title]),
      [['site:main', 'Main office']],
    );
    assert.deepEqual(
      map.zones.map(({ id, title, site, isolated, external }) => [id, title, site, isolated, external]),
      [
        ['zone:management', 'Managers', 'site:main', false, false],
        ['zone:backup', '', 'site:main', false, false],
        ['zone:lab', '', undefined, true, false],
        ['zone:world', '', undefined, false, true],
      ],
    );
    const [vbr] = map.zones[0]!.components;
    assert.deepEqual(
      [vbr!.id, vbr!.name, vbr!.title, vbr!.vendors],
      ['component:management.vbr', 'vbr', 'Backup server', ['vault']],
    );
    assert.deepEqual(vbr!.addresses, ['10.1.0.10']);
    const lines = text.split('\n');
    const { start, end } = vbr!.place!.range;
    assert.equal(lines[start.line]!.slice(start.character, end.character), lines[4]!.trim());
    assert.equal(map.rules[map.zones[2]!.closedIn!]!.text, 'deny any -> lab');
    assert.equal(map.zones[2]!.closedOut, undefined);
  });

  it('tells what is missing, blocked, not needed, temporary, open and denied', async () => {
    const states = async (...rules: string[]): Promise<string[]> => words(await mapOf(plan(...rules)));
    // The catalog of the tests: a backup server needs tcp 6162 and 2500-3300 of its repository.
    assert.deepEqual(await states(), ['management to backup: missing tcp 2500-3300, 6162']);
    assert.deepEqual(await states('allow vbr -> repo : tcp 6162'), [
      'management to backup: missing tcp 2500-3300; open tcp 6162',
    ]);
    assert.deepEqual(await states('allow vbr -> repo : tcp 6162, 2500-3300, 4444'), [
      'management to backup: not needed tcp 4444; open tcp 2500-3300, 6162',
    ]);
    assert.deepEqual(await states('allow vbr -> repo : tcp 6162, 2500-3300', 'deny vbr -> repo : tcp 2500-2600'), [
      'management to backup: blocked tcp 2500-2600; open tcp 2601-3300, 6162; denied tcp 2500-2600',
    ]);
    assert.deepEqual(
      await states('allow vbr -> repo : tcp 6162, 2500-3300', 'allow vbr -> repo : tcp 22, 6162 until 2027-01-01 "set-up"'),
      ['management to backup: temporary tcp 22; open tcp 2500-3300, 6162'],
    );
    // Past its end, and in a phase that is off.
    assert.deepEqual(
      await states(
        'allow vbr -> repo : tcp 6162, 2500-3300',
        'allow vbr -> repo : tcp 22 until 2026-01-01',
        'allow lab -> backup : tcp 9 during setup',
      ),
      ['management to backup: open tcp 2500-3300, 6162'],
    );
    assert.deepEqual(
      words(
        await mapOf(plan('allow vbr -> repo : tcp 6162, 2500-3300', 'allow lab -> backup : tcp 9 during setup "x"'), ['setup']),
      ),
      ['management to backup: open tcp 2500-3300, 6162', 'lab to backup: temporary tcp 9'],
    );
  });

  it('says of what is missing which components lack it, and of what is open which rules open it', async () => {
    const text = plan('allow vbr -> repo : tcp 6162');
    const map = await mapOf(text);
    const [missing, open] = map.links[0]!.parts;
    assert.deepEqual(
      [missing!.pairs, missing!.details.map(({ text }) => text), missing!.rules],
      [1, ['vbr -> repo : tcp 2500-3300'], []],
    );
    const [rule] = open!.rules.map((n) => map.rules[n]!);
    assert.equal(rule!.text, 'allow vbr -> repo : tcp 6162');
    assert.equal(text.split('\n')[rule!.place!.range.start.line], rule!.text);
  });

  it('marks what denies from or to anywhere say of all zones', async () => {
    const map = await mapOf(plan('allow vbr -> repo : tcp 6162, 2500-3300', 'deny lab -> any', 'deny backup -> lab : tcp 1'));
    const wide = (link: MapLink): boolean => link.parts.every((part) => part.wide);
    assert.deepEqual(
      map.links.filter((link) => !wide(link)).map((link) => link.id),
      ['link:management>backup', 'link:backup>lab'],
    );
    assert.deepEqual(
      map.links.filter(wide).map((link) => link.id),
      ['link:lab>management', 'link:lab>backup', 'link:lab>world'],
    );
  });

  it('has a place for addresses of no zone where something is open to them', async () => {
    const text = `zone a { subnet 10.0.0.0/24 }\n`;
    assert.deepEqual(
      (await mapOf(text)).zones.map(({ id }) => id),
      ['zone:a'],
    );
    const map = await mapOf(`${text}allow a -> 192.0.2.1 : tcp 443\n`);
    assert.deepEqual(
      map.zones.map(({ id }) => id),
      ['zone:a', 'elsewhere'],
    );
    assert.deepEqual(words(map), ['a to elsewhere: open tcp 443']);
  });

  it('gives names that stand twice ids of their own', async () => {
    const map = await mapOf('zone a { component x at 10.0.0.1 }\nzone a { component x at 10.0.0.2 }\n');
    assert.deepEqual(
      map.zones.flatMap((zone) => [zone.id, ...zone.components.map(({ id }) => id)]),
      ['zone:a', 'component:a.x', 'zone:a~2', 'component:a.x~2'],
    );
  });

  it('is what a simple reading of the rules says, port by port', async () => {
    let seed = 7;
    const chance = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const names = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'];
    const zones = ['a', 'b', 'c'].map((zone, z) => {
      const components = [1, 2].map((n) => `component ${zone}${n} at 10.${z}.0.${n}`);
      return `zone ${zone} { subnet 10.${z}.0.0/24\n${components.join('\n')} }`;
    });
    for (let run = 0; run < 60; run++) {
      const rules = Array.from({ length: 1 + chance(8) }, () => {
        const [from, to] = [names[chance(6)]!, names[chance(6)]!];
        const ports = [1 + chance(4), 1 + chance(4)];
        const action = chance(4) ? 'allow' : 'deny';
        return { action, from, to, ports, until: action === 'allow' && !chance(3) };
      });
      const text = rules.map(
        ({ action, from, to, ports, until }) =>
          `${action} ${from} -> ${to} : tcp ${ports.join(', ')}${until ? ' until 2027-01-01' : ''}`,
      );
      const map = await mapOf(`${zones.join('\n')}\n${text.join('\n')}\n`);
      for (const from of ['a', 'b', 'c'])
        for (const to of ['a', 'b', 'c']) {
          if (from === to) continue;
          const link = map.links.find((each) => each.id === `link:${from}>${to}`);
          const between = rules.filter((rule) => rule.from[0] === from && rule.to[0] === to);
          const holds = (kind: (rule: (typeof rules)[number]) => boolean, port: number): boolean =>
            between.some(
              (rule) =>
                kind(rule) &&
                rule.ports.includes(port) &&
                !between.some(
                  (deny) => deny.action === 'deny' && deny.from === rule.from && deny.to === rule.to && deny.ports.includes(port),
                ),
            );
          for (let port = 1; port <= 5; port++) {
            const open = holds((rule) => rule.action === 'allow' && !rule.until, port);
            const expected = {
              open,
              temporary: !open && holds((rule) => rule.until, port),
              denied: between.some((rule) => rule.action === 'deny' && rule.ports.includes(port)),
            };
            for (const [state, is] of Object.entries(expected)) {
              const services = link?.parts.find((part) => part.state === state)?.services ?? [];
              const has = services
                .map((each) => each.replace('tcp ', '').split('-').map(Number))
                .some(([first, last = first]) => port >= first! && port <= last!);
              assert.equal(has, is, `${from} -> ${to} ${port} ${state}\n${text.join('\n')}`);
            }
          }
        }
    }
  });
});
