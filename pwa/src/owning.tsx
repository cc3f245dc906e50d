/** Forms by which a committee writes what its organisation owns: whose it is, a draft kept at every pause, taken away whole; without a network too. */
import { useSignal, type Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { attempt } from './acting'
import { useBranch } from './branch'
import { DeliveryChip } from './delivery'
import { useKeeper } from './keeping'
import type { Owner } from './owners'
import { back, go } from './route'
import { phone } from './session'
import type { Intent, Phone } from './sync'
import { Button, Chips, Empty, PageHead, Section, Sheet, Waiting } from './ui'
import { shell } from './words'

/** A form from what was opened, and the way out of it: what was written goes into the log, the draft at `place` away. `onKept`: a draft lies there now. */
export function useWriting<W extends object>(opened: W, place: string, onKept?: () => void): { writing: Signal<W>; leave: (intents: readonly Intent[], page: string) => void } {
  const keeper = useKeeper({ place, opened, blank: null, onKept })
  const leave = (intents: readonly Intent[], page: string) => { void attempt(async () => { if (await keeper.spend(intents)) go(page, true) }) }
  return { writing: keeper.writing, leave }
}

interface Owned { owner: string; branches: string[]; seen: unknown }

/** Whose it is, where one may choose; what the server knows stays where it is. */
export function OwnerChoice<W extends Owned>({ label, writing, owners }: { label: string; writing: Signal<W>; owners: readonly Owner[] }) {
  if (writing.value.seen !== null || owners.length < 2) return null
  const choose = (id: string) => { writing.value = { ...writing.value, owner: id, branches: owners.find(one => one.id === id)!.branches } }
  return <Section title={label}><Chips label={label} columns={1} value={writing.value.owner} choices={owners.map(one => ({ value: one.id, label: one.name }))} onChoose={choose} /></Section>
}

export function Removing({ name, words: { remove, removeSure, keep }, onRemove }: { name: string; words: Record<'remove' | 'removeSure' | 'keep', string>; onRemove: () => void }) {
  const asking = useSignal(false)
  return (
    <>
      <Button kind="quiet" wide icon="bin" onClick={() => { asking.value = true }}>{remove}</Button>
      <Sheet title={remove} open={asking.value} onClose={() => { asking.value = false }} actions={<><Button kind="main" onClick={onRemove}>{remove}</Button><Button onClick={() => { asking.value = false }}>{keep}</Button></>}><p>{name}</p><p>{removeSure}</p></Sheet>
    </>
  )
}

interface PageWords { write: string; edit: string; notHere: string; notHereText: string; notAllowed: string }

/** `isNew`: it was recorded neither here nor anywhere. */
interface Written { isNew: boolean }

interface WritingProps<O extends Written> {
  id: string
  /** The page to which one goes back. */
  home: string
  words: PageWords
  /** What is to be written: a draft, the row, or a new one; null for one that is not there. */
  open: (store: Phone, id: string, branch: string) => Promise<O | null>
  editor: (opened: O) => ComponentChildren
}

interface OfBranchProps<O extends Written> extends Omit<WritingProps<O>, 'home'> { branch: string; opened: Signal<O | null | undefined> }

function OfBranch<O extends Written>({ id, branch, words, open, opened, editor }: OfBranchProps<O>) {
  useEffect(() => { if (phone.value) void open(phone.value, id, branch).then(found => { opened.value = found }) }, [id, branch])
  if (opened.value === undefined) return <Waiting>{shell.loading}</Waiting>
  return opened.value === null ? <Empty icon="search" title={words.notHere}>{words.notHereText}</Empty> : <>{editor(opened.value)}</>
}

export function WritingPage<O extends Written>({ home, ...form }: WritingProps<O>) {
  const branch = useBranch()
  const opened = useSignal<O | null | undefined>(undefined)
  const { id, words } = form
  return (
    <main class="page has-action">
      <PageHead title={opened.value?.isNew ?? id === 'new' ? words.write : words.edit} onBack={() => back(home)} aside={<DeliveryChip />} />
      {branch === undefined ? <Waiting>{shell.loading}</Waiting> : branch?.leads ? <OfBranch branch={branch.id} opened={opened} {...form} /> : <Empty icon="lock" title={words.notAllowed} />}
    </main>
  )
}
