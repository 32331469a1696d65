// The pages below docs/catalogs/: a page a vendor, made from the catalogs.

import { EmptyFileSystem } from 'langium';
import { outlineProducts } from '../language/outlines/products.ts';

const { createSegplanCoreServices } = await import('../language/module.ts');
const { readSources } = await import('../language/model/catalog-ids.ts');
const { readCatalog } = await import('../language/model/read-catalog.ts');
const { SYSTEM_TITLES } = await import('../language/model/systems.ts');
const { isAddress, standingOf } = await import('../language/model/describe-source.ts');
const { describeConditions, describePorts, describeServices } = await import('../language/model/describe-flow.ts');

/** Text of a catalog in a table or a list: shown, never markup. */
const plain = (text) => text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s+/g, ' ');
const code = (text) => `\`${text.replace(/\|/g, '\\|')}\``;
const sentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}` : '');

/** The vendors of the built-in catalogs, by name. */
export async function builtInVendors() {
  const { shared } = createSegplanCoreServices(EmptyFileSystem);
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const vendors = shared.workspace.LangiumDocuments.all
    .filter((d) => d.uri.scheme === 'builtin')
    .toArray()
    .flatMap((d) => d.parseResult.value.statements.filter((s) => s.$type === 'Vendor'));
  const catalog = readCatalog(vendors);
  return [...catalog.vendors.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param all the vendors of the built-in catalogs */
export function catalogPages(all) {
  return [
    { path: 'docs/catalogs/README.md', text: overview(all) },
    ...all.map((vendor) => ({ path: `docs/catalogs/${vendor.name}.md`, text: page(vendor) })),
  ];
}

function overview(vendors) {
  return [
    '# Vendor catalogs',
    '',
    'What Segplan knows about the flows of each product, and where it stands. The pages are generated from the catalogs, which open',
    'read-only in the editor with `Go to Definition` or _Segplan: Open Vendor Catalog…_. How much of the references of the makers they hold',
    'stands in [References](../references.md).',
    '',
    "| Vendor | Product | Versions | Roles | Flows | Maker's references | What is missing |",
    '| --- | --- | --- | ---: | ---: | ---: | ---: |',
    ...vendors.map((v) => {
      const versions = v.versions.length ? v.versions.map((each) => each.text).join(', ') : (v.version?.text ?? '');
      const references = v.sources.filter((s) => s.vendor).length;
      const gaps = v.gaps.length ? `[${v.gaps.length}](${v.name}.md#what-is-missing)` : '';
      return `| [${v.name}](${v.name}.md) | ${plain(v.title)} | ${versions} | ${v.roles.length} | ${v.flows.length} | ${references || ''} | ${gaps} |`;
    }),
    '',
    '## Plans to begin with',
    '',
    'What _Segplan: New Plan…_ and `segplan new` offer, with all rules that it needs. Any of them can be begun together, at several sites. Vendors',
    'that are not among them stand beside the others: what these use, and nobody begins a plan with.',
    '',
    '| Name | Product | Vendors |',
    '| --- | --- | --- |',
    ...outlineProducts.map(({ name, title, components }) => {
      const used = [...new Set(components.flatMap(({ roles }) => roles.map((role) => role.split('.')[0])))].sort();
      return `| \`${name}\` | ${title} | ${used.map((each) => `[${each}](${each}.md)`).join(', ')} |`;
    }),
    '',
  ].join('\n');
}

function page(vendor) {
  return [
    `# ${plain(vendor.title)}`,
    '',
    `\`use ${vendor.name}${vendor.version ? ` ${vendor.version.text}` : ''}\``,
    '',
    ...(vendor.versions.length ? [`Its sources speak of version ${vendor.versions.map((v) => v.text).join(', ')}.`, ''] : []),
    ...section(
      'Sources',
      vendor.sources.map((s) => `- ${sourceLine(s)}${contestedLine(vendor, s)}`),
    ),
    ...section(
      'What is missing',
      vendor.gaps.map((gap) => `- ${sentence(plain(gap))}`),
    ),
    ...section(
      'Features',
      vendor.features.map((f) => `- ${code(`enable ${f.id}`)} ${sentence(plain(f.title))}`),
    ),
    ...roles(vendor),
    ...flows(vendor),
    ...sizes(vendor),
    ...section(
      'Advice',
      vendor.advice.map((a) => adviceLine(vendor, a)),
    ),
    ...services(vendor),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

/** A source as a list shows it: linked where it has an address, with what it says of itself. */
function sourceLine(source) {
  const { title, file } = source;
  const name = isAddress(file) ? `[${plain(title)}](${file})` : `${plain(title)} (${plain(file)})`;
  return [name, ...standingOf(source)].join(', ');
}

/** The contested readings of a source, by how they become required. */
function contestedLine(vendor, { id }) {
  const lines = new Set(
    vendor.flows.filter((f) => f.contestedBy.length && f.sources.some((s) => s.id === id)).map((f) => f.node),
  );
  if (!lines.size) return '';
  return `; ${lines.size} of its readings ${lines.size > 1 ? 'are' : 'is'} contested, and required only with ${code(`trust ${id}`)}`;
}

/** Where facts stand: the sections, behind the name of their source where a catalog has several. */
function cited(vendor, sources) {
  const texts = sources.map((s) => {
    const sections = plain(s.sections.join('; '));
    if (vendor.sources.length < 2) return sections;
    const name = plain(s.id.slice(s.id.indexOf('.') + 1));
    return `${isAddress(s.file) ? `[${name}](${s.file})` : name} ${sections}`;
  });
  return texts.join('; ');
}

const section = (title, lines) => (lines.length ? [`## ${title}`, '', ...lines, ''] : []);

function roles(vendor) {
  const rows = vendor.roles.map((r) => {
    const properties = r.properties.map(
      (p) =>
        `${code(`${p.name} = ${p.type === 'choice' ? p.values.join(' | ') : `<${p.type}>`}`)} ${plain(p.title)}${p.default ? ` (${p.default} unless set)` : ''}`,
    );
    const hosts = r.hosts.map((h) => code(h.$cstNode?.text ?? ''));
    return `| ${code(r.id)} | ${plain(r.title)} | ${r.aliases.map(plain).join(', ')} | ${r.parents.map(code).join(', ')} | ${[...(r.system ? [`runs ${SYSTEM_TITLES[r.system]}`] : []), ...(r.relays ? ['passes traffic on'] : []), ...hosts, ...properties].join('<br>')} |`;
  });
  return section('Roles', [
    '| Role | What it is | Also known as | Is also | Properties |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ]);
}

function flows(vendor) {
  if (!vendor.flows.length)
    return section('Flows', ['None of its own: they stand in the catalogs of the products that connect to it.']);
  // A statement of the catalog with several ends is one row.
  const nodes = [...new Set(vendor.flows.map((f) => f.node))];
  const rows = nodes.map((node) => {
    const all = vendor.flows.filter((f) => f.node === node);
    const [flow] = all;
    const ends = (key) => [...new Set(all.map((f) => code(f[key])))].join('<br>');
    const when = [
      ...(flow.phase ? [`during the phase ${flow.phase}`] : []),
      ...(flow.features.length ? [`with ${flow.features.join(' or ')}`] : []),
      ...describeConditions(flow),
      ...describePorts(flow.services),
      ...(flow.optional ? ['optional: known, never required'] : []),
      ...(flow.exposed ? ['may face an external zone'] : []),
    ].map(plain);
    const about = [sentence(plain(flow.purpose)), ...(flow.note ? [`_${sentence(plain(flow.note))}_`] : [])].join(' ');
    const carries = [flow.traffic, flow.protection && flow.protection !== 'none' ? flow.protection : undefined].filter(Boolean);
    const sources = cited(vendor, flow.sources);
    const arrow = flow.initiative === 'stated' ? '→' : '↔';
    return `| ${ends('initiator')} | ${arrow} | ${ends('responder')} | ${code(describeServices(flow.services))} | ${about} | ${when.join('; ')} | ${carries.map(plain).join(', ')} | ${sources} |`;
  });
  return section('Flows', [
    '→ goes from the side that connects. ↔ means that the source does not say which side connects: both ways are required, until a plan',
    'says one with `direction`.',
    '',
    '| From | | To | Services | Purpose | When | Carries | Source |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ]);
}

function sizes(vendor) {
  return vendor.sizings.flatMap((z) => {
    const names = z.rows[0]?.needs.map((n) => n.property) ?? [];
    return section(`Size of ${z.role}`, [
      sentence(plain(z.title)),
      '',
      `| up to ${z.measure} | ${names.join(' | ')} |`,
      `| ---: | ${names.map(() => '---:').join(' | ')} |`,
      ...z.rows.map((r) => `| ${r.limit} | ${r.needs.map((n) => n.amount).join(' | ')} |`),
      '',
      `Source: ${cited(vendor, z.sources)}`,
    ]);
  });
}

function adviceLine(vendor, advice) {
  const whom = advice.roles.length ? advice.roles.map(code).join(', ') : 'All components';
  const services = describeServices(advice.services);
  const what = services ? `, ${code(services)}` : '';
  return `- ${whom}${what}: ${sentence(plain(advice.text))} (${advice.kind}; ${cited(vendor, advice.sources)})`;
}

function services(vendor) {
  const rows = vendor.services.map((s) => {
    const text = s.service?.$cstNode?.text.replace(/\s+/g, ' ') ?? '';
    return `| ${code(`${vendor.name === 'network' ? '' : `${vendor.name}.`}${s.name}`)} | ${plain(s.title ?? s.name)} | ${code(text)} | ${cited(vendor, readSources(s.citations))} |`;
  });
  return rows.length ? section('Services', ['| Name | What it is | Ports | Source |', '| --- | --- | --- | --- |', ...rows]) : [];
}
