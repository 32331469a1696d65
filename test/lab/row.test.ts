import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { decide } from '../rulesets/evaluator.ts';
import { loadPlan } from '../support/language.ts';
import { labFault } from './available.ts';
import { type LabZone, type Probe, runRow } from './lab.ts';

const ZONES: readonly (readonly string[])[] = [['a'], ['b', 'd'], ['c']];
const NUMBERS: Readonly<Record<string, number>> = { a: 1, b: 2, c: 3, d: 4 };
const subnetsOf = (zone: string): string[] => [`10.${NUMBERS[zone]}.0.0/24`];
const hostsOf = (zone: string): string[] => [5, 6].map((n) => `10.${NUMBERS[zone]}.0.${n}`);

const PLAN = `plan "Three firewalls in a row"
${Object.keys(NUMBERS)
  .map((zone) => `zone ${zone} { subnet ${subnetsOf(zone).join(', ')} component ${zone}5 at ${hostsOf(zone)[0]} }`)
  .join('\n')}
zone t { subnet 10.0.0.0/29 }
zone u { subnet 10.0.1.0/29 }
firewall first : nftables { zones a, t }
firewall second : nftables { zones t, b, d, u }
firewall third : nftables { zones u, c }
allow a5 -> c5 : tcp 443
allow a -> b5, d : udp 53
allow c -> a, b : tcp 22
deny c5 -> a : tcp 22
allow any -> d5 : tcp 8080
`;

/** From each host of a zone to each of every other one, by all that rules speak of. */
const PROBES: readonly Probe[] = Object.keys(NUMBERS).flatMap((from) =>
  Object.keys(NUMBERS).flatMap((to) =>
    from === to
      ? []
      : hostsOf(from).flatMap((source) =>
          hostsOf(to).flatMap((destination) =>
            [443, 22, 8080, 53].map(
              (port): Probe => ({ from, to, source, destination, port, protocol: port === 53 ? 'udp' : 'tcp' }),
            ),
          ),
        ),
  ),
);

describe('the packet lab: firewalls in a row', () => {
  before(function () {
    const fault = labFault();
    if (!fault) return;
    if (process.env.CI) throw new Error(fault);
    console.log(`      skipped: ${fault}`);
    this.skip();
  });

  it('let through from end to end what the plan permits, and without any one of their rules something else', async () => {
    const { document, services } = await loadPlan(PLAN);
    const root = document.parseResult.value;
    const texts: string[] = [];
    for (const firewall of ['first', 'second', 'third']) {
      const { files, problems } = await generate(document, services, { firewall });
      assert.deepEqual(problems, []);
      texts.push(files[0]!.text);
    }
    const isRule = (line: string): boolean => /^ {4}.*\baccept comment "/.test(line);
    // Each rule that lets something through is taken out by itself; what one firewall denies, the others on the way deny as well.
    const lacking = texts.flatMap((text, n) =>
      text.split('\n').flatMap((line, at, lines) => {
        if (!isRule(line)) return [];
        const without = lines.filter((_, other) => other !== at).join('\n');
        return [{ line, run: texts.map((each, m) => (m === n ? without : each)) }];
      }),
    );
    assert.ok(lacking.length >= 10, `${lacking.length} rules`);
    const open = texts.map((text) => text.replace(/^.*\bdrop comment ".*\n/gm, ''));
    assert.notDeepEqual(open, texts);
    const firewalls = ZONES.map((names) => ({ zones: names.map((name): LabZone => ({ name, subnets: subnetsOf(name) })) }));
    const [whole, ...others] = await runRow({ firewalls, probes: PROBES, runs: [texts, open, ...lacking.map(({ run }) => run)] });
    const expected = PROBES.map((probe) => decide(root, probe));
    assert.ok(expected.filter((verdict) => verdict === 'passed').length > 12);
    assert.deepEqual(
      PROBES.filter((_, n) => whole![n] !== expected[n]),
      [],
    );
    const wrong = others.map((verdicts) => PROBES.filter((_, n) => verdicts[n] !== expected[n]));
    assert.ok(wrong[0]!.length, 'nothing was denied');
    for (const [n, { line }] of lacking.entries()) assert.ok(wrong[n + 1]!.length, `no packet misses ${line}`);
  });
});
