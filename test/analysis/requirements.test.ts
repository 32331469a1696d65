import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Analysis } from '../../language/analysis/analyze.ts';
import type * as ast from '../../language/generated/ast.ts';
import { hasIcmp, hasMostProtocols, portSpans, type ServiceSet } from '../../language/model/services.ts';
import { boundsOf, componentsOf, hostsOf, isRest } from '../rulesets/evaluator/addresses.ts';
import type { Span } from '../rulesets/evaluator/ports.ts';
import { demandsOf } from '../rulesets/evaluator/required.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { randomAcmeSites, randomVeeamSites, randomZertoSites } from '../support/random-plans.ts';

const examples = join(import.meta.dirname, '../../examples');

/** Ports as one text: in order, those that touch as one. */
function textOf(spans: readonly Span[]): string {
  return (['tcp', 'udp', 'icmp', 'other'] as const)
    .flatMap((protocol) => {
      const merged: { from: number; to: number }[] = [];
      for (const s of spans.filter((each) => each.protocol === protocol).sort((a, b) => a.from - b.from)) {
        const last = merged.at(-1);
        if (last && s.from <= last.to + 1) last.to = Math.max(last.to, Math.min(s.to, 65535));
        else merged.push({ from: s.from, to: Math.min(s.to, 65535) });
      }
      return merged.map((m) => `${protocol} ${m.from}-${m.to}`);
    })
    .join(', ');
}

function spansOf(set: ServiceSet): Span[] {
  return [
    ...(['tcp', 'udp'] as const).flatMap((protocol) => portSpans(set, protocol).map((span) => ({ protocol, ...span }))),
    ...(hasIcmp(set)
      ? [
          { protocol: 'icmp' as const, from: 0, to: 255 },
          { protocol: 'icmpv6' as const, from: 0, to: 255 },
        ]
      : []),
    ...(hasMostProtocols(set) ? [{ protocol: 'other' as const, from: 0, to: 255 }] : []),
  ];
}

/** `c00 -> c10, line 165 of zerto: tcp 4005-4005`; of alternatives all are named. */
function line(from: ast.Component, to: ast.Component, flow: ast.Flow, spans: readonly Span[], choices: readonly Span[][][]) {
  const what = [textOf(spans), ...choices.map((choice) => `one of ${choice.map(textOf).join(' | ')}`)].filter(Boolean).join(', ');
  const vendor = flow.$container as ast.Vendor;
  return `${from.name} -> ${to.name}, line ${flow.$cstNode!.range.start.line + 1} of ${vendor.name}: ${what}`;
}

function pairsOf(root: ast.Document): [ast.Component, ast.Component][] {
  const components = componentsOf(root);
  return components.flatMap((a) => components.map((b): [ast.Component, ast.Component] => [a, b]));
}

/** Every flow between every two components, by the second reading. */
function demanded(root: ast.Document, phases: readonly string[]): string[] {
  const lines = pairsOf(root).flatMap(([a, b]) =>
    demandsOf(root, a, b, phases).map((d) => line(a, b, d.flow, d.spans, d.choices as Span[][][])),
  );
  return [...new Set(lines)].sort();
}

/** The same by the analysis. */
function required({ requirements }: Analysis): string[] {
  const lines = requirements.flatMap((r) =>
    r.from.flatMap((a) =>
      r.to
        .filter((b) => a !== b)
        .map((b) =>
          line(
            a.node,
            b.node,
            r.flow.node,
            spansOf(r.services),
            r.alternatives.map((group) => group.map(spansOf)),
          ),
        ),
    ),
  );
  return [...new Set(lines)].sort();
}

/** The address families of a component; a host name can be of either. */
function familiesOf(component: ast.Component): number[] {
  const bits = (node: ast.Address): number => boundsOf(node).bits;
  const hosts = hostsOf(component);
  if (hosts.length) return hosts.flatMap((h) => (h.$type === 'Address' ? [bits(h)] : [32, 128]));
  if (isRest(component.$container)) return [32, 128];
  const neighbors = component.$container.components.flatMap(hostsOf);
  return [
    ...component.$container.subnets.flatMap((s) => s.addresses.map(bits)),
    ...neighbors.flatMap((h) => (h.$type === 'Address' ? [bits(h)] : [32, 128])),
  ];
}

/** A name that no other component has. */
function nameOf(component: ast.Component): string {
  return `${component.$container.name}.${component.name}`;
}

/** All ports between every two components that can reach each other, by the second reading: what a plan without rules lacks. */
function lacking(root: ast.Document, phases: readonly string[]): string[] {
  return pairsOf(root)
    .flatMap(([a, b]) => {
      if (!familiesOf(a).some((f) => familiesOf(b).includes(f))) return [];
      const spans = demandsOf(root, a, b, phases).flatMap((d) => [...d.spans, ...d.choices.flatMap((choice) => choice[0] ?? [])]);
      return spans.length ? [`${nameOf(a)} -> ${nameOf(b)}: ${textOf(spans)}`] : [];
    })
    .sort();
}

function missing(analysis: Analysis): string[] {
  return analysis.missing.map((g) => `${nameOf(g.from.node)} -> ${nameOf(g.to.node)}: ${textOf(spansOf(g.services))}`).sort();
}

function agree(analysis: readonly string[], reading: readonly string[], text: string): void {
  const onlyOne = [
    ...analysis.filter((each) => !reading.includes(each)).map((each) => `only the analysis: ${each}`),
    ...reading.filter((each) => !analysis.includes(each)).map((each) => `only the second reading: ${each}`),
  ];
  assert.ok(!onlyOne.length, `${onlyOne.join('\n')}\n\n${text}`);
}

/** Holds both readings of a plan without rules against each other; returns how much is required. */
async function compare(text: string, phases: readonly string[] = []): Promise<number> {
  const { document, services } = await loadPlan(text);
  const root = document.parseResult.value;
  assert.deepEqual(document.parseResult.parserErrors, []);
  assert.deepEqual(
    document.references.flatMap((r) => ('error' in r && r.error ? [r.error.message] : [])),
    [],
  );
  const analysis = services.segplan.Plans.analysis(root, phases);
  const on = [...root.statements.flatMap((s) => (s.$type === 'PhaseSwitch' ? s.phases : [])), ...phases];
  const expected = demanded(root, on);
  agree(required(analysis), expected, text);
  agree(missing(analysis), lacking(root, on), text);
  return expected.length;
}

/** A plan without its rules, each of which stands on a line of its own. */
function withoutRules(text: string): string {
  return text.replace(/^(allow|deny|assert) .*$/gm, '');
}

const VENDOR = `
vendor acme "Acme" {
  role server
  role tape
  flow between server and tape : tcp 100, 200, udp 300-310
}
`;

function gateway(name: string, n: number): string {
  return `zone ${name} { subnet 10.${n}.0.0/24 component gw-${name} : veeam.cloud-gateway at 10.${n}.0.1 }\n`;
}

/** What the examples and plans of chance don't meet, or seldom. */
const plans: Record<string, string> = {
  'a cloud appliance is the nearest ZVM of its own site': `use zerto 8.5
site a { zone za { subnet 10.1.0.0/24 component zvm : zerto.zvm at 10.1.0.1 } }
site b { zone zb { subnet 10.2.0.0/24 component zca : zerto.aws-zca at 10.2.0.1 } }
`,
  'a vCenter Server beside two sites serves both': `use zerto 8.5
site a { zone za { subnet 10.1.0.0/24 component zvm-a : zerto.zvm at 10.1.0.1 } }
site b { zone zb { subnet 10.2.0.0/24 component zvm-b : zerto.zvm at 10.2.0.1 } }
zone core { subnet 10.3.0.0/24 component vc : vmware.vcenter at 10.3.0.5 }
`,
  "a vCenter Server in one of two sites may be that site's alone": `use zerto 8.5
site a { zone za { subnet 10.1.0.0/24 component zvm-a : zerto.zvm at 10.1.0.1 component vc : vmware.vcenter at 10.1.0.5 } }
site b { zone zb { subnet 10.2.0.0/24 component zvm-b : zerto.zvm at 10.2.0.1 } }
`,
  'a vCenter Server that works with the ZVM of one site is not shared by two': `use zerto 8.5
site a { zone za { subnet 10.1.0.0/24 component zvm-a : zerto.zvm at 10.1.0.1 component vc : vmware.vcenter at 10.1.0.5 } }
site b { zone zb { subnet 10.2.0.0/24 component zvm-b : zerto.zvm at 10.2.0.1 } }
deployment one = vc, zvm-a
deployment two = zvm-a, zvm-b
`,
  'nor is one that works with another ZVM beside it': `use zerto 8.5
site a { zone za { subnet 10.1.0.0/24
  component zvm-a : zerto.zvm at 10.1.0.1
  component other : zerto.zvm at 10.1.0.2
  component vc : vmware.vcenter at 10.1.0.5
} }
site b { zone zb { subnet 10.2.0.0/24 component zvm-b : zerto.zvm at 10.2.0.1 } }
deployment one = vc, other
deployment two = zvm-a, zvm-b
`,
  'the port is that of the side that listens': `use zerto 8.5
site s {
  zone a { subnet 10.1.0.0/24 component vba : zerto.vba at 10.1.0.1 { vba-port = 19180 } }
  zone b { subnet 10.2.0.0/24 component vra : zerto.vra at 10.2.0.1 component zvm : zerto.zvm at 10.2.0.2 }
}
`,
  'a direction for some of the ports leaves the others open': `use acme
zone a { subnet 10.1.0.0/24 component s : acme.server at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component t : acme.tape at 10.2.0.1 }
direction acme.server -> acme.tape : tcp 100, udp 305-320
${VENDOR}`,
  'a tenant that names no provider works with every provider, a reseller as well': `use veeam 13
${gateway('p', 1)}${gateway('r', 2)}zone t { subnet 10.7.0.0/24 component tenant : veeam.tenant-backup-server at 10.7.0.1 }
zone c { subnet 10.8.0.0/24 component customer : veeam.tenant-backup-server at 10.8.0.1 }
deployment top = p
deployment reseller of top = r
deployment customers of reseller = c
deployment mine = t
`,
};

describe('what is required, read a second time for each pair of components', () => {
  for (const file of readdirSync(examples).filter((f) => f.endsWith('.segplan')))
    it(`examples/${file}`, async () => {
      const text = withoutRules(readFileSync(join(examples, file), 'utf8'));
      await compare(text);
      await compare(text, ['deployment']);
    });

  for (const [name, text] of Object.entries(plans)) it(name, () => compare(text));

  for (const [name, random, all] of [
    ['Zerto', randomZertoSites, 300],
    ['Veeam', randomVeeamSites, 150],
    ['a vendor of all conditions', randomAcmeSites, 200],
  ] as const)
    it(`random plans of several sites with ${name}`, async () => {
      const runs = ofChance(all);
      let count = 0;
      await fc.assert(
        fc.asyncProperty(random, async (text) => {
          count += await compare(text);
        }),
        { numRuns: runs, seed: 21 },
      );
      assert.ok(count > runs * 5, `${count} requirements`);
    });
});
