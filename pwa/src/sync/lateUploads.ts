/** Fetches what sends files only once there is one: most phones have none on most days, and the first screen does not wait for it. */
import { hasFiles } from './fileTables'
import type { ByteSender } from './sender'
import type { UploadParts, Uploads } from './uploads'

export class LateUploads implements ByteSender {
  private made: Uploads | null = null
  private readonly parts: Omit<UploadParts, 'tus'>
  constructor(parts: Omit<UploadParts, 'tus'>) { this.parts = parts }

  get next_at(): number | null { return this.made?.next_at ?? null }
  interrupt(): void { this.made?.interrupt() }
  hurry(): void { this.made?.hurry() }

  async turn(): Promise<boolean> {
    this.made ??= await this.fetch()
    return this.made ? this.made.turn() : false
  }

  /** Null while there is nothing to send, or where the code cannot be fetched: then it is tried again at the next turn. */
  private async fetch(): Promise<Uploads | null> {
    if (!(await hasFiles(this.parts.store))) return null
    const late = await import('./uploads').catch(() => null)
    return late && new late.Uploads({ ...this.parts, tus: late.httpTus })
  }
}
