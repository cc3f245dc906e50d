/** What is on and what is off, one line each: a calm list in which the eye finds the few that are off. */
import './switches.css'

export type SwitchOption = readonly [value: string, label: string, isOn: boolean]

/** The whole line is the target; word and shape say how it stands, and colour only repeats it. */
export function Switches({ label, options, onTurn }: { label: string; options: readonly SwitchOption[]; onTurn: (value: string, isOn: boolean) => void }) {
  return (
    <fieldset class="switches">
      <legend>{label}</legend>
      <div class="switch-lines">
        {options.map(([value, name, isOn]) => (
          <label key={value} class="switch">
            <span class="grow">{name}</span>
            <input type="checkbox" role="switch" checked={isOn} onChange={event => onTurn(value, event.currentTarget.checked)} />
            <i aria-hidden="true" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
