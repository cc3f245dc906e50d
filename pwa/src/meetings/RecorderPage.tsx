/** The recorder: opens prefilled, keeps a draft at every pause, and says "saved on this phone" only when it is. */
import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { useBranch, type Branch } from '../branch'
import type { PageProps } from '../part'
import { back, go, to } from '../route'
import type { MeetingKind } from '../rows'
import { me, phone } from '../session'
import { StorageFull } from '../sync'
import { clockOf } from '../time'
import { ActionBar, Button, ButtonLink, Empty, Notice, PageHead, Section, Sheet, Waiting } from '../ui'
import { announce } from '../ui/Announcer'
import { shell, wordFor } from '../words'
import { Basics } from './Basics'
import { Details } from './Details'
import { complete, Editor } from './editor'
import { openWriting, type Asked } from './opening'
import { FilesSection } from './photos/FilesSection'
import { Quorum } from './Quorum'
import { RollCall } from './RollCall'
import { isTalk } from './rules'
import { sessionFaultText } from './Sessions'
import './meetings.css'
import './recorder.css'
import { t } from './words'

const SLOW_MS = 150

/** `undefined`: being opened; `null`: there is no such record. */
function useEditor(branch: Branch | null | undefined, asked: Asked): Editor | null | undefined {
  const found = useSignal<Editor | null | undefined>(undefined)
  const store = phone.value
  const branchId = branch?.id
  useEffect(() => {
    if (!store || !branch) return
    let here = true
    let editor: Editor | null = null
    void openWriting(store, branch, me.value?.member ?? null, asked).then(opened => {
      if (!here) return
      editor = opened && new Editor(store, branch, opened)
      found.value = editor
    })
    return () => { here = false; editor?.end() }
  }, [store, branchId])
  useEffect(() => { if (found.value && branch) found.value.people.value = branch }, [branch])
  return found.value
}

/** Start and end stand in one field; a person who is not on the roll any more is told at the whole of it. */
const placeOf = (field: string): HTMLElement | null => document.getElementById(`field-${field.startsWith('held_') ? 'held' : field}`) ?? document.getElementById(`field-${field.split('.')[0]}`)

const jumpTo = (field: string): void => {
  const place = placeOf(field)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, textarea, button, select')?.focus({ preventScroll: true })
}

function GapSheet({ editor, onClose, onSave }: { editor: Editor; onClose: () => void; onSave: () => void }) {
  const { missing, time, unmarked, reasons, sessions, talk } = editor.gaps.value
  const jump = (field: string) => { onClose(); setTimeout(() => jumpTo(field), 50) }
  const gaps: [string, string][] = missing.map(field => [field, wordFor(t.fieldNames, field)])
  if (time && time !== 'future') gaps.push(['held', t.timeFaults[time]])
  if (sessions) gaps.push(['sessions', sessionFaultText(sessions)])
  if (unmarked) gaps.push(['attendance', t.unmarkedLeft(unmarked)])
  if (talk) gaps.push(['attendance', t.talk.few])
  if (reasons) gaps.push(['attendance', t.reasonsLeft(reasons)])
  return (
    <Sheet title={t.notYet} open onClose={onClose} actions={<Button kind="plain" onClick={onSave}>{t.saveAnyway}</Button>}>
      <div class="gaps">{gaps.map(([field, words]) => <Button key={words} wide icon="pencil" onClick={() => jump(field)}>{words}</Button>)}</div>
      <p class="small soft">{t.notYetText}</p>
    </Sheet>
  )
}

/** Heard once, when the draft is first kept or first fails; seen each time. */
function DraftNote({ editor }: { editor: Editor }) {
  const { kept_at, failed } = editor.draft.value
  const opened = useRef(kept_at)
  const heard = failed ? t.draftFailed : kept_at !== opened.current ? t.draftKept : ''
  useEffect(() => { if (heard) announce(heard) }, [heard])
  if (failed) return <b>{t.draftFailed}</b>
  return <span>{kept_at ? t.draftSaved(clockOf(kept_at)) : ''}</span>
}

interface Failure { title: string; text: string }

const failureOf = (error: unknown): Failure => (error instanceof StorageFull ? { title: t.storageFull, text: t.storageFullText } : { title: t.saveFailed, text: shell.failedRemedy })

/** Why it was not saved, and the same once more. */
const Failed = ({ failure, onClose, onAgain }: { failure: Failure | null; onClose: () => void; onAgain: () => void }) => (
  <Sheet title={failure?.title ?? ''} open={failure !== null} onClose={onClose} actions={<Button kind="main" icon="refresh" onClick={onAgain}>{t.saveOnceMore}</Button>}>
    <p>{failure?.text}</p>
  </Sheet>
)

/** One save at a time: whether it takes long, why it failed, and the same once more. */
function useSave(editor: Editor, onFailed: () => void, onEnd: () => void) {
  const busy = useSignal(false)
  const saving = useRef(false)
  const wanted = useRef(false)
  const failure = useSignal<Failure | null>(null)
  const save = async (submit: boolean) => {
    if (saving.current) return
    saving.current = true
    wanted.current = submit
    failure.value = null
    // Drawing would hold up the save: only one that takes long is shown as such.
    const slow = setTimeout(() => { busy.value = true }, SLOW_MS)
    try {
      await editor.save(submit)
      announce(t.savedHere)
      go(`record/${editor.writing.value.id}`, true)
    } catch (error) {
      onFailed()
      failure.value = failureOf(error)
      saving.current = false
    }
    onEnd()
    clearTimeout(slow)
    busy.value = false
  }
  return { busy, failure, save, again: () => save(wanted.current) }
}

function SaveBar({ editor, check }: { editor: Editor; check: boolean }) {
  const pressed = useRef<HTMLElement | null>(null)
  const asking = useSignal(check && !complete(editor.gaps.peek()))
  // The bar leaves the focus in the field: a sheet that opens instead gives it back to the button, or the keyboard would rise when it closes.
  const leaveField = () => { pressed.current?.focus({ preventScroll: true }) }
  const { busy, failure, save, again } = useSave(editor, leaveField, () => { asking.value = false })
  // An approved record changes by the office's decision alone.
  const amends = editor.writing.peek().seen?.status === 'approved'
  const submit = () => {
    if (complete(editor.gaps.value)) return void save(true)
    leaveField()
    asking.value = true
  }
  return (
    <ActionBar note={<DraftNote editor={editor} />} onPress={button => { pressed.current = button }}>
      {amends
        ? <Button kind="main" icon="send" busy={busy.value} onClick={() => { void save(false) }}>{t.sendAmendment}</Button>
        : (
          <>
            <Button busy={busy.value} onClick={() => { void save(false) }}>{t.save}</Button>
            <Button kind="main" busy={busy.value} onClick={submit}>{t.saveAndSubmit}</Button>
          </>
        )}
      {asking.value && <GapSheet editor={editor} onClose={() => { asking.value = false }} onSave={() => { void save(false) }} />}
      <Failed failure={failure.value} onClose={() => { failure.value = null }} onAgain={() => { void again() }} />
    </ActionBar>
  )
}

const Preview = ({ editor }: { editor: Editor }) => (
  <div class="section"><Button wide icon="text" onClick={() => { void editor.keepNow().then(() => go(`print/${editor.writing.value.id}?draft`)) }}>{t.print.preview}</Button></div>
)

function Discard({ editor }: { editor: Editor }) {
  const asking = useSignal(false)
  if (editor.draft.value.kept_at === null) return null
  const discard = () => { void editor.discard().then(() => back('meetings')) }
  return (
    <div class="section">
      <Button kind="quiet" icon="bin" wide onClick={() => { asking.value = true }}>{t.discardDraft}</Button>
      <Sheet title={t.discardTitle} open={asking.value} onClose={() => { asking.value = false }}
        actions={<><Button kind="main" onClick={() => { asking.value = false }}>{t.keepWriting}</Button><Button onClick={discard}>{t.discardDraft}</Button></>}>
        <p>{t.discardText}</p>
      </Sheet>
    </div>
  )
}

/** Back to the list; if the draft could not be kept, only when the person says so. */
function Head({ editor, title, sub }: { editor: Editor; title: string; sub: string }) {
  const asking = useSignal(false)
  const leave = async () => {
    await editor.keep()
    if (editor.draft.value.failed) asking.value = true
    else back('meetings')
  }
  return (
    <>
      <PageHead title={title} sub={sub} onBack={() => { void leave() }} />
      <Sheet title={t.draftFailed} open={asking.value} onClose={() => { asking.value = false }}
        actions={<><Button kind="main" onClick={() => { asking.value = false }}>{t.keepWriting}</Button><Button onClick={() => back('meetings')}>{t.leaveAnyway}</Button></>}>
        <p>{t.leaveText}</p>
      </Sheet>
    </>
  )
}

/** Said once somebody is marked. */
function Verdict({ editor }: { editor: Editor }) {
  const heads = editor.headsSeen.value
  const { kind, purpose } = editor.fields.value
  return !isTalk(kind) && heads.unmarked < heads.expected ? <Quorum kind={kind} purpose={purpose} heads={heads} /> : null
}

function Recorder({ editor, check, at }: { editor: Editor; check: boolean; at: string | null }) {
  const { id, made, obligation } = editor.writing.peek()
  const org = editor.org.value
  const kept = useComputed(() => editor.draft.value.kept_at !== null).value
  // Once there is a draft, a reload must find it again, and not start another record. Whoever has gone on meanwhile is not brought back.
  useEffect(() => { if (kept && location.hash.startsWith(to('write/'))) history.replaceState(null, '', to(`write/${id}`)) }, [kept])
  useEffect(() => { if (at) jumpTo(at) }, [])
  const name = editor.branch.orgs.find(one => one.id === org)?.name ?? editor.branch.name
  const reason = editor.reasons['attendance'] ?? editor.reasons['mark']
  return (
    <main class="page has-action">
      <Head editor={editor} title={made ? t.record : t.edit} sub={name} />
      <Basics editor={editor} />
      <div id="field-attendance">
        <Section title={t.attendance}>
          {reason && <Notice tone="heed" icon="alert" title={reason} />}
          <RollCall editor={editor} />
          <Verdict editor={editor} />
        </Section>
      </div>
      <FilesSection meeting={id} exists={editor.exists} reason={editor.reasons['files']} onAdded={editor.noteFile} />
      <Details editor={editor} />
      <Preview editor={editor} />
      {obligation && <ButtonLink kind="quiet" wide icon="clock" href={to(`excuse/${obligation}`)}>{t.cannot}</ButtonLink>}
      <Discard editor={editor} />
      <SaveBar editor={editor} check={check} />
    </main>
  )
}

export function RecorderPage({ path, query }: PageProps) {
  const branch = useBranch()
  const id = path[0] ?? 'new'
  const asked: Asked = { meeting: id === 'new' ? null : id, obligation: query.get('obligation'), kind: query.get('kind') as MeetingKind | null }
  const editor = useEditor(branch, asked)
  if (branch === null || editor === null) {
    return <main class="page"><PageHead title={t.record} onBack={() => back('meetings')} /><Empty icon="book" title={t.notFound}>{t.notFoundText}</Empty></main>
  }
  return editor ? <Recorder editor={editor} check={query.has('check')} at={query.get('at')} /> : <main class="page"><PageHead title={t.record} onBack={() => back('meetings')} /><Waiting>{shell.loading}</Waiting></main>
}
