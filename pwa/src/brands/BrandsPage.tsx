/** The brands of all branches to read, the own ones first. Works without a network. */
import { branchId, useBranch } from '../branch'
import { DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { back, to } from '../route'
import type { As, Brand } from '../rows'
import { drafts } from '../sync'
import { minute, momentText } from '../time'
import { ButtonLink, Empty, Icon, Mark, PageHead, Row, Rows, Section, Waiting } from '../ui'
import { shell } from '../words'
import { DRAFTS, readBrands, type Shelf, type Writing } from './reading'
import { colourOf, isNamed, standingAt } from './standing'
import { t } from './words'
import './brands.css'

export const Small = ({ brand }: { brand: Pick<Brand, 'small' | 'name'> }) => (brand.small ? <img class="brand-small" src={`data:image/jpeg;base64,${brand.small}`} alt="" /> : <span class="brand-small blank" aria-hidden="true">{brand.name.slice(0, 1)}</span>)

function BrandRow({ brand, names }: { brand: As<Brand>; names: Shelf['names'] }) {
  const standing = standingAt(brand, minute.value)
  const sub = isNamed(brand) ? <>{standing !== 'current' && <em class={colourOf(standing)}>{t.standings[standing]}</em>}{names.get(brand.owner)}</> : <>{t.states[brand.state]} · {names.get(brand.owner)}</>
  return <Row href={to(`brand/${brand.id}`)} lead={<Small brand={brand} />} title={brand.name || t.states.draft} sub={sub} end={standing === 'recheck_overdue' ? <Mark tone="red" size={24} label={t.standings[standing]} /> : null} />
}

function Shown({ shelf, writings }: { shelf: Shelf; writings: readonly { id: string; saved_at: number; content: Writing }[] }) {
  if (!shelf.own.length && !shelf.named.length && !writings.length) return <Empty icon="star" title={t.none}>{t.noneText}</Empty>
  const rows = (brands: readonly As<Brand>[]) => <Rows>{brands.map(one => <BrandRow key={one.id} brand={one} names={shelf.names} />)}</Rows>
  return (
    <>
      {writings.length > 0 && <Section title={t.states.draft}><Rows>{writings.map(one => <Row key={one.id} href={to(`declaration/${one.content.id}`)} lead={<Icon name="pencil" size={28} />} title={one.content.fields.name || t.write} sub={momentText(one.saved_at, minute.value)} />)}</Rows></Section>}
      {shelf.own.length > 0 && <Section title={t.own}>{rows(shelf.own)}</Section>}
      {shelf.named.length > 0 && <Section title={t.named}>{rows(shelf.named)}</Section>}
    </>
  )
}

export function BrandsPage() {
  const branch = useBranch()
  const id = branchId.value
  const shelf = useLive(['row:brand', 'row:organisation'], phone => readBrands(phone, id), [id])
  const writings = useLive(['drafts'], phone => drafts<Writing>(phone.store, DRAFTS)) ?? []
  return (
    <main class="page">
      <PageHead title={t.title} sub={branch?.name} onBack={() => back('more')} aside={<DeliveryChip />} />
      {shelf ? <Shown shelf={shelf} writings={writings} /> : <Waiting>{shell.loading}</Waiting>}
      {branch?.leads && <div class="float"><ButtonLink kind="main" wide icon="plus" href={to('declaration/new')}>{t.write}</ButtonLink></div>}
    </main>
  )
}
