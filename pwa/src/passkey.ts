/**
 * A passkey beside the PIN: the device asks for a finger, a face or its own code, and gives a secret (WebAuthn's PRF extension) that unwraps the store's key.
 *
 * It opens what lies on this phone and is no login: the server knows nothing of it, and nothing of it needs a network.
 */
import { change } from './keys'
import { ring } from './session'
import { canSeal, keyring, type PasskeyLock, type RawKey, type Ring } from './sync'

/** The device made a passkey that gives no secret without a network; it was not kept. */
export class NoSecret extends Error {}

const PATIENCE_MS = 60_000
const ES256 = -7, RS256 = -257

const random = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32))

/** Passkeys belong to a name: an address in numbers can have none. */
const hasName = (host: string): boolean => /[a-z]/i.test(host) && !host.includes(':')

/** Whether this browser says that the device can give such secrets, and that the page's address may ask for them. */
export async function offersPasskey(): Promise<boolean> {
  const passkeys = globalThis.PublicKeyCredential as typeof PublicKeyCredential | undefined
  if (!canSeal() || !passkeys?.getClientCapabilities || !hasName(location.hostname)) return false
  const [can, has] = await Promise.all([passkeys.getClientCapabilities(), passkeys.isUserVerifyingPlatformAuthenticatorAvailable()]).catch(() => [{}, false] as const)
  return has && (can as Record<string, boolean | undefined>)['extension:prf'] === true
}

const secretIn = (given: PublicKeyCredential | null): RawKey | null => {
  const first = given?.getClientExtensionResults().prf?.results?.first
  return first ? new Uint8Array(first as ArrayBuffer) : null
}

/** Asks the device. Throws what the browser throws when the person turns away, and NoSecret. */
async function secretOf({ id, transports, salt }: Omit<PasskeyLock, 'key'>): Promise<RawKey> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: random(), allowCredentials: [{ type: 'public-key', id, transports }], userVerification: 'required', timeout: PATIENCE_MS,
    extensions: { prf: { eval: { first: salt } } },
  }
  const secret = secretIn((await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null)
  if (!secret) throw new NoSecret()
  return secret
}

/** Another phone that answers over the network is no way in underground. */
const isElsewhere = (made: PublicKeyCredential, reached: readonly string[]): boolean => made.authenticatorAttachment === 'cross-platform' && reached.includes('hybrid')

async function makePasskey({ store, login, name }: Ring): Promise<{ passkey: Omit<PasskeyLock, 'key'>; secret: RawKey }> {
  const salt = random()
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: random(), rp: { name: '领航' }, user: { id: new TextEncoder().encode(store), name: login, displayName: name }, timeout: PATIENCE_MS,
    pubKeyCredParams: [{ type: 'public-key', alg: ES256 }, { type: 'public-key', alg: RS256 }],
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' }, extensions: { prf: { eval: { first: salt } } },
  }
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  const id = new Uint8Array(made.rawId)
  const reached = (made.response as AuthenticatorAttestationResponse).getTransports() as AuthenticatorTransport[]
  const passkey = { id, transports: reached.filter(one => one !== 'hybrid'), salt }
  try {
    if (isElsewhere(made, reached) || !made.getClientExtensionResults().prf?.enabled) throw new NoSecret()
    return { passkey, secret: secretIn(made) ?? (await secretOf(passkey)) }
  } catch (error) {
    disown(id)
    throw error
  }
}

/** Makes a passkey for the open store. `raw`: its key, from the PIN just shown. */
export async function addPasskey(raw: RawKey): Promise<void> {
  const { passkey, secret } = await makePasskey(ring.value!)
  const { by_passkey } = await (await keyring()).withPasskey(ring.value!, raw, passkey, secret)
  ring.value = await change(ring.value!, now => ({ ...now, by_passkey: by_passkey ?? null }))
}

/** The store's key by its passkey; null if the passkey belongs to another store. Throws what `secretOf` throws. */
export const openByPasskey = async (front: Ring): Promise<RawKey | null> =>
  front.by_passkey ? (await keyring()).openByPasskey(front, await secretOf(front.by_passkey)) : null

/** The open store is opened by its passkey no more. */
export async function dropPasskey(): Promise<void> {
  const id = ring.value?.by_passkey?.id
  if (!id) return
  ring.value = await change(ring.value!, now => ({ ...now, by_passkey: null }))
  disown(id)
}

/** Tells the device that this passkey opens nothing, where the browser knows how to. */
function disown(id: Uint8Array): void {
  const credentialId = btoa(String.fromCharCode(...id)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  void PublicKeyCredential.signalUnknownCredential?.({ rpId: location.hostname, credentialId }).catch(() => undefined)
}
