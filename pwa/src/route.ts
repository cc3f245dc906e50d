/** Hash routes: `#/meetings/record/<id>?from=home` as a signal. */
import { signal } from '@preact/signals'

export interface Route { path: string[]; query: URLSearchParams }

export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) }
}

export const route = signal<Route>(parse(location.hash))

addEventListener('hashchange', () => { route.value = parse(location.hash) })

/** The address of a page, for links. */
export const to = (path: string): string => `#/${path}`

export function go(path: string, replace = false): void {
  if (replace) location.replace(to(path))
  else location.hash = to(path)
}

/** Back to where the person came from, or to `otherwise` when this page was opened directly. */
export function back(otherwise: string): void {
  if (history.length > 1) history.back()
  else go(otherwise, true)
}
