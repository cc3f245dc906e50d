/** What the parts tell of an organisation or a member, each in the words of its own; no part is known here by name. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SectionLineOut, SectionOut } from '../../generated/http'
import { sectionWords, type Sections as Words } from '../../modules'
import { worksInOffice, type SectionWords } from '../../office'
import { to } from '../../route'
import { me } from '../../session'
import { wordFor } from '../../text'
import { Status, Tag, type Colour } from '../../ui'
import { shell } from '../../words'
import { Block } from './Frame'

const told = signal<Words>({})

const addressOf = (line: SectionLineOut): string => to(line.phone && !worksInOffice(me.value) ? line.phone : `office/${line.route}`)

function Line({ line, org, says }: { line: SectionLineOut; org: string; says: SectionWords }) {
  const standing = line.standing && wordFor(says.standings ?? {}, line.standing)
  return (
    <li class="ledger-line">
      {line.colour && <Status tone={line.colour as Colour}>{standing || wordFor(shell.colours, line.colour)}</Status>}
      <a class="grow" href={addressOf(line)}>{line.title}</a>
      {line.note && <span>{line.note}</span>}
      {line.org_name && line.org !== org && <span>{line.org_name}</span>}
      {!line.colour && standing && <Tag>{standing}</Tag>}
      {line.on && <span class="soft">{line.on}</span>}
    </li>
  )
}

function Told({ section, org, says }: { section: SectionOut; org: string; says: SectionWords }) {
  const counts = section.counts.filter(one => one.number).map(one => says.counts[one.what]?.(one.number)).filter(Boolean)
  return (
    <Block title={says.title} aside={<span class="soft">{counts.join(' · ')}</span>}>
      {section.lines.length > 0 && <ul>{section.lines.map(line => <Line key={line.ref} line={line} org={org} says={says} />)}</ul>}
    </Block>
  )
}

/** Every second section, beginning with the first (`from` 0) or the next one: two columns share them. `org`: whose name need not be said. */
export function Sections({ sections, from, org = '' }: { sections: readonly SectionOut[]; from: 0 | 1; org?: string }) {
  useEffect(() => { void sectionWords().then(words => { told.value = words }, () => undefined) }, [])
  const words = told.value
  return <>{sections.filter((one, at) => at % 2 === from && words[one.name]).map(one => <Told key={one.name} section={one} org={org} says={words[one.name]!} />)}</>
}
