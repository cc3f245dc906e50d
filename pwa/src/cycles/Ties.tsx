/** Ties at the border of the quota: who is equal, how many places are left, and what the branch committee decided. */
import { ProblemNotice } from '../answered'
import type { AwardOut, DetailOut, TieOut } from '../generated/http'
import { useDraft } from '../keeping'
import { AreaField, Button, Card } from '../ui'
import { send as post, sending } from './state'
import { t } from './words'

interface TieProps { tie: TieOut; awards: readonly AwardOut[]; decide: ((chosen: string[], reason: string) => Promise<boolean>) | null }

const nameIn = (awards: readonly AwardOut[], member: string): string => awards.find(one => one.member === member)?.name ?? ''

function Choosing({ tie, awards, decide }: TieProps & { decide: NonNullable<TieProps['decide']> }) {
  const { writing, put, send } = useDraft<{ chosen: readonly string[]; reason: string }>(`tie/${tie.tie}`, { chosen: [], reason: '' })
  const { chosen, reason } = writing.value
  const turn = (member: string) => put({ chosen: chosen.includes(member) ? chosen.filter(one => one !== member) : [...chosen, member] })
  const ready = chosen.length === tie.places && reason.trim() !== ''
  const save = async () => { if (await decide([...chosen], reason)) send([]) }
  return (
    <>
      <fieldset class="choices">
        <legend>{t.tie.choose} · {t.tie.picked(chosen.length, tie.places)}</legend>
        {tie.members.map(member => (
          <label key={member} class="one-of"><input type="checkbox" checked={chosen.includes(member)} onChange={() => turn(member)} /><span>{nameIn(awards, member)}</span></label>
        ))}
      </fieldset>
      <AreaField id={`tie-${tie.tie}`} label={t.tie.reason} hint={t.tie.reasonHint} rows={2} maxLength={500} value={reason} onInput={value => put({ reason: value })} />
      <Button kind="main" icon="check" disabled={!ready} busy={sending.value.busy === tie.tie} onClick={() => { void save() }}>{t.tie.save}</Button>
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
    const decided = await post(tie.tie, `/api/cycles/${data.cycle.cycle}/ties/${tie.tie}`, { chosen, reason }) !== null
    if (decided) onDecided()
    return decided
  }
  return (
    <>
      {data.ties.map(tie => <OneTie key={tie.tie} tie={tie} awards={data.awards} decide={tie.may_decide ? decide(tie) : null} />)}
      {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
    </>
  )
}
