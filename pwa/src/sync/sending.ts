/** What talks to the server; the first screen does without it. */
export { Sender } from './sender'
export { httpTransport } from './transport'
