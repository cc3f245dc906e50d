/** The mark of a status: a shape that is told apart without its colour, and the word beside it. */
import type { ComponentChildren } from 'preact'

export type Tone = 'red' | 'yellow' | 'green' | 'grey' | 'heed' | 'ink'
export type Colour = 'red' | 'yellow' | 'green' | 'grey'

const Triangle = () => (
  <>
    <path d="M12 1.800 23 21.400H1z" fill="var(--fill)" stroke="var(--fill)" stroke-width="1.600" stroke-linejoin="round" />
    <path d="M12 9v5.600" stroke="#fff" stroke-width="2.400" stroke-linecap="round" />
    <circle cx="12" cy="18" r="1.500" fill="#fff" />
  </>
)
const Clock = () => (
  <>
    <circle cx="12" cy="12" r="10.400" fill="var(--tint)" stroke="var(--fill)" stroke-width="2.600" />
    <path d="M12 6.400V12l3.800 2.400" fill="none" stroke="var(--tone)" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round" />
  </>
)
const Tick = ({ pale }: { pale?: boolean }) => (
  <>
    <rect x="1" y="1" width="22" height="22" rx="6.500" fill={pale ? 'var(--tint)' : 'var(--fill)'} />
    <path d="m6.600 12.600 3.600 3.600 7.400-8" fill="none" stroke={pale ? 'var(--fill)' : '#fff'} stroke-width="2.800" stroke-linecap="round" stroke-linejoin="round" />
  </>
)
const Ring = () => <circle cx="12" cy="12" r="9.500" fill="none" stroke="var(--fill)" stroke-width="2.200" stroke-dasharray="3.400 3.600" />

/** `pale`: in a dense table, done recedes so that trouble shows. `hollow`: overdue once, made up since. */
export function Mark({ tone, size = 24, pale, hollow, label }: { tone: Colour; size?: number; pale?: boolean; hollow?: boolean; label?: string }) {
  return (
    <svg class={`mark ${tone}`} width={size} height={size} viewBox="0 0 24 24" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : 'true'}>
      {hollow ? <Hollow /> : tone === 'red' ? <Triangle /> : tone === 'yellow' ? <Clock /> : tone === 'green' ? <Tick pale={pale ?? false} /> : <Ring />}
    </svg>
  )
}

const Hollow = () => (
  <>
    <path d="M12 3 22 21H2z" fill="none" stroke="var(--fill)" stroke-width="2.200" stroke-linejoin="round" />
    <path d="m8.400 16 2.500 2.500 4.600-5" fill="none" stroke="var(--tone)" stroke-width="2.200" stroke-linecap="round" stroke-linejoin="round" />
  </>
)

/** A mark with its word. */
export function Status({ tone, size = 20, hollow, children }: { tone: Colour; size?: number; hollow?: boolean; children: ComponentChildren }) {
  return <span class={`status ${tone}`}><Mark tone={tone} size={size} hollow={hollow ?? false} />{children}</span>
}
