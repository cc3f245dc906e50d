/** The editor: title, people, and the text piece by piece. What it makes is data; no markup is typed, and none is kept. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ProblemNotice } from '../../answered'
import type { PersonItem } from '../../generated/http'
import { Removing } from '../../owning'
import { phrases } from '../../phrases'
import { go, to } from '../../route'
import { AreaField, Button, ButtonLink, Chips, IconButton, SelectField, TextField, Waiting } from '../../ui'
import { smallSrc, type Block, type BlockKind } from '../reading'
import { t } from '../words'
import { Head } from './Head'
import { options } from './HonoursPage'
import { PersonField } from './PersonField'
import { words } from './words'
import { addBlock, addPicture, dropBlock, dropChanges, leave, moveBlock, open, save, setBlock, write, writing } from './writing'

function About() {
  const { kind, org, title, lead } = writing.value.draft
  const orgs = options.state.value.data?.orgs ?? []
  return (
    <section class="office-card">
      <Chips label={words.kind} columns={2} choices={(['person', 'case'] as const).map(value => ({ value, label: t.kinds[value] }))} value={kind} onChoose={value => write({ kind: value })} />
      <SelectField id="story-org" label={words.org} value={org} options={[{ value: '', label: '—' }, ...orgs.map(one => ({ value: one.org, label: one.name }))]} onInput={value => write({ org: value })} />
      <TextField id="story-title" label={words.storyTitle} hint={words.titleHint} maxLength={60} value={title} onInput={value => write({ title: value })} />
      <TextField id="story-lead" label={words.lead} maxLength={200} value={lead} onInput={value => write({ lead: value })} />
    </section>
  )
}

function People() {
  const { people } = writing.value.draft
  const found = useSignal<PersonItem | null>(null)
  const other = useSignal('')
  const add = (name: string, member: string) => { if (!people.some(one => one.name === name && one.member === member)) write({ people: [...people, { name, member }] }) }
  return (
    <section class="office-card">
      <h2>{words.people}</h2>
      <p class="soft">{words.peopleHint}</p>
      <div class="editor-people">{people.map(one => <Button key={one.member || one.name} small icon="close" label={`${words.takeAway}${phrases.colon}${one.name}`} onClick={() => write({ people: people.filter(kept => kept !== one) })}>{one.name}</Button>)}</div>
      <PersonField id="story-person" onChoose={one => { found.value = one }} />
      <Button small icon="plus" disabled={!found.value} onClick={() => { if (found.value) add(found.value.name, found.value.member) }}>{words.addPerson}</Button>
      <TextField id="story-other" label={words.otherName} maxLength={40} value={other.value} onInput={value => { other.value = value }} />
      <Button small icon="plus" disabled={!other.value.trim()} onClick={() => { add(other.value.trim(), ''); other.value = '' }}>{words.addOther}</Button>
    </section>
  )
}

function Piece({ block, at, last }: { block: Block; at: number; last: boolean }) {
  const id = `block-${at}`
  const picture = writing.value.tale?.pictures.find(one => one.picture === block.picture)
  const isShort = block.kind === 'heading' || block.kind === 'picture'
  const set = (text: string) => setBlock(at, { text })
  return (
    <div class="editor-block">
      <div>
        {picture && <img src={smallSrc(picture.small)} alt="" />}
        {isShort
          ? <TextField id={id} label={block.kind === 'picture' ? words.caption : words.blocks[block.kind]} hint={block.kind === 'picture' ? words.captionHint : undefined} maxLength={200} value={block.text} onInput={set} />
          : <AreaField id={id} label={words.blocks[block.kind]} rows={block.kind === 'quote' ? 2 : 4} maxLength={2000} value={block.text} onInput={set} />}
      </div>
      <div class="editor-ways">
        {at > 0 && <IconButton icon="back" label={words.up} onClick={() => moveBlock(at, -1)} />}
        {!last && <IconButton icon="go" label={words.down} onClick={() => moveBlock(at, 1)} />}
        <IconButton icon="bin" label={words.removeBlock} onClick={() => dropBlock(at)} />
      </div>
    </div>
  )
}

const TEXTS: readonly Exclude<BlockKind, 'picture'>[] = ['paragraph', 'heading', 'quote']

/** A story that was new has an address of its own once the server has it. */
const goOn = (story: string | null, id: string): void => { if (story && id === 'new') go(`office/honours/story/${story}/edit`, true) }

function Body({ id }: { id: string }) {
  const { draft: { blocks, org }, busy } = writing.value
  const input = useRef<HTMLInputElement>(null)
  const take = (file: File | undefined) => { if (file) void addPicture(file).then(story => goOn(story, id)) }
  return (
    <section class="office-card">
      <h2>{words.body}</h2>
      {!blocks.length && <p class="soft">{words.emptyBody}</p>}
      {blocks.map((block, at) => <Piece key={`${at}${block.picture}`} block={block} at={at} last={at === blocks.length - 1} />)}
      <div class="editor-add">
        {TEXTS.map(kind => <Button key={kind} small icon="plus" onClick={() => addBlock(kind)}>{words.add[kind]}</Button>)}
        <Button small icon="picture" busy={busy === 'sending'} disabled={!org} onClick={() => input.current?.click()}>{busy === 'sending' ? words.uploading : words.add.picture}</Button>
        <input ref={input} class="sr" type="file" tabIndex={-1} aria-label={words.add.picture} accept="image/jpeg,image/png,image/webp" onChange={event => { take(event.currentTarget.files?.[0]); event.currentTarget.value = '' }} />
      </div>
      <p class="soft small">{words.pictureHint}</p>
    </section>
  )
}

export function EditorPage({ id }: { id: string }) {
  useEffect(() => { void open(id); void options.load('/api/honours/options'); return leave }, [id])
  const { tale, draft, changed, busy, problem } = writing.value
  const keep = () => { void save().then(story => goOn(story, id)) }
  return (
    <div>
      <Head title={words.editing} tab="stories">
        <span class="soft" role="status">{changed ? words.unsaved : tale ? words.saved : ''}</span>
        {tale && !changed && <ButtonLink icon="book" href={to(`office/honours/story/${tale.story}`)}>{words.preview}</ButtonLink>}
        <Button kind="main" icon="check" busy={busy === 'saving'} disabled={!changed || !draft.org} onClick={keep}>{words.save}</Button>
      </Head>
      <div class="office-column honours-column">
        {problem && <ProblemNotice problem={problem} />}
        {id !== 'new' && !tale && !problem ? <Waiting>{words.waiting}</Waiting> : <div class="tale-desk"><div><Body id={id} /></div><div><About /><People />{changed && <Removing name={draft.title} words={words.dropping} onRemove={dropChanges} />}</div></div>}
      </div>
    </div>
  )
}
