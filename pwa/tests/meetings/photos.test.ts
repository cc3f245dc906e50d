/** What a photo becomes before it is kept, and how its state is told. */
import { expect, test } from 'vitest'
import { roomFor, shownFiles, standText } from '../../src/files'
import { nameFor } from '../../src/photos/taking'
import { isTurned, orientationOf, upright } from '../../src/photos/orientation'
import { shrink, WANTED, type Engine } from '../../src/photos/shrink'
import type { KeptFile } from '../../src/sync'

/** The start of a JPEG whose EXIF says how the camera was held, in either order of bytes. */
function jpeg(orientation: number, little: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(64))
  view.setUint32(0, 0xffd8ffe0)
  view.setUint16(4, 4)
  view.setUint32(8, 0xffe10022)
  view.setUint32(12, 0x45786966)
  const tiff = 18
  view.setUint16(tiff, little ? 0x4949 : 0x4d4d)
  view.setUint16(tiff + 2, 42, little)
  view.setUint32(tiff + 4, 8, little)
  view.setUint16(tiff + 8, 1, little)
  view.setUint16(tiff + 10, 0x0112, little)
  view.setUint16(tiff + 12, 3, little)
  view.setUint32(tiff + 14, 1, little)
  view.setUint16(tiff + 18, orientation, little)
  return view.buffer
}

test('the way a camera was held is read in both orders of bytes; what makes no sense is upright', () => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    expect([orientationOf(jpeg(orientation, true)), orientationOf(jpeg(orientation, false))]).toEqual([orientation, orientation])
  }
  expect([orientationOf(jpeg(9, true)), orientationOf(new ArrayBuffer(0)), orientationOf(new TextEncoder().encode('%PDF-1.7').buffer as ArrayBuffer)]).toEqual([1, 1, 1])
})

/** Where the picture's first corner and the end of its first row come to lie. EXIF 2.3, table of the tag Orientation. */
const CORNERS: Readonly<Record<number, readonly [first: string, rowEnd: string]>> = {
  1: ['top left', 'top right'], 2: ['top right', 'top left'], 3: ['bottom right', 'bottom left'], 4: ['bottom left', 'bottom right'],
  5: ['top left', 'bottom left'], 6: ['top right', 'bottom right'], 7: ['bottom right', 'top right'], 8: ['bottom left', 'top left'],
}

test('each way of holding a camera is set upright', () => {
  const [w, h] = [40, 20]
  for (let orientation = 1; orientation <= 8; orientation++) {
    const [a, b, c, d, e, f] = upright(orientation, w, h)
    const [width, height] = isTurned(orientation) ? [h, w] : [w, h]
    const at = (x: number, y: number) => {
      const [X, Y] = [a * x + c * y + e, b * x + d * y + f]
      expect([X === 0 || X === width, Y === 0 || Y === height]).toEqual([true, true])
      return `${Y === 0 ? 'top' : 'bottom'} ${X === 0 ? 'left' : 'right'}`
    }
    expect([at(0, 0), at(w, 0)], `orientation ${orientation}`).toEqual(CORNERS[orientation])
  }
})

/** A browser that draws nothing and remembers what it was told to; the probe stands on its side in it unless it turns by itself. */
function engine({ turns, webp, width, height }: { turns: boolean; webp: boolean; width: number; height: number }) {
  const drawn: { size: [number, number]; transform: number[] }[] = []
  const made: Engine = {
    open: async blob => {
      const probe = blob.size < 400
      const [w, h] = probe ? [16, 8] : [width, height]
      return { picture: {} as CanvasImageSource, ...(probe && turns ? { width: h, height: w } : { width: w, height: h }) }
    },
    canvas: (w, h) => ({
      width: w, height: h,
      getContext: () => ({ fillRect: () => undefined, drawImage: () => undefined, setTransform: (...transform: number[]) => { drawn.push({ size: [w, h], transform }) } }),
    }) as unknown as HTMLCanvasElement,
    encode: async (_, mime) => new Blob(['drawn'], { type: webp || mime === 'image/jpeg' ? mime : 'image/png' }),
  }
  return { made, drawn }
}

const camera = (orientation: number): Blob => new Blob([jpeg(orientation, true), new Uint8Array(1000)])

test('a browser that does not turn pictures is helped, one that does is not', async () => {
  const old = engine({ turns: false, webp: true, width: 4000, height: 3000 })
  expect((await shrink(old.made, camera(6), WANTED.photo)).mime).toBe('image/webp')
  expect(old.drawn[0]).toEqual({ size: [1200, 1600], transform: upright(6, 1600, 1200) })
  expect(old.drawn[1]!.size).toEqual([180, 240])
  const recent = engine({ turns: true, webp: false, width: 3000, height: 4000 })
  expect((await shrink(recent.made, camera(6), WANTED.scan)).mime).toBe('image/jpeg')
  expect(recent.drawn[0]).toEqual({ size: [1800, 2400], transform: upright(1, 1800, 2400) })
})

test('a small picture is not made larger', async () => {
  const { made, drawn } = engine({ turns: true, webp: true, width: 300, height: 100 })
  await shrink(made, camera(1), WANTED.photo)
  expect(drawn.map(one => one.size)).toEqual([[300, 100], [240, 80]])
})

test('a name keeps what a person gave and gets the ending of what the file is now', () => {
  expect(nameFor('会议室/现场\u0000.HEIC', 'image/webp')).toBe('会议室现场.webp')
  expect(nameFor('', 'application/pdf')).toBe('photo.pdf')
  expect(nameFor('a'.repeat(300), 'image/jpeg').length).toBeLessThan(200)
})

const kept = (values: Partial<KeptFile>): KeptFile =>
  ({ id: 'f1', meeting: 'm1', kind: 'photo', name: 'a.webp', mime: 'image/webp', size: 1000, sha256: '', state: 'waiting', kept_at: 1, sent: 0, trouble: '', ...values })
const row = (values: object) => ({ id: 'f1', rev: 3, kind: 'photo', name: 'a.webp', mime: 'image/webp', size: 1000, state: 'pending', refused_reason: '', ...values })

test('each state is told in words', () => {
  const told = (file: Partial<KeptFile> | null, of: object | null, sending: string | null = null) =>
    shownFiles(of ? [row(of)] : [], file ? [kept(file)] : [], sending, new Map([['f1', '最多 3 份']])).map(standText)
  expect(told({ state: 'draft' }, null)).toEqual(['在本机，保存记录后送出'])
  expect(told({ state: 'draft', form: 'achieve/new' }, null)).toEqual(['在本机，和填写的内容一起送出'])
  expect(told({}, {})).toEqual(['只在本机'])
  expect(told({ sent: 404 }, {}, 'f1')).toEqual(['正在送 40%'])
  expect(told({ sent: 404 }, {})).toEqual(['已送 40%，等网络'])
  expect(told({ trouble: 'quota' }, {})).toEqual(['今天送得太多，明天自动接着送'])
  expect(told({}, { state: 'stored' })).toEqual(['已送达'])
  expect(told(null, { state: 'stored' })).toEqual(['已送达'])
  expect(told(null, {})).toEqual(['还在拍照的手机上'])
  expect(told(null, { state: 'refused', refused_reason: '图片已损坏' })).toEqual(['未被接受：图片已损坏'])
  expect(told({ state: 'refused' }, { state: 'refused', refused_reason: '图片已损坏' })).toEqual(['未被接受：图片已损坏'])
  expect(told({ state: 'rejected' }, null)).toEqual(['未被接受：最多 3 份'])
  expect(told({ state: 'held' }, null)).toEqual(['等党群工作部同意更正'])
  expect(told({ state: 'lost' }, null)).toEqual(['记录里已没有它，只在本机还有'])
  expect(told({ state: 'removing' }, {})).toEqual([])
})

test('what was refused takes no room', () => {
  const files = shownFiles([row({ id: 'a' }), row({ id: 'b', state: 'refused' }), row({ id: 'c', kind: 'scan' })], [kept({ id: 'd' })])
  expect([roomFor(files, 'photo', 3), roomFor(files, 'scan', 20)]).toEqual([1, 19])
})
