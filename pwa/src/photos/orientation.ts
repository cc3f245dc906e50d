/** Which way up a camera held its picture: the EXIF orientation of a JPEG, 1 to 8. Pure. */

const EXIF = 0x45786966
const ORIENTATION = 0x0112
const START_OF_SCAN = 0xda

function inDirectory(view: DataView, tiff: number): number {
  const little = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  const entries = view.getUint16(directory, little)
  for (let at = directory + 2; at < directory + 2 + entries * 12; at += 12) {
    if (view.getUint16(at, little) === ORIENTATION) return view.getUint16(at + 8, little)
  }
  return 1
}

function inSegments(view: DataView): number {
  if (view.getUint16(0) !== 0xffd8) return 1
  for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== START_OF_SCAN; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === EXIF) return inDirectory(view, at + 10)
  }
  return 1
}

/** 1 (upright) where the bytes say nothing, or nothing that makes sense. */
export function orientationOf(head: ArrayBuffer): number {
  try {
    const found = inSegments(new DataView(head))
    return found >= 1 && found <= 8 ? found : 1
  } catch {
    return 1
  }
}

/** Canvas transforms that set a picture of width w and height h upright; from 5 on the sides change places. */
export const upright = (orientation: number, w: number, h: number): [number, number, number, number, number, number] =>
  ([[1, 0, 0, 1, 0, 0], [-1, 0, 0, 1, w, 0], [-1, 0, 0, -1, w, h], [1, 0, 0, -1, 0, h], [0, 1, 1, 0, 0, 0], [0, 1, -1, 0, h, 0], [0, -1, -1, 0, h, w], [0, -1, 1, 0, 0, w]] as const)[orientation - 1]!.slice() as [number, number, number, number, number, number]

export const isTurned = (orientation: number): boolean => orientation >= 5
