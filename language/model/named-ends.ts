import { type AstNode, AstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { EndpointResolver } from './endpoint-resolver.ts';
import type { PlanComponent, PlanZone } from './plan.ts';
import type { Meaning } from './remembered-meanings.ts';

/** What a name at an end of rules leads to, and what that stood for: one object for all rules that say it, which is asked once after an edit. */
export class Named {
  private readonly target: AstNode | undefined;
  private readonly place: AstNode | undefined;
  /** Whether it says a place; a role in one that doesn't link is nowhere. */
  private readonly isPlaced: boolean;
  private readonly meaning: Meaning;
  /** What it stands for where it closes, if any component has legs. */
  private readonly closing: Meaning | undefined;
  private readonly zone: PlanZone | undefined;
  private readonly component: PlanComponent | undefined;
  // What an edit has replaced is held on to by nobody.
  private askedBy: object | undefined;
  private known = false;

  constructor(end: ast.NamedEndpoint, resolver: EndpointResolver) {
    this.target = end.target?.ref;
    this.place = end.place?.ref;
    this.isPlaced = end.place !== undefined;
    this.meaning = resolver.meaningOf(end);
    this.closing = resolver.whole === resolver ? undefined : resolver.whole.meaningOf(end);
    this.zone = this.target?.$type === 'Zone' ? resolver.zoneAt(this.target as ast.Zone) : undefined;
    this.component = this.target?.$type === 'Component' ? this.meaning.components[0] : undefined;
  }

  /** The zone without which it stands for something else: one that is meant, or that of a component. */
  get home(): PlanZone | undefined {
    return this.component?.zone ?? this.zone;
  }

  /** Whether an end says it. */
  isOf({ target, place }: ast.NamedEndpoint): boolean {
    return target?.ref === this.target && (place ? this.isPlaced && place.ref === this.place : !this.isPlaced);
  }

  /** Whether it stands for the same among other components. */
  isStill(resolver: EndpointResolver): boolean {
    if (this.askedBy !== resolver.mark) {
      this.askedBy = resolver.mark;
      this.known = this.isWithin(resolver);
    }
    return this.known;
  }

  /** Whether a reading of the same end now comes to the same. */
  isAs(end: ast.NamedEndpoint, resolver: EndpointResolver): boolean {
    return this.isOf(end) && this.isStill(resolver);
  }

  private isWithin(resolver: EndpointResolver): boolean {
    const { target, place, component } = this;
    const { whole } = resolver;
    // Of a component that an edit changes another object is made, and of its zone.
    if (component && whole === resolver && component.node === target && resolver.holds(component.zone)) return true;
    // What is no more stands for nothing, and nobody keeps its tree.
    if ((target && isGone(target)) || (place && isGone(place))) return false;
    if (resolver.meaningOfTarget(target, place) !== this.meaning) return false;
    return whole === resolver || whole.meaningOfTarget(target, place) === this.closing;
  }
}

/** Whether a node stands in a tree that an edit has replaced. */
function isGone(node: AstNode): boolean {
  const root = AstUtils.findRootNode(node);
  return root.$document !== undefined && root.$document.parseResult.value !== root;
}

/** What an end leads to, and what that stands for among these components. */
export function namedBy(end: ast.NamedEndpoint, resolver: EndpointResolver): Named {
  const target = end.target?.ref;
  const known = target && all.get(target);
  if (known?.isAs(end, resolver)) return known;
  const now = new Named(end, resolver);
  if (target) all.set(target, now);
  return now;
}

const all = new WeakMap<AstNode, Named>();
