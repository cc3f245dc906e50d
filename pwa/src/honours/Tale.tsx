/** A story as it is read: words set for reading, pictures small until one is wanted large. Pieces are data, never markup. */
import { useSignal } from '@preact/signals'
import { wordFor } from '../text'
import { dayText } from '../time'
import { Icon, IconButton } from '../ui'
import { smallSrc, type Block, type Told, type ToldHonour } from './reading'
import { t } from './words'
import './stories.css'

/** Where a picture lies in full; the server looks who asks. */
const fullSrc = (picture: string): string => `/api/story-pictures/${picture}`

function Large({ block, onClose }: { block: Block; onClose: () => void }) {
  const failed = useSignal(false)
  return (
    <div class="tale-large" role="dialog" aria-label={block.text} onClick={onClose} onKeyDown={event => { if (event.key === 'Escape') onClose() }}>
      <IconButton icon="close" label={t.closePicture} onClick={onClose} />
      {failed.value ? <p>{t.noPicture}</p> : <img src={fullSrc(block.picture)} alt={block.text} onError={() => { failed.value = true }} />}
    </div>
  )
}

function Picture({ block, told }: { block: Block; told: Told }) {
  const large = useSignal(false)
  const small = told.pictures[block.picture]
  return (
    <figure class="tale-picture">
      <button type="button" aria-label={t.large(block.text)} onClick={() => { large.value = true }}>
        {small
          ? <img src={smallSrc(small.small)} width={small.width} height={small.height} alt={block.text} />
          : <span class="tale-later"><Icon name="picture" size={32} />{t.needsNetwork}</span>}
      </button>
      {block.text && <figcaption>{block.text}</figcaption>}
      {large.value && <Large block={block} onClose={() => { large.value = false }} />}
    </figure>
  )
}

function Piece({ block, told }: { block: Block; told: Told }) {
  if (block.kind === 'picture') return <Picture block={block} told={told} />
  if (block.kind === 'heading') return <h3>{block.text}</h3>
  if (block.kind === 'quote') return <blockquote>{block.text}</blockquote>
  return <p>{block.text}</p>
}

const Honoured = ({ honours }: { honours: readonly ToldHonour[] }) => (
  <section class="tale-honours">
    <h3>{t.honoursOf}</h3>
    <ol>{honours.map(one => <li key={`${one.name}${one.year}${one.title}`}><b>{t.year(one.year)}</b><span>{one.title}<small>{one.level}</small></span></li>)}</ol>
  </section>
)

export function Tale({ told }: { told: Told }) {
  const about = [told.names, told.org_name, told.published_at === null ? '' : t.published(dayText(told.published_at))].filter(Boolean).join(' · ')
  return (
    <article class="tale">
      <p class="tale-kind">{wordFor(t.kinds, told.kind)}</p>
      <h2>{told.title}</h2>
      {told.lead && <p class="tale-lead">{told.lead}</p>}
      <p class="tale-about">{about}</p>
      {told.blocks.map((block, at) => <Piece key={at} block={block} told={told} />)}
      {told.honours.length > 0 && <Honoured honours={told.honours} />}
    </article>
  )
}
