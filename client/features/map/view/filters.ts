import { LINK_STATES, type LinkState, type PlanMap, STATE_TITLES } from '../../../../language/map/plan-map.ts';
import type { Filter } from '../messages.ts';
import { fill } from './elements.ts';

function part<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** The controls that say what of the map is looked at. */
export class Filters {
  private readonly search = part<HTMLInputElement>('search');
  private readonly vendor = part<HTMLSelectElement>('vendor');
  private readonly zone = part<HTMLSelectElement>('zone');
  private readonly state = part<HTMLSelectElement>('state');
  private readonly phases = part<HTMLDetailsElement>('phases');
  private readonly choosePhases: (phases: readonly string[]) => void;
  private known = '';

  constructor(changed: () => void, choosePhases: (phases: readonly string[]) => void) {
    this.choosePhases = choosePhases;
    this.search.addEventListener('input', changed);
    for (const each of [this.vendor, this.zone, this.state]) each.addEventListener('change', changed);
  }

  get value(): Filter {
    const { search, vendor, zone, state } = this;
    return { search: search.value, vendor: vendor.value, zone: zone.value, state: state.value as LinkState | '' };
  }

  show(map: PlanMap): void {
    fill(
      this.vendor,
      'All vendors',
      map.vendors.map(({ name, title }) => [name, title]),
    );
    fill(
      this.zone,
      'All zones',
      map.zones.map(({ id, name }) => [id, name]),
    );
    const states = LINK_STATES.filter((state) =>
      map.links.some(({ parts }) => parts.some((each) => each.state === state && !each.wide)),
    );
    fill(
      this.state,
      'All states',
      states.map((state) => [state, STATE_TITLES[state]]),
    );
    this.showPhases(map);
  }

  private showPhases({ phases, active, lasting = [] }: PlanMap): void {
    this.phases.hidden = phases.length === 0;
    const key = JSON.stringify([phases, active, lasting]);
    if (this.known === key) return;
    this.known = key;
    const labels = phases.map((phase) => {
      const [label, box] = [document.createElement('label'), document.createElement('input')];
      box.type = 'checkbox';
      box.value = phase;
      box.checked = active.includes(phase);
      if (lasting.includes(phase)) {
        box.disabled = true;
        label.title = 'The plan has it on';
      }
      box.addEventListener('change', () => this.choosePhases(this.chosen()));
      label.append(box, ` ${phase}`);
      return label;
    });
    this.phases.querySelector('div')!.replaceChildren(...labels);
  }

  private chosen(): string[] {
    return [...this.phases.querySelectorAll<HTMLInputElement>('input:checked:not(:disabled)')].map(({ value }) => value);
  }
}
