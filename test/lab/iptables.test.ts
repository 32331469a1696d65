import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { buildRuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { iptables } from '../../language/rulesets/targets/iptables/iptables.ts';
import { hostilePlan } from '../rulesets/hostile.ts';
import { plans } from '../rulesets/plans.ts';
import { readFilter } from '../rulesets/readers/iptables.ts';
import { analysisOf } from '../support/language.ts';
import { labFault } from './available.ts';
import { type LabRules, type Probe, runHostLab, runLab, type Verdict } from './lab.ts';
import { differences, heldPart } from './probes.ts';

const examples = join(import.meta.dirname, '../../examples');

function loaded(files: readonly OutputFile[], change: (text: string) => string = (text) => text): LabRules {
  const text = (family: 4 | 6): string => change(files.find((f) => f.name.endsWith(`.rules.v${family}`))!.text);
  return { iptables: { v4: text(4), v6: text(6) } };
}

/** Runs a shell script in a network namespace of its own. @returns what it printed */
function inNamespace(script: string, ...args: string[]): string {
  const flags = process.getuid?.() === 0 ? ['-n'] : ['-U', '-r', '-n'];
  return execFileSync('unshare', [...flags, 'sh', '-ec', script, 'sh', ...args], { encoding: 'utf8' });
}

/** What the kernel has of a text once it is loaded over what a machine had before, and loaded again. */
function saved({ name, text }: OutputFile): string {
  const command = name.endsWith('6') ? 'ip6tables' : 'iptables';
  return inNamespace(
    `${command} -P INPUT DROP; ${command} -N OTHERS; ${command} -A OTHERS -p tcp --dport 22 -j ACCEPT; ${command} -A INPUT -j OTHERS
    ${command} -A FORWARD -j ACCEPT; ${command} -t mangle -A FORWARD -p tcp -j ACCEPT
    printf %s "$1" | ${command}-restore --noflush --wait; printf %s "$1" | ${command}-restore --noflush --wait
    ${command}-save`,
    text,
  );
}

const HOST_PLAN = `plan "Host"
use kit
zone backup {
  subnet 10.0.0.0/24, fd00::/64
  component vbr : kit.server at 10.0.0.10, fd00::10
  component repo : kit.store at 10.0.0.20, fd00::20
  component proxy : kit.mover at 10.0.0.30, fd00::30
}
zone desk { subnet 10.0.1.0/24, fd00:1::/64 }
zone world external
allow desk -> repo : udp 161, tcp 22
allow world -> repo : tcp 443, udp 53
deny 10.0.1.7 -> repo : tcp 22
deny proxy -> repo : tcp 2500-2600
vendor kit "Kit" {
  source manual "manual.txt"
  role server role store runs linux role mover
  flow server, mover -> store : tcp 2500-3300 "Moves data" from manual "1"
  flow server -> store : tcp 6162 "Controls" from manual "1"
}
`;
const HOST = ['10.0.0.20', 'fd00::20'];
const OTHERS = [
  '10.0.0.10',
  '10.0.0.30',
  '10.0.1.6',
  '10.0.1.7',
  '198.51.100.1',
  'fd00::10',
  'fd00::30',
  'fd00:1::6',
  '2001:db8::1',
];

/** What has to happen, worked out by hand from the plan and the catalog. */
const EXPECTED: [source: string, protocol: 'tcp' | 'udp', port: number, verdict: Verdict][] = [
  ['10.0.0.10', 'tcp', 6162, 'passed'],
  ['10.0.0.10', 'tcp', 3300, 'passed'],
  ['10.0.0.10', 'tcp', 3301, 'dropped'],
  ['10.0.0.10', 'udp', 6162, 'dropped'],
  ['10.0.0.10', 'tcp', 443, 'dropped'],
  ['fd00::10', 'tcp', 6162, 'passed'],
  ['fd00::10', 'tcp', 6163, 'dropped'],
  ['10.0.0.30', 'tcp', 2600, 'dropped'],
  ['10.0.0.30', 'tcp', 2601, 'passed'],
  ['fd00::30', 'tcp', 2500, 'dropped'],
  ['fd00::30', 'tcp', 3300, 'passed'],
  ['10.0.1.6', 'tcp', 22, 'passed'],
  ['10.0.1.6', 'udp', 161, 'passed'],
  ['10.0.1.6', 'tcp', 161, 'dropped'],
  ['10.0.1.7', 'tcp', 22, 'dropped'],
  ['10.0.1.7', 'udp', 161, 'passed'],
  ['10.0.1.6', 'tcp', 443, 'dropped'],
  ['fd00:1::6', 'tcp', 22, 'passed'],
  ['fd00:1::6', 'udp', 53, 'dropped'],
  ['198.51.100.1', 'tcp', 443, 'passed'],
  ['198.51.100.1', 'udp', 53, 'passed'],
  ['198.51.100.1', 'tcp', 22, 'dropped'],
  ['2001:db8::1', 'tcp', 443, 'passed'],
  ['2001:db8::1', 'tcp', 444, 'dropped'],
];

const hostOf = (address: string): string => (address.includes(':') ? 'fd00::20' : '10.0.0.20');
const inbound = EXPECTED.map(
  ([source, protocol, port]): Probe => ({ from: 'outside', to: 'host', source, destination: hostOf(source), protocol, port }),
);
/** What the host opens itself, to others and to itself. */
const own = [...OTHERS, ...HOST].map(
  (destination): Probe => ({ from: 'host', to: 'outside', source: hostOf(destination), destination, protocol: 'tcp', port: 7 }),
);
const probes = [...inbound, ...own];

async function hostFiles(): Promise<OutputFile[]> {
  const files = iptables.emitHosts(buildHostRuleSets(await analysisOf(HOST_PLAN)), 'plan');
  return files.filter((f) => f.name.startsWith('plan.repo.'));
}

async function wrongOnHost(change?: (text: string) => string): Promise<string[]> {
  const verdicts = await runHostLab({ host: HOST, others: OTHERS, probes, ...loaded(await hostFiles(), change) });
  return probes.flatMap(({ source, destination, protocol, port }, n) => {
    const expected = EXPECTED[n]?.[3] ?? 'passed';
    return verdicts[n] === expected ? [] : [`${source} -> ${destination} ${protocol} ${port}: ${verdicts[n]}, not ${expected}`];
  });
}

describe('the packet lab: a kernel with iptables', () => {
  before(function () {
    const fault = labFault('iptables-restore');
    if (!fault) return;
    if (process.env.CI) throw new Error(fault);
    console.log(`      skipped: ${fault}`);
    this.skip();
  });

  const texts = Object.entries(plans);
  // Plans without host names and with rules between places that the lab has.
  for (const name of ['segmented-veeam', 'veeam-cloud-connect', 'acronis-scs-scenario-4', 'zerto-msp'])
    texts.push([`examples/${name}`, readFileSync(join(examples, `${name}.segplan`), 'utf8')]);
  texts.forEach(([name, text], n) => {
    it(`decides as the plan does: ${name}`, async () => {
      const { wrong, passed, dropped } = await differences(await heldPart(text, 'iptables'), n + 31, 'iptables', (files) =>
        loaded(files),
      );
      assert.deepEqual(wrong, []);
      assert.ok(passed > 5 && dropped > 5, `the probes try both: ${passed} passed, ${dropped} dropped`);
    });
  });

  it('finds one changed port', async () => {
    const change = (text: string): string => text.replace('8000:8100', '8001:8100');
    const { wrong } = await differences(plans['zones, groups and denies']!, 1, 'iptables', (files) => {
      assert.ok(files.every((f) => change(f.text) !== f.text));
      return loaded(files, change);
    });
    assert.ok(wrong.length > 0 && wrong.every((w) => w.includes('tcp 8000')), wrong.join('\n'));
  });

  it('finds a jump to a chain that is not there, which --test does not', async () => {
    const { ruleSet } = await networkFiles(plans['zones, groups and denies']!);
    const rules = loaded(iptables.emit(ruleSet, 'plan'), (text) => text.replace('-g SEGPLAN-a', '-g SEGPLAN-nowhere'));
    await assert.rejects(runLab({ zones: [{ name: 'a', subnets: ['10.0.0.0/24'] }], probes: [], ...rules }), /lab failed/);
  });

  it('is left with the rules of others, and with ours once, however often they are loaded', async () => {
    for (const text of [...Object.values(plans), readFileSync(join(examples, 'segmented-veeam.segplan'), 'utf8')]) {
      const { files } = await networkFiles(text);
      for (const file of files) {
        const after = saved(file);
        assert.match(after, /^:INPUT DROP /m);
        assert.match(after, /^:FORWARD DROP /m);
        assert.match(after, /^-A INPUT -j OTHERS$/m);
        assert.match(after, /^-A OTHERS .*--dport 22 -j ACCEPT$/m);
        assert.match(after.slice(after.indexOf('*mangle')), /^-A FORWARD -p tcp -j ACCEPT$/m);
        const filter = after.slice(after.indexOf('*filter'));
        const ours = filter.split('\n').filter((l) => /^-A (FORWARD|SEGPLAN)/.test(l));
        assert.equal(ours.length, file.text.match(/^-A /gm)!.length);
      }
    }
  });

  it('keeps comments as they were written, whatever labels hold', async () => {
    const { files } = await networkFiles(hostilePlan);
    for (const file of files) {
      const { chains } = readFilter(file.text, file.name.endsWith('6') ? 6 : 4);
      const kept = saved(file);
      const comments = [...chains.values()].flat().flatMap((r) => r.comment ?? []);
      assert.ok(comments.length > 10);
      for (const comment of comments) {
        const plain = comment.replace(/'/g, "\\'");
        assert.ok(
          kept.includes(`--comment "${comment}"`) ||
            kept.includes(`--comment "${plain}"`) ||
            kept.includes(`--comment ${comment}`),
          `${comment}\n${kept}`,
        );
      }
    }
  });

  it('on a host lets in what its rule set says, in both families, and lets out everything', async () => {
    assert.deepEqual(await wrongOnHost(), []);
  });

  it('on a host finds one changed port, and a host that discovers no neighbors', async () => {
    const port = await wrongOnHost((text) => text.replaceAll('2500:2600', '2500:2599'));
    assert.deepEqual(port.map((d) => d.replace(/:? .*/, '')).sort(), ['10.0.0.30']);
    const deaf = await wrongOnHost((text) => text.replace(/^.*neighbor-.*\n/gm, ''));
    assert.ok(deaf.length > 0 && deaf.every((w) => /^(fd00|2001):/.test(w)), deaf.join('\n'));
  });
});

async function networkFiles(text: string): Promise<{ ruleSet: ReturnType<typeof buildRuleSet>; files: OutputFile[] }> {
  const ruleSet = buildRuleSet(await analysisOf(text));
  return { ruleSet, files: iptables.emit(ruleSet, 'plan') };
}
