import assert from 'node:assert/strict';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { formatServices, portSpans } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';

/** `zvm-a -> vra-a: tcp 4005` for every pair of components that lacks something. */
function gaps(analysis: Analysis): string[] {
  return analysis.missing.map((g) => `${g.from.name} -> ${g.to.name}: ${formatServices(g.services)}`).sort();
}

const site = (name: string, n: number, more = ''): string => `site ${name} {
  zone ${name}-mgmt { subnet 10.${n}.1.0/24
    component zvm-${name} : zerto.zvm at 10.${n}.1.10 ${more}
  }
  zone ${name}-repl { subnet 10.${n}.2.0/24
    component vra-${name} : zerto.vra at 10.${n}.2.10
  }
}
`;
const towards = 'direction zerto.zvm -> zerto.vra\n';

describe('sites', () => {
  it('what stays in a site is not demanded across, and what joins paired ones is', async () => {
    const found = gaps(await analysisOf(`use zerto 8.5\n${towards}${site('a', 1)}${site('b', 2)}`));
    assert.deepEqual(found, [
      'vra-a -> vra-b: tcp 4007-4008',
      'vra-b -> vra-a: tcp 4007-4008',
      'zvm-a -> vra-a: tcp 4005-4006, 4009',
      'zvm-a -> zvm-b: tcp 9071, 9081',
      'zvm-b -> vra-b: tcp 4005-4006, 4009',
      'zvm-b -> zvm-a: tcp 9071, 9081',
    ]);
  });

  it('only pairs that the plan names are pairs, once it names one of two sites', async () => {
    const text = `use zerto 8.5\n${towards}${site('a', 1)}${site('b', 2)}${site('c', 3)}pair a, c\n`;
    const across = gaps(await analysisOf(text)).filter((g) => g.startsWith('zvm') && g.includes('-> zvm'));
    assert.deepEqual(across, ['zvm-a -> zvm-c: tcp 9071, 9081', 'zvm-c -> zvm-a: tcp 9071, 9081']);
  });

  it('a site paired with itself replicates between its own zones', async () => {
    const second = 'zone a2 { subnet 10.9.0.0/24 component vra-a2 : zerto.vra at 10.9.0.1 }';
    const text = (pair: string): string => `use zerto 8.5\n${towards}${site('a', 1).replace(/\}\n$/, `${second}\n}\n`)}${pair}\n`;
    const between = (found: string[]): string[] => found.filter((g) => /vra-a.* -> vra-a/.test(g));
    assert.deepEqual(between(gaps(await analysisOf(text('')))), []);
    assert.deepEqual(between(gaps(await analysisOf(text('pair a')))), [
      'vra-a -> vra-a2: tcp 4007-4008',
      'vra-a2 -> vra-a: tcp 4007-4008',
    ]);
  });

  it('a site paired with itself says nothing of the others, until the plan pairs two', async () => {
    const text = (pairs: string): string =>
      `use zerto 8.5\n${towards}${site('a', 1)}${site('b', 2)}${site('c', 3)}zone lone { subnet 10.4.0.0/24 component zvm-l : zerto.zvm at 10.4.0.1 }\n${pairs}\n`;
    const managers = async (pairs: string): Promise<string[]> =>
      gaps(await analysisOf(text(pairs))).filter((g) => /^zvm.* -> zvm/.test(g));
    const all = await managers('');
    assert.equal(all.length, 12);
    assert.deepEqual(await managers('pair a'), all);
    assert.deepEqual(await managers('pair a\npair b, b'), all);
    assert.deepEqual(await managers('pair a\npair b, c'), ['zvm-b -> zvm-c: tcp 9071, 9081', 'zvm-c -> zvm-b: tcp 9071, 9081']);
  });

  it('9081 falls away where one vCenter Server or SCVMM serves both sites, and only there', async () => {
    const vcenter = (name: string, n: number): string =>
      `zone hyper-${name} { subnet 10.${n}.5.0/24 component vc-${name} : vmware.vcenter at 10.${n}.5.5 }`;
    const peers = async (extra: string, inA = ''): Promise<string[]> =>
      gaps(
        await analysisOf(`use zerto 8.5\n${towards}${site('a', 1).replace(/\}\n$/, `${inA}\n}\n`)}${site('b', 2)}${extra}`),
      ).filter((g) => g.includes('-> zvm'));
    // The other site's vCenter Server may just not be in the plan.
    assert.deepEqual(await peers('', vcenter('a', 1)), ['zvm-a -> zvm-b: tcp 9071, 9081', 'zvm-b -> zvm-a: tcp 9071, 9081']);
    assert.deepEqual(await peers(vcenter('x', 7)), ['zvm-a -> zvm-b: tcp 9071', 'zvm-b -> zvm-a: tcp 9071']);
    assert.deepEqual(await peers(vcenter('x', 7).replace('vmware.vcenter', 'microsoft.scvmm'), vcenter('a', 1)), [
      'zvm-a -> zvm-b: tcp 9071, 9081',
      'zvm-b -> zvm-a: tcp 9071, 9081',
    ]);
  });
});

describe('the nearest', () => {
  const main = (extra: string): string => `use zerto 8.5
use vmware
${towards}site main {
  zone m { subnet 10.1.1.0/24 component zvm-main : zerto.zvm at 10.1.1.10 }
  zone mv { subnet 10.1.2.0/24 component vc-main : vmware.vcenter at 10.1.2.5 }
}
site branch {
  zone b { subnet 10.2.1.0/24 component vra-branch : zerto.vra at 10.2.1.10 component esxi-branch : vmware.esxi at 10.2.1.20 }
  ${extra}
}
`;

  it('the ZVM of the paired site manages a site without one, and only such a site', async () => {
    const found = async (extra: string): Promise<string[]> =>
      gaps(await analysisOf(main(extra), ['deployment'])).filter((g) => /^zvm.* -> (vra|esxi)/.test(g));
    assert.deepEqual(await found(''), ['zvm-main -> esxi-branch: tcp 22, 443', 'zvm-main -> vra-branch: tcp 4005-4006, 4009']);
    assert.deepEqual(await found('zone bz { subnet 10.2.3.0/24 component zvm-branch : zerto.zvm at 10.2.3.10 }'), [
      'zvm-branch -> esxi-branch: tcp 22, 443',
      'zvm-branch -> vra-branch: tcp 4005-4006, 4009',
    ]);
    assert.deepEqual(
      await found('zone bv { subnet 10.2.2.0/24 component x : vmware.vcenter at 10.2.2.5 } }\nsite c {} pair main, c site d {'),
      [],
    );
  });

  it('a ZVM uses the vCenter Server of its site, or another where its site has none', async () => {
    const zvm = 'zone bz { subnet 10.2.3.0/24 component zvm-branch : zerto.zvm at 10.2.3.10 }';
    const vcenter = 'zone bv { subnet 10.2.2.0/24 component vc-branch : vmware.vcenter at 10.2.2.5 }';
    const found = async (extra: string): Promise<string[]> =>
      gaps(await analysisOf(main(extra))).filter((g) => g.includes('-> vc'));
    assert.deepEqual(await found(zvm), ['zvm-branch -> vc-main: tcp 443', 'zvm-main -> vc-main: tcp 443']);
    assert.deepEqual(await found(zvm + vcenter), ['zvm-branch -> vc-branch: tcp 443', 'zvm-main -> vc-main: tcp 443']);
  });
});

describe('the nearest of a flow that joins deployments', () => {
  it('is the provider of the same site, where the tenant has none of its own there', async () => {
    const plan = (across: string): string => `use v
vendor v { role gateway role tenant flow tenant -> gateway : tcp 6180 when nearest responder ${across} }
site main {
  zone m { subnet 10.1.1.0/24 component gw-main : v.gateway at 10.1.1.10 }
  zone t { subnet 10.1.2.0/24 component tenant : v.tenant at 10.1.2.10 }
}
site other { zone o { subnet 10.2.1.0/24 component gw-other : v.gateway at 10.2.1.10 } }
deployment provider = gw-main
deployment customer of provider = tenant
`;
    assert.deepEqual(gaps(await analysisOf(plan('across deployments'))), ['tenant -> gw-main: tcp 6180']);
    assert.deepEqual(gaps(await analysisOf(plan(''))), ['tenant -> gw-other: tcp 6180']);
  });
});

describe('versions', () => {
  it('9071 only where both sides are 8.0 or newer', async () => {
    const peers = async (version: string, b = ''): Promise<string[]> =>
      gaps(await analysisOf(`use zerto ${version}\n${towards}${site('a', 1)}${site('b', 2, b)}`)).filter((g) =>
        g.includes('-> zvm'),
      );
    assert.deepEqual(await peers('7.5'), ['zvm-a -> zvm-b: tcp 9081', 'zvm-b -> zvm-a: tcp 9081']);
    assert.deepEqual(await peers('8.0', '{ version = 7.5 }'), ['zvm-a -> zvm-b: tcp 9081', 'zvm-b -> zvm-a: tcp 9081']);
    assert.deepEqual(await peers('7.5', '{ version = 9.0 }'), ['zvm-a -> zvm-b: tcp 9081', 'zvm-b -> zvm-a: tcp 9081']);
    assert.deepEqual(await peers('8.0'), ['zvm-a -> zvm-b: tcp 9071, 9081', 'zvm-b -> zvm-a: tcp 9071, 9081']);
  });

  it('a cloud manager talks on 9669, and on 9080 with an older ZVM or as an older one itself', async () => {
    const port = async (zvm: string, zcm: string): Promise<string[]> =>
      gaps(
        await analysisOf(`use zerto 8.5
zone a { subnet 10.0.0.0/24 component zvm : zerto.zvm at 10.0.0.1 { version = ${zvm} } }
zone b { subnet 10.0.1.0/24 component zcm : zerto.cloud-manager at 10.0.1.1 { version = ${zcm} } }`),
      );
    assert.deepEqual(await port('8.5', '8.5'), ['zcm -> zvm: tcp 9669']);
    assert.deepEqual(await port('5.0', '5.5'), ['zcm -> zvm: tcp 9080']);
    assert.deepEqual(await port('5.5', '5.0'), ['zcm -> zvm: tcp 9080']);
  });

  it('update levels decide which ports a push installation takes', async () => {
    const ports = async (version: string): Promise<string[]> =>
      gaps(
        await analysisOf(
          `use acronis-scs ${version}
zone a { subnet 10.0.0.0/24 component ams : acronis-scs.management-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component pc : acronis-scs.agent at 10.0.1.1 }`,
          ['deployment'],
        ),
      ).filter((g) => g.startsWith('ams'));
    assert.deepEqual(await ports('12.5 update 1'), ['ams -> pc: tcp 445, 9876, 25001']);
    // Which update it is, the plan leaves open: what any of them needs.
    assert.deepEqual(await ports('12.5'), ['ams -> pc: tcp 445, 9876, 25001, 43234']);
    assert.deepEqual(await ports('12.5 update 2'), ['ams -> pc: tcp 445, 25001, 43234']);
    assert.deepEqual(await ports('12.5 update 4'), ['ams -> pc: tcp 445, 25001, 43234']);
  });
});

describe('who connects, where a document leaves it open', () => {
  const two = `use zerto 8.5\n${site('a', 1)}`;

  it('both ways are demanded until the plan says one', async () => {
    assert.deepEqual(gaps(await analysisOf(two)), ['vra-a -> zvm-a: tcp 4005-4006, 4009', 'zvm-a -> vra-a: tcp 4005-4006, 4009']);
    assert.deepEqual(gaps(await analysisOf(`${two}direction zerto.vra -> zerto.zvm`)), ['vra-a -> zvm-a: tcp 4005-4006, 4009']);
  });

  it('a plan can say it for some of the ports', async () => {
    const text = `${two}direction zerto.zvm -> zerto.vra : tcp 4005, 4006\ndirection zerto.vra -> zerto.zvm : tcp 4009`;
    assert.deepEqual(gaps(await analysisOf(text)), ['vra-a -> zvm-a: tcp 4009', 'zvm-a -> vra-a: tcp 4005-4006']);
  });

  it('a direction that says all of several alternatives is about them, and one that says some is not', async () => {
    const missing = async (directions: string): Promise<string[]> => {
      const { missing: all } = await analysisOf(`use v
vendor v { role a role b flow between a and b : one of (tcp 22, tcp 8000) }
zone one { subnet 10.1.0.0/24 component x : v.a at 10.1.0.2 }
zone two { subnet 10.2.0.0/24 component y : v.b at 10.2.0.2 }
${directions}
`);
      return all.map(({ from, to }) => `${from.name} -> ${to.name}`).sort();
    };
    assert.deepEqual(await missing(''), ['x -> y', 'y -> x']);
    assert.deepEqual(await missing('direction v.a -> v.b : tcp 22, tcp 8000'), ['x -> y']);
    assert.deepEqual(await missing('direction v.a -> v.b : tcp 22'), ['x -> y', 'y -> x']);
    assert.deepEqual(await missing('direction v.a -> v.b\ndirection v.b -> v.a : tcp 22, tcp 8000'), ['x -> y', 'y -> x']);
    assert.deepEqual(await missing('direction v.a -> v.b\ndirection v.b -> v.a : tcp 22'), ['x -> y', 'y -> x']);
  });

  it('between equals of which a condition tells one from the other, either may connect as well', async () => {
    const text = `use v
vendor v { role node role main : node flow between node and node : tcp 70 when initiator is main }
zone a { subnet 10.0.0.0/24 component m : v.main at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component n : v.node at 10.0.1.1 }
zone c { subnet 10.0.2.0/24 component o : v.node at 10.0.2.1 }
`;
    assert.deepEqual(gaps(await analysisOf(text)), ['m -> n: tcp 70', 'm -> o: tcp 70', 'n -> m: tcp 70', 'o -> m: tcp 70']);
  });
});

describe('a component that nobody places', () => {
  it('is anywhere among the addresses of its zone, and not at the name of another one', async () => {
    const text = (allow: string): string => `use v
vendor v { role a role b flow a -> b : tcp 70 }
zone one { subnet 10.0.0.0/24 component x : v.a at 10.0.0.1 }
zone two { subnet 10.0.1.0/24 component y : v.b component other at "other.two.example" }
allow x -> ${allow} : tcp 70
`;
    assert.deepEqual(gaps(await analysisOf(text('10.0.1.0/24'))), []);
    assert.deepEqual(gaps(await analysisOf(text('other'))), ['x -> y: tcp 70']);
  });
});

describe('the rest of the world', () => {
  it('needs nothing of itself, however many zones stand for it', async () => {
    const text = (subnet: string): string => `use v
vendor v { role a role b flow a -> b : tcp 70 }
zone one external { component x : v.a at 198.51.100.1 }
zone two external { ${subnet} component y : v.b at 203.0.113.1 }
zone inner { subnet 10.0.0.0/24 component z : v.b at 10.0.0.1 }
`;
    assert.deepEqual(gaps(await analysisOf(text(''))), ['x -> z: tcp 70']);
    assert.deepEqual(gaps(await analysisOf(text('subnet 203.0.113.0/24'))), ['x -> y: tcp 70', 'x -> z: tcp 70']);
  });
});

describe('deployments', () => {
  const shop =
    'use shop vendor shop { role server role store flow server -> store : tcp 2500-3300, 6162 "Stores" flow server -> vmware.vcenter : tcp 443 "Asks" }';
  const branch = (name: string, n: number): string => `zone ${name}-mgmt { subnet 10.${n}.1.0/24
  component vbr-${name} : shop.server at 10.${n}.1.10
}
zone ${name}-data { subnet 10.${n}.2.0/24
  component repo-${name} : shop.store at 10.${n}.2.10
}
`;
  const two = `${shop}\n${branch('a', 1)}${branch('b', 2)}`;

  it('two installations demand nothing of each other', async () => {
    assert.equal(gaps(await analysisOf(two)).length, 4);
    assert.deepEqual(gaps(await analysisOf(`${two}deployment a = a-mgmt, a-data\ndeployment b = b-mgmt, b-data`)), [
      'vbr-a -> repo-a: tcp 2500-3300, 6162',
      'vbr-b -> repo-b: tcp 2500-3300, 6162',
    ]);
  });

  it('what is in no deployment serves all of them', async () => {
    const shared = 'zone v { subnet 10.9.0.0/24 component vc : vmware.vcenter at 10.9.0.1 }';
    const found = gaps(await analysisOf(`${two}${shared}\ndeployment a = a-mgmt, a-data\ndeployment b = b-mgmt, b-data`));
    assert.deepEqual(
      found.filter((g) => g.includes('vc')),
      ['vbr-a -> vc: tcp 443', 'vbr-b -> vc: tcp 443'],
    );
  });

  it('a tenant reaches the gateway of its provider, and no other', async () => {
    const cloud = (name: string, n: number): string =>
      `zone ${name} { subnet 10.${n}.0.0/24 component gw-${name} : veeam.cloud-gateway at 10.${n}.0.1 }\n`;
    const tenant =
      'zone t { subnet 10.7.0.0/24 component tenant : veeam.backup-server, veeam.tenant-backup-server at 10.7.0.1 }\n';
    const plan = (of: string): string =>
      `use veeam 13\n${cloud('p', 1)}${cloud('q', 2)}${tenant}deployment p-cloud = p\ndeployment q-cloud = q\ndeployment mine${of} = t`;
    assert.deepEqual(gaps(await analysisOf(plan(' of p-cloud'))), ['tenant -> gw-p: tcp 6180']);
    assert.deepEqual(gaps(await analysisOf(plan(''))), ['tenant -> gw-p: tcp 6180', 'tenant -> gw-q: tcp 6180']);
  });
});

describe('ports that a component moves', () => {
  const plan = (moved: string, rule = ''): string => `use zerto 8.5
zone a { subnet 10.0.0.0/24
  component zvm : zerto.zvm at 10.0.0.1 { gui-port = ${moved} }
  component other : zerto.zvm at 10.0.0.2
}
zone b { subnet 10.0.1.0/24 component ui : zerto.user-interface at 10.0.1.1 }
${rule}`;

  it('are demanded where they were moved to', async () => {
    assert.deepEqual(gaps(await analysisOf(plan('19669'))), ['ui -> other: tcp 9669', 'ui -> zvm: tcp 19669']);
  });

  it('are opened there by the name of their service, for that component alone', async () => {
    const analysis = await analysisOf(plan('19669', 'allow ui -> zvm, other : zerto.gui'));
    assert.deepEqual(gaps(analysis), []);
    assert.deepEqual(analysis.allows.map((b) => `${b.component?.name ?? 'all others'}: ${formatServices(b.services)}`).sort(), [
      'all others: tcp 9669',
      'zvm: tcp 19669',
    ]);
  });

  it('a whole zone as destination keeps the usual port as well', async () => {
    const analysis = await analysisOf(plan('19669', 'allow ui -> a : zerto.gui'));
    assert.deepEqual(gaps(analysis), []);
  });
});

describe('ports that are counted', () => {
  // The document's example: customers with three and two appliances, a provider with four.
  const connector = (name: string, n: number): string => `  zone dmz-${name} { subnet 10.0.${n}.0/24
    component zcc-${name} : zerto.cloud-connector at 10.0.${n}.1
  }
`;
  const customer = (name: string, n: number, hosts: string): string => `site customer-${name} {
  zone ${name} { subnet 10.${n}.0.0/24
    component vra-${name} : zerto.customer-vra at ${hosts}
  }
}
`;
  const plan = `use zerto 8.5
site cloud {
  zone core { subnet 10.0.0.0/24
    component msp-vra : zerto.provider-vra at 10.0.0.10-10.0.0.13
  }
${connector('a', 1)}${connector('b', 2)}}
${customer('a', 1, '10.1.0.1, 10.1.0.2, 10.1.0.3')}${customer('b', 2, '10.2.0.1-10.2.0.2')}
deployment provider = cloud
deployment a of provider = customer-a, zcc-a
deployment b of provider = customer-b, zcc-b
`;
  const count = (analysis: Analysis, from: string, to: string): number => {
    const gap = analysis.missing.find((g) => g.from.name === from && g.to.name === to);
    return gap ? portSpans(gap.services, 'tcp').reduce((sum, { from, to }) => sum + to - from + 1, 0) : 0;
  };

  it("the document's example comes out as its numbers 6, 8, 4 and 8", async () => {
    const analysis = await analysisOf(plan);
    assert.deepEqual(
      [
        count(analysis, 'msp-vra', 'zcc-a'),
        count(analysis, 'vra-a', 'zcc-a'),
        count(analysis, 'msp-vra', 'zcc-b'),
        count(analysis, 'vra-b', 'zcc-b'),
      ],
      [6, 8, 4, 8],
    );
    assert.ok(gaps(analysis).includes('msp-vra -> zcc-a: tcp 9082-9087'));
    assert.ok(gaps(analysis).includes('vra-b -> zcc-b: tcp 9082-9089'));
  });

  it("no customer's appliance is led to another customer's connector", async () => {
    const analysis = await analysisOf(plan);
    assert.equal(count(analysis, 'vra-a', 'zcc-b'), 0);
    assert.equal(count(analysis, 'zcc-b', 'vra-a'), 0);
    assert.equal(count(analysis, 'vra-a', 'msp-vra'), 0);
  });

  it('the property instances counts where addresses do not, and the name of the service opens as many', async () => {
    const text = `${plan.replace('at 10.0.0.10-10.0.0.13', 'at 10.0.0.64/26 { instances = 5 }')}
allow vra-a -> zcc-a : zerto.to-provider
allow zcc-a -> vra-a, msp-vra : tcp 4007, 4008
`;
    const analysis = await analysisOf(text);
    assert.equal(count(analysis, 'vra-a', 'zcc-a'), 0);
    assert.equal(count(analysis, 'vra-b', 'zcc-b'), 10);
    assert.equal(formatServices(analysis.allows[0]!.services), 'tcp 9082-9091');
  });
});
