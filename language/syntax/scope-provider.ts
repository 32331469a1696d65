import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  DocumentState,
  EMPTY_SCOPE,
  type LangiumCoreServices,
  MultiMapScope,
  type ReferenceInfo,
  type Scope,
  type ScopeProvider,
} from 'langium';
import * as ast from '../generated/ast.ts';
import { featureId, roleId, sourceId } from '../model/catalog-ids.ts';
import { append } from '../model/lists.ts';
import { TreeCache } from '../workspace/tree-cache.ts';
import type { VisibleDocuments } from '../workspace/visible-documents.ts';
import { DeclaredScope, nameTableOf } from './declared-names.ts';
import { nodesOfType } from './nodes-of-type.ts';
import { PlainReference } from './plain-reference.ts';

/** The vendor whose services need no qualification: everybody writes `ssh`, not `network.ssh`. */
export const COMMON_VENDOR = 'network';

const DEPLOYMENTS: ReadonlySet<string> = new Set([ast.Deployment.$type]);
const SITES: ReadonlySet<string> = new Set([ast.Site.$type]);
const ZONES: ReadonlySet<string> = new Set([ast.Zone.$type]);
const PLACES: ReadonlySet<string> = new Set([ast.Zone.$type, ast.Site.$type]);
const MEMBERS: ReadonlySet<string> = new Set([ast.Zone.$type, ast.Site.$type, ast.Component.$type]);
const COMPONENTS: ReadonlySet<string> = new Set([ast.Component.$type]);
const ENDS: ReadonlySet<string> = new Set([...MEMBERS, ast.Group.$type]);
const SERVICES: ReadonlySet<string> = new Set([ast.Service.$type]);

/**
 * What a name can mean. A document sees itself, what it imports, and the built-in catalogs; nothing else of the workspace, so that two
 * plans never collide and a plan means the same in the editor as in a pipeline.
 *
 * Scopes are maps, made once for a document and dropped when any document changes: a scan of all names at each reference would make
 * linking quadratic.
 */
export class SegplanScopeProvider implements ScopeProvider {
  private readonly services: LangiumCoreServices;
  private readonly visible: () => VisibleDocuments;
  private readonly cache: TreeCache<AstNode, Map<string, Scope>>;
  private readonly ofPlan: TreeCache<ast.Document, Map<ReadonlySet<string>, Scope>>;
  /** By the list of vendors that they are made of: the built-in ones stay the same list while plans are edited. */
  private readonly ofVendors = new WeakMap<readonly ast.Vendor[], Map<string, Scope>>();

  constructor(services: LangiumCoreServices, visible: () => VisibleDocuments) {
    this.services = services;
    this.visible = visible;
    this.cache = new TreeCache(services.shared);
    this.ofPlan = new TreeCache(services.shared);
  }

  getScope(context: ReferenceInfo): Scope {
    const { container, property } = context;
    const root = AstUtils.findRootNode(container);
    if (!ast.isDocument(root)) return EMPTY_SCOPE;
    const vendor = AstUtils.getContainerOfType(container, ast.isVendor);
    switch (this.services.shared.AstReflection.getReferenceType(context)) {
      case ast.Vendor.$type:
        return this.ofAll(root, 'vendors', (vendors) => vendors.filter((v) => !v.extends).map((v) => this.describe(v, v.name)));
      case ast.Role.$type:
        return vendor ? this.inVendor(root, vendor, 'roles', ast.isRole, () => this.roles(root)) : this.roles(root);
      case 'Counted':
        return this.counted(root, vendor);
      case ast.Feature.$type:
        return vendor ? this.inVendor(root, vendor, 'features', ast.isFeature, () => this.features(root)) : this.features(root);
      case ast.Service.$type:
        return vendor
          ? this.inVendor(root, vendor, 'services', ast.isService, () => this.serviceNames(root))
          : this.serviceNames(root);
      case ast.Source.$type:
        return vendor ? this.inVendor(root, vendor, 'sources', ast.isSource, () => EMPTY_SCOPE) : this.sources(root);
      case ast.Property.$type:
        return property === 'setBy' ? this.movingProperties(root, vendor) : this.properties(container);
      case ast.Deployment.$type:
        return this.declared(root, DEPLOYMENTS);
      case ast.Site.$type:
        return this.declared(root, SITES);
      case ast.Zone.$type:
        return this.declared(root, ZONES);
      case ast.Component.$type:
        return this.declared(root, COMPONENTS);
      case 'DeploymentMember':
        return this.declared(root, MEMBERS);
      case 'Place':
        return this.declared(root, PLACES);
      default:
        return property === 'target' ? this.declared(root, ENDS, () => this.roles(root)) : EMPTY_SCOPE;
    }
  }

  private cached(key: AstNode, name: string, make: () => Iterable<AstNodeDescription>, outer?: () => Scope): Scope {
    const scopes = this.cache.get(key, () => new Map<string, Scope>());
    let scope = scopes.get(name);
    if (!scope) {
      scope = new MultiMapScope([...make()], outer?.());
      scopes.set(name, scope);
    }
    return scope;
  }

  /** What is made of the vendors that a document sees, kept as long as it sees the same. */
  private ofAll(
    root: ast.Document,
    name: string,
    make: (vendors: readonly ast.Vendor[]) => Iterable<AstNodeDescription>,
    outer?: () => Scope,
  ): Scope {
    const vendors = this.vendors(root);
    let scopes = this.ofVendors.get(vendors);
    if (!scopes) {
      scopes = new Map();
      this.ofVendors.set(vendors, scopes);
    }
    let scope = scopes.get(name);
    if (!scope) {
      scope = new MultiMapScope([...make(vendors)], outer?.());
      scopes.set(name, scope);
    }
    return scope;
  }

  private describe(node: AstNode, name: string): AstNodeDescription {
    return this.services.workspace.AstNodeDescriptionProvider.createDescription(node, name);
  }

  private vendors(root: ast.Document): readonly ast.Vendor[] {
    return this.visible().vendorsFor(root);
  }

  private members<T extends ast.Role | ast.Feature | ast.Service | ast.Source>(
    vendors: readonly ast.Vendor[],
    type: T['$type'],
  ): T[] {
    return vendors.flatMap((v) => nodesOfType<T>(v, 'members', type).filter((m) => m.name !== undefined));
  }

  /** Own members by their plain name, then everything that is visible by its qualified name. */
  private inVendor<T extends ast.VendorMember>(
    root: ast.Document,
    vendor: ast.Vendor,
    kind: string,
    is: (node: unknown) => node is T,
    outer: () => Scope,
  ): Scope {
    return this.ofBlocks(
      root,
      vendor,
      kind,
      (blocks) =>
        blocks.flatMap((block) =>
          block.members.flatMap((m) => (is(m) && 'name' in m && typeof m.name === 'string' ? [this.describe(m, m.name)] : [])),
        ),
      outer,
    );
  }

  /** What is made of all blocks of a vendor. One that the document does not see, since another of its name hides it, has but itself. */
  private ofBlocks(
    root: ast.Document,
    vendor: ast.Vendor,
    kind: string,
    make: (blocks: readonly ast.Vendor[]) => Iterable<AstNodeDescription>,
    outer: () => Scope,
  ): Scope {
    if (!vendor.name || !this.vendors(root).includes(vendor)) return this.cached(vendor, kind, () => make([vendor]), outer);
    return this.ofAll(root, `${kind} of ${vendor.name}`, (all) => make(all.filter((v) => v.name === vendor.name)), outer);
  }

  private sources(root: ast.Document): Scope {
    return this.ofAll(root, 'sources', (all) =>
      this.members<ast.Source>(all, 'Source').map((s) => this.describe(s, sourceId(s))),
    );
  }

  private roles(root: ast.Document): Scope {
    return this.ofAll(root, 'roles', (all) => this.members<ast.Role>(all, 'Role').map((r) => this.describe(r, roleId(r))));
  }

  private features(root: ast.Document): Scope {
    return this.ofAll(root, 'features', (all) =>
      this.members<ast.Feature>(all, 'Feature').flatMap((f) => [this.describe(f, f.name), this.describe(f, featureId(f))]),
    );
  }

  private serviceNames(root: ast.Document): Scope {
    const vendorOf = (service: ast.Service): string => (service.$container as ast.Vendor).name;
    const ofCatalogs = (): Scope =>
      this.ofAll(root, 'services', (all) => {
        const services = this.members<ast.Service>(all, 'Service');
        const common = services.filter((s) => vendorOf(s) === COMMON_VENDOR);
        return [
          ...services.map((s) => this.describe(s, `${vendorOf(s)}.${s.name}`)),
          ...common.map((s) => this.describe(s, s.name)),
        ];
      });
    return this.declared(root, SERVICES, ofCatalogs);
  }

  /** The names that the plan itself gives to things of some kinds. */
  private declared(root: ast.Document, kinds: ReadonlySet<string>, outer?: () => Scope): Scope {
    const scopes = this.ofPlan.get(root, () => new Map<ReadonlySet<string>, Scope>());
    let scope = scopes.get(kinds);
    if (!scope) {
      const tables = this.visible().plansFor(root).map(nameTableOf);
      scope = new DeclaredScope(tables, kinds, (node, name) => this.describe(node, name), outer?.());
      scopes.set(kinds, scope);
    }
    return scope;
  }

  /** What ports are counted by: components of a role, or a number that a property holds. */
  private counted(root: ast.Document, vendor: ast.Vendor | undefined): Scope {
    const roles = vendor ? this.inVendor(root, vendor, 'roles', ast.isRole, () => this.roles(root)) : this.roles(root);
    const properties = this.movingProperties(root, vendor);
    const both = (): AstNodeDescription[] => [...roles.getAllElements(), ...properties.getAllElements()];
    return vendor ? this.ofBlocks(root, vendor, 'counted', both, () => EMPTY_SCOPE) : this.cached(root, 'counted', both);
  }

  /** Properties as `role.property` in their own vendor, and as `vendor.role.property` everywhere. */
  private movingProperties(root: ast.Document, vendor: ast.Vendor | undefined): Scope {
    const named = (roles: Iterable<ast.Role>, prefix: (role: ast.Role) => string): AstNodeDescription[] =>
      [...roles].flatMap((r) =>
        r.name ? r.properties.filter((p) => p.name).map((p) => this.describe(p, `${prefix(r)}.${p.name}`)) : [],
      );
    const outer = (): Scope => this.ofAll(root, 'properties', (all) => named(this.members<ast.Role>(all, 'Role'), roleId));
    if (!vendor) return outer();
    const rolesOf = (blocks: readonly ast.Vendor[]): ast.Role[] =>
      blocks.flatMap((block) => nodesOfType<ast.Role>(block, 'members', 'Role'));
    return this.ofBlocks(root, vendor, 'properties', (blocks) => named(rolesOf(blocks), (r) => r.name), outer);
  }

  /** The properties that the roles of a component have, or those that a flow's roles have. */
  private properties(container: AstNode): Scope {
    const component = AstUtils.getContainerOfType(container, ast.isComponent);
    const flow = AstUtils.getContainerOfType(container, ast.isFlow);
    const sizing = AstUtils.getContainerOfType(container, ast.isSizing);
    const starts = component
      ? component.roles
      : flow
        ? endsOf(flow, ast.isPropertyCondition(container) ? container.side : undefined)
        : sizing?.role
          ? [sizing.role]
          : [];
    const seen = new Set<ast.Role>();
    const open = starts.map((start) => start.ref).reverse();
    for (let role = open.pop(); role || open.length; role = open.pop()) {
      if (!role || seen.has(role)) continue;
      seen.add(role);
      append(open, parentsOf(role, container).reverse());
    }
    return new MultiMapScope([...seen].flatMap((r) => r.properties.filter((p) => p.name).map((p) => this.describe(p, p.name))));
  }
}

/**
 * What a role is a kind of.
 * @param from who asks: another file may have been read and not be linked yet, so that its names still lead where they led before
 */
function parentsOf(role: ast.Role, from: AstNode): (ast.Role | undefined)[] {
  if (!role.parents.length) return [];
  const document = AstUtils.getDocument(role);
  if (document.state < DocumentState.Linked && document !== AstUtils.getDocument(from))
    for (const parent of role.parents) if (parent instanceof PlainReference) parent.unlink();
  return role.parents.map((parent) => parent.ref);
}

/** The roles of a flow, or of one side of it. */
function endsOf({ initiators, responders }: ast.Flow, side: ast.PropertyCondition['side']): ast.Flow['initiators'] {
  return [...(side === 'responder' ? [] : initiators), ...(side === 'initiator' ? [] : responders)];
}
