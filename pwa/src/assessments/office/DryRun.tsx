/** What the draft would have made of all branches in the last quarters: bands before and after, and which branches move by which lines. */
import type { MovingBranchOut, TriedAssessmentOut, TriedAssessmentsOut } from '../../generated/http'
import { phrases } from '../../phrases'
import { pointsText } from '../../points'
import { momentText, periodText } from '../../time'
import { gathered, TriedCounts, TriedLines, TriedMover, TriedWaits } from '../../trying'
import { Empty } from '../../ui'
import { wordFor } from '../../words'
import { t } from '../words'
import { words } from './words'

type Points = number | null

/** Band and total; without a total, what the branch has by then. */
const standing = (band: string, total: Points, auto: Points): string => (total === null ? words.automatic(pointsText(auto ?? 0)) : `${t.band(band)} ${pointsText(total)}`)

const points = (tenths: Points): string => (tenths === null ? words.nothing : pointsText(tenths))

const isByLimits = (one: MovingBranchOut): boolean => one.before_band !== one.after_band && one.before_tenths === one.after_tenths && !one.differences.some(line => line.part === 'veto')

function Mover({ one }: { one: MovingBranchOut }) {
  const sides = words.move(standing(one.before_band, one.before_tenths, one.before_auto_tenths), standing(one.after_band, one.after_tenths, one.after_auto_tenths))
  return (
    <TriedMover name={one.name} move={sides} why={words.why}>
      {isByLimits(one) && <li>{words.byLimits}</li>}
      {one.unscored.length > 0 && <li>{words.unscored(one.unscored.join(phrases.and))}</li>}
      {gathered(one.differences, line => line.part).map(([part, lines]) => (
        <TriedLines key={part} head={<b>{wordFor(t.parts, part)}</b>} lines={lines.map(line => [line.text, words.move(points(line.before_tenths), points(line.after_tenths))])} />
      ))}
    </TriedMover>
  )
}

function Quarter({ of }: { of: TriedAssessmentOut }) {
  const none = of.bands.find(one => one.band === '')
  const waits = none ? none.after - none.before : 0
  return (
    <div class="dry-quarter">
      <h3>{periodText(of.period)}</h3>
      <p>{words.counted(of.branches, of.moving, of.changing)} <small class="soft">{words.ruled(of.version)}</small></p>
      <TriedWaits by={waits} words={waits > 0 ? words.moreWait(waits) : words.fewerWait(-waits)} />
      <TriedCounts heads={[words.band, words.before, words.after]} rows={of.bands.map(one => [one.band ? t.band(one.band) : words.noBand, one.before, one.after])} />
      <h4>{words.movers}</h4>
      {of.movers.length === 0 ? <p class="soft">{words.nobody}</p> : <><p class="soft small">{words.moversText(of.movers.length, of.changing)}</p>{of.movers.map(one => <Mover key={one.branch} one={one} />)}</>}
    </div>
  )
}

export function DryRun({ found }: { found: TriedAssessmentsOut }) {
  return (
    <section class="office-card dry-run" aria-live="polite">
      <h2 tabIndex={-1} ref={heading => { heading?.focus() }}>{words.title}</h2>
      <p class="soft small">{words.text} {words.asOf(momentText(found.as_of))}</p>
      {found.periods.length === 0 ? <Empty icon="star" title={words.none} /> : found.periods.map(one => <Quarter key={one.period} of={one} />)}
    </section>
  )
}
