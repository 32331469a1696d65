import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { labFault } from '../lab/available.ts';
import { loadPlan } from '../support/language.ts';
import { HOSTILE } from './hostile.ts';
import { plans } from './plans.ts';

async function emit(text: string, target: string, phases: string[] = []): Promise<{ text: string; problems: string[] }> {
  const { document, services } = await loadPlan(text, {}, true);
  const { files, problems } = await generate(document, services, { target, phases });
  return { text: files[0]?.text ?? '', problems: problems.map((p) => `${p.level} ${p.line ?? ''}: ${p.message}`) };
}

const hostilePlan = `plan "${HOSTILE[0]}"
zone a "${HOSTILE[7]}" { subnet 10.0.0.0/24, fd00:a::/64 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 }
${HOSTILE.map((label, n) => `allow a -> b : tcp ${n + 1} "${label}"`).join('\n')}
`;

function loads(nft: string): void {
  const flags = process.getuid?.() === 0 ? ['-n'] : ['-U', '-r', '-n'];
  execFileSync('unshare', [...flags, 'nft', '-c', '-f', '-'], { input: nft, stdio: ['pipe', 'ignore', 'pipe'] });
}

describe('targets', () => {
  it('nftables: hostile labels stay in their quotes, within 128 bytes, and the file loads', async function () {
    const { text } = await emit(hostilePlan, 'nftables');
    for (const line of text.split('\n')) {
      const comment = /comment (".*")$/.exec(line)?.[1];
      if (comment) assert.ok(Buffer.byteLength(comment) <= 130 && comment.indexOf('"', 1) === comment.length - 1, line);
      assert.doesNotMatch(line, /\p{Cc}|\p{Cf}/u);
    }
    assert.equal(text.match(/ accept comment /g)?.length, 2 * HOSTILE.length);
    assert.doesNotMatch(text.replace(/"[^"\n]*"/g, '').replace(/#.*/g, ''), /flush|reboot|drop #/);
    if (labFault()) this.skip();
    loads(text);
  });

  it('say at the top of each file that is loaded how that is done, how it is checked, and what takes it back', async () => {
    const text = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }
allow a -> b : tcp 443\nallow b -> x : tcp 22\n`;
    const { document, services } = await loadPlan(text);
    const checks: Record<string, RegExp> = {
      asa: /reload/,
      'aws-sg': /terraform plan|--no-execute-changeset/,
      'azure-nsg': /deployment group what-if/,
      fortios: /set cfg-save revert/,
      gcp: /terraform plan/,
      iptables: /--test/,
      junos: /commit check/,
      kubernetes: /kubectl diff/,
      nftables: /nft -c -f/,
      panos: /run show config diff, check with validate full/,
      'windows-firewall': /-WhatIf/,
    };
    const loaded = targets.filter(({ capabilities, name }) => capabilities.change !== 'document' && name !== 'aerleon');
    assert.deepEqual(loaded.map(({ name }) => name).sort(), Object.keys(checks).sort());
    for (const { name, scopes } of loaded)
      for (const scope of scopes) {
        const { files } = await generate(document, services, { target: name, scope });
        assert.ok(files.length, name);
        for (const file of files) {
          const head = file.text.split('\n').slice(0, 25).join('\n');
          assert.match(head, /The way back/, file.name);
          assert.match(head, checks[name]!, file.name);
        }
      }
  });

  it('csv: reads back as it was, and no cell is a formula', async () => {
    const { text } = await emit(hostilePlan, 'csv');
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    assert.equal(rows.length, HOSTILE.length);
    assert.ok(rows.some((row) => row.Reason === HOSTILE[3]));
    for (const row of rows) for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
  });

  it('markdown: labels are text, not markup', async () => {
    const { text } = await emit(hostilePlan, 'markdown');
    assert.doesNotMatch(text, /<script|[^\\]\[x[^\\]*\]\(/);
    for (const line of text.split('\n').filter((l) => /^\| a-to-b-/.test(l)))
      assert.equal(line.replace(/\\\|/g, '').split('|').length, 9, line);
  });

  it('json: follows the published schema', async () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../language/rulesets/rule-set.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const plan of [...Object.values(plans), hostilePlan]) {
      const { text } = await emit(plan, 'json');
      assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors));
    }
  });

  it('have titles to choose by, of which no two are the same', () => {
    assert.ok(targets.every(({ title }) => /^[A-Z]?\w/.test(title)));
    assert.equal(new Set(targets.map(({ title }) => title)).size, targets.length);
  });

  it('give the same bytes for the same plan', async () => {
    for (const target of ['nftables', 'csv', 'markdown', 'json'])
      assert.equal(
        (await emit(plans['several roles and required']!, target)).text,
        (await emit(plans['several roles and required']!, target)).text,
      );
  });
});

describe('what stands in the way of a rule set', () => {
  it('begins with the name of the target that says it', async () => {
    // A zone without addresses, and a rule between places that are nobody's.
    const plan = `plan "x"
zone a { subnet 10.0.0.0/24 }
zone b
zone e external { subnet 192.0.2.0/25 }
zone f external { subnet 198.51.100.0/25 }
allow a -> e : tcp 80
allow e -> f : tcp 80
`;
    for (const target of ['aws-sg', 'azure-nsg', 'gcp', 'kubernetes']) {
      const { problems } = await emit(plan, target);
      assert.match(problems.join('\n'), /The zone 'b' has no addresses/);
      for (const problem of problems) assert.match(problem, new RegExp(`^warning \\d*: ${target}: (?!${target})`));
    }
  });

  const cases: [string, string, string, RegExp][] = [
    ['errors of the plan', 'zone a { subnet 10.0.0.1/24 }', 'nftables', /error 1: .*bits set/],
    ['an unknown target', 'zone a', 'pf', /no target 'pf'\. There are/],
    [
      'a host name in a packet filter',
      'zone a { subnet 10.0.0.0/24 }\nzone e external { component s at "s.example.com" }\nallow a -> s : tcp 443',
      'nftables',
      /error 3: .*s\.example\.com/,
    ],
    [
      'a component without address',
      'zone a { subnet 10.0.0.0/24 component x }\nzone b { subnet 10.0.1.0/24 }\nallow x -> b : tcp 443',
      'nftables',
      /error 3: x has no address/,
    ],
    [
      'an end date that the target does not hold',
      'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nallow a -> b : tcp 443 until 2027-01-01',
      'nftables',
      /warning 3: .*2027-01-01/,
    ],
  ];
  it('a date: the clock of a device, a deny that outlasts it, and a deny that is taken out', async () => {
    const plan = (rule: string): string =>
      `zone a { subnet 10.0.0.0/24 component x at 10.0.0.5 }\nzone b { subnet 10.0.1.0/24 }\nallow a -> b : tcp 443\n${rule} until 2027-01-01`;
    const said = async (rule: string, target: string): Promise<string> => (await emit(plan(rule), target)).problems.join('\n');
    for (const target of ['asa', 'fortios', 'panos', 'junos'])
      for (const rule of ['allow b -> a : tcp 22', 'deny x -> b : tcp 443'])
        assert.match(await said(rule, target), new RegExp(`^warning 4: ${target}: .*own clock and time zone.*2027-01-01.*UTC`));
    for (const target of ['nftables', 'iptables', 'azure-nsg', 'gcp']) {
      assert.match(await said('allow b -> a : tcp 22', target), /warning 4: .*has to be removed after 2027-01-01/);
      assert.match(await said('deny x -> b : tcp 443', target), /warning 4: .*this deny outlasts 2027-01-01/);
    }
    for (const target of ['aws-sg', 'kubernetes'])
      assert.match(await said('deny x -> b : tcp 443', target), /warning 4: .*stays closed after 2027-01-01/);
    for (const target of ['csv', 'json', 'aerleon']) assert.equal(await said('deny x -> b : tcp 443', target), '');
  });

  for (const [name, plan, target, problem] of cases)
    it(name, async () => {
      const { text, problems } = await emit(plan, target);
      assert.match(problems.join('\n'), problem);
      assert.equal(text === '', problem.source.startsWith('error') || problem.source.startsWith('no target'));
    });

  it('is said before: host names are fine where a table holds them, and a zone stands for its names', async () => {
    const plan = 'zone a { subnet 10.0.0.0/24 }\nzone e external { component s at "s.example.com" }\n';
    assert.deepEqual((await emit(`${plan}allow a -> s : tcp 443`, 'csv')).problems, []);
    assert.deepEqual((await emit(`${plan}allow a -> e : tcp 443`, 'nftables')).problems, []);
  });

  it('a deny of a host name where there are no denies, that could not be taken out of what is allowed', async () => {
    const plan = `zone out external { subnet 192.0.2.0/24 }
zone a { subnet 10.0.0.0/24 component h at "h.corp.example.com" component x at 10.0.0.5 }
allow out -> a : tcp 22
deny out -> h : tcp 22
`;
    const without = targets.filter((t) => !t.capabilities.deny);
    assert.deepEqual(without.map((t) => t.name).sort(), ['aws-sg', 'kubernetes']);
    for (const { name, capabilities } of without) {
      const { text, problems } = await emit(plan, name);
      assert.equal(text, '');
      assert.match(problems.join('\n'), new RegExp(`error 4: ${name}: a packet filter can't match the host name h\\.corp`));
      // Where a deny of addresses may close a name that is allowed, taking addresses away from a name would be lost in silence as well.
      assert.equal(capabilities.hostNames, 'none');
    }
    for (const target of ['panos', 'fortios', 'csv', 'json'])
      assert.doesNotMatch((await emit(plan, target)).problems.join('\n'), /^error/m);
    // A zone stands for its names, whatever a deny takes out of it.
    const zone = plan.replace('deny out -> h', 'deny out -> x');
    for (const { name } of without) assert.doesNotMatch((await emit(zone, name)).problems.join('\n'), /host name/);
  });

  const shop =
    'use shop vendor shop { role server role store runs linux flow server -> store : tcp 2500-3300, 6162 "Stores" flow server -> store : tcp 22 during deployment "Sets up" }';

  it('source port 0 with all others, where a deny leaves out one', async () => {
    const plan = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.5 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.5 }
allow a -> b : udp 53
deny a -> b : udp 53 except udp 53 source port 53
`;
    const { document, services } = await loadPlan(plan, {}, true);
    const able = targets.filter(({ capabilities }) => capabilities.sourcePorts && capabilities.deny);
    const devices = ['asa', 'azure-nsg', 'fortios', 'iptables', 'junos', 'nftables', 'panos', 'windows-firewall'];
    for (const target of devices) {
      assert.ok(
        able.some(({ name }) => name === target),
        target,
      );
      const scope = target === 'windows-firewall' ? 'host' : 'network';
      const { files } = await generate(document, services, { target, phases: [], scope });
      assert.match(files.map(({ text }) => text).join('\n'), /\b0[- :]52\b/, target);
    }
  });

  it('a phase that is asked for needs its flows', async () => {
    const plan = `${shop}\nzone a { component v : shop.server at 10.0.0.1 }\nzone b { component r : shop.store at 10.0.1.1 }\nallow v -> r : tcp 6162, 2500-3300\n`;
    assert.deepEqual((await emit(plan, 'nftables')).problems, []);
    assert.match(
      (await emit(plan, 'nftables', ['deployment'])).problems.join(),
      /^error \d: With the phases asked for: No rule permits v -> r on tcp 22/,
    );
  });

  it('what the plan silences counts in a phase that is asked for as it does in one that is on', async () => {
    const zones = (comment: string): string =>
      `${shop}\nzone a {\n${comment}component v : shop.server at 10.0.0.1 }\nzone b { component r : shop.store at 10.0.1.1 }\n`;
    const rule = 'allow v -> r : tcp 6162, 2500-3300\n';
    const silent = [
      `${zones('')}check missing-flow off "opened by hand"\n${rule}`,
      `${zones('')}check missing-flow warning\n${rule}`,
      `${zones('')}// segplan-disable-next-line missing-flow -- opened by hand\n${rule}`,
    ];
    for (const plan of silent)
      for (const phases of [[], ['deployment']])
        for (const text of [plan, `${plan}phase deployment\n`])
          assert.deepEqual((await emit(text, 'nftables', phases)).problems, [], `${phases} ${text}`);
    // What closes a required flow counts as well, and so does what an assertion says of the phase.
    const denied = `${zones('')}${rule}allow v -> r : tcp 22\ndeny a -> b : tcp 22 during deployment\n`;
    assert.match(
      (await emit(denied, 'nftables', ['deployment'])).problems.join(),
      /^error \d: With the phases asked for: .*tcp 22/,
    );
    const asserted = `${zones('')}${rule}allow v -> b : tcp 22 during deployment\nassert a never reaches b on tcp 22\n`;
    assert.match((await emit(asserted, 'nftables', ['deployment'])).problems.join(), /error 7: With the phases asked for: /);
  });
});
