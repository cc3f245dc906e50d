/** How this phone looks: scene, size of text. Kept on the phone, for whoever holds it. */
import { effect, signal } from '@preact/signals'

export type Scene = 'day' | 'underground'
export type Size = 'normal' | 'large' | 'largest'

const kept = <T extends string>(key: string, values: readonly T[]): T => {
  const found = localStorage.getItem(key) as T | null
  return found && values.includes(found) ? found : values[0]!
}

export const scene = signal<Scene>(kept('linghang.scene', ['day', 'underground']))
export const size = signal<Size>(kept('linghang.size', ['normal', 'large', 'largest']))

effect(() => {
  localStorage.setItem('linghang.scene', scene.value)
  document.documentElement.dataset['scene'] = scene.value
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', scene.value === 'day' ? '#f6f3ee' : '#12110f')
})

effect(() => {
  localStorage.setItem('linghang.size', size.value)
  document.documentElement.dataset['size'] = size.value
})
