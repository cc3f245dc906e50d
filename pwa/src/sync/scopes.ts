/** Scopes as a request names them: an id in full would be most of it. */

/** Kind, and the last characters of the id: enough to tell one person's scopes apart (SPEC 2). */
const shortName = (scope: string): string => scope.replace(/:.*(?=.{8}$)/, ':')

/** Name to scope. Where two would share a name, both have their own in full. */
export function shortNames(scopes: readonly string[]): Record<string, string> {
  const short = scopes.map(shortName)
  return Object.fromEntries(scopes.map((scope, at) => [short.indexOf(short[at]!) === short.lastIndexOf(short[at]!) ? short[at]! : scope, scope]))
}
