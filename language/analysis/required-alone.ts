import { chosenTowards } from '../model/chosen-services.ts';
import type { PlanRule } from '../model/plan.ts';
import { statesNamesBeside } from './stated-ends.ts';

/** Whether a rule permits what is required between its ends, all of it and nothing else. */
export function permitsRequiredAlone(rule: PlanRule): boolean {
  const { action, services, openings, omissions, destinationAddresses } = rule;
  return (
    action === 'allow' &&
    services.required &&
    !services.exceptions &&
    !omissions.length &&
    openings.every((opening) => opening.services.isEmpty) &&
    !chosenTowards(services, action, destinationAddresses, omissions).length &&
    !statesNamesBeside(rule)
  );
}
