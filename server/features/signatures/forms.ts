/** A part of a statement that somebody fills in. */
export interface FormPart {
  /** As it stands in the form, where it occurs once. */
  readonly label: string;
  /** Markdown. */
  readonly text: string;
  /** The words behind which it begins; none for the first part, which begins behind the statement's own word. `string` is any text in quotes. */
  readonly behind?: readonly string[];
}

/** How a statement is written, part by part. */
export interface Form {
  /** The words that begin it. */
  readonly words: readonly string[];
  readonly label: string;
  readonly text: string;
  readonly parts: readonly FormPart[];
}

const ENDS =
  'Components, zones, sites, groups, roles, addresses, host names or `any`, separated by commas; `except …` leaves some out.';
const SERVICES =
  'Ports such as `tcp 443, 9392-9401`, services by name, `icmp`, `any`, or `required` for what the catalogs require between these ends.';
const REASON = 'Why, for whoever approves it; stands in rule sets and reports.';

/** The statements that have many parts in an order that has to be known. */
export const FORMS: readonly Form[] = [
  {
    words: ['allow', 'deny'],
    label: 'SOURCES -> DESTINATIONS : SERVICES during PHASE until DATE "reason"',
    text: 'Opens or closes traffic from the sources to the destinations; answers are let through.',
    parts: [
      { label: 'SOURCES', text: `Who connects. ${ENDS}` },
      { label: 'DESTINATIONS', text: `Whom to. ${ENDS}`, behind: ['->'] },
      { label: 'SERVICES', text: `${SERVICES} Without it, a \`deny\` closes everything.`, behind: [':'] },
      { label: 'PHASE', text: 'Only while this phase is on, such as `deployment`.', behind: ['during'] },
      { label: 'DATE', text: 'Through the end of this day: `2027-01-31`.', behind: ['until'] },
      { label: '"reason"', text: REASON, behind: ['string'] },
    ],
  },
  {
    words: ['assert'],
    label: 'SOURCES never reaches DESTINATIONS on SERVICES through relays during PHASE',
    text: 'A test of the plan: what has to be possible (`reaches`), or must not be (`never reaches`).',
    parts: [
      { label: 'SOURCES', text: `From where. ${ENDS}` },
      { label: 'DESTINATIONS', text: `Where to. ${ENDS}`, behind: ['reaches'] },
      { label: 'SERVICES', text: SERVICES, behind: ['on'] },
      { label: 'relays', text: 'Also by way of components that pass traffic on.', behind: ['through'] },
      {
        label: 'PHASE',
        text: 'Decided while this phase is on alone; behind `not during`, while it is not.',
        behind: ['during'],
      },
    ],
  },
  {
    words: ['flow'],
    label: 'INITIATORS -> RESPONDERS : SERVICES "purpose" when CONDITION for FEATURE during PHASE from SOURCE "section"',
    text: 'A connection between roles that a product needs, with the document that says so.',
    parts: [
      { label: 'INITIATORS', text: 'The roles that connect; `between A and B` where the document leaves open who does.' },
      { label: 'RESPONDERS', text: 'The roles that are connected to.', behind: ['->', 'and'] },
      { label: 'SERVICES', text: 'Ports such as `tcp 443`, or `one of (tcp 25, tcp 587)`.', behind: [':'] },
      { label: '"purpose"', text: 'What it is for, in a few words.', behind: ['string'] },
      {
        label: 'CONDITION',
        text: 'When it applies: `initiator runs windows`, `same site`, `transport = nbd`, `version >= 13`.',
        behind: ['when'],
      },
      { label: 'FEATURE', text: 'Only where a plan enables this feature.', behind: ['for'] },
      { label: 'PHASE', text: 'Only during this phase, such as `deployment`.', behind: ['during'] },
      { label: 'SOURCE "section"', text: 'The source, and the sections of it.', behind: ['from'] },
    ],
  },
  {
    words: ['component'],
    label: 'NAME "title" : ROLES at ADDRESSES runs SYSTEM with PARTNERS',
    text: 'A machine, or several that are alike, with the roles of products that run on it.',
    parts: [
      { label: 'NAME', text: 'By which rules call it.' },
      { label: '"title"', text: 'What people call it.', behind: ['string'] },
      { label: 'ROLES', text: 'Roles of catalogs, such as `veeam.proxy`; several separated by commas.', behind: [':'] },
      {
        label: 'ADDRESSES',
        text: 'Addresses, ranges, networks or host names; without any, it is somewhere in its zone.',
        behind: ['at'],
      },
      { label: 'SYSTEM', text: '`windows`, `linux` or `other`.', behind: ['runs'] },
      {
        label: 'PARTNERS',
        text: 'Only with these (`with`), or not with these (`without`), of those that its flows would join it to.',
        behind: ['with', 'without'],
      },
    ],
  },
  {
    words: ['subnet'],
    label: 'NETWORKS except NETWORKS as SEEN',
    text: 'Networks of a zone.',
    parts: [
      { label: 'NETWORKS', text: 'Networks such as `10.0.0.0/24`, ranges or addresses, of both families.' },
      { label: 'except NETWORKS', text: 'What of them is not of this zone.', behind: ['except'] },
      { label: 'SEEN', text: 'What others see in their place, where addresses are translated.', behind: ['as'] },
    ],
  },
  {
    words: ['bind'],
    label: 'MEMBERS with PARTNERS by SCOPE without OTHERS "reason"',
    text: 'Which components belong together; what they leave out is not required.',
    parts: [
      { label: 'MEMBERS', text: 'Components, groups, zones, sites or roles that are bound.' },
      { label: 'PARTNERS', text: 'Whom they work with.', behind: ['with'] },
      { label: 'SCOPE', text: '`site` or `zone`: each with those of its own.', behind: ['by'] },
      { label: 'OTHERS', text: 'Whom they have nothing to do with.', behind: ['without'] },
      { label: '"reason"', text: REASON, behind: ['string'] },
    ],
  },
];
