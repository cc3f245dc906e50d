/** Importing a phone's sealed file: choose it, see what became of each step in words; past imports with who brought them. */
import { useEffect, useRef } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import type { ImportedOut, ImportOut } from '../../generated/http'
import { to } from '../../route'
import { momentText } from '../../time'
import { ButtonLink, Icon, Waiting } from '../../ui'
import { DropZone } from '../../ui/DropZone'
import { forgetTaking, loadPast, loadShown, past, shown, takeIn, taking } from './imports'
import { Drafts, Outcomes, StepsTaken } from './Outcomes'
import { words } from './words'
import './import.css'

const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

function takenText({ taken, known }: ImportedOut): string {
  if (taken === null) return words.broken
  if (known === 0) return words.onlyDrafts
  return taken ? words.taken(taken) : words.takenNone
}

const broughtText = ({ imported_by_name, imported_at }: ImportedOut): string => words.importedBy(imported_by_name || words.commandLine, momentText(imported_at))

function Past() {
  return (
    <section class="office-card">
      <h2>{words.past}</h2>
      <Answered of={past.state.value} waiting={words.waiting} again={() => { void loadPast() }}>
        {({ items }) => (items.length === 0 ? <p class="soft">{words.noPast}</p> : (
          <ul class="past-imports">
            {items.map(one => (
              <li key={one.id}>
                <a href={to(`office/rescue/${one.id}`)}><b>{words.of(one.author_name)}</b><span class="check">{spaced(one.code)}</span><span>{takenText(one)}</span><small>{broughtText(one)}</small></a>
              </li>
            ))}
          </ul>
        ))}
      </Answered>
    </section>
  )
}

function Choose() {
  const { busy, fault, problem } = taking.value
  useEffect(() => { void loadPast(); return forgetTaking }, [])
  return (
    <>
      <p class="intro">{words.intro}</p>
      {fault && <p class="fault" role="alert"><Icon name="alert" size={22} />{fault}</p>}
      {problem && <ProblemNotice problem={problem} />}
      {busy ? <Waiting>{words.taking}</Waiting> : <DropZone title={words.drop} choose={words.choose} accept=".txt,text/plain" onFile={file => { void takeIn(file) }}>{words.fileHint}</DropZone>}
      <Past />
    </>
  )
}

function Head({ imported }: { imported: ImportedOut }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { heading.current?.focus() }, [imported.id])
  return (
    <section class="office-card import-head">
      <div class="grow">
        <h2 ref={heading} tabIndex={-1}>{words.of(imported.author_name)}</h2>
        <p><b>{takenText(imported)}</b></p>
        <p class="soft small">{words.sealedAt(momentText(imported.sealed_at))} · {broughtText(imported)}</p>
        <p class="small">{words.phoneDone}</p>
      </div>
      <p class="code"><span class="soft small">{words.code}</span><b>{spaced(imported.code)}</b></p>
    </section>
  )
}

const Shown = ({ found }: { found: ImportOut }) => (
  <>
    <Head imported={found.imported} />
    <Outcomes items={found.items} />
    <Drafts drafts={found.drafts} />
    <StepsTaken steps={found.steps} app={found.app} />
    <div class="page-actions"><ButtonLink href={to('office/rescue')}>{words.back}</ButtonLink></div>
  </>
)

/** `shown` is the import in the address; without one a file can be chosen. */
export function ImportPage({ shown: id }: { shown: string | null }) {
  useEffect(() => { document.title = words.title }, [])
  useEffect(() => { if (id) void loadShown(id); else shown.forget() }, [id])
  return (
    <div class="import">
      <header class="office-title"><h1 tabIndex={-1}>{words.title}</h1></header>
      <div class="office-column">
        {id ? <Answered of={shown.state.value} waiting={words.waiting} again={() => { void loadShown(id) }}>{found => <Shown found={found} />}</Answered> : <Choose />}
      </div>
    </div>
  )
}
