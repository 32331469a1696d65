import assert from 'node:assert/strict';
import { requirementsOf } from '../../language/analysis/requirements.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { formatServices, type ServiceSet } from '../../language/model/services.ts';
import { analysisOf, diagnose } from '../support/language.ts';

/** What a plan needs between its components: `a -> b` with the ports, all that have alternatives with every one of them. */
async function needs(text: string, ...phases: string[]): Promise<Record<string, string>> {
  const { plan } = await analysisOf(text);
  const needed = new Map<string, ServiceSet>();
  for (const r of requirementsOf(plan, new Set(phases)))
    for (const from of r.from)
      for (const to of r.to) {
        const pair = `${from.name} -> ${to.name}`;
        needed.set(pair, IntervalSet.unionAll([needed.get(pair) ?? IntervalSet.empty(), r.services, ...r.alternatives.flat()]));
      }
  return Object.fromEntries([...needed].map(([pair, services]) => [pair, formatServices(services)]));
}

/** Each component in a zone of its own, named `<component>-zone`. */
function zones(components: Record<string, string>): string {
  return Object.entries(components)
    .map(
      ([name, is], n) => `zone ${name}-zone { subnet 10.${n}.0.0/24 component ${name} : ${is.replace('@', `at 10.${n}.0.10`)} }`,
    )
    .join('\n');
}

describe('a domain over several zones', () => {
  const domain = zones({
    dc1: 'microsoft.domain-controller @',
    dc2: 'microsoft.domain-controller @',
    web: 'microsoft.domain-member @',
  });
  // KB 179442, the table for Windows Server 2008 and later without what is for LDAP over TLS; and pings.
  const all = 'tcp 135, 445, 3268, 49152-65535, udp 123, tcp+udp 53, 88, 389, 464, icmp echo-request';

  it('has its members reach every controller, and the controllers each other, but nobody reach a member', async () => {
    const found = await needs(`use microsoft\n${domain}`);
    assert.deepEqual(Object.keys(found).sort(), ['dc1 -> dc2', 'dc2 -> dc1', 'web -> dc1', 'web -> dc2']);
    for (const [pair, services] of Object.entries(found)) assert.equal(services, all, pair);
  });

  it('needs the ports of LDAP over TLS only where that is in use', async () => {
    const found = await needs(`use microsoft\nenable microsoft.ldaps\n${domain}`);
    assert.match(found['web -> dc1']!, /\b636\b.*\b3269\b/);
  });

  it('asks another computer for names where the plan says that DNS runs there', async () => {
    const found = await needs(
      `use microsoft\n${zones({
        dc: 'microsoft.domain-controller @ { dns = separate }',
        web: 'microsoft.domain-member @',
        names: 'microsoft.domain-dns-server @',
      })}`,
    );
    assert.equal(found['web -> names'], 'tcp+udp 53');
    assert.doesNotMatch(found['web -> dc']!, /\b53\b/);
  });

  it('asks for nothing in a plan that does not use the catalog', async () => {
    assert.deepEqual(await needs(domain), {});
  });

  it('shows a missing flow with its source', async () => {
    const found = (await diagnose(`use microsoft\n${domain}`)).filter((d) => d.code === 'missing-flow');
    assert.equal(found.length, 4);
    const sources = found.map((d) => d.relatedInformation!.map((r) => r.message).join('\n'));
    for (const each of sources) assert.match(each, /How to configure a firewall for Active Directory domains and trusts/);
  });
});

describe('a trust between two forests', () => {
  const forests = zones({ ours: 'microsoft.domain-controller @', theirs: 'microsoft.trusted-domain-controller @' });

  it('needs both ways what authentication takes, and neither replication nor time', async () => {
    const found = await needs(`use microsoft\n${forests}`);
    assert.deepEqual(Object.keys(found).sort(), ['ours -> theirs', 'theirs -> ours']);
    assert.equal(found['ours -> theirs'], 'tcp 135, 3268, 49152-65535, tcp+udp 53, 88, 389, 464, icmp echo-request');
  });

  it('needs SMB while the trust is created', async () => {
    assert.match((await needs(`use microsoft\nphase deployment\n${forests}`, 'deployment'))['ours -> theirs']!, /\b445\b/);
  });

  it('goes one way where the plan says so', async () => {
    const oneWay = 'direction microsoft.domain-controller -> microsoft.trusted-domain-controller';
    assert.deepEqual(Object.keys(await needs(`use microsoft\n${oneWay}\n${forests}`)), ['ours -> theirs']);
  });
});

describe('Hyper-V hosts in several zones', () => {
  const hosts = zones({ h1: 'microsoft.hyper-v-host @', h2: 'microsoft.hyper-v-host @' });
  const nodes = zones({
    n1: 'microsoft.hyper-v-host, microsoft.cluster-node @',
    n2: 'microsoft.hyper-v-host, microsoft.cluster-node @',
    n3: 'microsoft.hyper-v-host, microsoft.cluster-node @',
  });

  it('need nothing of each other while they stand alone', async () => {
    assert.deepEqual(await needs(`use microsoft\n${hosts}`), {});
  });

  it('need the ports of what the plan switches on', async () => {
    const between = async (feature: string) => (await needs(`use microsoft\nenable microsoft.${feature}\n${hosts}`))['h1 -> h2'];
    assert.equal(await between('live-migration'), 'tcp 445, 6600');
    assert.equal(await between('replica-over-http'), 'tcp 80, 135, 49152-65535');
    assert.equal(await between('replica-over-https'), 'tcp 135, 443, 49152-65535');
  });

  it('need the cluster service as nodes of a cluster, and more while one joins', async () => {
    assert.equal((await needs(`use microsoft\n${nodes}`))['n1 -> n2'], 'tcp 135, 49152-65535, udp 3343');
    const joining = (await needs(`use microsoft\nphase deployment\n${nodes}`, 'deployment'))['n1 -> n2']!;
    assert.match(joining, /tcp 135, 445, 49152-65535, .*3343, icmp/);
  });

  it('leave other clusters alone where the plan says which nodes belong together', async () => {
    const found = await needs(`use microsoft\n${nodes}\ngroup one = n1, n2\nbind one with one\nbind n3 without one`);
    assert.deepEqual(Object.keys(found).sort(), ['n1 -> n2', 'n2 -> n1']);
  });
});

describe('Virtual Machine Manager and its hosts', () => {
  const plan = `use microsoft\n${zones({
    vmm: 'microsoft.scvmm @',
    host: 'microsoft.hyper-v-host @',
    library: 'microsoft.scvmm-library-server @ { control-port = 15985 }',
    db: 'microsoft.scvmm-database @ { instance-port = 14330 }',
    console: 'microsoft.scvmm-console @',
    other: 'microsoft.sql-server @',
    update: 'microsoft.wsus-server @',
    vc: 'vmware.vcenter @',
  })}`;

  it('connects to hosts, the library and its own database, and is reached by its console', async () => {
    const agent = 'tcp 80, 135, 139, 443, 445';
    assert.deepEqual(await needs(plan), {
      'vmm -> host': `${agent}, 5985-5986, 49152-65535`,
      'vmm -> library': `${agent}, 5986, 15985, 49152-65535`,
      'library -> host': 'tcp 443',
      'vmm -> db': 'tcp 14330',
      'console -> vmm': 'tcp 8100-8102',
    });
  });

  it('connects to update servers and vSphere only where the plan says that they are under it', async () => {
    const found = await needs(`${plan}\nenable microsoft.vmm-update-servers, microsoft.vmm-vsphere`);
    assert.equal(found['vmm -> update'], 'tcp 8530-8531');
    assert.equal(found['vmm -> vc'], 'tcp 443');
    assert.equal(found['vc -> vmm'], 'tcp 443');
  });
});

describe('databases and updates', () => {
  it('reach an instance where it listens, and its browser only where clients ask for ports', async () => {
    const servers = zones({
      app: 'microsoft.sql-client @',
      db: 'microsoft.sql-server @ { instance-port = 50001 mirroring-port = 5022 }',
    });
    assert.deepEqual(await needs(`use microsoft\n${servers}`), { 'app -> db': 'tcp 50001' });
    assert.deepEqual(await needs(`use microsoft\nenable microsoft.sql-browser, microsoft.database-mirroring\n${servers}`), {
      'app -> db': 'tcp 50001, udp 1434',
    });
  });

  it('come down from Microsoft by the upstream server alone', async () => {
    const found = await needs(
      `use microsoft\n${zones({
        up: 'microsoft.upstream-wsus-server @',
        down: 'microsoft.downstream-wsus-server @ { http-port = 80 https-port = 443 }',
        pc: 'microsoft.wsus-client @',
      })}\nzone internet external { component updates : microsoft.windows-update }`,
    );
    assert.deepEqual(found, {
      'pc -> up': 'tcp 8530-8531',
      'pc -> down': 'tcp 80, 443',
      'down -> up': 'tcp 8530-8531',
      'up -> updates': 'tcp 80, 443',
    });
  });
});
