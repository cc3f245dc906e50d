/** Ties at the border of the quota: who is equal, how many places are left, and what the branch committee decided. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from '../answered'
import type { AwardOut, DetailOut, TieOut } from '../generated/http'
import { AreaField, Button, Card } from '../ui'
import { send, sending } from './state'
import { t } from './words'

interface TieProps { tie: TieOut; awards: readonly AwardOut[]; decide: ((chosen: string[], reason: string) => Promise<void>) | null }

const nameIn = (awards: readonly AwardOut[], member: string): string => awards.find(one => one.member === member)?.name ?? ''

function Choosing({ tie, awards, decide }: TieProps & { decide: NonNullable<TieProps['decide']> }) {
  const chosen = useSignal<readonly string[]>([])
  const reason = useSignal('')
  const turn = (member: string) => { chosen.value = chosen.value.includes(member) ? chosen.value.filter(one => one !== member) : [...chosen.value, member] }
  const ready = chosen.value.length === tie.places && reason.value.trim() !== ''
  return (
    <>
      <fieldset class="choices">
        <legend>{t.tie.choose} · {t.tie.picked(chosen.value.length, tie.places)}</legend>
        {tie.members.map(member => (
          <label key={member} class="one-of"><input type="checkbox" checked={chosen.value.includes(member)} onChange={() => turn(member)} /><span>{nameIn(awards, member)}</span></label>
        ))}
      </fieldset>
      <AreaField id={`tie-${tie.tie}`} label={t.tie.reason} hint={t.tie.reasonHint} rows={2} maxLength={500} value={reason.value} onInput={value => { reason.value = value }} />
      <Button kind="main" icon="check" disabled={!ready} busy={sending.value.busy === tie.tie} onClick={() => { void decide([...chosen.value], reason.value) }}>{t.tie.save}</Button>
    </>
  )
}

function OneTie({ tie, awards, decide }: TieProps) {
  return (
    <Card>
      <p>{(tie.is_open ? t.tie.lead : t.tie.wasLead)(tie.members.length, tie.places, tie.cut_by)}</p>
      {tie.is_open && decide
        ? <Choosing tie={tie} awards={awards} decide={decide} />
        : <ul class="tied">{tie.members.map(member => <li key={member}>{nameIn(awards, member)}{tie.chosen.includes(member) && ' ★'}</li>)}</ul>}
      {tie.is_open && tie.own && <p class="small">{t.tie.own}</p>}
      {!tie.is_open && <p class="small">{t.tie.decided(tie.decided_by_name, tie.reason)}</p>}
    </Card>
  )
}

export function Ties({ data, onDecided }: { data: DetailOut; onDecided: () => void }) {
  const decide = (tie: TieOut) => async (chosen: string[], reason: string) => {
    if (await send(tie.tie, `/api/cycles/${data.cycle.cycle}/ties/${tie.tie}`, { chosen, reason })) onDecided()
  }
  return (
    <>
      {data.ties.map(tie => <OneTie key={tie.tie} tie={tie} awards={data.awards} decide={tie.may_decide ? decide(tie) : null} />)}
      {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
    </>
  )
}
