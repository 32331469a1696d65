import * as arrows from './arrows.ts';
import * as blocks from './blocks.ts';
import * as clauses from './catalogs/clauses.ts';
import * as conditions from './catalogs/conditions.ts';
import * as facts from './catalogs/facts.ts';
import * as flows from './catalogs/flows.ts';
import * as members from './catalogs/members.ts';
import * as firewalls from './firewalls.ts';
import * as foreign from './foreign.ts';
import * as lists from './lists.ts';
import * as marks from './marks.ts';
import * as names from './names.ts';
import * as parts from './parts.ts';
import * as protocols from './protocols.ts';
import * as rules from './rules.ts';
import * as services from './services.ts';
import type { Place, Slip } from './slip.ts';
import * as statements from './statements.ts';
import * as switches from './switches.ts';
import { words } from './words.ts';
import * as zones from './zones.ts';

/** Those of catalogs, which come before what is said of plans. */
const IN_VENDORS: readonly ((place: Place) => Slip | undefined)[] = [
  marks.comment,
  flows.arrows,
  flows.noFlow,
  flows.optionalFirst,
  flows.placesAsEnds,
  flows.highPorts,
  conditions.versions,
  conditions.sites,
  conditions.sides,
  clauses.citations,
  clauses.wordTooMuch,
  members.titleFirst,
  members.markBeforeTitle,
  members.several,
  members.derived,
  members.partsOfRole,
  members.properties,
  facts.partsOfSource,
  facts.partsOfVendor,
  facts.listOfVersions,
  facts.partsOfAdvice,
  facts.partsOfSizing,
  clauses.clauseWords,
  conditions.operators,
  flows.alternatives,
];

/** The first that finds a slip says what it is: what stands for one thing alone comes before what may stand for many. */
const KINDS: readonly ((place: Place) => Slip | undefined)[] = [
  foreign.otherLanguage,
  marks.comment,
  marks.openComment,
  blocks.servicesInLines,
  blocks.rulesInBraces,
  blocks.partsInLines,
  blocks.serviceBelow,
  blocks.listOfNetworks,
  arrows.fromTo,
  services.servicesFirst,
  statements.neverReaches,
  rules.whenOfRule,
  rules.exceptions,
  rules.kindBeforeName,
  arrows.backward,
  switches.membersWithoutComma,
  switches.bindingWithout,
  arrows.arrow,
  protocols.protocolThatIsNoName,
  protocols.bothProtocols,
  protocols.protocolBehindPorts,
  services.barePorts,
  services.protocolBehind,
  services.joinedProtocol,
  services.largeProtocol,
  services.wordBeforePort,
  services.allPorts,
  services.rangeOfPorts,
  services.missingColon,
  protocols.wordBeforeService,
  protocols.typeOfIcmp,
  protocols.otherProtocols,
  rules.servicesInBraces,
  firewalls.formOfFirewall,
  firewalls.partsOfFirewall,
  zones.kindOfZone,
  names.nameOfWords,
  names.nameOfOtherLetters,
  names.hiddenLetters,
  zones.mask,
  zones.shortNetwork,
  zones.everyNetwork,
  zones.bareNetwork,
  zones.otherBraces,
  parts.listOfLegs,
  parts.joinedByDot,
  parts.partsOfComponent,
  parts.addressInBraces,
  parts.componentFirst,
  zones.inBracesOfZone,
  statements.missingEquals,
  statements.useOfVendor,
  statements.unquotedText,
  statements.otherDate,
  statements.reasonOfRule,
  statements.defaultRule,
  switches.levelOfCheck,
  switches.switchedOn,
  rules.noDefinition,
  rules.noRule,
  rules.quotedName,
  marks.markBehindWord,
  marks.quotedAddress,
  marks.beforeStatement,
  lists.secondExcept,
  lists.lastComma,
  lists.brackets,
  lists.missingComma,
  arrows.missingArrow,
  marks.otherMarks,
  words,
];

/** The slip behind a syntax error, if it is one that people make. */
export function slipAt(place: Place): Slip | undefined {
  for (const find of place.inVendor ? [...IN_VENDORS, ...KINDS] : KINDS) {
    const slip = find(place);
    if (slip) return slip;
  }
  return undefined;
}
