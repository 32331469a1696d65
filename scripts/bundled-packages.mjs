// What bundles are made of: the bill of materials and the licenses of third parties, which lie beside them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `sbom.cdx.json` and `THIRD-PARTY-NOTICES.txt` into a folder, for the files that the bundler took in, named from the root. */
export function writeBundledPackages(root, dist, inputs) {
  const packages = packagesOf(root, inputs);
  writeNotices(root, dist, packages);
  writeBillOfMaterials(root, dist, packages);
}

/** The packages that bundles are made of, with what the lock file knows of them. */
function packagesOf(root, inputs) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  // One package may lie within another.
  const folders = new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license, repository } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return { folder, name, version, license, repository, integrity: packages[folder]?.integrity };
  });
}

/** What is bundled, as CycloneDX: tools that know of faults in packages read it. The same bytes for the same packages. */
function writeBillOfMaterials(root, dist, packages) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const purl = (each) => `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`;
  const licenses = (expression) => (/ (?:OR|AND) /.test(expression) ? [{ expression }] : [{ license: { id: expression } }]);
  const components = packages.map((each) => ({
    type: 'library',
    'bom-ref': purl(each),
    name: each.name,
    version: each.version,
    purl: purl(each),
    licenses: licenses(each.license),
    ...(each.integrity?.startsWith('sha512-')
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(each.integrity.slice('sha512-'.length), 'base64').toString('hex') }] }
      : {}),
  }));
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': name, name, version, licenses: licenses(license) } },
    components,
    dependencies: [{ ref: name, dependsOn: packages.map(purl) }],
  };
  writeFileSync(join(dist, 'sbom.cdx.json'), `${JSON.stringify(bom, undefined, 2)}\n`);
}

/** The address of a repository, however a package writes it. */
function sourceOf(repository) {
  const text = typeof repository === 'string' ? repository : (repository?.url ?? '');
  return text
    .replace(/^git\+|\.git$/g, '')
    .replace(/^(?:git:\/\/|ssh:\/\/git@)/, 'https://')
    .replace(/^git@([^:]+):/, 'https://$1/');
}

/** The licenses of everything that is bundled, as they ask for. */
function writeNotices(root, dist, packages) {
  const notices = packages.map(({ folder, name, version, license, repository }) => {
    const files = readdirSync(join(root, folder)).filter((each) => /^licen[cs]e/i.test(each));
    const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
    // Some licenses ask to be told where the sources are; of a package without a text it is where that stands.
    const where =
      /EPL|MPL/.test(license) || !texts.length ? [`Its sources, and the text of its license: ${sourceOf(repository)}`] : [];
    return `${name} ${version} (${license})\n\n${[...where, ...texts].join('\n\n')}`;
  });
  const head = 'Segplan holds these packages, each under the license that follows it.';
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), `${[head, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}
