import * as arrows from './arrows.ts';
import * as lists from './lists.ts';
import * as marks from './marks.ts';
import * as names from './names.ts';
import * as parts from './parts.ts';
import * as services from './services.ts';
import type { Place, Slip } from './slip.ts';
import * as statements from './statements.ts';
import { words } from './words.ts';
import * as zones from './zones.ts';

/** The first that finds a slip says what it is: what stands for one thing alone comes before what may stand for many. */
const KINDS: readonly ((place: Place) => Slip | undefined)[] = [
  marks.comment,
  marks.openComment,
  arrows.fromTo,
  services.servicesFirst,
  statements.neverReaches,
  arrows.backward,
  arrows.arrow,
  services.barePorts,
  services.protocolBehind,
  services.joinedProtocol,
  services.largeProtocol,
  services.wordBeforePort,
  services.allPorts,
  services.rangeOfPorts,
  services.missingColon,
  zones.formOfFirewall,
  names.nameOfWords,
  names.hiddenLetters,
  zones.mask,
  zones.bareNetwork,
  zones.otherBraces,
  parts.vendorAndRole,
  parts.partsOfComponent,
  parts.addressInBraces,
  parts.componentFirst,
  statements.missingEquals,
  statements.useOfVendor,
  statements.unquotedText,
  statements.otherDate,
  statements.reasonOfRule,
  statements.defaultRule,
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
  for (const find of KINDS) {
    const slip = find(place);
    if (slip) return slip;
  }
  return undefined;
}
