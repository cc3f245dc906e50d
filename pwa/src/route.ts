/** Hash routes: `#/meetings/record/<id>?from=home` as a signal. */
import { signal } from '@preact/signals'

export interface Route { path: string[]; query: URLSearchParams }

export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) }
}

let read = location.hash
export const route = signal<Route>(parse(read))

function follow(): void {
  if (read !== location.hash) route.value = parse(read = location.hash)
}

addEventListener('hashchange', follow)

/** The address of a page, for links. */
export const to = (path: string): string => `#/${path}`

/** The page is drawn at once: the browser tells of a new address a frame later, and would first paint what is being left. */
export function go(path: string, replace = false): void {
  if (replace) location.replace(to(path))
  else location.hash = to(path)
  follow()
}

/** Back to where the person came from, or to `otherwise` when this page was opened directly. */
export function back(otherwise: string): void {
  if (history.length > 1) history.back()
  else go(otherwise, true)
}
