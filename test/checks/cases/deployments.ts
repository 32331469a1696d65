import type { Case } from '../case.ts';

const provider = (mark: string, connectors: string): string => `use zerto 8.5
site cloud {
  zone sp { subnet 10.1.1.0/24 component ${mark} : zerto.provider-zvm at 10.1.1.1 component sp-vra : zerto.provider-vra at 10.1.1.2 }
  zone dmz { subnet 10.1.2.0/24 ${connectors} }
}
`;
const tenant = (name: string, n: number, more = ''): string => `site ${name} {
  zone ${name}-zone { subnet 10.${n}.1.0/24 component zvm-${n} : zerto.customer-zvm at 10.${n}.1.1 component vra-${n} : zerto.customer-vra at 10.${n}.1.2 ${more} }
}
`;
const connector = (name: string, n: number): string => `component ${name} : zerto.cloud-connector at 10.1.2.${n}`;

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- missing-deployment
  {
    code: 'missing-deployment',
    title: 'a provider with two tenants, whose connectors bear their names',
    text: `${provider('<|zvm|>', `${connector('zcc-oak', 1)} ${connector('zcc-elm', 2)}`)}${tenant('oak', 2)}${tenant('elm', 3)}`,
    says: /^zvm, sp-vra, zcc-oak and 5 more stand in no deployment, so that the provider and its tenants count as one installation: /,
    fixed:
      /\n\}\n\ndeployment provider = cloud\ndeployment tenant-oak of provider = oak, zcc-oak\ndeployment tenant-elm of provider = elm, zcc-elm\n$/,
  },
  {
    code: 'missing-deployment',
    title: 'connectors that bear no names, and a site that is called provider',
    text: `${provider('<|zvm|>', connector('gate', 1))}${tenant('oak', 2)}`.replaceAll('cloud {', 'provider {'),
    fixed: /deployment provider-2 = provider\ndeployment tenant-oak of provider-2 = oak, gate\n$/,
  },
  {
    code: 'missing-deployment',
    title: 'a connector that nobody is told of by its name, beside one that is',
    text: `${provider('<|zvm|>', `${connector('zcc-oak', 1)} ${connector('gate', 2)}`)}${tenant('oak', 2)}${tenant('elm', 3)}`,
    fixed: /tenant-oak of provider = oak, zcc-oak\ndeployment tenant-elm of provider = elm, gate\n$/,
  },
  {
    code: 'missing-deployment',
    title: 'a connector that stands at the tenant',
    text: `${provider('<|zvm|>', '')}${tenant('oak', 2, connector('gate', 1))}`,
    fixed: /deployment provider = cloud, gate\ndeployment tenant-oak of provider = oak\n$/,
  },
  {
    code: 'missing-deployment',
    title: 'tenants of two sites without their provider',
    text: `use zerto 8.5\n${tenant('oak', 2).replace('zvm-2', '<|zvm-2|>')}${tenant('elm', 3)}`,
    fixed: /deployment tenant-oak = oak\ndeployment tenant-elm = elm\n$/,
  },
  {
    code: 'missing-deployment',
    title: 'a tenant that the deployments forget',
    text: `${provider('zvm', '')}${tenant('oak', 2)}${tenant('elm', 3).replace('zvm-3', '<|zvm-3|>')}deployment p = cloud\ndeployment o of p = oak\n`,
    says: /^zvm-3 and vra-3 stand in no deployment/,
  },
  {
    code: 'missing-deployment',
    title: 'one component that the deployments forget',
    text: `${provider('zvm', '')}${tenant('oak', 2).replace('component vra-2', 'component <|vra-2|>')}deployment p = cloud\ndeployment o of p = zvm-2\n`,
    says: /^vra-2 stands in no deployment/,
  },
  {
    code: 'missing-deployment',
    title: 'each has one',
    text: `${provider('zvm', connector('gate', 1))}${tenant('oak', 2)}deployment p = cloud\ndeployment o of p = oak, gate\n`,
  },
  {
    code: 'missing-deployment',
    title: 'a provider without tenants of their own, and two sites of it',
    text: `${provider('zvm', '')}${provider('zvm-west', '')
      .replace('use zerto 8.5\n', '')
      .replaceAll(/site cloud|zone sp|zone dmz/g, '$&-west')
      .replaceAll('10.1.', '10.9.')}`,
  },
  {
    code: 'missing-deployment',
    title: 'a tenant, its connector, and a provider whose managers are not called its own',
    text: `use zerto 8.5\nzone cloud { subnet 10.1.0.0/16 component zvm : zerto.zvm at 10.1.0.1 ${connector('<|gate|>', 1)} }\n${tenant('oak', 2)}`,
    says: /^gate, zvm-2 and vra-2 stand in no deployment/,
  },
  {
    code: 'missing-deployment',
    title: "a tenant's plan, which knows the provider's connector alone",
    text: `use zerto 8.5\n${tenant('oak', 2)}zone internet external { component gate : zerto.cloud-connector at 198.51.100.1 }`,
  },
];
