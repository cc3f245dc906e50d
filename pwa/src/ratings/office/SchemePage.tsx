/** One version: read it, or edit a draft, try it on the last quarters, publish it. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { firstDayOf } from '../../period'
import { ReasonField } from '../../reasoning'
import { go } from '../../route'
import { periodText } from '../../time'
import { Button, Icon, IconButton, SelectField, Sheet, Waiting } from '../../ui'
import { announce } from '../../ui/Announcer'
import { ui } from '../../ui/words'
import { DryRun } from './DryRun'
import { Editor } from './Editor'
import { busy, changes, drop, edited, isChanged, isDraft, loadSchemes, openScheme, opened, problem, publish, save, schemes, tried, tryIt, version } from './scheme'
import { words } from './words'
import './scheme.css'

function Standing() {
  const scheme = version.value!
  if (!isDraft.value) return <p class="scheme-standing"><Icon name="lock" size={20} />{words.readOnly} {words.from(scheme.from_on)}</p>
  if (isChanged.value) return <p class="scheme-standing heeded" role="status"><Icon name="pencil" size={20} />{words.unsaved}</p>
  const faults = scheme.mending.length
  return <p class={faults ? 'scheme-standing heeded' : 'scheme-standing'} role="status"><Icon name={faults ? 'alert' : 'check'} size={20} />{faults ? words.mend(faults) : words.sound}</p>
}

/** What the draft changes, one sentence each. */
function Changes({ open = false }: { open?: boolean }) {
  const found = changes.value
  if (!found) return null
  return (
    <details class="office-card scheme-changes" open={open}>
      <summary>{words.changes(found.version, found.told.length)}</summary>
      <ul>{found.told.map(one => <li key={one}>{one}</li>)}</ul>
    </details>
  )
}

function Publishing({ onClose }: { onClose: () => void }) {
  const quarters = schemes.state.value.data?.quarters ?? []
  const chosen = useSignal<string | null>(null)
  const quarter = chosen.value ?? quarters[1] ?? ''
  useEffect(() => { void loadSchemes() }, [])
  const reason = useSignal('')
  async function now(): Promise<void> {
    if (await publish(firstDayOf(quarter), reason.value.trim())) announce(words.published)
    onClose()
  }
  return (
    <Sheet title={words.publishTitle} open onClose={onClose} actions={<Button kind="main" busy={busy.value === 'publishing'} disabled={!quarter || !reason.value.trim()} onClick={() => { void now() }}>{words.publish}</Button>}>
      <p>{words.publishText}</p>
      <Changes open />
      <SelectField id="from-quarter" label={words.fromQuarter} value={quarter} options={quarters.map(one => ({ value: one, label: periodText(one) }))} onInput={value => { chosen.value = value }} />
      <ReasonField value={reason} />
    </Sheet>
  )
}

function Dropping({ onClose }: { onClose: () => void }) {
  async function now(): Promise<void> {
    if (await drop()) { announce(words.dropped); go('office/schemes') }
    onClose()
  }
  return <Sheet title={words.drop} open onClose={onClose} actions={<Button kind="main" icon="bin" onClick={() => { void now() }}>{words.drop}</Button>}><p>{words.dropSure}</p></Sheet>
}

function Actions() {
  const sheet = useSignal<'' | 'publish' | 'drop'>('')
  const close = () => { sheet.value = '' }
  const canGoOn = !isChanged.value && version.value!.mending.length === 0
  return (
    <div class="page-actions">
      {isChanged.value && <p class="soft small scheme-hint">{words.saveFirst}</p>}
      <Button kind="quiet" icon="bin" onClick={() => { sheet.value = 'drop' }}>{words.drop}</Button>
      <Button icon="search" disabled={isChanged.value} busy={busy.value === 'trying'} onClick={() => { void tryIt() }}>{words.try}</Button>
      <Button icon="send" disabled={!canGoOn} onClick={() => { sheet.value = 'publish' }}>{words.publish}</Button>
      <Button kind="main" icon="check" disabled={!isChanged.value} busy={busy.value === 'saving'} onClick={() => { void save() }}>{words.save}</Button>
      {sheet.value === 'publish' && <Publishing onClose={close} />}
      {sheet.value === 'drop' && <Dropping onClose={close} />}
    </div>
  )
}

export function SchemePage({ id }: { id: string }) {
  useEffect(() => { void openScheme(id) }, [id])
  const scheme = version.value
  return (
    <div class="office-column scheme-page">
      <header class="office-title"><IconButton icon="back" label={ui.back} onClick={() => go('office/schemes')} /><h1 tabIndex={-1}>{words.title} {scheme && words.version(scheme.version)}</h1></header>
      <Answered of={opened.state.value} waiting={words.loading} again={() => { void openScheme(id) }}>
        {() => scheme && edited.value && (
          <>
            <Standing />
            <Changes />
            {problem.value && <ProblemNotice problem={problem.value} />}
            {busy.value === 'trying' && <Waiting>{words.trying}</Waiting>}
            {tried.value && <DryRun found={tried.value} />}
            <Editor readOnly={!isDraft.value} />
            {isDraft.value && <Actions />}
          </>
        )}
      </Answered>
    </div>
  )
}
