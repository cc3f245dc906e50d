/** What the server does with a sealed file, written once more with Node's own cryptography. */
import { createDecipheriv, createECDH, createHash, createHmac } from 'node:crypto'
import { gunzipSync } from 'node:zlib'

const mac = (key: Buffer, ...parts: (Buffer | string)[]): Buffer => createHmac('sha256', key).update(Buffer.concat(parts.map(part => Buffer.from(part as string)))).digest()
const KEM = Buffer.from([...Buffer.from('KEM'), 0, 0x10])
const SUITE = Buffer.from([...Buffer.from('HPKE'), 0, 0x10, 0, 1, 0, 2])

const extract = (suite: Buffer, salt: Buffer, label: string, secret: Buffer): Buffer => mac(salt, 'HPKE-v1', suite, label, secret)
const expand = (suite: Buffer, key: Buffer, label: string, info: Buffer, length: number): Buffer =>
  mac(key, Buffer.from([0, length]), 'HPKE-v1', suite, label, info, Buffer.from([1])).subarray(0, length)

/** An owner of a P-256 key that opens what was sealed to it. */
export class Opener {
  private readonly ecdh = createECDH('prime256v1')
  constructor(secret?: Buffer) { if (secret) this.ecdh.setPrivateKey(secret); else this.ecdh.generateKeys() }

  get point(): Buffer { return this.ecdh.getPublicKey() }

  open(box: Buffer, info: string): Buffer {
    const [sent, ciphertext, tag] = [box.subarray(0, 65), box.subarray(65, -16), box.subarray(-16)]
    const shared = extract(KEM, Buffer.alloc(0), 'eae_prk', this.ecdh.computeSecret(sent))
    const secret = expand(KEM, shared, 'shared_secret', Buffer.concat([sent, this.point]), 32)
    const none = Buffer.alloc(0)
    const context = Buffer.concat([Buffer.from([0]), extract(SUITE, none, 'psk_id_hash', none), extract(SUITE, none, 'info_hash', Buffer.from(info))])
    const schedule = extract(SUITE, secret, 'secret', none)
    const machine = createDecipheriv('aes-256-gcm', expand(SUITE, schedule, 'key', context, 32), expand(SUITE, schedule, 'base_nonce', context, 12))
    machine.setAuthTag(tag)
    return Buffer.concat([machine.update(ciphertext), machine.final()])
  }

  /** The sealed bytes between the marks of a file, and what they hold. */
  read(armour: string): { sealed: Buffer; content: Record<string, unknown> } {
    const sealed = Buffer.from(/FILE-----\n([^-]+)-----END/.exec(armour)![1]!, 'base64')
    if (sealed[0] !== 1 || !sealed.subarray(1, 9).equals(createHash('sha256').update(this.point).digest().subarray(0, 8))) throw new Error('sealed for another key')
    const plain = this.open(sealed.subarray(9), 'linghang rescue 1')
    return { sealed, content: JSON.parse((plain[0] === 0x1f ? gunzipSync(plain) : plain).toString()) as Record<string, unknown> }
  }
}
