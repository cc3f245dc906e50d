/** The dimensions as a radar, drawn here. A dimension without data has no corner, only its name. */
import { phrases } from '../phrases'
import { pointsText } from '../points'
import type { Dimension } from './scheme'
import { t } from './words'

const CENTRE = 170
const RADIUS = 98

/** Names stand outside the figure on the sides, and over and under it in the middle. */
function anchorOf(at: number, of: number): 'start' | 'middle' | 'end' {
  const side = Math.sin((at / of) * 2 * Math.PI)
  return Math.abs(side) < 0.3 ? 'middle' : side > 0 ? 'start' : 'end'
}

function spot(at: number, of: number, share: number): [number, number] {
  const angle = (at / of) * 2 * Math.PI - Math.PI / 2
  return [CENTRE + Math.cos(angle) * RADIUS * share, CENTRE + Math.sin(angle) * RADIUS * share]
}

const path = (points: readonly (readonly [number, number])[]): string => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')

export function Radar({ dimensions }: { dimensions: readonly Dimension[] }) {
  const of = dimensions.length
  const share = (one: Dimension) => (one.points_tenths ?? 0) / (one.maximum_tenths || 1)
  const known = dimensions.map((one, at) => ({ one, at })).filter(({ one }) => one.points_tenths !== null)
  const told = dimensions.map(one => `${one.title} ${one.points_tenths === null ? t.pending : pointsText(one.points_tenths)}`).join(phrases.pause)
  return (
    <svg class="radar" viewBox="0 26 340 288" role="img" aria-label={told}>
      {[0.25, 0.5, 0.75, 1].map(ring => <polygon key={ring} class="ring" points={path(dimensions.map((_, at) => spot(at, of, ring)))} />)}
      <polygon class="area" points={path(known.map(({ one, at }) => spot(at, of, share(one))))} />
      {known.map(({ one, at }) => { const [x, y] = spot(at, of, share(one)); return <circle key={one.key} cx={x} cy={y} r="4" /> })}
      {dimensions.map((one, at) => {
        const anchor = anchorOf(at, of)
        const [x, y] = spot(at, of, anchor === 'middle' ? 1.26 : 1.17)
        return <text key={one.key} x={x} y={y} text-anchor={anchor} class={one.points_tenths === null ? 'none' : ''}><tspan x={x}>{one.title}</tspan><tspan x={x} dy="17">{pointsText(one.points_tenths)}</tspan></text>
      })}
    </svg>
  )
}
