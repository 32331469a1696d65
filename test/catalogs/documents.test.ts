import assert from 'node:assert/strict';
import type { CatalogAdvice, CatalogFlow, Source } from '../../language/model/catalog.ts';
import { readSources } from '../../language/model/catalog-ids.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { resolveServices } from '../../language/model/resolve-services.ts';
import { portSet, type ServiceSet } from '../../language/model/services.ts';
import { builtInCatalog } from '../support/catalogs.ts';
import { acronisScsRows } from './rows/acronis-scs.ts';
import { BESIDE, REPEATING } from './rows/beside.ts';
import { cyberProtectRows } from './rows/cyber-protect.ts';
import type { SourceRow } from './rows/row.ts';
import { zeroNetworksRows, zeroNetworksSizing } from './rows/zero-networks.ts';
import { zertoRows } from './rows/zerto.ts';
import { ZERTO_CDE_HELP, zertoHelpRows } from './rows/zerto-help.ts';

const catalog = await builtInCatalog();

/** A document with its rows, and what its words for the ends of a row are called in the catalog. */
interface SourceDocument {
  readonly vendor: string;
  readonly file: string;
  readonly rows: readonly SourceRow[];
  readonly ends: Readonly<Record<string, readonly string[]>>;
}

const ZVM = ['zvm', 'provider-zvm', 'customer-zvm', 'azure-zca', 'aws-zca', 'zca'];
const VRA = ['vra', 'provider-vra', 'customer-vra'];

const ZERTO_ENDS: SourceDocument['ends'] = {
  ZVM,
  'customer ZVM': ['customer-zvm'],
  VRA,
  'protecting VRA': VRA,
  'peer VRA': VRA,
  'recovering VRA': VRA,
  'VRA on a recovery site': VRA,
  VBA: ['vba'],
  'LTR service': ['retention-service'],
  'network shared repository': ['smb-repository', 'nfs-repository'],
  'ESXi host': ['vmware.esxi'],
  'ESX/ESXi host': ['vmware.esxi'],
  'vCenter Server': ['vmware.vcenter'],
  'vCloud Director': ['vmware.vcloud-director'],
  // A slip of the section on encryption: the tables know vCloud Director alone.
  'vCloud Connector': ['vmware.vcloud-director'],
  SCVMM: ['microsoft.scvmm'],
  'Hyper-V host': ['microsoft.hyper-v-host'],
  'Zerto Powershell Cmdlets': ['powershell-client'],
  cmdlets: ['powershell-client'],
  'Zerto Diagnostic tool': ['diagnostic-client'],
  'Zerto internal APIs': ['internal-api-client'],
  'ZVM GUI': ['user-interface'],
  'machine running Zerto User Interface': ['user-interface'],
  'ZVM REST APIs': ['rest-client'],
  'Zerto REST APIs': ['rest-client'],
  ZCM: ['cloud-manager'],
  'ZCM GUI': ['cloud-manager-client'],
  'ZCM REST APIs': ['cloud-manager-client'],
  browser: ['cloud-manager-client'],
  ZSSP: ['self-service-portal'],
  ZASA: ['zasa'],
  'Zerto Cloud Connector': ['cloud-connector'],
  'Azure Cloud environment': ['azure.cloud'],
  'Azure REST Service': ['azure.rest-service'],
  'Azure Scale Set service': ['azure.scale-set'],
  'Azure Queues service': ['azure.queue'],
  'AWS Cloud environment': ['aws.cloud'],
  // The counted ports are opened on the connector, which stands before the other side's appliances.
  "Managed Service Provider's VRA": ['provider-vra', 'cloud-connector'],
  "customer's VRA": ['customer-vra', 'cloud-connector'],
  'ZVM VM': ['zvm'],
  'service in charge of collecting data for the Zerto Resource Planner': ['zvm'],
  'Zerto management server': ['zvm'],
  'Zerto components': ['vra', 'cloud-connector'],
  'authorized client': [],
};

const documents: readonly SourceDocument[] = [
  {
    vendor: 'zerto',
    file: '000_ee1b8ff8b669d591.txt',
    rows: zertoRows,
    ends: ZERTO_ENDS,
  },
  { vendor: 'zerto', file: ZERTO_CDE_HELP, rows: zertoHelpRows, ends: ZERTO_ENDS },
  {
    vendor: 'acronis-scs',
    file: '001_582cfc70e5366b67.txt',
    rows: acronisScsRows,
    ends: {
      agent: ['agent', 'vmware-agent'],
      'management server': ['management-server'],
      admin: ['admin'],
      'any computer where the admin(s) uses a browser': ['admin'],
      'web management console': ['management-server'],
      storage: ['smb-archive', 'nfs-archive', 'sftp-archive'],
      'off-site SFTP server': ['sftp-archive'],
      'dl.acronis.com': ['download-site'],
      'account.acronis.com': ['account-site'],
      'remote CL': ['command-line-client'],
      'Acronis cloud storage': ['cloud-storage'],
      ASN: ['storage-node'],
      'managed location': ['storage-node'],
      SMB: ['smb-archive', 'smb-backend'],
      SFTP: ['sftp-archive', 'sftp-backend'],
      NFS: ['nfs-archive', 'nfs-backend'],
      SMTP: ['network.smtp-server'],
    },
  },
  {
    vendor: 'zero-networks',
    file: '002_59336f7bd4cd78d6.txt',
    rows: zeroNetworksRows,
    ends: {
      'Segment Server': ['segment-server'],
      'Domain controllers and DNS Servers': ['microsoft.domain-controller', 'network.dns-server'],
      'Domain controllers': ['microsoft.domain-controller'],
      'DNS Servers': ['network.dns-server'],
      'Zero Networks Cloud service': ['cloud'],
      'monitored/protected assets': ['windows-asset', 'linux-asset'],
      'managed and unmanaged assets': ['asset'],
      'All Windows assets': ['windows-asset'],
      'All Linux assets': ['linux-asset'],
      'All assets': ['asset'],
      ...Object.fromEntries(zeroNetworksRows.filter((r) => r.to.endsWith('zeronetworks.com')).map((r) => [r.to, ['cloud']])),
      proxy: [],
    },
  },
  {
    vendor: 'acronis-cyber-protect',
    file: '003_30ceb773e13066f3.txt',
    rows: cyberProtectRows,
    ends: {
      'Management server': ['management-server'],
      'Storage node': ['storage-node'],
      Catalog: ['catalog'],
      'Backup gateway': ['backup-gateway'],
      Agent: ['agent'],
      'Agent for VMware': ['vmware-agent'],
      'VMware vSphere': ['vmware.vcenter', 'vmware.esxi'],
      'cloud services': ['cloud-services'],
      'standards-based file services (SMB)': ['smb-destination'],
      'standards-based file services (NFS)': ['nfs-destination'],
      'backend storage systems': ['smb-destination', 'nfs-destination'],
      'Some services': ['management-server', 'storage-node', 'catalog', 'backup-gateway', 'agent'],
    },
  },
];

const PROTECTION: Readonly<Record<string, readonly string[]>> = {
  TLS: ['tls', 'mutual-tls'],
  HTTPS: ['tls', 'mutual-tls'],
  SSH: ['ssh'],
  'mutual TLS': ['mutual-tls'],
  'TLS, mutual TLS': ['mutual-tls'],
  'ZMTP CURVE': ['curve-zmq'],
  'not natively encrypted across the WAN': ['none'],
};

function rangeOf(port: string): { from: number; to: number } {
  const [from, to] = port.replace('+', '').split('-').map(Number);
  return { from: from!, to: to ?? from! };
}

function setOf(row: SourceRow): ServiceSet {
  return IntervalSet.unionAll(row.protocols.flatMap((t) => row.ports.map((p) => portSet(t, rangeOf(p).from, rangeOf(p).to))));
}

function allPorts(services: CatalogFlow['services']): ServiceSet {
  return IntervalSet.unionAll([services.set, ...services.alternatives.flat()]);
}

function cites(sources: readonly Source[], document: SourceDocument, section: string): boolean {
  return sources.some((s) => s.file === document.file && s.sections.includes(section));
}

/** Whether a role is what a row calls an end; a row that leaves an end open says nothing against any role. */
function isEnd(document: SourceDocument, words: string, role: string): boolean {
  if (words === '') return true;
  const names = document.ends[words];
  assert.ok(names, `the test does not know '${words}'`);
  return names.some((n) => (n.includes('.') ? n : `${document.vendor}.${n}`) === role);
}

/** A row says "between": either reading of the catalog will do. A row that names the initiator: that one alone. */
function joins(document: SourceDocument, row: SourceRow, flow: CatalogFlow): boolean {
  const forward = isEnd(document, row.from, flow.initiator) && isEnd(document, row.to, flow.responder);
  const backward = isEnd(document, row.from, flow.responder) && isEnd(document, row.to, flow.initiator);
  return row.direction === 'stated' ? forward && flow.initiative === 'stated' : forward || backward;
}

/** What of a row's limits a flow lacks, or has without the row's word; nothing when they agree. */
function differences(row: SourceRow, flow: CatalogFlow): string[] {
  const limits = row.condition ?? {};
  const parts = flow.services.parts.filter((p) => p.set.overlaps(setOf(row)));
  const say = (bad: boolean, text: string): string[] => (bad ? [text] : []);
  const versions = flow.conditions.filter((c) => c.kind === 'version');
  // Without a manager of its own a site belongs to the site of another's, as the document's "same site" has it.
  const sites = flow.conditions.some((c) => c.kind === 'nearest')
    ? 'same'
    : flow.conditions.find((c) => c.kind === 'sites')?.relation;
  return [
    ...say((limits.phase !== undefined) !== (flow.phase !== undefined), `phase ${limits.phase} and ${flow.phase}`),
    ...say(limits.sites !== undefined && limits.sites !== sites, `${limits.sites} site and ${sites}`),
    ...say(/recover|peer VRA/.test(row.to) && sites !== 'paired', `paired sites and ${sites}`),
    ...say(limits.version !== undefined && !versions.length && !flow.note?.includes(limits.version), `version ${limits.version}`),
    ...say(limits.configurable === true && row.protocols[0] === 'tcp' && !parts.every((p) => p.setBy), 'the port can be changed'),
    ...say(limits.counted !== undefined && !parts.some((p) => p.counted?.per === 2), 'two for each'),
    ...say(limits.dynamic === true && !parts.some((p) => p.dynamic), 'dynamic'),
    ...say(row.anyOne === true && !flow.services.alternatives.length, 'any one of them'),
    ...say(row.ports.some((p) => p.endsWith('+')) !== parts.some((p) => p.openEnded), 'and up'),
    ...say(
      row.protection !== undefined && PROTECTION[row.protection]?.includes(flow.protection ?? '') === false,
      `${row.protection} and ${flow.protection}`,
    ),
  ];
}

function adviceOf(document: SourceDocument, row: SourceRow, kind: string): CatalogAdvice | undefined {
  return catalog.vendors
    .get(document.vendor)!
    .advice.find((a) => a.kind === kind && a.services.set.covers(setOf(row)) && cites(a.sources, document, row.section));
}

/** Bounds as the rows write them, by the vendor's own rows that state one. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  '>= 8.0': ['>= 8.0'],
  '>= 5.5': ['initiator >= 5.5', 'responder >= 5.5'],
  'ZCM >= 5.5, ZVM 5.0': ['responder < 5.5'],
  '>= 5.1': ['responder >= 5.0'],
  '>= 5.x': ['responder >= 5.0'],
  '5.x': ['responder >= 5.0'],
  '4.x': [],
  '<= update 1': ['< 12.5 update 2'],
  '>= update 2': ['>= 12.5 update 2'],
};

for (const document of documents) {
  const vendor = catalog.vendors.get(document.vendor)!;

  describe(`the catalog ${document.vendor} and ${document.file}`, () => {
    for (const row of document.rows) {
      const name = `${row.section}: ${row.from || '…'} - ${row.to || '…'} ${row.protocols.join('/')} ${row.ports.join(', ')}, ${row.text}`;
      if (BESIDE[document.file]?.(row)) continue;

      it(name, () => {
        if (row.condition?.internal) return assert.ok(adviceOf(document, row, 'internal'));
        if (row.condition?.closed) {
          const unless = vendor.flows.some(
            (f) =>
              f.conditions.some((c) => c.kind === 'no-shared') &&
              f.services.set.covers(setOf(row)) &&
              cites(f.sources, document, row.section),
          );
          return assert.ok(adviceOf(document, row, 'closed') ?? unless);
        }
        // A row about several ends, such as domain controllers and DNS servers, is met by the flows to all of them together.
        const near = vendor.flows.filter(
          (f) =>
            joins(document, row, f) &&
            (REPEATING[document.file] !== undefined || cites(f.sources, document, row.section)) &&
            allPorts(f.services).overlaps(setOf(row)),
        );
        const matching = near.filter((f) => !differences(row, f).length);
        const found = IntervalSet.unionAll(matching.map((f) => allPorts(f.services)));
        assert.ok(
          found.covers(setOf(row)),
          near.map((f) => `${f.id}: ${differences(row, f).join('; ')}`).join('\n') || 'no flow',
        );
        const wanted = row.condition?.version && VERSIONS[row.condition.version];
        if (wanted)
          assert.ok(
            matching.some((f) =>
              wanted.every((bound) =>
                f.conditions.some(
                  (c) => c.kind === 'version' && `${c.side ? `${c.side} ` : ''}${c.operator} ${c.version.text}` === bound,
                ),
              ),
            ),
            wanted.join(),
          );
      });
    }

    for (const service of vendor.services)
      for (const { sections } of readSources(service.citations).filter((s) => s.file === document.file))
        for (const section of sections)
          it(`the service ${service.name} has all of its ports in ${section}`, () => {
            const rows = document.rows.filter((r) => r.section === section && r.ports.length);
            assert.ok(
              IntervalSet.unionAll(rows.map(setOf)).covers(allPorts(resolveServices(service.service))),
              'states other ports',
            );
          });

    // Where several documents are read for a vendor, each flow is held against those that it cites. Pages of tables have tests of their own.
    const several = documents.filter((d) => d.vendor === document.vendor).length > 1;
    const elsewhere = (f: CatalogFlow): boolean => several || f.sources.some((s) => s.file.startsWith('https:'));
    for (const flow of vendor.flows.filter((f) => f.sources.some((s) => s.file === document.file) || !elsewhere(f)))
      it(`${flow.id} (${flow.purpose}) stands in the document`, () => {
        const own = flow.sources.filter((s) => s.file === document.file).flatMap((s) => s.sections);
        const rows = document.rows.filter(
          (r) =>
            joins(document, { ...r, direction: 'unstated' }, flow) &&
            !r.condition?.internal &&
            (own.includes(r.section) || BESIDE[document.file]?.(r) === undefined),
        );
        for (const section of own)
          assert.ok(
            document.rows.some((r) => r.section === section) || section === 'Vulnerability assessment',
            `no row of section ${section}`,
          );
        const named = rows.filter((r) => r.ports.length);
        const stated = IntervalSet.unionAll(named.filter((r) => own.includes(r.section)).map(setOf));
        // Ports that a document calls standard have their numbers from another one.
        const standard = rows.some((r) => !r.ports.length && own.includes(r.section)) || own.includes('Vulnerability assessment');
        assert.ok(stated.covers(allPorts(flow.services)) || standard, `${own.join('; ')} state other ports`);
      });
  });
}

describe('the sizes of a Segment Server', () => {
  it('are those of the table', () => {
    const [sizing] = catalog.vendors.get('zero-networks')!.sizings;
    assert.deepEqual(
      sizing?.rows.map((r) => ({
        machines: r.limit,
        ...Object.fromEntries(
          r.needs.map((n) => [n.property === 'memory' ? 'memoryGb' : n.property === 'disk' ? 'diskGb' : n.property, n.amount]),
        ),
      })),
      zeroNetworksSizing,
    );
  });
});
