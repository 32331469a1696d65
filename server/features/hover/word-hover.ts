import { placedWord } from './words-in-place.ts';

/** What the words of the language mean, in a sentence or two, each with an example. Markdown. */
const WORDS: Readonly<Record<string, readonly [says: string, example?: string]>> = {
  plan: ['Names the plan: the title of outlines, overviews and change requests.', 'plan "Backup of the main office"'],
  import: [
    "Brings in zones, groups, services and vendors of another file. That file's rules stay its own.",
    'import "./shared.segplan"',
  ],
  use: [
    "Puts a vendor's catalog to use, for the version that is deployed: its flows between the roles of the plan become required.",
    'use veeam 13',
  ],
  trust: ["Counts what a source says, also where a maker's own reference says otherwise.", 'trust veeam.segmentation'],
  enable: ['Switches features on: flows that only these need become required.', 'enable instant-recovery'],
  phase: ['Switches a phase on, for all that is needed or open only then.', 'phase deployment'],
  check: [
    "Sets the level at which a check's findings count in this file, or turns it off.",
    'check any-service off "the lab is meant to be open"',
  ],
  zone: [
    'A part of the network that firewalls separate from others, with its subnets and components. Traffic within it crosses no firewall between zones.',
    'zone backup {\n  subnet 10.30.0.0/24\n}',
  ],
  site: [
    'A place with zones of its own, such as an office or a computing center.',
    'site main {\n  zone backup { subnet 10.30.0.0/24 }\n}',
  ],
  subnet: ['The addresses of a zone: networks, ranges or single ones.', 'subnet 10.10.0.0/24, fd00:10::/64'],
  component: [
    'A server or a group of equal ones, with the roles that it has and its addresses. Its roles decide what is required of it.',
    'component repo : veeam.hardened-repository at 10.30.0.20',
  ],
  isolated: ['Nothing is meant to come into this zone or to leave it. A rule that opens a way is reported.'],
  external: [
    'A zone outside of your own network. Without subnets it is everything that no other zone holds.',
    'zone internet external',
  ],
  at: ['Where a component is: addresses, ranges, networks, a host name or a service tag.', 'at 10.30.0.20, fd00:30::20'],
  also: [
    'Addresses of the component in another network than its own. What stands there reaches it there, without a rule; everybody else reaches it where it stands.',
    'component proxy : veeam.vmware-proxy at 10.10.0.20 also at 10.40.0.20 in storage',
  ],
  runs: [
    "What a component's machines run: `windows`, `linux` or `other`. It rules out flows that only another system needs.",
    'runs linux',
  ],
  allow: [
    'Opens a way. The one before the arrow connects, and replies need no rule. Whatever no rule allows is closed.',
    'allow vbr -> repo : required',
  ],
  deny: ['Closes a way, whatever an `allow` says; the order of rules means nothing.', 'deny lab -> production'],
  required: [
    'Exactly what the catalogs in use require between these ends, and nothing more.',
    'allow production -> backup : required',
  ],
  any: ['Everything: any address as an end, any service behind the colon.'],
  except: ['Leaves the ends or services behind it out of the list before it.', 'allow any except lab -> web : tcp 443'],
  during: ['The rule holds only while this phase is on.', 'allow vbr -> repo : ssh during deployment'],
  until: ['The last day of the rule. A rule that has ended is reported and not written.', 'until 2026-12-31'],
  group: ['A name for several ends.', 'group servers = vbr, proxy'],
  service: ['A name for protocols and ports.', 'service web "Web" = tcp 80, 443'],
  assert: [
    'What has to stay true, whatever is changed. It is checked with each edit, and fails with a packet that proves it.',
    'assert internet never reaches vbr',
  ],
  never: ['No packet gets from the one to the other.', 'assert lab never reaches production'],
  reaches: [
    'Every packet gets from the one to the other; with `on`, those of these services.',
    'assert proxy reaches repo on tcp 2500',
  ],
  relays: [
    'Over components that pass traffic on, such as proxies and gateways, as well.',
    'assert internet never reaches vbr through relays',
  ],
  pair: ['Sites whose installations work together, so that flows between paired sites are required.', 'pair main, recovery'],
  firewall: [
    'A firewall, with the form that its rules are written in and the zones that it stands between.',
    'firewall core : asa { zones transit, backup }',
  ],
  zones: ['The zones that a firewall stands between.', 'zones transit, backup'],
  interface: ['What a zone is called on the firewall, where that is another name.', 'interface inside = backup'],
  running: ['Files with what the firewall runs now, seen from this one.', 'running "./running/core.txt"'],
  deployment: ['What belongs to one installation, apart from others of the same vendor.', 'deployment customer-a = site-a'],
  bind: [
    'Says which components belong together. What it leaves out is not required.',
    'bind veeam.proxy with veeam.repository by site',
  ],
  with: [
    'Those that this one works with; others of their roles it has nothing to do with.',
    'component desk : acronis-scs.agent with office-nas',
  ],
  without: ['Those that this one has nothing to do with.', 'bind desk without archive'],
  direction: ['Says who connects, where the source of a flow leaves it open.', 'direction zerto.zvm -> zerto.vra'],
  vpn: ['Traffic between these sites or zones is encrypted on its way.', 'vpn main, recovery "IPsec"'],
  nat: [
    'Addresses are translated between these ends, which some products do not support. In the braces of a firewall: the address under which a component is known outside of it.',
    'nat branch -> main',
  ],
  tcp: ['TCP, with destination ports or ranges.', 'tcp 443, 2500-3300'],
  udp: ['UDP, with destination ports or ranges.', 'udp 53'],
  icmp: ['ICMP of both address families, all of it or one type.', 'icmp echo-request'],
  protocol: ['Any other IP protocol, by its name or its number.', 'protocol gre'],
  vendor: ['A catalog: roles of a product, and which of them connects to which.', 'vendor acme "Acme Backup" { … }'],
  extend: ['Adds to a catalog that another file begins.', 'extend vendor veeam { … }'],
  role: ['What a component can be. It has the flows of the roles that it derives from.', 'role vmware-proxy : proxy'],
  flow: [
    'Who connects to whom on which ports, under which conditions, and on whose word.',
    'flow backup-server -> proxy : tcp 6160',
  ],
  source: ['A document that facts of the catalog stand in.', 'source guide "https://…" "Port reference"'],
  feature: ['What only some installations use, switched on by `enable`.'],
  property: ['What a plan can set for a component of the role.', 'property transport = nbd | hot-add | san'],
};

/**
 * What a word of the language means. Markdown; nothing for words that explain themselves.
 * @param type the kind of syntax that it stands in, where that is known: some mean something else there
 */
export function wordHover(word: string, type?: string): string {
  const known = (type && placedWord(type, word)) ?? (Object.hasOwn(WORDS, word) ? WORDS[word] : undefined);
  if (!known) return '';
  const [says, example] = known;
  return [`**${word}** · ${says}`, ...(example ? ['', '```segplan', example, '```'] : [])].join('\n');
}
