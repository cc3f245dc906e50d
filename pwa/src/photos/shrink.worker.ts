/// <reference lib="webworker" />
/** Shrinks pictures beside the page, so that writing never stops while a photo is drawn. */
import { shrink, type Engine, type Picture, type Wanted } from './shrink'

declare const self: DedicatedWorkerGlobalScope

export interface Order { blob: Blob; wanted: Wanted }
/** `null`: this browser cannot draw beside the page. */
export type Done = { picture: Picture } | { fault: string } | null

const engine: Engine = {
  open: async blob => {
    const picture = await createImageBitmap(blob)
    return { picture, width: picture.width, height: picture.height }
  },
  canvas: (width, height) => new OffscreenCanvas(width, height),
  encode: (canvas, type, quality) => (canvas as OffscreenCanvas).convertToBlob({ type, quality }),
}

const canDraw = typeof OffscreenCanvas !== 'undefined' && 'convertToBlob' in OffscreenCanvas.prototype && typeof createImageBitmap !== 'undefined'

self.onmessage = async ({ data: { blob, wanted } }: MessageEvent<Order>) => {
  const answer = (done: Done, moved: Transferable[] = []) => self.postMessage(done, moved)
  if (!canDraw) return answer(null)
  try {
    const picture = await shrink(engine, blob, wanted)
    answer({ picture }, [picture.whole, picture.small])
  } catch (error) {
    answer({ fault: String(error) })
  }
}
