/** Shrinks a picture beside the page, or on it where an old browser cannot do so. */
import { shrink, Unreadable, type Engine, type Picture, type Wanted } from './shrink'
import type { Done, Order } from './shrink.worker'
import address from './shrink.worker?worker&url'

interface TrustedTypes { createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => string } }

/** The server forbids script addresses that were not vouched for; this one was made by the build. */
function startWorker(): Worker {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('linghang-shrink', { createScriptURL: url => url })
  return new Worker(policy ? policy.createScriptURL(address) : address)
}

/** Null where there is no worker that can draw. */
async function inWorker(order: Order): Promise<Done> {
  let worker: Worker
  try {
    worker = startWorker()
  } catch {
    return null
  }
  try {
    return await new Promise<Done>(resolve => {
      worker.onmessage = ({ data }: MessageEvent<Done>) => resolve(data)
      worker.onerror = () => resolve(null)
      worker.postMessage(order)
    })
  } finally {
    worker.terminate()
  }
}

const onPage: Engine = {
  open: blob => new Promise((resolve, reject) => {
    const picture = new Image()
    const url = URL.createObjectURL(blob)
    const free = (): void => URL.revokeObjectURL(url)
    picture.onload = () => { free(); resolve({ picture, width: picture.naturalWidth, height: picture.naturalHeight }) }
    picture.onerror = () => { free(); reject(new Unreadable()) }
    picture.src = url
  }),
  canvas: (width, height) => Object.assign(document.createElement('canvas'), { width, height }),
  encode: (canvas, type, quality) => new Promise((resolve, reject) => {
    (canvas as HTMLCanvasElement).toBlob(blob => { if (blob) resolve(blob); else reject(new Unreadable()) }, type, quality)
  }),
}

/** The picture drawn anew. Throws Unreadable for what is none. */
export async function draw(blob: Blob, wanted: Wanted): Promise<Picture> {
  const done = await inWorker({ blob, wanted })
  if (done === null) return shrink(onPage, blob, wanted)
  if ('fault' in done) throw new Unreadable(done.fault)
  return done.picture
}
