/** What talks to the server; the first screen does without it. */
import { Sender, type SenderParts } from './sender'
import { Steps } from './steps'
import { httpTransport } from './transport'

/** A sender over HTTP that keeps its steps for support. */
export function newSender(parts: Omit<SenderParts, 'transport' | 'note'>): Sender {
  const steps = new Steps(parts.store)
  return new Sender({ ...parts, transport: httpTransport, note: (state, why) => steps.note(state, why, parts.now()) })
}
