/** A server for tests of screens: answers wait until a test gives them, in whatever order. */
import { afterEach, beforeEach, vi } from 'vitest'

interface Asked { path: string; body: unknown; answer: (body: unknown, status?: number) => void }

/** What was asked since the test began, in order. */
export const asked: Asked[] = []

const answered = (body: unknown, status: number): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })

beforeEach(() => {
  asked.length = 0
  vi.stubGlobal('fetch', (path: string, { body }: RequestInit) => new Promise<Response>(done => {
    asked.push({ path, body, answer: (found, status = 200) => done(answered(found, status)) })
  }))
})
afterEach(() => { vi.unstubAllGlobals() })

/** The request at a place, as soon as it is there. */
export const request = (at: number): Promise<Asked> => vi.waitFor(() => { if (!asked[at]) throw new Error(`request ${at} was not sent`); return asked[at] })

export const refusal = (code: string) => ({ title: code, detail: '', remedy: '', code })
