// docs/references.md: how much of the makers' references and of other documents the catalogs hold, counted from the rows that the tests
// have of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const { IntervalSet } = await import('../language/model/interval-set.ts');
const { readSources } = await import('../language/model/catalog-ids.ts');
const { resolveServices } = await import('../language/model/resolve-services.ts');
const { portSet, sourcedPorts } = await import('../language/model/service-sets.ts');
const { setOf } = await import('../test/catalogs/pages/ports.ts');
const { BESIDE, REPEATING } = await import('../test/catalogs/rows/beside.ts');

const TESTS = join(root, 'test/catalogs');
const plain = (text) => text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s+/g, ' ');
const count = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

/** @param vendors the vendors of the built-in catalogs */
export async function referencePage(vendors) {
  const documents = [...(await pages()), ...(await texts())].map((d) => ({ ...d, ...heldBy(d, vendors) }));
  const products = Map.groupBy(documents, (d) => productOf(d, documents));
  return {
    path: 'docs/references.md',
    text: [
      '# References and what the catalogs hold of them',
      '',
      'The tables of ports of the references below stand in the tests row by row, transcribed from the reference and not from the catalog. A row',
      'is _held_ where the catalog cites its section with all of its ports, and _left out_ where no rule could say it or its subject is none of',
      "the catalog's: then it stands there with the reason. What is neither is _not in the catalog_. Where rows are _compared_, the tests hold",
      'their ends and limits against the flows as well, in both directions; elsewhere the numbers speak of sections and ports alone. This page',
      'is generated; [the catalogs](catalogs/README.md) have a page each.',
      '',
      ...summary(documents),
      '',
      ...[...products].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([product, own]) => section(product, own)),
    ]
      .join('\n')
      .replace(/\n+$/, '\n'),
  };
}

function summary(documents) {
  const sum = (key) => documents.reduce((n, d) => n + d[key], 0);
  return [
    `${count(documents.length, 'reference')} with ${count(sum('total'), 'row')}: ${sum('held')} held, ${sum('leftOut')} left out, ${sum('missing')} not in the catalogs.`,
  ];
}

function section(product, documents) {
  const titles = documents.map((d) => d.title);
  return [
    `## ${plain(product)}`,
    '',
    '| Reference | Version | Date | Rows | Held | Left out | Not in the catalog | Compared |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: | --- |',
    ...documents.map((d) => {
      const unique = titles.filter((t) => t === d.title).length === 1;
      const name = plain(unique || !d.url ? d.title : `${d.title}: ${pathOf(d.url)}`);
      const linked = d.url ? `[${name}](${d.url})` : `${name} (${plain(d.file)})`;
      const rank = d.ranked ? '' : ", not the maker's own";
      return `| ${linked}${rank} | ${d.version ?? ''} | ${d.date ?? ''} | ${d.total} | ${d.held} | ${d.leftOut} | ${d.missing} | ${d.compared ? 'yes' : ''} |`;
    }),
    '',
    ...documents.filter((d) => d.repeated).flatMap((d) => [repetition(d), '']),
    ...reasons(documents),
  ];
}

function repetition({ url, repeated, repeats }) {
  return `Of ${plain(pathOf(url))} ${count(repeated, 'row')} repeat rows of [${plain(pathOf(repeats))}](${repeats}), and are held where flows cite those.`;
}

/** `vbr/userguide/ahv_used_ports` */
function pathOf(url) {
  return new URL(url).pathname.replace(/^\/docs\/|^\/|\.html?$/g, '');
}

/** Why rows are left out, each reason once. */
function reasons(documents) {
  const all = Map.groupBy(
    documents.flatMap((d) => d.reasons),
    (reason) => reason,
  );
  if (!all.size) return [];
  const lines = [...all].map(([reason, each]) => [each.length, reason]).sort(([a, x], [b, y]) => b - a || (x < y ? -1 : 1));
  return ['Left out:', '', ...lines.map(([n, reason]) => `- ${count(n, 'row')}: ${plain(reason)}`), ''];
}

/** The reference pages of the tests. */
async function pages() {
  const folder = join(TESTS, 'pages');
  const comparing = readdirSync(TESTS)
    .filter((f) => f.endsWith('.pages.test.ts'))
    .map((f) => readFileSync(join(TESTS, f), 'utf8'))
    .join('\n');
  const result = [];
  for (const file of readdirSync(folder).sort()) {
    if (['compare.ts', 'page.ts', 'ports.ts'].includes(file)) continue; // what the pages share
    const module = await import(`../test/catalogs/pages/${file}`);
    for (const [name, page] of Object.entries(module))
      if (page && typeof page === 'object' && 'url' in page && Array.isArray(page.rows))
        result.push({
          maker: file.replace('.ts', '').split('-')[0],
          title: page.title,
          url: page.url,
          version: page.version,
          date: page.date,
          compared: new RegExp(`\\b${name}\\b`).test(comparing),
          repeats: page.repeats,
          rows: page.rows.map((r) => ({ section: r.section, ports: portsOf(r), leftOut: r.leftOut })),
        });
  }
  return result;
}

/** All ports of a row of a page; nothing where they are no numbers. */
function portsOf({ service, fallback }) {
  try {
    return setOf(service).union(setOf(fallback ?? ''));
  } catch {
    return IntervalSet.unionAll([]);
  }
}

/** The documents that are texts: the catalogs were begun with them. Their rows are compared by tests of their own. */
async function texts() {
  const rows = async (path, name) => (existsSync(join(TESTS, path)) ? (await import(`../test/catalogs/${path}`))[name] : []);
  const { ZERTO_CDE_HELP } = await import('../test/catalogs/rows/zerto-help.ts');
  const documents = [
    ['000_ee1b8ff8b669d591.txt', await rows('rows/zerto.ts', 'zertoRows')],
    [ZERTO_CDE_HELP, await rows('rows/zerto-help.ts', 'zertoHelpRows')],
    ['001_582cfc70e5366b67.txt', await rows('rows/acronis-scs.ts', 'acronisScsRows')],
    ['002_59336f7bd4cd78d6.txt', await rows('rows/zero-networks.ts', 'zeroNetworksRows')],
    ['003_30ceb773e13066f3.txt', await rows('rows/cyber-protect.ts', 'cyberProtectRows')],
    ['004_94fc2878536ea295.txt', await rows('veeam-rows.ts', 'veeamRows')],
  ];
  return documents.map(([file, each]) => ({
    file,
    ...(file.startsWith('http') ? { url: file } : {}),
    compared: true,
    rows: each.map((row) => ({ section: row.section, ports: portsOfText(row), leftOut: BESIDE[file]?.(row) })),
  }));
}

function portsOfText({ protocols, ports }) {
  return IntervalSet.unionAll(
    protocols.flatMap((transport) =>
      ports.map((port) => {
        const [from, to] = port.replace('+', '').split('-').map(Number);
        return portSet(transport, from, to ?? from);
      }),
    ),
  );
}

/** What the catalogs hold of a document: by its address or file, and by its version where several have one address. */
function heldBy({ rows, file, url, title, version, date, repeats }, vendors) {
  const address = url ?? file;
  const sourcesAt = (place) =>
    vendors.flatMap((vendor) => vendor.sources.filter((s) => s.file === place).map((source) => ({ vendor, source })));
  const near = sourcesAt(address);
  const exact = near.filter(({ source }) => version === undefined || source.version === version || near.length === 1);
  const facts = exact.flatMap(({ vendor, source }) => factsOf(vendor, source));
  const others = repeats ? sourcesAt(repeats.url).flatMap(({ vendor, source }) => factsOf(vendor, source)) : [];
  const isHeld = (row) => {
    const there = repeats?.sections[row.section];
    const citing = (there ? others : facts).filter((f) => f.sections.includes(there ?? row.section)).map((f) => f.ports);
    return citing.length > 0 && IntervalSet.unionAll(citing).covers(row.ports);
  };
  // Where a document repeats another one, a row that no flow cites it for stands there.
  const reasonOf = (row) => row.leftOut ?? (REPEATING[address] !== undefined && !isHeld(row) ? REPEATING[address] : undefined);
  const leftOut = rows.filter((r) => reasonOf(r) !== undefined);
  const held = rows.filter((r) => reasonOf(r) === undefined && isHeld(r));
  // A catalog of its product, before those that merely cite it.
  const weight = ({ vendor, source }) => (source.vendor ? 1e6 : 0) + factsOf(vendor, source).length;
  const own = exact.toSorted((a, b) => weight(b) - weight(a))[0];
  return {
    title: title ?? own?.source.title ?? address,
    version: version ?? own?.source.version,
    date: date ?? (version === undefined || own?.source.version === version ? own?.source.date : undefined),
    ranked: own ? own.source.vendor === true || own.vendor.name === 'network' : url !== undefined,
    product: own?.vendor.title,
    total: rows.length,
    held: held.length,
    leftOut: leftOut.length,
    missing: rows.length - held.length - leftOut.length,
    reasons: leftOut.map(reasonOf),
    repeated: rows.filter((r) => repeats?.sections[r.section]).length,
    repeats: repeats?.url,
  };
}

/** Everything that a vendor's catalog says on the word of a source: where, and on what ports. */
function factsOf(vendor, { id }) {
  const fact = (sources, services) =>
    sources.filter((s) => s.id === id).map((s) => ({ sections: s.sections, ports: allPorts(services) }));
  return [
    ...vendor.flows.flatMap((f) => fact(f.sources, f.services)),
    ...vendor.advice.flatMap((a) => fact(a.sources, a.services)),
    ...vendor.services.flatMap((s) => fact(readSources(s.citations), resolveServices(s.service))),
  ];
}

function allPorts({ set, parts, alternatives }) {
  // Ports that are open upward are stated by their first, and a row says nothing of the initiator's own ports.
  const all = IntervalSet.unionAll([set, ...parts.map((p) => p.set), ...alternatives.flat()]);
  return sourcedPorts(all).reduce(
    (sum, { transport, ports }) => ports.reduce((s, p) => s.union(portSet(transport, p.from, p.to)), sum),
    all,
  );
}

const MAKERS = { iana: 'IANA', microsoft: 'Microsoft', vmware: 'VMware', proxmox: 'Proxmox' };

/** The product that a reference is of: that of the catalog which cites it, or of another page of the same guide, else its maker alone. */
function productOf({ product, url, maker }, documents) {
  if (product) return product;
  const guide = (each) => /^https?:\/\/[^/]+\/(?:docs\/)?[^/]+/.exec(each ?? '')?.[0];
  const kin = url && documents.find((d) => d.product && guide(d.url) === guide(url));
  if (kin) return kin.product;
  const name = MAKERS[maker] ?? `${(maker ?? '')[0]?.toUpperCase() ?? ''}${(maker ?? '').slice(1)}`;
  return `${name}, references that no catalog cites`;
}
