/** What the draft would have made of the last quarters: stars before and after, and who moves by which lines. */
import { pointsText } from '../../points'
import { momentText, periodText } from '../../time'
import { gathered, TriedCounts, TriedLines, TriedMover, TriedWaits } from '../../trying'
import { Empty, Tag } from '../../ui'
import type { ConcernedOut, MoverOut, StarCounts, TriedOut, TriedQuarterOut } from '../../generated/http'
import { dimensionAt, type Place } from './scheme'
import { words } from './words'

const HIGHEST = 5
const LEVELS = [['five', 5], ['four', 4], ['three', 3], ['two', 2], ['one', 1], ['none', 0], ['waiting', null]] as const satisfies readonly (readonly [keyof StarCounts, number | null])[]

const starsOf = (star: number | null, tenths: number | null): string => (tenths === null ? words.waiting : `${words.starWord(star)} ${pointsText(tenths)}`)

type Difference = MoverOut['differences'][number]

/** Before and after of one line. A line that waits has no points on either side: where it stands follows from the dimension, or from the total. */
function sidesOf(line: Difference, one: MoverOut, place: Place): string {
  const pair = [line.before_tenths, line.after_tenths].map(tenths => (tenths === null ? words.none : pointsText(tenths))) as [string, string]
  if (line.before_tenths === null && line.after_tenths === null) pair[place === 'added' || (place === 'kept' && one.after_tenths === null) ? 1 : 0] = words.waiting
  return words.move(...pair)
}

function Mover({ one }: { one: MoverOut }) {
  return (
    <TriedMover name={one.name} place={one.branch_name} move={words.move(starsOf(one.before_star, one.before_tenths), starsOf(one.after_star, one.after_tenths))} why={words.why}>
      {one.before_star !== one.after_star && one.before_tenths !== null && one.before_tenths === one.after_tenths && <li>{words.byThreshold}</li>}
      {gathered(one.differences, line => line.dimension).map(([key, lines]) => {
        const { title, place } = dimensionAt(key)
        const head = <><b>{title}</b>{place !== 'kept' && <Tag tone={place === 'added' ? 'heed' : 'ink'}>{words.places[place]}</Tag>}</>
        return <TriedLines key={key} head={head} lines={lines.map(line => [line.text, sidesOf(line, one, place)])} />
      })}
    </TriedMover>
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

function Quarter({ of }: { of: TriedQuarterOut }) {
  const waits = of.after.waiting - of.before.waiting
  return (
    <div class="dry-quarter">
      <h3>{periodText(of.quarter)}</h3>
      <p>{words.counted(of.members, of.moving, of.changing)}</p>
      <TriedWaits by={waits} words={waits > 0 ? words.moreWait(waits) : words.fewerWait(-waits)} />
      <TriedCounts heads={[words.starsColumn, words.before, words.after]} rows={LEVELS.map(([key, star]) => [words.starWord(star), of.before[key], of.after[key]])} />
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
