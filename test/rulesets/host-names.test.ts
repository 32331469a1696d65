// Host names in what targets write: each is there, wherever it may be, or refused.
import assert from 'node:assert/strict';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

const INSIDE = `zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.1, fd00:a::1 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at "y.corp.example" }
`;
const WORLD = `${INSIDE}zone net external { component cloud at "*.acme.example" component api at "api.acme.example" component vault at tag "AzureKeyVault" }\n`;

/** What a target writes for a rule, without notes; its errors in place of it where it refuses. */
async function written(target: string, plan: string): Promise<string> {
  const { document, services } = await loadPlan(plan);
  const { files, problems } = await generate(document, services, { target, scope: 'network' });
  const errors = problems.filter((p) => p.level === 'error').map((p) => `error on line ${p.line}: ${p.message}`);
  const text = files.map((file) => (file.binary ? Buffer.from(file.text, 'base64').toString('latin1') : file.text)).join('\n');
  return errors.length ? errors.join('\n') : text;
}

/** The lines of a FortiGate's only policy that say where from, where to and what. */
async function policy(plan: string): Promise<string[]> {
  const text = await written('fortios', plan);
  assert.equal(text.match(/^ {4}edit \d+$/gm)?.length, 1, text);
  return [...text.matchAll(/set (srcintf|dstintf|action|dstaddr|srcaddr) (.*)$/gm)].map((m) => `${m[1]} ${m[2]}`);
}

describe('host names in rule sets', () => {
  const isLoaded = ({ scopes, binary }: (typeof targets)[number]): boolean => scopes.includes('network') && !binary;
  const names: readonly [end: string, name: string][] = [
    ['y', 'y.corp.example'],
    ['"y.corp.example"', 'y.corp.example'],
    ['cloud', '*.acme.example'],
    ['"Shop.Example.COM"', 'shop.example.com'],
    ['"*.example.com"', '*.example.com'],
    ['"*.corp.example"', '*.corp.example'],
    ['vault', 'azurekeyvault'],
    ['tag "AzureBackup.WestEurope"', 'azurebackup.westeurope'],
  ];
  for (const target of targets.filter(isLoaded))
    it(`${target.name} writes a name, or says on which line it can't`, async () => {
      for (const [end, name] of names)
        for (const rule of [`allow x -> ${end} : tcp 443`, `deny x -> ${end} : tcp 443`, `allow ${end} -> x : tcp 443`]) {
          const text = await written(target.name, `${WORLD}${rule}\n`);
          assert.ok(text.toLowerCase().includes(name), `${rule}\n${text}`);
          if (/^error/.test(text)) assert.match(text, /^error on line 4: /, `${rule}\n${text}`);
        }
    });

  it('service tags are refused where nothing stands for them, with the way out', async () => {
    for (const target of targets.filter(isLoaded)) {
      const text = await written(target.name, `${WORLD}allow x -> tag "AzureBackup" : tcp 443\n`);
      // Besides Azure's groups only what people and tools read holds them.
      const holds = ['azure-nsg', 'csv', 'html', 'json', 'markdown'].includes(target.name);
      if (holds) assert.doesNotMatch(text, /^error/);
      else assert.match(text, /^error on line 4: .*service tag AzureBackup; give the component .* or choose azure-nsg\.$/);
    }
  });

  it('nothing takes a region out of a service tag', async () => {
    const text = await written('azure-nsg', `${WORLD}allow x -> tag "Storage" except tag "Storage.WestUS" : tcp 443\n`);
    assert.match(
      text,
      /^error on line 4: .* leaves out the service tag Storage\.WestUS, and nobody knows which addresses it has/,
    );
  });

  it('a name that nobody has is in the zone of the rest of the world', async () => {
    assert.deepEqual(await policy(`${WORLD}allow x -> "shop.example.com" : tcp 443`), [
      'srcintf "a"',
      'dstintf "net"',
      'action accept',
      'srcaddr "x 10.1.0.1"',
      'dstaddr "shop.example.com"',
    ]);
    assert.deepEqual((await policy(`${WORLD}deny "shop.example.com" -> x`)).slice(0, 3), [
      'srcintf "net"',
      'dstintf "a"',
      'action deny',
    ]);
    assert.match(
      await written('asa', `${WORLD}allow x -> "shop.example.com" : tcp 443`),
      /^access-list a_in extended permit tcp object-group net_x object-group net_shop\.example\.com eq 443$/m,
    );
  });

  it('without such a zone it may be behind any interface', async () => {
    assert.equal((await policy(`${INSIDE}allow x -> "shop.example.com" : tcp 443`))[1], 'dstintf "any"');
  });

  it('a wildcard is wherever a name below it may be', async () => {
    const zones = (lines: string[]): string[] => lines.slice(0, 2);
    assert.deepEqual(zones(await policy(`${WORLD}deny x -> "*.corp.example"`)), ['srcintf "a"', 'dstintf "b" "net"']);
    // What of it is in the zone that the traffic comes from never crosses the firewall.
    assert.deepEqual(zones(await policy(`${WORLD}deny b -> "*.corp.example"`)), ['srcintf "b"', 'dstintf "net"']);
  });

  it('of a wildcard, what is required is opened by its own name', async () => {
    const text = await written(
      'fortios',
      `vendor v { role server role api flow server -> api : tcp 443 }
use v
zone a { subnet 10.1.0.0/24 component s : v.server at 10.1.0.1 }
zone net external { component api : v.api at "api.acme.example" }
allow s -> "*.acme.example" : required`,
    );
    assert.deepEqual(
      [...text.matchAll(/set fqdn "(.*)"$/gm)].map((m) => m[1]),
      ['api.acme.example'],
      text,
    );
  });
});
