/** Activation codes as they are printed. Pure. */

/** `K7Q2-M9XD`: codes are read aloud and typed with gloves, so they stand in groups of four. */
export const spaced = (code: string): string => (code.includes('-') ? code : (code.match(/.{1,4}/g) ?? [code]).join('-'))
