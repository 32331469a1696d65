// Which components belong together, by hand: plans small enough to count their pairs.
import assert from 'node:assert/strict';
import { describeExplanation } from '../../language/analysis/explain/describe-explanation.ts';
import { explain } from '../../language/analysis/explain/explain.ts';
import { parseQuery } from '../../language/analysis/explain/query.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf, diagnose, loadPlan } from '../support/language.ts';

const ACME = `use acme
vendor acme "Acme" {
  role machine
  role agent : machine
  role archive : machine
  role vault : archive
  role server
  flow agent -> archive : tcp 2
  flow archive -> archive : tcp 3
  flow server -> machine : tcp 4
  flow agent -> server : tcp 5
}
`;

/** Who has to reach whom on a port: `a1 > v1 v2` for each initiator. */
async function reached(text: string, port: number, others?: Record<string, string>): Promise<string[]> {
  const { requirements, plan } = await analysisOf(`${ACME}${text}`, [], others);
  return plan.components.flatMap((from) => {
    const to = plan.components.filter(
      (c) =>
        c !== from &&
        requirements.some(
          (r) =>
            r.flow.purpose === '' &&
            r.flow.node.$cstNode!.text.endsWith(`tcp ${port}`) &&
            r.from.includes(from) &&
            r.to.includes(c),
        ),
    );
    return to.length ? [`${from.name} > ${to.map((c) => c.name).join(' ')}`] : [];
  });
}

interface Said {
  readonly h1?: string;
  readonly hq?: string;
  readonly hqVaults?: string;
  readonly group?: string;
  readonly bind?: string;
}

/** Two sites, of which each has two agents and two vaults, each in a zone of their own. */
const sites = ({ h1 = '', hq = '', hqVaults = '', group = '', bind = '' }: Said): string => `
site hq ${hq} {
  zone hq-agents { subnet 10.1.0.0/24
    component h1 : acme.agent at 10.1.0.1 ${h1}
    component h2 : acme.agent at 10.1.0.2
  }
  zone hq-vaults ${hqVaults} { subnet 10.1.1.0/24
    component hv1 : acme.vault at 10.1.1.1
    component hv2 : acme.vault at 10.1.1.2
  }
}
site dr {
  zone dr-agents { subnet 10.2.0.0/24 component d1 : acme.agent at 10.2.0.1 }
  zone dr-vaults { subnet 10.2.1.0/24 component dv1 : acme.vault at 10.2.1.1 }
}
zone central { subnet 10.3.0.0/24 component s : acme.server at 10.3.0.1 }
group hq-agents-of-hand = h1, h2 ${group}
${bind}
`;

const ALL = ['h1 > hv1 hv2 dv1', 'h2 > hv1 hv2 dv1', 'd1 > hv1 hv2 dv1'];

describe('what a group stands for in a binding', () => {
  const zones = `zone a { subnet 10.0.0.0/24
  component a1 : acme.agent at 10.0.0.1
  component a2 : acme.agent at "a2.example.com"
  component a3 : acme.agent at 10.0.0.3, 10.0.0.4 }
zone b { subnet 10.1.0.0/24 component v1 : acme.archive at 10.1.0.1 component v2 : acme.archive at 10.1.0.2 }
`;
  const all = (names: string): string[] => names.split(' ').map((name) => `${name} > v1 v2`);

  it('is all that is not left out of it, with a host name that might have an address that is', async () => {
    const bound = await reached(`${zones}group some = a except a1\nbind some with v1`, 2);
    assert.deepEqual(bound, ['a1 > v1 v2', 'a2 > v1', 'a3 > v1']);
  });

  it('is less than components whose addresses are left out altogether', async () => {
    assert.deepEqual(await reached(`${zones}group some = a except 10.0.0.0/30\nbind some with v1`, 2), [
      'a1 > v1 v2',
      'a2 > v1',
      'a3 > v1',
    ]);
    assert.deepEqual(await reached(`${zones}group some = a except 10.0.0.0/29\nbind some with v1`, 2), [
      'a1 > v1 v2',
      'a2 > v1',
      'a3 > v1 v2',
    ]);
  });

  it('is what each group of groups leaves of it, in circles and long chains too', async () => {
    const chain = Array.from({ length: 2000 }, (_, n) => `group g${n + 1} = g${n}, g${n}`).join('\n');
    assert.deepEqual(
      await reached(`${zones}group g0 = a except a1\n${chain}\ngroup top = g2000 except a3\nbind top with v1`, 2),
      ['a1 > v1 v2', 'a2 > v1', 'a3 > v1 v2'],
    );
    assert.deepEqual(await reached(`${zones}group x = y, a1\ngroup y = x, a2\nbind x with v1`, 2), [
      'a1 > v1',
      'a2 > v1',
      ...all('a3'),
    ]);
  });
});

describe('components that belong together', () => {
  const cases: readonly [title: string, said: Said, expected: readonly string[]][] = [
    ['nothing said: all with all', {}, ALL],
    ['a component with one', { h1: 'with hv1' }, ['h1 > hv1', ALL[1]!, ALL[2]!]],
    ['a component with two', { h1: 'with hv1, dv1' }, ['h1 > hv1 dv1', ALL[1]!, ALL[2]!]],
    ['a component with a zone', { h1: 'with hq-vaults' }, ['h1 > hv1 hv2', ALL[1]!, ALL[2]!]],
    ['a component without one', { h1: 'without hv1' }, ['h1 > hv2 dv1', ALL[1]!, ALL[2]!]],
    ['a component with a zone without one of it', { h1: 'with hq-vaults without hv1' }, ['h1 > hv2', ALL[1]!, ALL[2]!]],
    [
      'a zone with a role in a place',
      { hqVaults: 'with acme.agent in hq' },
      ['h1 > hv1 hv2 dv1', 'h2 > hv1 hv2 dv1', 'd1 > dv1'],
    ],
    ['a site with a role in it', { hq: 'with acme.archive in hq' }, ['h1 > hv1 hv2', 'h2 > hv1 hv2', 'd1 > hv1 hv2 dv1']],
    ['a group with one', { group: 'with dv1' }, ['h1 > dv1', 'h2 > dv1', 'd1 > hv1 hv2 dv1']],
    ['a group and one of it', { group: 'with dv1', h1: 'with hv1' }, ['h1 > hv1 dv1', 'h2 > dv1', 'd1 > hv1 hv2 dv1']],
    ['two roles by site', { bind: 'bind acme.agent with acme.vault by site' }, ['h1 > hv1 hv2', 'h2 > hv1 hv2', 'd1 > dv1']],
    [
      'the roles that they derive from by site',
      { bind: 'bind acme.machine with acme.archive by site' },
      ['h1 > hv1 hv2', 'h2 > hv1 hv2', 'd1 > dv1'],
    ],
    [
      'two roles the other way round',
      { bind: 'bind acme.vault with acme.agent by site' },
      ['h1 > hv1 hv2', 'h2 > hv1 hv2', 'd1 > dv1'],
    ],
    [
      'two roles by site but for one',
      { bind: 'bind acme.agent with acme.vault by site\nbind d1 with hv2' },
      ['h1 > hv1 hv2', 'h2 > hv1 hv2', 'd1 > hv2 dv1'],
    ],
    [
      'two roles by site, and what is without wins',
      { bind: 'bind acme.agent with acme.vault by site without hv1' },
      ['h1 > hv2', 'h2 > hv2', 'd1 > dv1'],
    ],
    ['by site in a clause', { group: 'with acme.archive by site' }, ['h1 > hv1 hv2', 'h2 > hv1 hv2', 'd1 > hv1 hv2 dv1']],
    ['a site without another', { bind: 'bind hq without dr' }, ['h1 > hv1 hv2', 'h2 > hv1 hv2', 'd1 > dv1']],
    [
      'a partner names its own, and restricts nobody else',
      { bind: 'bind hv1 with h1' },
      ['h1 > hv1 hv2 dv1', 'h2 > hv2 dv1', 'd1 > hv2 dv1'],
    ],
    [
      'who is passed over by one side is needed where the other side names it',
      { bind: 'bind hv1 with h1\nbind h2 with hv1' },
      ['h1 > hv1 hv2 dv1', 'h2 > hv1', 'd1 > hv2 dv1'],
    ],
    ['a role of which nobody is in the place', { h1: 'with acme.vault in central' }, ALL],
    ['a partner without the role', { h1: 'with s' }, ALL],
  ];
  for (const [title, said, expected] of cases)
    it(title, async () => {
      assert.deepEqual(await reached(sites(said), 2), expected);
    });

  it('what partners don’t fill stays as it is', async () => {
    assert.deepEqual(await reached(sites({ h1: 'with hv1' }), 5), ['h1 > s', 'h2 > s', 'd1 > s']);
    assert.deepEqual(await reached(sites({ h1: 'with hv1' }), 4), ['s > h1 h2 hv1 hv2 d1 dv1']);
  });

  it('a role as a partner leaves components without it as they were', async () => {
    // Agents are machines as vaults are: the server reaches both as machines.
    assert.deepEqual(await reached(sites({ bind: 'bind s with acme.vault in hq' }), 4), ['s > h1 h2 hv1 hv2 d1']);
    assert.deepEqual(await reached(sites({ bind: 'bind s with hv1' }), 4), ['s > hv1']);
  });

  it('a role as a member is about what a component does in that role', async () => {
    const both = (bind: string): string => `
zone a { subnet 10.1.0.0/24 component x : acme.agent, acme.vault at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component y : acme.vault at 10.2.0.1 component z : acme.vault at 10.2.0.2 }
${bind}
`;
    assert.deepEqual(await reached(both('bind acme.agent with y'), 2), ['x > y']);
    assert.deepEqual(await reached(both('bind acme.agent with y'), 3), ['x > y z', 'y > x', 'z > x']);
    assert.deepEqual(await reached(both('bind x with y'), 3), ['x > y', 'y > x']);
    assert.deepEqual(await reached(both('bind acme.agent without acme.vault'), 2), []);
    assert.deepEqual(await reached(both('bind acme.agent without acme.vault'), 3), ['x > y z', 'y > x', 'z > x']);
  });

  it('copies between archives stay in their site', async () => {
    assert.deepEqual(await reached(sites({}), 3), ['hv1 > dv1', 'hv2 > dv1', 'dv1 > hv1 hv2']);
    assert.deepEqual(await reached(sites({ bind: 'bind acme.archive with acme.archive by site' }), 3), []);
    assert.deepEqual(await reached(sites({ bind: 'bind hv1 with dv1\nbind hv2 without dr' }), 3), ['hv1 > dv1', 'dv1 > hv1']);
  });

  it('a site without partners of its own works with all of them, and what is outside of every site with everybody', async () => {
    const more = `zone outside { subnet 10.4.0.0/24 component o : acme.agent at 10.4.0.1 }
site branch { zone branch-agents { subnet 10.5.0.0/24 component b : acme.agent at 10.5.0.1 } }`;
    assert.deepEqual(await reached(sites({ bind: `bind acme.agent with acme.vault by site\n${more}` }), 2), [
      'h1 > hv1 hv2',
      'h2 > hv1 hv2',
      'd1 > dv1',
      'o > hv1 hv2 dv1',
      'b > hv1 hv2 dv1',
    ]);
    assert.deepEqual(
      await reached(
        `${sites({ bind: 'bind acme.agent with acme.vault by site' })}
zone cloud { subnet 10.6.0.0/24 component cv : acme.vault at 10.6.0.1 }`,
        2,
      ),
      ['h1 > hv1 hv2 cv', 'h2 > hv1 hv2 cv', 'd1 > dv1 cv'],
    );
  });

  it('by zone: what stands in one zone needs nobody of another', async () => {
    const offices = (bind: string): string => `
zone one { subnet 10.1.0.0/24 component a1 : acme.agent at 10.1.0.1 component v1 : acme.vault at 10.1.0.2 }
zone two { subnet 10.2.0.0/24 component a2 : acme.agent at 10.2.0.1 component v2 : acme.vault at 10.2.0.2 }
zone three { subnet 10.3.0.0/24 component a3 : acme.agent at 10.3.0.1 }
${bind}
`;
    assert.deepEqual(await reached(offices(''), 2), ['a1 > v2', 'a2 > v1', 'a3 > v1 v2']);
    assert.deepEqual(await reached(offices('bind acme.agent with acme.archive by zone'), 2), ['a3 > v1 v2']);
  });

  it('lifts no condition: deployments stay apart', async () => {
    assert.deepEqual(await reached(sites({ bind: 'deployment one = hq\ndeployment two = dr\nbind d1 with hv1' }), 2), [
      'h1 > hv1 hv2',
      'h2 > hv1 hv2',
    ]);
  });

  it('groups leave out what they except, and their addresses are nobody', async () => {
    const bind = 'group vaults = hq-vaults, dv1, 10.1.1.0/24 except hv2\nbind h1 with vaults';
    assert.deepEqual(await reached(sites({ bind }), 2), ['h1 > hv1 dv1', ALL[1], ALL[2]]);
  });

  it('bindings of an imported file count', async () => {
    const shared =
      'zone vaults { subnet 10.7.0.0/24 component v1 : acme.vault at 10.7.0.1 component v2 : acme.vault at 10.7.0.2 }\nzone agents with v2 { subnet 10.8.0.0/24 component a : acme.agent at 10.8.0.1 }';
    const text = `import "./shared.segplan"\n${ACME}`;
    const { requirements } = await analysisOf(text, [], { 'shared.segplan': shared.replaceAll('acme.', 'acme.') });
    assert.deepEqual(requirements, []);
    const catalog = ACME.replace('use acme\n', '');
    const loaded = await analysisOf(`import "./shared.segplan"\nuse acme`, [], {
      'shared.segplan': `import "./acme.segplan"\n${shared}`,
      'acme.segplan': catalog,
    });
    const to = loaded.requirements.filter((r) => r.from.some((c) => c.name === 'a')).flatMap((r) => r.to.map((c) => c.name));
    assert.deepEqual(to, ['v2']);
  });

  it('who is bound in one role needs everybody in all others', async () => {
    for (const bind of ['bind d1 with dv1', 'bind acme.agent in dr with dv1']) {
      const [two, five] = [await reached(sites({ bind }), 2), await reached(sites({ bind }), 5)];
      assert.equal(two.at(-1), 'd1 > dv1', bind);
      assert.deepEqual(five, ['h1 > s', 'h2 > s', 'd1 > s'], bind);
    }
  });

  it('counted ports count the machines that are bound', async () => {
    const plan = (bind: string): string => `use counting
vendor counting { role hub role spoke flow spoke -> hub : tcp 9000+ (1 for each spoke) }
zone hubs { subnet 10.1.0.0/24 component h1 : counting.hub at 10.1.0.1 component h2 : counting.hub at 10.1.0.2 }
zone spokes { subnet 10.2.0.0/24
  component a : counting.spoke at 10.2.0.1-10.2.0.3
  component b : counting.spoke at 10.2.0.8
}
allow a -> h1 : required
allow b -> h2 : required
${bind}`;
    const open = async (bind: string): Promise<string[]> =>
      (await analysisOf(plan(bind))).missing.map((gap) => `${gap.from.name} ${gap.to.name}`);
    assert.deepEqual(await open(''), ['a h2', 'b h1']);
    const { requirements } = await analysisOf(plan('bind a with h1\nbind b with h2'));
    const sizes = requirements.map((r) => [r.from.map((c) => c.name), r.to.map((c) => c.name), formatServices(r.services)]);
    assert.deepEqual(sizes, [
      [['a'], ['h1'], 'tcp 9000-9002'],
      [['b'], ['h2'], 'tcp 9000'],
    ]);
  });
});

describe('a payment-card plan', () => {
  const plan = (said: string, rules = ''): string => `use acronis-scs 12.5 update 2
zone corporate { subnet 10.0.0.0/24 component office : acronis-scs.agent at 10.0.0.10-10.0.0.200 ${said} }
zone storage { subnet 10.0.1.0/24 component office-nas : acronis-scs.smb-archive at 10.0.1.5 }
zone cardholder { subnet 10.1.0.0/24 component till : acronis-scs.agent at 10.1.0.7 with archive }
zone vault { subnet 10.1.1.0/24 component archive : acronis-scs.smb-archive at 10.1.1.5 }
zone management { subnet 10.2.0.0/24 component ams : acronis-scs.management-server at 10.2.0.5 }
allow corporate -> storage : required
allow cardholder -> vault : required
allow acronis-scs.agent -> ams : required
allow ams -> acronis-scs.agent : required
assert corporate never reaches archive
assert cardholder never reaches office-nas
${rules}`;

  it('asserts that the office never reaches the archive, and lacks nothing', async () => {
    const found = (await diagnose(plan('with office-nas'))).map((d) => `${d.code}: ${d.message}`);
    assert.deepEqual(
      found.filter((each) => !each.startsWith('cleartext')),
      [],
    );
  });

  it('lacks the way to the archive where nothing binds the office', async () => {
    assert.ok((await diagnose(plan(''))).some((d) => d.code === 'missing-flow' && /office -> archive/.test(`${d.message}`)));
  });
});

describe('a plan of two sites with Veeam', () => {
  const site = (name: string, n: number): string => `site ${name} {
  zone ${name}-proxies { subnet 10.${n}.1.0/24
    component ${name}-p1 : veeam.vmware-proxy, veeam.linux-server at 10.${n}.1.1
    component ${name}-p2 : veeam.vmware-proxy, veeam.linux-server at 10.${n}.1.2
  }
  zone ${name}-data { subnet 10.${n}.2.0/24 component ${name}-repo : veeam.hardened-repository at 10.${n}.2.1 }
}
`;
  const plan = `use veeam 13\n${site('hq', 1)}${site('dr', 2)}`;
  const crossing = async (text: string): Promise<string[]> => {
    const pairs = (await analysisOf(text)).requirements.flatMap((r) => r.from.flatMap((a) => r.to.map((b) => [a, b] as const)));
    return [...new Set(pairs.filter(([a, b]) => a.zone.site !== b.zone.site).map(([a, b]) => `${a.name} ${b.name}`))].sort();
  };

  /** Proxies and repositories move data between all of each other, and repositories copy backups to others. */
  const COPIES = ['dr-repo hq-repo', 'hq-repo dr-repo'];
  const MOVES = [
    'dr-p1 hq-p1',
    'dr-p1 hq-p2',
    'dr-p2 hq-p1',
    'dr-p2 hq-p2',
    'hq-p1 dr-p1',
    'hq-p1 dr-p2',
    'hq-p2 dr-p1',
    'hq-p2 dr-p2',
  ];

  it('needs no proxy to reach the repository of the other site once they are bound by site', async () => {
    const all = await crossing(plan);
    for (const pair of ['dr-p1 hq-repo', 'hq-p2 dr-repo', ...MOVES, ...COPIES]) assert.ok(all.includes(pair), pair);
    const bound = `${plan}bind veeam.proxy with veeam.repository by site\n`;
    assert.deepEqual(await crossing(bound), [...MOVES, ...COPIES].sort());
    assert.deepEqual(
      await crossing(`${bound}bind hq-p2 with dr-repo\n`),
      [...MOVES, ...COPIES, 'dr-repo hq-p2', 'hq-p2 dr-repo'].sort(),
    );
  });

  it('copies backups only between repositories that are bound', async () => {
    const bound = `${plan}bind veeam.proxy with veeam.proxy, veeam.repository by site\n`;
    assert.deepEqual(await crossing(bound), COPIES);
    const apart = `${bound}bind veeam.repository with veeam.repository by site\n`;
    assert.deepEqual(await crossing(apart), []);
    assert.deepEqual(await crossing(`${apart}bind hq-repo with dr-repo "copies"\n`), COPIES);
    assert.deepEqual(await crossing(`${plan}bind hq without dr\n`), []);
  });
});

describe('explain, of what bindings leave out', () => {
  /** The statements of an explanation that name a binding. */
  const said = async (text: string, question: string, shared?: Record<string, string>): Promise<string[]> => {
    const { document, services } = await loadPlan(text, shared);
    const root = document.parseResult.value;
    const analysis = services.segplan.Plans.analysis(root);
    const explanation = explain(analysis, await parseQuery(question, root, services));
    return describeExplanation(explanation, analysis.plan)
      .map((each) => each.text)
      .filter((each) => each.includes('left out'));
  };
  const plan = `${ACME.replace('tcp 2', 'tcp 2 "Sends data"')}
zone a with v1 { subnet 10.1.0.0/24 component x : acme.agent at 10.1.0.1 component y : acme.agent at 10.1.0.2 }
zone b { subnet 10.2.0.0/24
  component v1 : acme.vault at 10.2.0.1
  component v2 : acme.vault at 10.2.0.2
}
bind v2 without x
`;

  it('names the line, and a line that leaves out goes before one that passes over', async () => {
    assert.deepEqual(await said(plan, 'y -> v2 tcp 2'), [
      "not required for y -> v2 on tcp 2: Sends data; left out by line 14, 'with v1'",
    ]);
    assert.deepEqual(await said(plan, 'x -> v2 tcp 2'), [
      "not required for x -> v2 on tcp 2: Sends data; left out by line 19, 'bind v2 without x'",
    ]);
    assert.deepEqual(await said(plan, 'x -> v1 tcp 2'), []);
    assert.deepEqual(await said(plan, 'x -> v2 tcp 9'), []);
  });

  it('names the file of a line that is imported', async () => {
    const shared = {
      'shared.segplan':
        'zone a { component x : acme.agent at 10.1.0.1 with v1 }\nzone b { component v1 : acme.vault at 10.2.0.1 component v2 : acme.vault at 10.2.0.2 }\nimport "./acme.segplan"\n',
      'acme.segplan': ACME.replace('use acme\n', ''),
    };
    const [text] = await said('import "./shared.segplan"\nimport "./acme.segplan"\nuse acme\n', 'x -> v2 tcp 2', shared);
    assert.match(text ?? '', /left out by line 1 of shared\.segplan, 'with v1'$/);
  });
});
