/** Draws a picture anew: small enough for a bad network, upright, and with nothing in it but what is seen (no EXIF, no place). */
import { isTurned, orientationOf, upright } from './orientation'

export interface Picture { whole: ArrayBuffer; small: ArrayBuffer; mime: string }

/** `pixels`: of the longer side. A photo shows who was there; a scan must be read. */
export interface Wanted { pixels: number; quality: number }
export const WANTED: Readonly<Record<'photo' | 'scan', Wanted>> = { photo: { pixels: 1600, quality: 0.75 }, scan: { pixels: 2400, quality: 0.8 } }
const SMALL: Wanted = { pixels: 240, quality: 0.6 }
const HEAD_BYTES = 256 * 1024

type Drawable = CanvasImageSource & { close?: () => void }
interface Opened { picture: Drawable; width: number; height: number }
type AnyCanvas = HTMLCanvasElement | OffscreenCanvas
type AnyContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** What a browser draws with, in a worker or on the page. */
export interface Engine {
  open(blob: Blob): Promise<Opened>
  canvas(width: number, height: number): AnyCanvas
  encode(canvas: AnyCanvas, mime: string, quality: number): Promise<Blob>
}

/** The browser cannot make a picture of these bytes. */
export class Unreadable extends Error {}

/** A picture 16 wide and 8 high that says that it stands on its side. */
const PROBE = '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////wAALCAAIABABAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AD//Z'

const decoded = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))

const turning = new WeakMap<Engine, Promise<boolean>>()

/** Whether opening a picture sets it upright already: engines differ, and their options changed their meaning, so it is tried. */
function turnsByItself(engine: Engine): Promise<boolean> {
  const known = turning.get(engine) ?? engine.open(new Blob([decoded(PROBE)], { type: 'image/jpeg' })).then(({ width, height }) => height > width)
  turning.set(engine, known)
  return known
}

const bytesOf = (blob: Blob): Promise<ArrayBuffer> => new Response(blob).arrayBuffer()

async function orientationFor(engine: Engine, blob: Blob): Promise<number> {
  const orientation = orientationOf(await bytesOf(blob.slice(0, HEAD_BYTES)))
  return orientation === 1 || (await turnsByItself(engine)) ? 1 : orientation
}

function draw(engine: Engine, { picture, width, height }: Opened, orientation: number, pixels: number): AnyCanvas {
  const scale = Math.min(1, pixels / Math.max(width, height))
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const canvas = isTurned(orientation) ? engine.canvas(h, w) : engine.canvas(w, h)
  const pen = canvas.getContext('2d') as AnyContext
  pen.imageSmoothingQuality = 'high'
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.setTransform(...upright(orientation, w, h))
  pen.drawImage(picture, 0, 0, w, h)
  return canvas
}

/** WebP where the browser writes it, JPEG elsewhere. */
async function encode(engine: Engine, canvas: AnyCanvas, quality: number): Promise<Blob> {
  const webp = await engine.encode(canvas, 'image/webp', quality)
  return webp.type === 'image/webp' ? webp : engine.encode(canvas, 'image/jpeg', quality)
}

/** The picture and its thumbnail. Throws Unreadable. */
export async function shrink(engine: Engine, blob: Blob, { pixels, quality }: Wanted): Promise<Picture> {
  const opened = await engine.open(blob).catch(() => { throw new Unreadable() })
  const orientation = await orientationFor(engine, blob)
  const whole = await encode(engine, draw(engine, opened, orientation, pixels), quality)
  const small = await encode(engine, draw(engine, opened, orientation, SMALL.pixels), SMALL.quality)
  opened.picture.close?.()
  return { whole: await bytesOf(whole), small: await bytesOf(small), mime: whole.type }
}
