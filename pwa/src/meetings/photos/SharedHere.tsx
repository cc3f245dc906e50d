/** In an open record: photos that another app handed over, and one tap that puts them in. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button, Notice } from '../../ui'
import { t } from '../words'
import { dropShared, sharedPhotos, type SharedPhoto } from './shared'

/** `put` resolves to whether they are in the record now. */
export function SharedHere({ room, put }: { room: number; put: (files: File[]) => Promise<boolean> }) {
  const found = useSignal<SharedPhoto[]>([])
  const look = () => { void sharedPhotos().then(photos => { found.value = photos }) }
  useEffect(look, [])
  const fitting = found.value.slice(0, room)
  if (!fitting.length) return null
  const take = async () => {
    if (await put(fitting.map(one => one.file))) await dropShared(fitting)
    look()
  }
  return (
    <Notice icon="picture" tone="heed" title={t.shared.here(found.value.length)} actions={<Button icon="plus" onClick={() => { void take() }}>{t.shared.put(fitting.length)}</Button>}>{t.shared.hereText}</Notice>
  )
}
