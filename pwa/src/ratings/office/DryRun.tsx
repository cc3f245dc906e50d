/** What the draft would have made of the last quarters: stars before and after, and who moves by which lines. */
import { pointsText } from '../../points'
import { momentText, periodText } from '../../time'
import { Empty, Icon, Tag } from '../../ui'
import type { ConcernedOut, MoverOut, StarCounts, TriedOut, TriedQuarterOut } from '../../generated/http'
import { dimensionAt, type Place } from './scheme'
import { words } from './words'

const HIGHEST = 5
const LEVELS = [['five', 5], ['four', 4], ['three', 3], ['two', 2], ['one', 1], ['none', 0], ['waiting', null]] as const satisfies readonly (readonly [keyof StarCounts, number | null])[]

function Counts({ of }: { of: TriedQuarterOut }) {
  return (
    <table class="list-table dry-counts">
      <thead><tr><th scope="col">{words.starsColumn}</th><th scope="col" class="number">{words.before}</th><th scope="col" class="number">{words.after}</th></tr></thead>
      <tbody>{LEVELS.map(([key, star]) => <tr key={key} class={of.before[key] === of.after[key] ? undefined : 'differs'}><th scope="row">{words.starWord(star)}</th><td class="number">{of.before[key]}</td><td class="number">{of.after[key]}</td></tr>)}</tbody>
    </table>
  )
}

const starsOf = (star: number | null, tenths: number | null): string => (tenths === null ? words.waiting : `${words.starWord(star)} ${pointsText(tenths)}`)

type Difference = MoverOut['differences'][number]

/** Before and after of one line. A line that waits has no points on either side: where it stands follows from the dimension, or from the total. */
function sidesOf(line: Difference, one: MoverOut, place: Place): string {
  const pair = [line.before_tenths, line.after_tenths].map(tenths => (tenths === null ? words.none : pointsText(tenths))) as [string, string]
  if (line.before_tenths === null && line.after_tenths === null) pair[place === 'added' || (place === 'kept' && one.after_tenths === null) ? 1 : 0] = words.waiting
  return words.move(...pair)
}

/** The lines that differ, gathered by dimension, in the order of the first of each. */
function byDimension(differences: readonly Difference[]): [string, Difference[]][] {
  const found = new Map<string, Difference[]>()
  for (const one of differences) found.set(one.dimension, [...(found.get(one.dimension) ?? []), one])
  return [...found]
}

function Mover({ one }: { one: MoverOut }) {
  return (
    <details class="dry-mover">
      <summary><span class="grow"><b>{one.name}</b><small>{one.branch_name}</small></span><span class="dry-move">{words.move(starsOf(one.before_star, one.before_tenths), starsOf(one.after_star, one.after_tenths))}</span><Icon name="down" size={20} /></summary>
      <ul aria-label={words.why}>
        {one.before_star !== one.after_star && one.before_tenths !== null && one.before_tenths === one.after_tenths && <li>{words.byThreshold}</li>}
        {byDimension(one.differences).map(([key, lines]) => {
          const { title, place } = dimensionAt(key)
          return (
            <li key={key}>
              <p class="dry-dimension"><b>{title}</b>{place !== 'kept' && <Tag tone={place === 'added' ? 'heed' : 'ink'}>{words.places[place]}</Tag>}</p>
              {lines.map((line, at) => <p key={at} class="dry-line"><span class="grow">{line.text}</span><b>{sidesOf(line, one, place)}</b></p>)}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** Why quota or veto decides otherwise about a member than now, from what it comes to. */
function reasonOf({ before_code, after_code, after_star, places_before, places_after, veto }: ConcernedOut): string {
  if (after_code === 'QUOTA') return words.reasons.QUOTA(places_before, places_after)
  if (after_code === 'TIE') return words.reasons.TIE
  if (after_code === 'VETO') return words.reasons.VETO(veto)
  if (before_code === 'VETO') return words.reasons.lifted(veto)
  if (after_star !== HIGHEST) return words.reasons.short
  return before_code === 'TIE' ? words.reasons.decided : words.reasons.placed(places_before, places_after)
}

const finalOf = (star: number | null, code: string, tenths: number | null): string => [words.finalStar(star, code), tenths !== null && pointsText(tenths)].filter(Boolean).join(' ')

/** Those whose star is decided by quota, tie or veto, and otherwise than now. */
function Concerned({ of }: { of: TriedQuarterOut }) {
  if (!of.concerned) return null
  return (
    <>
      <h4>{words.concerned}</h4>
      <p class="soft small">{words.concernedText(of.quota_and_vetoes.length, of.concerned)}</p>
      <ul class="dry-concerned">
        {of.quota_and_vetoes.map(one => (
          <li key={one.member}>
            <span class="grow"><b>{one.name}</b><small>{one.branch_name} · {reasonOf(one)}</small></span>
            <span class="dry-move">{words.move(finalOf(one.before_star, one.before_code, one.before_tenths), finalOf(one.after_star, one.after_code, one.after_tenths))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** How many reach five stars, and for how many of them the quota leaves no place. */
const Places = ({ of: { places_before: before, places_after: after } }: { of: TriedQuarterOut }) =>
  (before.reaching || after.reaching ? <p>{words.reaching(before.reaching, after.reaching)} {words.placesLeft(before.places, after.places, before.over, after.over)}</p> : null)

/** Where the draft rests on something that nobody entered, or no longer does. */
const Waits = ({ by }: { by: number }) => (by ? <p class="dry-waits"><Icon name={by > 0 ? 'alert' : 'check'} size={20} />{by > 0 ? words.moreWait(by) : words.fewerWait(-by)}</p> : null)

function Quarter({ of }: { of: TriedQuarterOut }) {
  return (
    <div class="dry-quarter">
      <h3>{periodText(of.quarter)}</h3>
      <p>{words.counted(of.members, of.moving, of.changing)}</p>
      <Waits by={of.after.waiting - of.before.waiting} />
      <Counts of={of} />
      <Places of={of} />
      {of.means_alone > 0 && <p>{words.meansAlone(of.means_alone)}</p>}
      <h4>{words.movers}</h4>
      {of.movers.length === 0 ? <p class="soft">{words.nobody}</p> : <><p class="soft small">{words.moversText(of.movers.length, of.changing)}</p>{of.movers.map(one => <Mover key={one.member} one={one} />)}</>}
      <Concerned of={of} />
    </div>
  )
}

export function DryRun({ found }: { found: TriedOut }) {
  return (
    <section class="office-card dry-run" aria-live="polite">
      <h2 tabIndex={-1} ref={heading => { heading?.focus() }}>{words.dryTitle}</h2>
      <p class="soft small">{words.dryText} {words.asOf(momentText(found.as_of))}</p>
      {found.quarters.length === 0 ? <Empty icon="star" title={words.noQuarter} /> : found.quarters.map(one => <Quarter key={one.quarter} of={one} />)}
    </section>
  )
}
