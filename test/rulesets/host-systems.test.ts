import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { targets } from '../../language/generated/targets.ts';
import { type Generated, generate } from '../../language/rulesets/generate.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import type { Capabilities } from '../../language/rulesets/target.ts';
import { analysisOf, loadPlan } from '../support/language.ts';

const VENDOR = `
vendor acme "Acme" {
  role server "Server"
  role windows-server "Server with Windows" : server runs windows
  role linux-server "Server with Linux" : server runs linux
  role vault "Vault of the house" : linux-server
  role appliance "Appliance" runs other
  role far-appliance "Appliance with Linux" : appliance runs linux
  role both "Either" : windows-server, linux-server
  role same "Linux twice" : linux-server, vault
}
`;

const PLAN = `plan "Hosts"
use acme
zone lan {
  subnet 10.0.0.0/24
  component win : acme.windows-server at 10.0.0.1
  component lin : acme.vault at 10.0.0.2
  component box : acme.appliance at 10.0.0.3
  component any-server : acme.server at 10.0.0.4
}
zone desk { subnet 10.0.1.0/24 }
allow desk -> lan : tcp 22
${VENDOR}`;

interface Result {
  readonly said: string[];
  readonly names: string[];
  readonly text: (name: string) => string;
}

async function hosts(text: string, target: string, since?: string): Promise<Result> {
  const { document, services } = await loadPlan(text);
  const older = since === undefined ? undefined : await loadPlan(since);
  const generated: Generated = await generate(document, services, { target, scope: 'host', since: older });
  return {
    said: generated.problems.map((p) => `${p.level}: ${p.message}`),
    names: generated.files.map((f) => f.name).sort(),
    text: (name) => generated.files.find((f) => f.name === name)!.text,
  };
}

/** What a component runs that has these roles, and says this. */
async function systemOf(roles: string, own = ''): Promise<string | undefined> {
  const { plan } = await analysisOf(`zone z { component c : ${roles} at 10.0.0.1 ${own} }\n${VENDOR}`);
  return plan.components[0]!.system;
}

describe('what a host runs', () => {
  it('is what its role says, or else the roles that it derives from', async () => {
    assert.equal(await systemOf('acme.windows-server'), 'windows');
    assert.equal(await systemOf('acme.vault'), 'linux');
    assert.equal(await systemOf('acme.server'), undefined);
    assert.equal(await systemOf('acme.same'), 'linux');
    assert.equal(await systemOf('acme.far-appliance'), 'linux');
  });

  it('is what the one role says that says anything, and open where roles differ', async () => {
    assert.equal(await systemOf('acme.server, acme.vault'), 'linux');
    assert.equal(await systemOf('acme.windows-server, acme.vault'), undefined);
    assert.equal(await systemOf('acme.both'), undefined);
    assert.equal(await systemOf('acme.both, acme.vault'), undefined);
  });

  it('is what the component says, before its roles', async () => {
    assert.equal(await systemOf('acme.server', 'runs windows'), 'windows');
    assert.equal(await systemOf('acme.vault', 'runs other'), 'other');
    assert.equal(await systemOf('acme.windows-server, acme.vault', 'runs linux'), 'linux');
  });

  it('is what is said of another component on the same machine, where nobody says it of this one', async () => {
    const systems = async (components: string): Promise<Record<string, string | undefined>> => {
      const sets = buildHostRuleSets(await analysisOf(`zone z {\n${components}\n}\n${VENDOR}`));
      return Object.fromEntries(sets.map(({ host }) => [host.name, host.system]));
    };
    const one = 'component one : acme.server at 10.0.0.1, fd00::1';
    assert.deepEqual(await systems(`${one}\ncomponent two : acme.vault at 10.0.0.1`), { one: 'linux', two: 'linux' });
    assert.deepEqual(await systems(`${one}\ncomponent all : acme.windows-server at 10.0.0.0/30`), {
      one: 'windows',
      all: 'windows',
    });
    // Some machines of a range say nothing of the others.
    assert.deepEqual(await systems('component all : acme.server at 10.0.0.0/30\ncomponent two : acme.vault at 10.0.0.1'), {
      all: undefined,
      two: 'linux',
    });
    assert.deepEqual(await systems(`${one}\ncomponent two : acme.vault at 10.0.0.2`), { one: undefined, two: 'linux' });
  });

  it('leaves its words free for names, and roles that derive from each other in a circle open', async () => {
    const { plan, document } = await loadPlan(
      'vendor v { role runs runs linux role a : b role b : a }\nzone windows { component runs : v.runs at 10.0.0.1 runs linux component linux : v.a at 10.0.0.2 }\nzone other { subnet 10.0.1.0/24 }\nallow other -> runs, linux : tcp 1\n',
    ).then(({ document, services }) => ({
      document,
      plan: services.segplan.Plans.plan(document.parseResult.value),
    }));
    assert.deepEqual(document.parseResult.parserErrors, []);
    assert.deepEqual(
      plan.components.map((c) => [c.name, c.system]),
      [
        ['runs', 'linux'],
        ['linux', undefined],
      ],
    );
  });
});

describe('targets for the hosts of one system', () => {
  const box = 'box (appliance or hypervisor, with a firewall of its own: csv, html, json, markdown and xlsx say what to let in)';

  it('windows-firewall writes for what runs Windows, or may, and says whom it leaves out', async () => {
    const { said, names, text } = await hosts(PLAN, 'windows-firewall');
    assert.deepEqual(names, ['plan.any-server.ps1', 'plan.win.ps1']);
    assert.deepEqual(said, [
      `info: windows-firewall: no file for hosts that run another system: lin (Linux, written for by iptables and nftables); ${box}.`,
    ]);
    assert.match(text('plan.any-server.ps1'), /^# Neither the plan nor a catalog says .*: it is taken to be Windows\./m);
    assert.doesNotMatch(text('plan.win.ps1'), /taken to be/);
  });

  for (const [target, files] of [
    ['nftables', ['nft']],
    ['iptables', ['rules.v4', 'rules.v6']],
  ] as const)
    it(`${target} writes for what runs Linux, or may, and says whom it leaves out`, async () => {
      const { said, names, text } = await hosts(PLAN, target);
      assert.deepEqual(
        names,
        ['any-server', 'lin'].flatMap((host) => files.map((file) => `plan.${host}.${file}`)),
      );
      assert.deepEqual(said, [
        `info: ${target}: no file for hosts that run another system: win (Windows, written for by windows-firewall); ${box}.`,
      ]);
      for (const file of files) {
        assert.match(text(`plan.any-server.${file}`), /^# Neither the plan nor a catalog says .*: it is taken to be Linux\./m);
        assert.doesNotMatch(text(`plan.lin.${file}`), /taken to be/);
      }
    });

  it('warn where there is no host left, and write nothing', async () => {
    const only = PLAN.replace(/ {2}component (win|box|any).*\n/g, '');
    const { said, names } = await hosts(only, 'windows-firewall');
    assert.deepEqual(names, []);
    assert.deepEqual(said, [
      'warning: windows-firewall: no file at all, since all hosts run another system: lin (Linux, written for by iptables and nftables).',
    ]);
    assert.deepEqual((await hosts(only, 'nftables')).said, []);
  });

  it('say nothing of limits that only hosts meet which they leave out', async () => {
    const named = PLAN.replace(
      'component lin : acme.vault at 10.0.0.2',
      'component lin : acme.vault at "lin.example.com"',
    ).replace('desk -> lan', 'desk -> lin');
    assert.deepEqual((await hosts(named, 'windows-firewall')).names, ['plan.any-server.ps1', 'plan.win.ps1']);
    assert.match((await hosts(named, 'nftables')).said.join(), /error: nftables: .*lin\.example\.com/);
  });

  it('do not take a host for gone that turned out to run something else', async () => {
    const before = PLAN.replace('acme.windows-server at', 'acme.server at');
    const { said } = await hosts(PLAN, 'nftables', before);
    assert.equal(said.length, 1, said.join('\n'));
    const gone = await hosts(PLAN.replace(/ {2}component lin.*\n/, ''), 'nftables', PLAN);
    assert.match(gone.said.join('\n'), /^warning: nftables: the host lin is no longer in the plan/m);
    assert.doesNotMatch(gone.said.join('\n'), /host win is no longer/);
  });

  it('a component without address matters to those alone that would write for whom it connects to', async () => {
    const text = `use v
zone a { component client : v.client component server : v.server at 10.0.0.1 component beside : v.unix at 10.0.0.1 runs linux }
zone b { component other : v.unix at 10.0.1.1 runs windows }
vendor v { role client role server role unix flow client -> server : tcp 1 "Asks" }
`;
    assert.match((await hosts(text, 'nftables')).said.join('\n'), /^error: client has no address, and server has to let it in/m);
    assert.deepEqual(
      (await hosts(text, 'windows-firewall')).said.map((line) => line.replace(/,.*/, '')),
      ['info: windows-firewall: no file for hosts that run another system: beside', 'warning: client has no address'],
    );
  });
});

describe('every target for hosts', () => {
  for (const target of targets.filter((t) => t.scopes.includes('host')))
    it(`${target.name} holds all hosts, or says which it leaves out`, async () => {
      const { document, services } = await loadPlan(PLAN);
      const { files, problems } = await generate(document, services, { target: target.name, scope: 'host' });
      const said = problems.map((p) => p.message).join('\n');
      const { systems } = target.capabilities as Capabilities;
      for (const [host, system] of [
        ['win', 'windows'],
        ['lin', 'linux'],
        ['box', 'other'],
      ] as const) {
        const written = !systems || systems.some((each) => each === system);
        assert.equal(new RegExp(`\\b${host} \\(`).test(said), !written, `${host}: ${said}`);
        if (systems)
          assert.equal(
            files.some((f) => f.name.startsWith(`plan.${host}.`)),
            written,
            host,
          );
      }
    });
});

describe('change requests for hosts', () => {
  const expected = { win: 'Windows', lin: 'Linux', box: 'appliance or hypervisor', 'any-server': '' };

  it('csv holds all of them, with what each runs', async () => {
    const { said, text } = await hosts(PLAN, 'csv');
    assert.deepEqual(said, []);
    const rows = parse(text('plan.hosts.csv'), { columns: true }) as Record<string, string>[];
    assert.deepEqual(Object.fromEntries(rows.map((r) => [r.Host, r.System])), expected);
  });

  it('markdown and html have it in the table of hosts', async () => {
    const markdown = (await hosts(PLAN, 'markdown')).text('plan.hosts.md');
    for (const [name, system] of Object.entries(expected))
      assert.ok(
        markdown.includes(
          `| ${name} | lan | acme.${{ win: 'windows-server', lin: 'vault', box: 'appliance' }[name] ?? 'server'} | ${system} | 10.0.0.`,
        ),
        name,
      );
    const html = (await hosts(PLAN, 'html')).text('plan.hosts.html');
    assert.match(html, /<td>acme\.vault<\/td><td>Linux<\/td><td>10\.0\.0\.2<\/td>/);
    assert.match(html, /<td>acme\.server<\/td><td><\/td><td>10\.0\.0\.4<\/td>/);
  });

  it('json names it where it is known', async () => {
    const data = JSON.parse((await hosts(PLAN, 'json')).text('plan.hosts.json')) as {
      hosts: { name: string; system?: string }[];
    };
    assert.deepEqual(Object.fromEntries(data.hosts.map((h) => [h.name, h.system])), {
      win: 'windows',
      lin: 'linux',
      box: 'other',
      'any-server': undefined,
    });
  });
});
