/** How this phone looks, is held and answers: kept on the phone, for whoever holds it. */
import { effect, signal, type Signal } from '@preact/signals'

export type Scene = 'day' | 'underground'
export type Size = 'normal' | 'large' | 'largest' | 'double'
/** With gloves every target is 64 px high at least. */
export type Touch = 'bare' | 'gloves'
/** With one hand the head of a page stands at the foot, within the thumb's reach. */
export type Hands = 'two' | 'one'
/** What tells the person, besides the screen, that something is saved on this phone. */
export type Signs = 'none' | 'vibration' | 'sound'

/** The first value stands until another is chosen; styles read it from the root as `data-<name>`. */
function setting<T extends string>(name: string, values: readonly T[]): Signal<T> {
  const key = `linghang.${name}`
  const found = localStorage.getItem(key) as T | null
  const chosen = signal<T>(found && values.includes(found) ? found : values[0]!)
  effect(() => {
    localStorage.setItem(key, chosen.value)
    document.documentElement.dataset[name] = chosen.value
  })
  return chosen
}

export const scene = setting<Scene>('scene', ['day', 'underground'])
export const size = setting<Size>('size', ['normal', 'large', 'largest', 'double'])
export const touch = setting<Touch>('touch', ['bare', 'gloves'])
export const hands = setting<Hands>('hands', ['two', 'one'])
export const signs = setting<Signs>('signs', ['none', 'vibration', 'sound'])

effect(() => { document.querySelector('meta[name="theme-color"]')?.setAttribute('content', scene.value === 'day' ? '#f6f3ee' : '#12110f') })
