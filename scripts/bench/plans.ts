// The plans that the benchmarks run on.

/**
 * A plan of sites, each with a backup infrastructure, what it protects, and the rules between its zones, as somebody would write them: about
 * 140 lines a site.
 * @param sites how many; 7 make 1,000 lines, 71 make 10,000, 355 make 50,000
 */
export function planOfSites(sites: number): string {
  const lines = [
    '// A plan of many sites',
    'plan "Many sites"',
    '',
    'use veeam 13',
    'use vmware',
    'use microsoft',
    'use network',
    '',
  ];
  for (let s = 0; s < sites; s++) {
    const [a, b] = [10 + (s >> 6), (s & 63) * 4];
    const host = (zone: number, n: number): string => `${a}.${b + zone}.${n >> 8}.${n & 255}`;
    lines.push(`// ---- site ${s}`, `site s${s} "Site ${s}" {`);
    const zone = (name: string, number: number, components: string[]): void => {
      lines.push(`  zone s${s}-${name} "Zone ${name} of site ${s}" {`, `    subnet ${a}.${b + number}.0.0/16`);
      lines.push(...components.map((each) => `    ${each}`), '  }');
    };
    zone('management', 0, [
      `component s${s}-vbr "Backup server" : veeam.backup-server at ${host(0, 10)} runs windows`,
      `component s${s}-admins : veeam.console, veeam.browser at ${host(0, 100)}-${host(0, 120)}`,
      `component s${s}-dns : network.dns-server at ${host(0, 5)}`,
    ]);
    zone('backup', 1, [
      ...Array.from(
        { length: 6 },
        (_, n) => `component s${s}-proxy-${n} : veeam.vmware-proxy, veeam.linux-server at ${host(1, 20 + n)}`,
      ),
      ...Array.from({ length: 4 }, (_, n) => `component s${s}-repo-${n} : veeam.hardened-repository at ${host(1, 40 + n)}`),
      `component s${s}-mount : veeam.mount-server, veeam.windows-server at ${host(1, 60)}`,
    ]);
    zone('production', 2, [
      `component s${s}-vcenter : vmware.vcenter at ${host(2, 5)}`,
      ...Array.from({ length: 12 }, (_, n) => `component s${s}-esxi-${n} : vmware.esxi at ${host(2, 20 + n)} // rack ${n}`),
      ...Array.from(
        { length: 10 },
        (_, n) => `component s${s}-app-${n} "Application ${n}" : veeam.linux-guest at ${host(2, 100 + n)}`,
      ),
    ]);
    zone(
      'office',
      3,
      Array.from({ length: 6 }, (_, n) => `component s${s}-desk-${n} : veeam.windows-agent at ${host(3, 20 + n)}`),
    );
    lines.push('}', '', `bind s${s} with s${s}`, `// Rules of site ${s}`);
    const own = (from: string, to: string, port: string, reason: string): void =>
      void lines.push(`allow s${s}-${from} -> s${s}-${to} : tcp ${port} "${reason}"`);
    for (let n = 0; n < 6; n++) {
      own('vbr', `proxy-${n}`, `${8000 + n}, 8443`, `metrics of proxy ${n}`);
      own(`proxy-${n}`, 'vcenter', `${8100 + n}`, 'inventory');
      own(`proxy-${n}`, `esxi-${n}, s${s}-esxi-${n + 6}`, `${8200 + n}-${8210 + n}`, 'health of hosts');
    }
    for (let n = 0; n < 4; n++) own('vbr', `repo-${n}`, `${8300 + n}`, 'hardware alarms');
    for (let n = 0; n < 10; n++) own('vbr', `app-${n}`, `${8400 + n}, udp 161`, `application ${n}`);
    for (let n = 0; n < 12; n++) own('mount', `esxi-${n}`, `${8500 + n}`, `rack ${n}`);
    for (let n = 0; n < 6; n++) {
      own(`desk-${n}`, 'vbr', `${8600 + n}`, 'help desk');
      own(`desk-${n}`, 'repo-0', `${8700 + n}`, 'shared folder');
    }
    own('vbr', 'vcenter', '8800', 'plug-in of the vSphere client');
    const zones = ['management', 'backup', 'production', 'office'].map((name) => `s${s}-${name}`);
    for (const from of zones)
      for (const to of zones) if (from !== to) lines.push(`allow ${from} -> ${to} : required "as the catalogs say"`);
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

/** A JSON document of as many lines, with numbers, names and addresses like those of the plan. */
export function jsonOf(lines: number): string {
  const items = Array.from(
    { length: Math.max(1, Math.floor(lines / 7)) },
    (_, n) =>
      `    {\n      "name": "component-${n}",\n      "role": "proxy",\n      "address": "10.${n >> 8}.${n & 255}.9",\n      "ports": [443, ${1024 + (n % 60000)}],\n      "enabled": true\n    }`,
  );
  return `{\n  "components": [\n${items.join(',\n')}\n  ]\n}\n`;
}

/** A Prisma schema of as many lines. */
export function prismaOf(lines: number): string {
  const head = 'datasource db {\n  provider = "postgresql"\n}\n\n';
  const models = Array.from(
    { length: Math.max(1, Math.floor(lines / 7)) },
    (_, n) =>
      `model Item${n} {\n  id      Int    @id // key ${n}\n  name    String @default("item ${n}")\n  port    Int    @default(${1024 + (n % 60000)})\n  address String\n}\n`,
  );
  return `${head}${models.join('\n')}`;
}
