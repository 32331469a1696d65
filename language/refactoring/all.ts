import { addRules } from './add-rules.ts';
import { extractGroup } from './extract-group.ts';
import { extractService } from './extract-service.ts';
import { inline } from './inline.ts';
import { mergeRules } from './merge-rules.ts';
import { moveToFile } from './move-to-file.ts';
import { moveToZone } from './move-to-zone.ts';
import { namedPorts } from './named-ports.ts';
import { proposedRole } from './proposed-role.ts';
import type { Refactoring } from './refactoring.ts';
import { requiredPorts } from './required-ports.ts';
import { sortRules } from './sort-rules.ts';
import { splitRule } from './split-rule.ts';

/** Every refactoring, in the order of the editor's menu. */
export const REFACTORINGS: readonly Refactoring[] = [
  addRules,
  extractGroup,
  extractService,
  inline,
  namedPorts,
  requiredPorts,
  mergeRules,
  splitRule,
  sortRules,
  moveToZone,
  moveToFile,
  proposedRole,
];
