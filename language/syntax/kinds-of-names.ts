/** What a kind of reference is called in messages and codes. */
const KINDS: Record<string, { word: string; code: string }> = {
  Vendor: { word: 'vendor', code: 'unknown-vendor' },
  Role: { word: 'role', code: 'unknown-role' },
  Service: { word: 'service', code: 'unknown-service' },
  Feature: { word: 'feature', code: 'unknown-feature' },
  Property: { word: 'property', code: 'unknown-property' },
  Source: { word: 'source', code: 'unknown-source' },
  Deployment: { word: 'deployment', code: 'unknown-deployment' },
  Site: { word: 'site', code: 'unknown-zone' },
  Zone: { word: 'zone', code: 'unknown-zone' },
  DeploymentMember: { word: 'site, zone or component', code: 'unknown-zone' },
  Place: { word: 'zone or site', code: 'unknown-zone' },
};

/** The code of a reference of this type that leads nowhere, such as `unknown-role`. */
export function linkingErrorCode(referenceType: string): string {
  return KINDS[referenceType]?.code ?? 'unknown-name';
}

/** What a reference of this type is to, in a message. */
export function wordFor(referenceType: string): string {
  return KINDS[referenceType]?.word ?? 'zone, component, group, site or role';
}
