/** One brand as it reads, and what may be done about it now; every step over exactly what is seen. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { TakeButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { brand as lifecycle } from '../../generated/lifecycles'
import type { BrandMovedOut, BrandStoryOut } from '../../generated/http'
import { inWords, movesOpen, whoIs } from '../../lifecycle'
import { Resource } from '../../load'
import { dayOf, momentText } from '../../time'
import { Card, Facts, Section, Status, type Colour } from '../../ui'
import { History } from '../../ui/History'
import { Moves, type Given } from '../../ui/Moves'
import { wordFor } from '../../words'
import { t } from '../words'
import { Head } from './Head'
import { dayWords } from './ListPage'
import { words } from './words'
import '../brands.css'

const found = new Resource<BrandStoryOut>()
const refused = signal<Problem | null>(null)

function Deciding({ story, again }: { story: BrandStoryOut; again: () => void }) {
  const busy = useSignal(false)
  const { brand, steps } = story
  const who = whoIs([brand.owner, ...brand.branches])
  if (who.includes('owner')) return <p class="small heed">{words.own}</p>
  const open = movesOpen(lifecycle, brand.state, who)
  const send = async (move: string, given: Given) => {
    busy.value = true
    refused.value = null
    await api<BrandMovedOut>(`/api/brands/${brand.brand}/move`, { method: 'POST', body: { move, seen: steps[steps.length - 1]?.step ?? '', ...given } }).catch((error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    again()
  }
  if (!open.length) return null
  const also = { accept: ['text'], review: ['text'], give_name: ['text'], promote: ['text'] }
  const hintOf = (name: string) => (words.hint as Record<string, string | undefined>)[name]
  return <Card title={words.next}><Moves moves={inWords(open, { moves: t.moves, fields: { text: { label: t.fields.text } }, also })} busy={busy.value} more={name => (hintOf(name) ? <p class="soft small">{hintOf(name)}</p> : null)} onMove={(name, given) => { void send(name, given) }} /></Card>
}

function Shown({ story, again }: { story: BrandStoryOut; again: () => void }) {
  const { brand, steps } = story
  const pairs: [string, string][] = [[t.owner, brand.owner_name], ...(brand.named_on ? [[t.moves.give_name, dayWords(brand.named_on)] as [string, string]] : []), ...(brand.recheck_on ? [[t.recheck, t.recheckOn(dayWords(brand.recheck_on))] as [string, string]] : [])]
  return (
    <div class="office-column brand-grid">
      <div>
        {brand.picture && <img class="brand-picture" src={`/api/brands/${brand.brand}/picture?of=${brand.picture}`} alt={t.pictureOf(brand.name)} />}
        <article class="brand-read">
          <h2>{brand.name}</h2>
          {(['meaning', 'carrier', 'measures', 'results'] as const).map(field => brand[field] && <section key={field}><h3>{t.fields[field]}</h3><p>{brand[field]}</p></section>)}
        </article>
      </div>
      <div>
        {refused.value && <ProblemNotice problem={refused.value} again={again} />}
        <Card title={wordFor(t.states, brand.state)} aside={<Status tone={brand.colour as Colour}>{wordFor(t.standings, brand.standing)}</Status>}><Facts pairs={pairs} /><p class="brand-papers">{(['pdf', 'docx'] as const).map(form => <TakeButton key={form} small path={`/api/brands/${brand.brand}/paper`} query={{ format: form }} file={`${words.paper} ${brand.name}.${form}`} label={`${words.paper} ${form === 'pdf' ? words.pdf : words.word}`}>{form === 'pdf' ? words.pdf : words.word}</TakeButton>)}</p></Card>
        <Deciding story={story} again={again} />
        <Section title={words.story}><History label={words.story} steps={steps.map(one => ({ id: one.step, what: wordFor(t.moves, one.act), who: one.by_name, when: [momentText(one.at), dayOf(one.at) === one.on ? '' : words.on(dayWords(one.on))].filter(Boolean).join(' · '), text: one.text }))} /></Section>
      </div>
    </div>
  )
}

export function StoryPage({ id }: { id: string }) {
  const load = () => { void found.load(`/api/brands/${encodeURIComponent(id)}`) }
  useEffect(() => { refused.value = null; load(); return keepFresh(load) }, [id])
  return (
    <div>
      <Head title={t.one} tab={null} />
      <Answered of={found.state.value} waiting={words.waitingStory} again={load}>{story => <Shown story={story} again={load} />}</Answered>
    </div>
  )
}
