/** What became of each step in a sealed file, what was not finished, and what the phone's sender did last. */
import type { Draft, ItemOut, Step } from '../../generated/http'
import { stepName } from '../../mutationWords'
import { to } from '../../route'
import { served, wordFor } from '../../text'
import { momentText } from '../../time'
import { Icon, type IconName } from '../../ui'
import { shell } from '../../words'
import { textsIn } from './imports'
import { words } from './words'

const ICONS: Record<ItemOut['result'], IconName> = { applied: 'check', merged: 'check', conflict: 'fork', held: 'lock', rejected: 'alert', quarantined: 'alert' }

function Result({ item }: { item: ItemOut }) {
  const { result, reason } = item
  const problem = served.value(item.problem)
  return (
    <>
      <b class="result"><Icon name={ICONS[result]} size={18} />{words.results[result]}</b>
      {result === 'held' && reason && <small>{wordFor(words.reasons, reason)}</small>}
      {problem && <small>{problem.title} {problem.detail}</small>}
    </>
  )
}

function What({ item }: { item: ItemOut }) {
  const title = item.title || wordFor(shell.kinds, item.kind)
  const about = [item.branch_name, title].filter(Boolean).join(' · ')
  return <>{item.name ? stepName(item.name) : words.unreadable}{about && <small><a href={to(`office/record/${item.row}`)}>{about}</a></small>}</>
}

export function Outcomes({ items }: { items: readonly ItemOut[] }) {
  if (!items.length) return null
  return (
    <section class="office-card">
      <h2>{words.items}</h2>
      <table class="list-table outcomes">
        <thead><tr><th scope="col">{words.number}</th><th scope="col">{words.what}</th><th scope="col">{words.made}</th><th scope="col">{words.result}</th></tr></thead>
        <tbody>
          {items.map(item => (
            <tr key={item.mid} class={item.result}>
              <th scope="row">{item.mid}</th><td><What item={item} /></td><td>{item.made_at === null ? '' : momentText(item.made_at)}</td><td><Result item={item} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function Drafts({ drafts }: { drafts: readonly Draft[] }) {
  if (!drafts.length) return null
  return (
    <section class="office-card">
      <h2>{words.drafts(drafts.length)}</h2>
      <p class="soft small">{words.draftsText}</p>
      {drafts.map(draft => <details key={draft.id}><summary>{words.draftAt(momentText(draft.saved_at))}</summary><ul class="draft-texts">{textsIn(draft.content).map((text, at) => <li key={at}>{text}</li>)}</ul></details>)}
    </section>
  )
}

export function StepsTaken({ steps, app }: { steps: readonly Step[]; app: string }) {
  if (!steps.length) return null
  return (
    <details class="office-card steps-taken">
      <summary>{words.steps}</summary>
      <p class="soft small">{words.app} {app}</p>
      <ol>{steps.map((step, at) => <li key={at}><span>{momentText(step.at)}</span> <code>{step.state} {step.why}</code>{(step.times ?? 1) > 1 && ` ${words.stepTimes(step.times ?? 1)}`}</li>)}</ol>
    </details>
  )
}
