/** The head of the box: its name, and the three states in which what was said may be. */
import type { ComponentChildren } from 'preact'
import type { OpinionOut } from '../../generated/http'
import { OfficeHead } from '../../officeHead'
import { words } from './words'

export const STATES: readonly OpinionOut['state'][] = ['waiting', 'answered', 'closed']

/** `state`: which list stands below; null for one opinion. */
export const Head = ({ state, children }: { state: OpinionOut['state'] | null; children?: ComponentChildren }) =>
  <OfficeHead title={words.title} label={words.list} tab={state} tabs={STATES.map(key => ({ key, name: words.states[key], href: `office/opinions?state=${key}` }))}>{children}</OfficeHead>
