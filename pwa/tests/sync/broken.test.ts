/**
 * Guards the histories: each rule of the phone is switched off in turn, and the histories notice.
 * Two rules count only when the answers of two senders cross, which random histories hardly ever reach: pull.test.ts crosses them by hand.
 */
import { afterEach, expect, test, vi } from 'vitest'
import { done } from '../../src/sync/store'
import type { Reply } from '../../src/sync/types'
import type * as Tabs from './tabs'

type Pull = typeof import('../../src/sync/pull')
type Log = typeof import('../../src/sync/log')
type Settling = typeof import('../../src/sync/settling')
type SenderModule = typeof import('../../src/sync/sender')

const pull = (change: (real: Pull) => Partial<Pull>) => vi.doMock('../../src/sync/pull', async original => { const real = await original<Pull>(); return { ...real, ...change(real) } })
const log = (change: (real: Log) => Partial<Log>) => vi.doMock('../../src/sync/log', async original => { const real = await original<Log>(); return { ...real, ...change(real) } })

const settling = (change: (real: Settling) => Partial<Settling>) => vi.doMock('../../src/sync/settling', async original => { const real = await original<Settling>(); return { ...real, ...change(real) } })

/** Logs out by emptying the log. */
function forgetAtLogin(real: SenderModule): SenderModule {
  type Act = (prepared: unknown, reply: Reply) => Promise<boolean>
  class Forgetful extends real.Sender {}
  const act = Reflect.get(real.Sender.prototype, 'takeReply') as Act
  const forget: Act = async function (this: InstanceType<SenderModule['Sender']>, prepared, reply) {
    if (reply.kind === 'login') await this['parts'].store.write(['log'], async table => { for (const key of await done(table('log').index('state').getAllKeys('waiting'))) table('log').delete(key) })
    return act.call(this, prepared, reply)
  }
  Object.assign(Forgetful.prototype, { takeReply: forget })
  return { ...real, Sender: Forgetful }
}

const RULES: Record<string, () => unknown> = {
  'a scope that ended is emptied': () => pull(real => ({ takeScopes: (table, scopes) => real.takeScopes(table, scopes, []) })),
  'a restored server is read anew': () => pull(() => ({ forgetScopes: async () => undefined })),
  'mutations go in their order': () => log(real => ({ entriesIn: async (table, state) => (await real.entriesIn(table, state)).reverse() })),
  'what the server lost is sent again': () => settling(() => ({ rewind: async () => undefined })),
  'a copied log is left': () => settling(() => ({ fork: async () => undefined })),
  'an own change is laid over the rows until they are here': () => settling(real => ({ sealOutcomes: async (...given) => (await real.sealOutcomes(...given)).map(one => ({ ...one, state: one.state === 'settling' ? 'done' : one.state })) })),
  'a refusal is told': () => settling(real => ({ sealOutcomes: async (...given) => (await real.sealOutcomes(...given)).map(one => ({ ...one, state: 'settling' })) })),
  'the end of a session keeps what waits': () => vi.doMock('../../src/sync/sender', async original => forgetAtLogin(await original<SenderModule>())),
  'one tab sends': () => vi.doMock('./tabs', async original => {
    const real = await original<typeof Tabs>()
    return { ...real, Browser: class extends real.Browser { override alone(_: Tabs.Tab, work: () => Promise<void>) { return work().then(() => true) } } }
  }),
}

const SEEDS = 400

afterEach(() => { vi.doUnmock('../../src/sync/pull'); vi.doUnmock('../../src/sync/log'); vi.doUnmock('../../src/sync/settling'); vi.doUnmock('../../src/sync/sender'); vi.doUnmock('./tabs'); vi.resetModules() })

test.each(Object.entries(RULES))('switched off, it is noticed: %s', async (rule, switchOff) => {
  vi.resetModules()
  switchOff()
  const { History } = await import('./history')
  for (let seed = 1; seed <= SEEDS; seed++) {
    if ((await new History(seed).play()).length) return
  }
  expect.unreachable(`without "${rule}" nothing went wrong: the histories are blind`)
}, 120_000)
