/** Before going underground: whether this phone opens, unlocks and records where there is no network, said in one word and then line by line. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { back, to } from '../route'
import { delivery, me } from '../session'
import { minute } from '../time'
import { Button, ButtonLink, Card, Notice, PageHead, Section, Tag, Waiting, type IconName, type Tone } from '../ui'
import { ask, checks, verdictOf, type Asked, type Check, type State } from './checks'
import { r } from './installWords'

const LOOK: Record<State, { icon: IconName; tone: Tone }> = { ok: { icon: 'check', tone: 'green' }, heed: { icon: 'info', tone: 'heed' }, stop: { icon: 'alert', tone: 'heed' } }

const Line = ({ one: { name, state, told, way } }: { one: Check }) => (
  <li class="check">
    <span class={LOOK[state].tone}><Tag tone={LOOK[state].tone} icon={LOOK[state].icon}>{r.states[state]}</Tag></span>
    <div class="grow"><b>{r.names[name]}</b><p class="small">{told}</p>{way && <a class="button small" href={to(way.path)}>{way.label}</a>}</div>
  </li>
)

function Verdict({ found }: { found: readonly Check[] }) {
  const state = verdictOf(found)
  return <Notice icon={LOOK[state].icon} tone={LOOK[state].tone} urgent={state === 'stop'} title={r.verdicts[state]}>{r.verdictTexts[state]}</Notice>
}

const Modes = () => (
  <Section title={r.modes}><Card><p class="small">{r.modesText}</p><div class="ways"><ButtonLink wide icon="moon" href={to('me?look')}>{r.toModes}</ButtonLink></div></Card></Section>
)

export function ReadyPage() {
  const asked = useSignal<Asked | null>(null)
  const look = () => { void ask().then(found => { asked.value = found }) }
  const answered_at = delivery.value?.server.answered_at
  useEffect(look, [answered_at])
  const found = asked.value && checks(asked.value, Math.max(minute.value, answered_at ?? 0))
  return (
    <main class="page">
      <PageHead title={r.ready} sub={me.value?.name} onBack={() => back('today')} />
      {!found ? <Waiting>{r.checking}</Waiting> : (
        <>
          <Verdict found={found} />
          <Section title={r.ready}>
            <Card><ul class="checks">{found.map(one => <Line key={one.name} one={one} />)}</ul></Card>
            <div class="ways"><Button wide icon="refresh" onClick={() => { look(); scrollTo(0, 0) }}>{r.again}</Button></div>
          </Section>
          <Modes />
        </>
      )}
    </main>
  )
}
