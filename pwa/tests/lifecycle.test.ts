/** Which moves are open: the phone says what the server says (tests/vectors/lifecycle.json). */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Lifecycle } from '../src/generated/lifecycles'
import { inWords, movesOpen, type Who } from '../src/lifecycle'

const vectors = JSON.parse(readFileSync('../tests/vectors/lifecycle.json', 'utf8')) as { lifecycle: Lifecycle; open: { state: string; who: Who[]; moves: string[] }[] }

describe('a lifecycle', () => {
  for (const { state, who, moves } of vectors.open) {
    it(`opens to ${who.join('+') || 'nobody'} in ${state}: ${moves.join(', ') || 'nothing'}`, () => {
      expect(movesOpen(vectors.lifecycle, state, who).map(one => one.name)).toEqual(moves)
    })
  }

  it('asks for what a move needs, and for what may be said besides', () => {
    const open = movesOpen(vectors.lifecycle, 'submitted', ['office'])
    const said = inWords(open, { moves: { approve: '立项', return: '退回', tell: '报进展' }, fields: { text: { label: '说明' } }, also: { approve: ['text'] } })
    expect(said.map(one => [one.label, one.fields.map(field => [field.name, field.needed])])).toEqual([['立项', [['text', false]]], ['退回', [['text', true]]], ['报进展', [['text', true]]]])
  })
})
