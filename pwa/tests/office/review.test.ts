/** The review desk: differences, evidence, the next record, reasons. */
import { describe, expect, it } from 'vitest'
import { compareTexts, type Piece } from '../../src/review/office/compare'
import { filedAfter_ms, groupMarks, neighbour, nextAfter, quorumNeeded, votesNeeded } from '../../src/review/office/evidence'
import { unwritten, withPhrase, written } from '../../src/review/office/reasons'
import type { Attendant, MeetingRecord, QueueItem } from '../../src/review/office/types'
import { valueText } from '../../src/review/office/values'

const marked = (pieces: readonly Piece[]) => pieces.map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `{+${text}+}`)).join('')
const side = (pieces: readonly Piece[], kind: Piece['kind']) => pieces.filter(piece => piece.kind === 'same' || piece.kind === kind).map(piece => piece.text).join('')

describe('differences of texts', () => {
  it('mark only what changed inside a clause', () => {
    expect(marked(compareTexts('月底前完成，由王强负责。', '月底前完成，由李明负责。'))).toBe('月底前完成，由[-王强-]{+李明+}负责。')
  })
  it('mark an inserted sentence as a whole, ending where it ends', () => {
    expect(marked(compareTexts('甲同意。丙同意。', '甲同意。乙反对。丙同意。'))).toBe('甲同意。{+乙反对。+}丙同意。')
    expect(marked(compareTexts('机电班配合。', '机电班配合。会议采纳。'))).toBe('机电班配合。{+会议采纳。+}')
  })
  it('mark everything of an empty side', () => {
    expect(marked(compareTexts('', '新写的。'))).toBe('{+新写的。+}')
    expect(marked(compareTexts('旧的', ''))).toBe('[-旧的-]')
    expect(compareTexts('一样', '一样')).toEqual([{ kind: 'same', text: '一样' }])
  })
  it('always give back both texts', () => {
    const clauses = ['安全', '，', '学习', '。', '三违', '\n', '整改']
    let seed = 7
    const next = (below: number) => { seed = (seed * 48271) % 2147483647; return seed % below }
    for (let run = 0; run < 300; run++) {
      const text = () => Array.from({ length: next(12) }, () => clauses[next(clauses.length)]).join('')
      const [before, after] = [text(), text()]
      const pieces = compareTexts(before, after)
      expect(side(pieces, 'gone')).toBe(before)
      expect(side(pieces, 'new')).toBe(after)
    }
  })
  it('finish on long texts that share nothing', () => {
    const long = (word: string) => Array.from({ length: 4000 }, (_, at) => `${word}${at}`).join('，')
    expect(side(compareTexts(long('甲'), long('乙')), 'new')).toBe(long('乙'))
  })
})

describe('values', () => {
  it('read as a reviewer reads them', () => {
    expect(valueText('kind', 'theme_day')).toBe('主题党日')
    expect(valueText('resolutions', [{ text: '整改照明', owner: '赵建国', due_on: '2026-11-30' }])).toBe('整改照明（负责人 赵建国，2026-11-30 前）')
    expect(valueText('attendance.x', ['leave', '夜班'])).toBe('请假（夜班）')
    expect(valueText('attendance.x', ['absent', ''])).toBe('缺席')
    expect(valueText('votes', [{ subject: '接收', written: 1, yes: 20, no: 1, abstain: 0 }])).toBe('接收：赞成 20，反对 1，弃权 0，书面意见 1')
    expect([valueText('place', null), valueText('place', ''), valueText('resolutions', [])]).toEqual(['', '', ''])
  })
})

describe('evidence', () => {
  it('asks for half, more than half, or four fifths of those expected', () => {
    expect([41, 40].map(expected => quorumNeeded('ordinary', expected))).toEqual([21, 20])
    expect([41, 40].map(expected => quorumNeeded('admission', expected))).toEqual([21, 21])
    expect([40, 41].map(expected => quorumNeeded('election', expected))).toEqual([32, 33])
    expect([quorumNeeded('committee', 5), votesNeeded(40), votesNeeded(41)]).toEqual([3, 21, 21])
  })
  it('groups marks with those first that need an eye', () => {
    const mark = (name: string, status: Attendant['status']): Attendant => ({ member: name, name, status, reason: '' })
    const groups = groupMarks([mark('a', 'present'), mark('b', 'absent'), mark('c', 'leave'), mark('d', 'present')])
    expect(groups.map(group => [group.status, group.people.map(one => one.name).join('')])).toEqual([['absent', 'b'], ['leave', 'c'], ['present', 'ad']])
  })
  it('tells how long after its end a meeting was filed', () => {
    const record = (filed_at: number | null) => ({ meeting: { held_end: 100, filed_at } }) as MeetingRecord
    expect([filedAfter_ms(record(160)), filedAfter_ms(record(null))]).toEqual([60, null])
  })
})

describe('the queue', () => {
  const items = ['a', 'b', 'c'].map(meeting => ({ meeting }) as QueueItem)
  it('opens the record behind the decided one, else the first that is left', () => {
    expect(['a', 'b', 'c', 'x'].map(one => nextAfter(items, one)?.meeting)).toEqual(['b', 'c', 'a', 'a'])
    expect(nextAfter([items[0]!], 'a')).toBeNull()
  })
  it('steps and stops at its ends', () => {
    expect([neighbour(items, 'a', -1), neighbour(items, 'a', 1), neighbour(items, 'c', 1), neighbour(items, 'x', 1)].map(one => one?.meeting)).toEqual(['a', 'b', 'c', 'a'])
    expect(neighbour([], 'a', 1)).toBeNull()
  })
})

describe('reasons', () => {
  it('take phrases in and out beside own words', () => {
    expect(withPhrase('', '请写明负责人')).toBe('请写明负责人')
    expect(withPhrase('请写明负责人', '请写明完成期限')).toBe('请写明负责人；请写明完成期限')
    expect(withPhrase('请写明负责人；自己写的', '请写明负责人')).toBe('自己写的')
  })
  it('are sent only where something is written', () => {
    const reasons = { agenda: ' 不清楚 ', votes: ' ' }
    expect(written(reasons)).toEqual([{ field: 'agenda', reason: '不清楚' }])
    expect(unwritten(reasons)).toEqual(['votes'])
  })
})
