/**
 * Stands for the validator of the protocol's package in the bundle: that one makes code out of schemas, for questions of a server to its user,
 * and this server asks none.
 */
export class AjvJsonSchemaValidator {
  getValidator(): never {
    throw new Error('No answers of users are held against schemas here.');
  }
}
