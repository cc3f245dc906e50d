/** Rows for tests: whole ones, of which a test names only what it is about. */
import type { Attendance, Meeting, Member, Obligation, Organisation, Post } from '../src/rows'
import { instantOf } from '../src/time'

export const at = (day: string, clock = '23:59'): number => instantOf(day, clock)!

export const member = (id: string, change: Partial<Member> = {}): Member => ({
  id, rev: 1, employee_no: id, name: id, initials: id, sex: null, kind: 'full', no_vote: null, status: 'active', branch: 'b', group: null, post_profile: 'frontline', job: null, shift: null, underground: false, ...change,
})

export const post = (who: string, name: string, org = 'b'): Post => ({ id: `${who}-${name}`, rev: 1, member: who, org, branch: 'b', post: name, from_on: '2020-01-01', to_on: null })

export const organisation = (id: string, change: Partial<Organisation> = {}): Organisation => ({
  id, rev: 1, kind: 'branch', name: id, parent: null, branch: 'b', has_committee: true, committee_confirmed: true, closed_on: null, ...change,
})

export const meeting = (change: Partial<Meeting> = {}): Meeting => ({
  id: 'm', rev: 1, branch: 'b', org: 'b', kind: 'theme_day', purpose: 'ordinary', title: '', held_start: null, held_end: null, place: '', chair: '', recorder: '', observers: '', agenda: '', discussion: '',
  resolutions: [], votes: [], sessions: [], status: 'draft', filed_at: null, submitted_at: null, submitted_by: null, decided_at: null, returned_reasons: [], created_at: null, created_by: null, ...change,
})

export const attendance = (who: string, change: Partial<Attendance> = {}): Attendance => ({
  id: who, rev: 1, meeting: 'm', member: who, branch: 'b', status: 'present', reason: '', may_vote: true, meeting_kind: 'theme_day', meeting_title: '', held_start: null, ...change,
})

export const obligation = (change: Partial<Obligation> = {}): Obligation => ({
  id: 'o', rev: 1, template: 't', kind: 'theme_day', org: 'b', branch: 'b', period: '2026-12', warn_at: at('2026-12-24', '00:00'), due_at: at('2026-12-31'), grace_at: at('2027-01-06'),
  excused_until_at: null, excused_reason: null, state: 'upcoming', colour: 'grey', meeting: null, held_at: null, filed_at: null, next_change_at: null, computed_at: 0, ...change,
})
