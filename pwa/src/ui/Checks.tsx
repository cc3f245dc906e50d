/** Choose any of a few: each is a tick box large enough for a glove. */
import { Icon } from './Icon'

export type CheckOption = readonly [value: string, label: string]

interface ChecksProps { options: readonly CheckOption[]; chosen: readonly string[]; onChange: (chosen: string[]) => void; label?: string; labelledBy?: string }

export function Checks({ options, chosen, onChange, label, labelledBy }: ChecksProps) {
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value])
  return (
    <div class="chips" role="group" aria-label={label} aria-labelledby={labelledBy}>
      {options.map(([value, name]) => {
        const isOn = chosen.includes(value)
        return <button key={value} type="button" role="checkbox" class="chip" aria-checked={isOn ? 'true' : 'false'} onClick={() => toggle(value)}>{isOn && <Icon name="check" size={18} />}{name}</button>
      })}
    </div>
  )
}
