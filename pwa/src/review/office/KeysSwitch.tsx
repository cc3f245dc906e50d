/** The switch of the keyboard shortcuts, where there is a keyboard. */
import { isWide } from '../../ui/wide'
import { keysOn, switchKeys } from './keys'
import { words } from './words'

export function KeysSwitch({ list }: { list: string }) {
  if (!isWide.value) return null
  return <label class="keys"><input type="checkbox" checked={keysOn.value} onChange={switchKeys} /><span>{words.keys}</span>{keysOn.value && <small>{list}</small>}</label>
}
