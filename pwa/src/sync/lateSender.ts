/** Fetches what talks to the server once the first screen, which shows what is on this phone, is on its way. */
import type { Sender, SenderParts, Wake } from './sender'

/** Code that could not be fetched is asked for again after so long; it comes from the same server as the answers. */
const RETRY_MS = 5_000

export class LateSender {
  private made: Sender | null = null
  private fetching: Promise<void> | null = null
  private stopped = false
  private readonly parts: Omit<SenderParts, 'transport' | 'note'>
  constructor(parts: Omit<SenderParts, 'transport' | 'note'>) { this.parts = parts }

  wake(reason: Wake): void {
    if (this.stopped) return
    if (this.made) return this.made.wake(reason)
    this.fetching ??= this.fetch()
    void this.fetching.then(() => this.made?.wake(reason))
  }

  stop(): void {
    this.stopped = true
    this.made?.stop()
  }

  private async fetch(): Promise<void> {
    const late = await import('./sending').catch(() => null)
    if (late && !this.stopped) this.made = late.newSender(this.parts)
    if (late) return
    this.fetching = null
    this.parts.after(RETRY_MS, () => this.wake('start'))
  }
}
