/** What words mean that mean something else elsewhere, by the kind of syntax that they stand in. Markdown. */
const WORDS: Readonly<Record<string, readonly [says: string, example?: string]>> = {
  'Direction.->': ['The side before the arrow connects.', 'direction zerto.zvm -> zerto.vra'],
  'Nat.->': [
    'Traffic from the ends before the arrow to those behind it has its addresses translated on its way.',
    'nat branch -> main',
  ],
  'AddressTranslation.->': [
    'What the address before the arrow stands for: whoever connects to that one is let on to this component.',
    'nat 203.0.113.10 tcp 443 -> gateway port 8443',
  ],
  'Assertion.on': ['The services that the assertion is about; without it, any.', 'assert proxy reaches repo on tcp 2500'],
  'Assertion.not': [
    'The assertion is decided only while this phase is off.',
    'assert users reaches app on tcp 443 not during failover',
  ],
  'Assertion.during': [
    'The assertion is decided only while this phase is on.',
    'assert users reaches standby on tcp 443 during failover',
  ],
  'Assertion.through': [
    'Over components that pass traffic on, such as proxies and gateways, as well.',
    'assert internet never reaches vbr through relays',
  ],
  'NamedEndpoint.in': ['Only those that are in this zone or site.', 'allow veeam.proxy in backup -> vcenter : required'],
  'Leg.in': ['The zone that this network of the component is.', 'also at 10.40.0.20 in storage'],
  'Deployment.of': [
    'The deployment that serves this one, as that of a service provider does.',
    'deployment customer-a of provider = site-a',
  ],
  'Subnets.as': [
    "What everybody outside of the zone sees in place of the line's own addresses.",
    'subnet 10.0.0.0/24 as 10.101.0.0/24',
  ],
  'Subnets.except': [
    'Addresses that the network leaves out, as for a zone of their own.',
    'subnet 10.0.0.0/16 except 10.0.5.0/24',
  ],
  'Partners.by': ['Each works with those of its own site, or zone.', 'bind veeam.proxy with veeam.repository by site'],
  'FirewallZones.at': [
    'The zones at whose hosts the firewall stands, as firewalls of hosts and groups of a cloud do.',
    'firewall hosts : windows-firewall { at backup }',
  ],
  'AddressTranslation.from': [
    'The zones that know the component under this address; without it, all on the other side of the firewall.',
    'nat 203.0.113.10 from internet -> gateway',
  ],
  'AddressTranslation.port': [
    "The component's own port behind it, where it is another one.",
    'nat 203.0.113.10 tcp 443 -> gateway port 8443',
  ],
  'VersionAssignment.version': [
    'The version of the product on this component, where it is another one than `use` says.',
    'component old : veeam.proxy { version = 12.3 }',
  ],
  'Version.update': ['The update of that version.', 'use acronis-scs 12.5 update 2'],
  'AlternativeService.one': ['Any one of these is enough.', 'one of (tcp 25, tcp 465, tcp 587)'],
  'AlternativeService.first': ['The first is meant; any other one of these will do.', 'first of (tcp 6162, tcp 2500-3300)'],
  'PortService.source': ['Ports that the initiator sends from, where a protocol fixes them.', 'udp 67 source port 68'],
  'PortService.dynamic': ['The port is handed out when it is asked for, from this range.', 'tcp dynamic 49152-65535'],
  'Role.at': ['Where it is for everybody, as the names of a cloud service are.', 'role updates at "updates.example.com"'],
  'Role.known': ['Other words for the role, by which it is found.', 'role backup-server also known as VBR'],
  'CheckLevel.error': ['Its findings are errors: `segplan check` fails, and no rule set is generated.'],
  'CheckLevel.warning': ['Its findings are warnings.'],
  'CheckLevel.info': ['Its findings are shown, and count as neither errors nor warnings.'],
  'CheckLevel.hint': ['Its findings are shown in the text alone, by a few dots.'],
  'CheckLevel.off': [
    'It finds nothing in this file. A reason behind it says why.',
    'check any-service off "the lab is meant to be open"',
  ],
  'FlowClause.when': [
    'The flow is required only where this holds, or nobody says whether it does.',
    'when responder runs windows',
  ],
  'FlowClause.for': ['Only who uses this feature needs the flow: a plan says so with `enable`.', 'for instant-recovery'],
  'FlowClause.during': ['The flow is needed only while this phase is on.', 'during deployment'],
  'FlowClause.optional': ['The flow is known and explained, and never required.'],
  'FlowClause.exposed': ['The responder may face the internet.'],
  'FlowClause.across': ['Between a tenant and its provider as well; other flows stay in one deployment.', 'across deployments'],
  'FlowClause.carries': ['What passes: `management` or `backup-data`.', 'carries backup-data'],
  'FlowClause.protected': ['What encrypts it: `tls`, `mutual-tls` or `ssh`; `none` where nothing does.', 'protected by tls'],
  'FlowClause.note': [
    'What a reader has to know, above all where documents contradict each other.',
    'note "Stated for Azure alone."',
  ],
  'FlowClause.contested': [
    "The maker's own reference says otherwise: the flow is known, and not required unless a plan trusts its source.",
    'contested by ports "Agents"',
  ],
  'Citation.from': ['The document that says so, with its sections.', 'from ports "Agents"'],
  'Vendor.version': ['The version that the sources of the catalog describe.', 'vendor acme "Acme Backup" version 4 { … }'],
  'Source.version': ['The version of the product that the document speaks of.'],
  'Source.dated': ['The day, month or year of the document.', 'source guide "guide.pdf" dated 2026-05'],
  'Source.vendor': ["The maker's own reference, which outranks every other source."],
  'KnownVersions.versions': ['The versions of the product that the sources speak of.', 'versions 12.3, 13'],
  'Gap.incomplete': ['What of the product the catalog does not hold.', 'incomplete "Tape libraries are left out."'],
  'Advice.advice': [
    'What the vendor advises. Checks look for the kinds that they know.',
    'advice closed for server : tcp 445 "Keep SMB closed."',
  ],
  'Advice.for': [
    'The roles that the advice is for; without it, all of the vendor.',
    'advice no-nat for server "It stands no NAT."',
  ],
  'Sizing.by': ['What the size goes by: a property that a plan sets for the component.', 'sizing server by machines { … }'],
  'Sizing.sizing': [
    'How large a component has to be: each row holds up to its limit.',
    'sizing server by machines { 500: cores 4, memory 8 }',
  ],
  'Property.number': [
    'A plan sets a whole number, such as how many tasks a component runs at once. Ports may be counted by it, and tables of sizes go by it.',
    'property tasks = number',
  ],
  'Property.port': [
    'A plan sets a port, where the component has it elsewhere than usual: services that name the property move with it.',
    'property gui-port = port',
  ],
  'Property.default': ['What the product does unless somebody sets it otherwise.', 'property transport = nbd | san default nbd'],
};

/** Words that are parts of another one, or that the grammar knows by another kind of syntax once they are written. */
const PARTS: Readonly<Record<string, string>> = {
  'Assertion.relays': 'Assertion.through',
  'AlternativeService.of': 'AlternativeService.one',
  'PortService.port': 'PortService.source',
  'Role.also': 'Role.known',
  'WhenClause.when': 'FlowClause.when',
  'FeatureClause.for': 'FlowClause.for',
  'PhaseClause.during': 'FlowClause.during',
  'MarkClause.optional': 'FlowClause.optional',
  'MarkClause.exposed': 'FlowClause.exposed',
  'AcrossClause.across': 'FlowClause.across',
  'AcrossClause.deployments': 'FlowClause.across',
  'TrafficClause.carries': 'FlowClause.carries',
  'ProtectionClause.protected': 'FlowClause.protected',
  'ProtectionClause.by': 'FlowClause.protected',
  'NoteClause.note': 'FlowClause.note',
  'ContestClause.contested': 'FlowClause.contested',
  'ContestClause.by': 'FlowClause.contested',
  'Role.as': 'Role.known',
};

/** What a word of the language means where it stands; nothing where it means the same everywhere. */
export function placedWord(type: string, word: string): readonly [says: string, example?: string] | undefined {
  const key = `${type}.${word}`;
  return WORDS[PARTS[key] ?? key];
}
