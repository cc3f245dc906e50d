/** Asks the server to do something, says when it refuses, and shows a sheet that asks why. */
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { api, asProblem, type Ask, type Problem } from '../../api'
import { ProblemNotice } from '../../answered'
import { useTypedText } from '../../typing'
import { AreaField, Button, Sheet } from '../../ui'
import { t } from '../words'

export const refused = signal<Problem | null>(null)
export const busy = signal(false)

/** The answer, or null after a refusal, which `Refused` shows. */
export async function ask<T>(path: string, how: Ask): Promise<T | null> {
  busy.value = true
  refused.value = null
  try {
    return await api<T>(path, how)
  } catch (error) {
    refused.value = asProblem(error)
    return null
  } finally {
    busy.value = false
  }
}

/** Whether the server did it. */
export const accepted = async (path: string, how: Ask): Promise<boolean> => (await ask(path, how)) !== null

const forget = (): void => { refused.value = null }

/** What was refused is told in the sheet that asked, until it is closed. */
export function useOwnRefusal(open: boolean): void {
  useEffect(() => {
    if (!open) return
    forget()
    return forget
  }, [open])
}

export const Refused = () => (refused.value ? <ProblemNotice problem={refused.value} /> : null)

/** Gives whether it was done. */
type Send = (reason: string) => Promise<boolean>

/** `place`: what it is about; where what is typed lies until it was taken. */
interface AskWhyProps { place: string; title: string; open: boolean; send: string; hint?: string; children?: ComponentChildren; also?: { word: string; run: Send }; onSend: Send; onClose: () => void }

/** A reason before anything is done that others see. What was written stays until it was taken. */
export function AskWhy({ place, title, open, send, hint, children, also, onSend, onClose }: AskWhyProps) {
  const reason = useTypedText(`why/${place}`)
  useOwnRefusal(open)
  const run = async (send: Send) => { if (await send(reason.value.trim())) reason.value = '' }
  const empty = !reason.value.trim()
  return (
    <Sheet title={title} open={open} onClose={onClose}
      actions={<><Button kind="main" disabled={empty} busy={busy.value} onClick={() => { void run(onSend) }}>{send}</Button>{also && <Button disabled={empty} busy={busy.value} onClick={() => { void run(also.run) }}>{also.word}</Button>}<Button kind="quiet" onClick={onClose}>{t.cancel}</Button></>}>
      {children}
      <Refused />
      <AreaField id="why" label={t.reason} hint={hint} maxLength={500} value={reason.value} onInput={value => { reason.value = value }} />
    </Sheet>
  )
}
