/** What the draft would have made of the last quarters: stars before and after, and who moves by which lines. */
import { pointsText } from '../../points'
import { momentText, periodText } from '../../time'
import { Empty, Icon } from '../../ui'
import type { DryQuarter, DryRunOut, MoverOut, StarCounts } from './scheme'
import { words } from './words'

const LEVELS = [['five', 5], ['four', 4], ['three', 3], ['two', 2], ['one', 1], ['none', 0], ['waiting', null]] as const satisfies readonly (readonly [keyof StarCounts, number | null])[]

const told = (tenths: number | null): string => (tenths === null ? words.waiting : pointsText(tenths))

function Counts({ of }: { of: DryQuarter }) {
  return (
    <table class="list-table dry-counts">
      <thead><tr><th scope="col">{words.starsColumn}</th><th scope="col" class="number">{words.before}</th><th scope="col" class="number">{words.after}</th></tr></thead>
      <tbody>{LEVELS.map(([key, star]) => <tr key={key} class={of.before[key] === of.after[key] ? undefined : 'differs'}><th scope="row">{words.starWord(star)}</th><td class="number">{of.before[key]}</td><td class="number">{of.after[key]}</td></tr>)}</tbody>
    </table>
  )
}

const starsOf = (star: number | null, tenths: number | null): string => (tenths === null ? words.waiting : `${words.starWord(star)} ${pointsText(tenths)}`)

function Mover({ one }: { one: MoverOut }) {
  return (
    <details class="dry-mover">
      <summary><span class="grow"><b>{one.name}</b><small>{one.branch_name}</small></span><span class="dry-move">{words.move(starsOf(one.before_star, one.before_tenths), starsOf(one.after_star, one.after_tenths))}</span><Icon name="down" size={20} /></summary>
      <ul aria-label={words.why}>
        {one.differences.map((line, at) => <li key={at}><span class="grow">{line.text}<small>{line.rule}</small></span><b>{words.move(line.before_tenths === null ? words.none : told(line.before_tenths), line.after_tenths === null ? words.none : told(line.after_tenths))}</b></li>)}
      </ul>
    </details>
  )
}

function Quarter({ of }: { of: DryQuarter }) {
  return (
    <div class="dry-quarter">
      <h3>{periodText(of.quarter)}</h3>
      <p>{words.counted(of.members, of.moving, of.changing)}</p>
      <Counts of={of} />
      <h4>{words.movers}</h4>
      {of.movers.length === 0 ? <p class="soft">{words.nobody}</p> : <><p class="soft small">{words.moversText(of.movers.length, of.changing)}</p>{of.movers.map(one => <Mover key={one.member} one={one} />)}</>}
    </div>
  )
}

export function DryRun({ found }: { found: DryRunOut }) {
  return (
    <section class="office-card dry-run" aria-live="polite">
      <h2 tabIndex={-1} ref={heading => { heading?.focus() }}>{words.dryTitle}</h2>
      <p class="soft small">{words.dryText} {words.asOf(momentText(found.as_of))}</p>
      {found.quarters.length === 0 ? <Empty icon="star" title={words.noQuarter} /> : found.quarters.map(one => <Quarter key={one.quarter} of={one} />)}
    </section>
  )
}
